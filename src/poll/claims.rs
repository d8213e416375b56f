//! What a source says of articles that are known: which of them it claims to have changed, and when its word is believed.
//!
//! A claim is one of two. A **date of change** (Atom `updated`, `dcterms:modified`, `lastmod` of a sitemap) that is later than
//! the one which the source gave before; where it gave none, later than the article's page was last seen. Or **another
//! headline** than the one under which the source listed the article before, running figures aside; of feeds and sitemaps
//! only, since the words of a link on a list page depend on the box that it stands in.
//!
//! Some feeds stamp every item with the time of the request, or of the last build. So the dates of a list are not believed
//! - where most of the items that had one before moved in this poll, two at least: news change one by one; nor are headlines
//!   where most of four or more changed, which is a new template;
//! - for a day, where the last looks that they led to showed no change, five in a row: that finds out short lists, and those
//!   which stamp a part of their items. One look a day keeps the way back open.
//!
//! What is not believed costs nothing: the article is looked at by its schedule, where it has one.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::analysis::changes::has_same_title;
use crate::model::{ArticleKey, Claims, Item, KnownItem, Moment, RecheckCause, SourceKind};

/// So many looks in vain, and dates are believed no more.
const MAX_VAIN: u32 = 5;
/// For so long.
const DISTRUST: SignedDuration = SignedDuration::from_hours(24);
/// Of fewer dates most may move by chance.
const MIN_DATED: usize = 2;
/// Of fewer headlines most may change by chance.
const MIN_TITLED: usize = 4;
/// The most claims that are believed at once, the first of the list; a job stays small.
const MAX_CLAIMS: usize = 400;
/// A date further in the future is none.
const MAX_AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// The articles that are looked at again because of what the source lists now, by the keys under which it lists them.
#[must_use]
pub fn believed(
    listed: &HashMap<ArticleKey, &Item>,
    known: &[KnownItem],
    read_as: Option<SourceKind>,
    before: Claims,
    now: Timestamp,
) -> Vec<(ArticleKey, RecheckCause)> {
    let pairs: Vec<(&KnownItem, &Item)> =
        known.iter().filter_map(|known| Some((known, *listed.get(&known.key)?))).collect();
    let (dated, moved) = dated(&pairs, now);
    let (titled, renamed) = titled(&pairs);
    let is_stamped = dated >= MIN_DATED && moved.iter().filter(|(_, had_date)| *had_date).count() * 2 > dated;
    let is_distrusted =
        before.n_vain >= MAX_VAIN && before.last.is_some_and(|last| now.duration_since(last) < DISTRUST);
    let is_reworded = titled >= MIN_TITLED && renamed.len() * 2 > titled;
    let mut claims = Vec::new();
    if !is_reworded && read_as != Some(SourceKind::List) {
        claims.extend(renamed.into_iter().map(|known| (known.key.clone(), RecheckCause::Renamed)));
    }
    if !is_stamped && !is_distrusted {
        // The first look shows whether the next is worth it.
        let most = if before.n_vain >= MAX_VAIN { 1 } else { usize::MAX };
        let moved = moved.into_iter().map(|(known, _)| known.key.clone());
        let new: Vec<ArticleKey> =
            moved.filter(|key| claims.iter().all(|(other, _)| other != key)).take(most).collect();
        claims.extend(new.into_iter().map(|key| (key, RecheckCause::Updated)));
    }
    claims.truncate(MAX_CLAIMS);
    claims
}

/// How many items have a date of change and had one before; and those whose date has moved on, with whether they had one.
fn dated<'k>(pairs: &[(&'k KnownItem, &Item)], now: Timestamp) -> (usize, Vec<(&'k KnownItem, bool)>) {
    let mut n_dated = 0;
    let mut moved = Vec::new();
    for (known, item) in pairs {
        let Some(updated) = item.updated.filter(|updated| is_possible(*updated, now)) else { continue };
        let before = known.updated;
        n_dated += usize::from(before.is_some());
        let is_later = match before {
            // What is remembered has no fractions of a second.
            Some(before) => updated.timestamp().as_second() > before.timestamp().as_second(),
            None => updated.timestamp() > known.looked_at,
        };
        if is_later {
            moved.push((*known, before.is_some()));
        }
    }
    (n_dated, moved)
}

fn is_possible(updated: Moment, now: Timestamp) -> bool {
    now.checked_add(MAX_AHEAD).is_ok_and(|latest| updated.timestamp() <= latest)
}

/// How many items had a headline before and have one; and those whose headline says something else.
fn titled<'k>(pairs: &[(&'k KnownItem, &Item)]) -> (usize, Vec<&'k KnownItem>) {
    let mut n_titled = 0;
    let mut renamed = Vec::new();
    for (known, item) in pairs {
        let Some(before) = known.title.as_deref().filter(|before| !before.is_empty() && !item.title.is_empty()) else {
            continue;
        };
        n_titled += 1;
        if !has_same_title(before, &item.title, known.language.as_ref()) {
            renamed.push(*known);
        }
    }
    (n_titled, renamed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hash;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
    }

    /// A list of items, each with title and date before and now, in minutes; and which of them are believed to have changed.
    fn check(kind: SourceKind, before: Claims, list: &[(&str, Option<i64>, &str, Option<i64>)], expected: &[usize]) {
        let moment = |minutes: i64| Moment::utc(at(minutes));
        let key = |n: usize| hash::article_key(&n.to_string());
        let known = list.iter().enumerate().map(|(n, (title, updated, _, _))| KnownItem {
            key: key(n),
            of: key(n),
            title: Some((*title).to_owned()),
            updated: updated.map(moment),
            looked_at: at(100),
            language: None,
        });
        let items: Vec<Item> = list
            .iter()
            .map(|(_, _, title, updated)| Item {
                title: (*title).to_owned(),
                updated: updated.map(moment),
                ..Item::default()
            })
            .collect();
        let listed = items.iter().enumerate().map(|(n, item)| (key(n), item)).collect();
        let known: Vec<KnownItem> = known.collect();
        let found = believed(&listed, &known, Some(kind), before, at(200));
        let mut places: Vec<usize> =
            (0..list.len()).filter(|n| found.iter().any(|(claimed, _)| *claimed == key(*n))).collect();
        places.sort_unstable();
        assert_eq!(places, expected, "{list:?}");
    }

    const FEED: SourceKind = SourceKind::Feed;
    const NONE: Claims = Claims { n_vain: 0, last: None };

    #[test]
    fn a_later_date_or_another_headline_is_a_claim() {
        let same = ("t", Some(10), "t", Some(10));
        check(FEED, NONE, &[same, same, ("t", Some(10), "t", Some(150))], &[2]);
        check(FEED, NONE, &[("t", Some(10), "t", Some(9))], &[]);
        check(FEED, NONE, &[("t", Some(10), "t", None)], &[]);
        check(FEED, NONE, &[("t", None, "t", Some(99)), ("t", None, "t", Some(150))], &[1]);
        check(FEED, NONE, &[("t", Some(10), "t", Some(10_000))], &[]);
        check(FEED, NONE, &[("12 dead", None, "15 dead", None), ("a", None, "A!", None)], &[0]);
        check(SourceKind::List, NONE, &[("12 dead", None, "15 dead", None)], &[]);
        check(SourceKind::Sitemap, NONE, &[("", None, "15 dead", None)], &[]);
    }

    #[test]
    fn a_list_that_stamps_its_items_is_not_believed() {
        let moved = ("t", Some(10), "t", Some(200));
        let same = ("t", Some(10), "t", Some(10));
        check(FEED, NONE, &[moved; 10], &[]);
        check(FEED, NONE, &[moved, moved], &[]);
        check(FEED, NONE, &[moved], &[0]);
        check(FEED, NONE, &[moved, same, same], &[0]);
        check(FEED, NONE, &[moved, moved, moved, same, same], &[]);
        let renamed = ("12 dead", Some(10), "15 dead", Some(200));
        check(FEED, NONE, &[moved, moved, moved, renamed], &[3]);
        let reworded = ("t", None, "The Paper: t", None);
        check(FEED, NONE, &[reworded; 5], &[]);
    }

    #[test]
    fn a_word_that_led_nowhere_five_times_rests_for_a_day() {
        let list = [("t", Some(10), "t", Some(150)), ("t", Some(10), "t", Some(160)), ("t", Some(1), "t", Some(1))];
        let five = [list[2], list[2], list[0], list[1], list[2]];
        let vain = |n_vain, last: i64| Claims { n_vain, last: Some(at(last)) };
        check(FEED, vain(4, 199), &five, &[2, 3]);
        check(FEED, vain(5, 199), &five, &[]);
        check(FEED, vain(5, 200 - 24 * 60), &five, &[2]);
    }
}
