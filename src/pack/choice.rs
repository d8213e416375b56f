//! Which page of a source is the best dictionary for its others.

use super::{Packer, alone};
use crate::model::{Dictionary, DictionaryId};

/// Pages that are tried as the dictionary. More find next to nothing better: most pages of a paper are alike.
const CANDIDATES: usize = 4;
/// A new dictionary must save this share of what the pages take without it, or it is not worth its own room.
const MIN_GAIN: f64 = 0.2;

/// A page that serves as a dictionary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Its place among the pages that were given.
    pub index: usize,
    /// What the other pages take when packed with it, as a share of their bytes.
    pub share: f64,
}

/// Chooses the page that the others become smallest with; `current` is the dictionary that is used now. `None` where none
/// is a good deal better than that.
#[must_use]
pub fn choose(pages: &[Vec<u8>], current: Option<&Dictionary>) -> Option<Choice> {
    let n_candidates = CANDIDATES.min(pages.len() / 2);
    let (candidates, others) = pages.split_at_checked(n_candidates)?;
    let now = share(&Packer::new(current), others)?;
    let shares = candidates.iter().enumerate().filter_map(|(index, page)| {
        let dictionary = Dictionary { id: DictionaryId(0), bytes: page.clone() };
        Some(Choice { index, share: share(&Packer::new(Some(&dictionary)), others)? })
    });
    let best = shares.min_by(|a, b| a.share.total_cmp(&b.share))?;
    let own_size = alone(pages.get(best.index)?)?.bytes.len() as f64;
    let saved = (now - best.share) * others.iter().map(Vec::len).sum::<usize>() as f64;
    (best.share <= now * (1.0 - MIN_GAIN) && saved > own_size).then_some(best)
}

/// What pages take when packed, as a share of their bytes.
fn share(packer: &Packer, pages: &[Vec<u8>]) -> Option<f64> {
    let mut packed_bytes = 0;
    for page in pages {
        packed_bytes += packer.pack(page)?.bytes.len();
    }
    let size_bytes: usize = pages.iter().map(Vec::len).sum();
    (size_bytes > 0).then(|| packed_bytes as f64 / size_bytes as f64)
}
