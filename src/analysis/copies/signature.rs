//! The signature of a text: small enough to be stored for every article, and enough to look for what shares much with it.
//!
//! Two samples of the runs of words. **MinHash** (Broder 1997): for each of 126 random orders the run that comes first;
//! the share of orders in which two texts agree estimates their Jaccard similarity, with a standard error of 4.4 points at
//! most. Three of these values together make a *band*; texts of similarity .5 share one of the 42 bands with 99.6 %. But a
//! short version of a long text agrees with it in few orders. So there is a second sample, **anchors**: every eighth run,
//! chosen by its hash, so that both texts choose the same ones. Texts that share forty runs share an anchor with 99.5 %,
//! however long they are, and the share of the shorter one's anchors estimates how much of it the longer one contains.

use super::reading::Reading;
use crate::model::Signature;
use crate::text::hash::stir;

/// Values of MinHash in a signature.
pub const N_VALUES: usize = N_BANDS * BAND_ROWS;
const N_BANDS: usize = 42;
const BAND_ROWS: usize = 3;

/// One run in so many is an anchor.
const ANCHOR_RATE: u64 = 8;

/// The most anchors of a text; of a longer one those with the lowest hashes, which are the same in every text.
const MAX_ANCHORS: usize = 256;

/// Texts of fewer words are notes, captions or error messages.
const MIN_WORDS: usize = 20;

/// Version of the method, the first byte of what is stored; another version is not read.
const VERSION: u8 = 1;

/// Bytes before the values: version and number of runs.
const HEADER: usize = 5;

/// A signature, unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    pub(super) n_runs: u32,
    /// The lower halves of the lowest hashes.
    pub(super) values: [u16; N_VALUES],
    /// Sorted.
    pub(super) anchors: Vec<u32>,
}

impl Sketch {
    /// The signature of a text; `None` if it is too short to mean anything.
    #[must_use]
    pub fn of(text: &Reading) -> Option<Self> {
        if text.n_words < MIN_WORDS || text.runs.is_empty() {
            return None;
        }
        let mut values = [0; N_VALUES];
        for (value, seed) in values.iter_mut().zip(1_u64..) {
            let (factor, addend) = (stir(seed) | 1, stir(!seed));
            let order = |run: &u64| (run.wrapping_mul(factor).wrapping_add(addend) >> 32) as u32;
            *value = text.runs.iter().map(order).min().unwrap_or_default() as u16;
        }
        let chosen = text.runs.iter().filter(|run| *run % ANCHOR_RATE == 0);
        let mut anchors: Vec<u32> = chosen.map(|run| (run >> 32) as u32).collect();
        anchors.sort_unstable();
        anchors.dedup();
        anchors.truncate(MAX_ANCHORS);
        Some(Self { n_runs: u32::try_from(text.runs.len()).unwrap_or(u32::MAX), values, anchors })
    }

    /// As it is stored: 257 bytes and four for each anchor.
    #[must_use]
    pub fn pack(&self) -> Signature {
        let mut bytes = Vec::with_capacity(HEADER + 2 * N_VALUES + 4 * self.anchors.len());
        bytes.push(VERSION);
        bytes.extend(self.n_runs.to_le_bytes());
        bytes.extend(self.values.iter().flat_map(|value| value.to_le_bytes()));
        bytes.extend(self.anchors.iter().flat_map(|anchor| anchor.to_le_bytes()));
        Signature::new(bytes)
    }

    /// What was stored; `None` if it was made by another version, or is damaged.
    #[must_use]
    pub fn unpack(signature: &Signature) -> Option<Self> {
        let bytes = signature.as_bytes();
        let (&version, rest) = bytes.split_first()?;
        let (n_runs, rest) = rest.split_first_chunk::<4>()?;
        let (packed, anchors) = rest.split_at_checked(2 * N_VALUES)?;
        if version != VERSION || anchors.len() % 4 != 0 {
            return None;
        }
        let mut values = [0; N_VALUES];
        for (value, bytes) in values.iter_mut().zip(packed.as_chunks().0) {
            *value = u16::from_le_bytes(*bytes);
        }
        let anchors = anchors.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect();
        Some(Self { n_runs: u32::from_le_bytes(*n_runs), values, anchors })
    }

    /// The keys by which similar texts are found: one a band, one an anchor.
    pub(super) fn keys(&self) -> impl Iterator<Item = (Key, u32)> + '_ {
        let bands = self.values.as_chunks::<BAND_ROWS>().0.iter().zip(0_u64..);
        let bands = bands.map(|(rows, band)| {
            let rows = rows.iter().fold(band, |key, row| (key << 16) | u64::from(*row));
            (Key::Band, stir(rows) as u32)
        });
        bands.chain(self.anchors.iter().map(|anchor| (Key::Anchor, *anchor)))
    }
}

/// What a key is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Band,
    Anchor,
}

/// The estimated Jaccard similarity of two texts, 0 to 1.
pub(super) fn similarity(one: &[u16; N_VALUES], other: &[u16; N_VALUES]) -> f64 {
    let n_equal = one.iter().zip(other).filter(|(one, other)| one == other).count();
    n_equal as f64 / N_VALUES as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(words: std::ops::Range<u32>) -> Sketch {
        let text: Vec<String> = words.map(|n| format!("word{n}")).collect();
        Sketch::of(&Reading::of(&text.join(" "))).expect("long enough")
    }

    #[test]
    fn similarity_is_estimated_within_its_error() {
        let whole = sketch(0..400);
        for (words, expected) in [(0..400, 1.0), (0..200, 0.5), (100..500, 0.6), (800..1200, 0.0)] {
            let estimate = similarity(&whole.values, &sketch(words.clone()).values);
            assert!((estimate - expected).abs() < 0.12, "{words:?}: {estimate}");
        }
    }

    #[test]
    fn a_part_has_the_anchors_of_the_whole() {
        let (whole, part) = (sketch(0..1000), sketch(300..400));
        assert!(part.anchors.len() >= 5, "{}", part.anchors.len());
        assert!(part.anchors.iter().all(|anchor| whole.anchors.binary_search(anchor).is_ok()));
        assert!(sketch(0..9000).anchors.len() == MAX_ANCHORS);
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let sketch = sketch(0..400);
        let packed = sketch.pack();
        assert_eq!(Sketch::unpack(&packed), Some(sketch));
        let bytes = packed.as_bytes().to_vec();
        for damaged in
            [vec![], bytes[..100].to_vec(), [vec![9], bytes[1..].to_vec()].concat(), bytes[..bytes.len() - 1].to_vec()]
        {
            assert_eq!(Sketch::unpack(&Signature::new(damaged)), None);
        }
    }

    #[test]
    fn short_texts_have_no_signature() {
        assert_eq!(Sketch::of(&Reading::of(&"one two three four five six seven eight nine ".repeat(2))), None);
        assert_eq!(Sketch::of(&Reading::default()), None);
    }
}
