//! How headlines are compared.

use crate::text::fold::fold;
use crate::text::tokens::words;

/// What headlines are compared by.
pub(super) fn key(title: &str) -> String {
    fold(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// How much two headlines have in common: twice the number of their common words by the number of all, 0 to 1.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (fold(a), fold(b));
    let mut left = words(&b).filter_map(|range| b.get(range)).collect::<Vec<_>>();
    let mut n_common = 0_u32;
    let mut n_all = u32::try_from(left.len()).unwrap_or(u32::MAX);
    for word in words(&a).filter_map(|range| a.get(range)) {
        n_all = n_all.saturating_add(1);
        if let Some(at) = left.iter().position(|other| *other == word) {
            left.swap_remove(at);
            n_common += 1;
        }
    }
    f64::from(2 * n_common) / f64::from(n_all.max(1))
}
