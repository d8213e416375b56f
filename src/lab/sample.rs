//! A few of many, chosen without favour, and the same ones each time.

use std::collections::BinaryHeap;

use crate::store::ArticleId;

/// A sample that never holds more than it shall, however many it is offered: those whose numbers, well mixed, come first.
#[derive(Debug, Clone)]
pub(super) struct Sample<T> {
    heap: BinaryHeap<Entry<T>>,
    at_most: usize,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    mixed: u64,
    id: ArticleId,
    item: T,
}

impl<T> Sample<T> {
    /// An empty one, for so many.
    #[must_use]
    pub(super) fn new(at_most: usize) -> Self {
        Self { heap: BinaryHeap::new(), at_most }
    }

    /// Offers something of an article.
    pub(super) fn offer(&mut self, id: ArticleId, item: T) {
        self.heap.push(Entry { mixed: mix(id.0 as u64), id, item });
        if self.heap.len() > self.at_most {
            self.heap.pop();
        }
    }

    /// What was chosen, the articles that were stored last first.
    #[must_use]
    pub(super) fn into_items(self) -> Vec<T> {
        let mut entries = self.heap.into_vec();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.id));
        entries.into_iter().map(|entry| entry.item).collect()
    }
}

/// The finishing step of SplitMix64: neighbouring numbers end far apart.
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

impl<T> PartialEq for Entry<T> {
    fn eq(&self, other: &Self) -> bool {
        self.mixed == other.mixed
    }
}

impl<T> Eq for Entry<T> {}

impl<T> PartialOrd for Entry<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Entry<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.mixed.cmp(&other.mixed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(offered: impl Iterator<Item = i64>) -> Vec<i64> {
        let mut sample = Sample::new(3);
        offered.for_each(|id| sample.offer(ArticleId(id), id));
        sample.into_items()
    }

    #[test]
    fn a_sample_is_the_same_in_whatever_order_it_is_offered() {
        let forwards = chosen(1..=1_000);
        assert_eq!(forwards.len(), 3);
        assert_eq!(chosen((1..=1_000).rev()), forwards);
        assert!(forwards.windows(2).all(|pair| pair[0] > pair[1]), "{forwards:?}");
        assert_eq!(chosen(1..=2), [2, 1]);
    }
}
