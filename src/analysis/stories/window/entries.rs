//! Which articles have a feature: lists in one another, the latest entry first.

/// An article and, for one of its features, the entry before: by numbers from 1, 0 is none. In parts, since one list of
/// ten million would be copied, and take up to twice its size, whenever it grows.
#[derive(Debug, Default)]
pub(super) struct Entries(Vec<Vec<(u32, u32)>>);

impl Entries {
    const PART: usize = 1 << 16;

    /// Adds an entry and gives its number.
    pub(super) fn push(&mut self, article: u32, before: u32) -> u32 {
        if self.0.last().is_none_or(|part| part.len() >= Self::PART) {
            self.0.push(Vec::with_capacity(Self::PART));
        }
        let Some(part) = self.0.last_mut() else { return 0 };
        part.push((article, before));
        let length = part.len();
        u32::try_from((self.0.len() - 1) * Self::PART + length).unwrap_or_default()
    }

    pub(super) fn get(&self, number: u32) -> Option<(u32, u32)> {
        let index = (number as usize).checked_sub(1)?;
        self.0.get(index / Self::PART)?.get(index % Self::PART).copied()
    }
}
