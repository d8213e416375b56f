//! Which sitemaps of an index one poll reads.
//!
//! Stateless: what changed is told by the dates in the index and the time of the last poll that missed nothing, with a margin
//! of a day for clocks that differ. An index without dates is read anew each time.

use std::collections::{HashSet, VecDeque};

use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::model::Precision;
use crate::read::listing::sitemap::SitemapLink;

/// The most sitemaps that one poll reads beside the first.
const MAX_SITEMAPS: usize = 10;
/// Indexes within one another.
const MAX_DEPTH: usize = 3;
/// How long before the last good poll a sitemap may have changed and is still read again.
const MARGIN: SignedDuration = SignedDuration::from_hours(24);

/// How far an index stands for what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The same index again means that there is nothing new.
    Whole,
    /// Some of its sitemaps have no date and change unseen.
    Undated,
    /// Some of its sitemaps could not be had.
    Missed,
}

/// The sitemaps that are still to be read.
pub(super) struct Index {
    last_ok: Option<Timestamp>,
    waiting: VecDeque<(Url, usize)>,
    met: HashSet<Url>,
    n_asked: usize,
    n_missed: usize,
    is_dated: bool,
}

impl Index {
    /// Nothing to read yet; `last_ok` is when the source was last polled and nothing of it was missed.
    pub(super) fn new(last_ok: Option<Timestamp>) -> Self {
        Self { last_ok, waiting: VecDeque::new(), met: HashSet::new(), n_asked: 0, n_missed: 0, is_dated: true }
    }

    /// Adds the children of an index, the most promising first. They come before what waits already: an index in an index
    /// leads deeper into what was promised most.
    pub(super) fn add(&mut self, links: Vec<SitemapLink>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for link in links.into_iter().rev() {
            // Without a date a child changes unseen, so the index must be read again however it looks.
            self.is_dated &= link.modified.is_some();
            if self.may_have_changed(&link) && self.met.insert(link.url.clone()) {
                self.waiting.push_front((link.url, depth));
            }
        }
    }

    fn may_have_changed(&self, link: &SitemapLink) -> bool {
        let (Some(last_ok), Some(modified)) = (self.last_ok, link.modified) else { return true };
        let length = if modified.precision() == Precision::Day { MARGIN } else { SignedDuration::ZERO };
        modified
            .timestamp()
            .saturating_add(length)
            .is_ok_and(|end| last_ok.checked_sub(MARGIN).is_ok_and(|since| end >= since))
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The next sitemap to read, with its depth.
    pub(super) fn next(&mut self) -> Option<(Url, usize)> {
        if self.n_asked >= MAX_SITEMAPS {
            return None;
        }
        let next = self.waiting.pop_front()?;
        self.n_asked += 1;
        Some(next)
    }

    /// Notes that the last sitemap could not be had; says whether none was and none is left.
    pub(super) fn miss_leaves_none(&mut self) -> bool {
        self.n_missed += 1;
        self.n_missed == self.n_asked && (self.is_empty() || self.n_asked >= MAX_SITEMAPS)
    }

    /// How far the index stands for what it leads to.
    pub(super) fn reach(&self) -> Reach {
        match (self.n_missed, self.is_dated) {
            (0, true) => Reach::Whole,
            (0, false) => Reach::Undated,
            _ => Reach::Missed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(name: &str, modified: Option<&str>) -> SitemapLink {
        let url = Url::parse(&format!("https://example.org/{name}")).expect("valid");
        SitemapLink { url, modified: modified.map(|date| date.parse().expect("a date")) }
    }

    fn read(index: &mut Index) -> Vec<String> {
        std::iter::from_fn(|| index.next()).map(|(url, _)| url.path().trim_start_matches('/').to_owned()).collect()
    }

    #[test]
    fn what_did_not_change_since_the_last_poll_is_not_read() {
        let mut index = Index::new(Some("2026-11-10T12:00:00Z".parse().expect("a time")));
        index.add(
            vec![
                link("new", Some("2026-11-10T13:00:00Z")),
                link("day", Some("2026-11-09")),
                link("old", Some("2026-11-01")),
                link("undated", None),
            ],
            1,
        );
        assert_eq!(read(&mut index), ["new", "day", "undated"]);
        assert_eq!(index.reach(), Reach::Undated);
    }

    #[test]
    fn depth_number_and_circles_are_bounded() {
        let mut index = Index::new(None);
        index.add(vec![link("a", Some("2026-11-01")), link("a", Some("2026-11-01"))], 1);
        index.add(vec![link("deep", Some("2026-11-01"))], MAX_DEPTH + 1);
        assert_eq!(read(&mut index), ["a"]);
        assert_eq!(index.reach(), Reach::Whole);
        let mut index = Index::new(None);
        index.add((0..100).map(|n| link(&n.to_string(), None)).collect(), 1);
        assert_eq!(read(&mut index).len(), MAX_SITEMAPS);
    }

    #[test]
    fn a_poll_that_could_have_nothing_is_told_from_one_that_missed_a_part() {
        let mut index = Index::new(None);
        index.add(vec![link("a", Some("2026-11-01")), link("b", Some("2026-11-01"))], 1);
        index.next().expect("there are two");
        assert!(!index.miss_leaves_none(), "there is another");
        index.next().expect("there is another");
        assert!(index.miss_leaves_none());
        assert_eq!(index.reach(), Reach::Missed);
    }

    #[test]
    fn an_index_within_an_index_comes_first() {
        let mut index = Index::new(None);
        index.add(vec![link("inner", None), link("other", None)], 1);
        let (_, depth) = index.next().expect("there are two");
        index.add(vec![link("child", None)], depth + 1);
        assert_eq!(read(&mut index), ["child", "other"]);
    }
}
