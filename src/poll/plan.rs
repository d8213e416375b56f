//! What a poll has to do: which items are known, which are fetched now, which are left for later. Pure.

use std::collections::HashSet;

use jiff::Timestamp;

use super::key;
use crate::model::{ArticleKey, Deferral, Item, PollJob, Sighting};
use crate::text::url::AddressRules;

/// The most items that one source may have waiting. A sitemap of a whole archive lists more, but an archive is not news.
const MAX_WAITING: usize = 1_000;

/// The work of one poll.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// Items whose articles are known already.
    pub(super) seen: Vec<Sighting>,
    /// Items to read now, with the tries they had.
    pub(super) wanted: Vec<Wanted>,
    /// Items beyond this poll's share.
    pub(super) left: Vec<Deferral>,
}

/// An item to read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    pub(super) key: ArticleKey,
    pub(super) item: Item,
    /// Tries before this one.
    pub(super) attempts: u32,
}

/// Sorts the listed items, and those that wait from earlier polls. New items come before waiting ones.
pub(super) fn plan(job: &PollJob, items: Vec<Item>, rules: &AddressRules) -> Plan {
    let known: HashSet<&ArticleKey> = job.known.iter().collect();
    let waiting: HashSet<&ArticleKey> = job.deferred.iter().map(|deferral| &deferral.key).collect();
    let mut met = HashSet::new();
    let mut plan = Plan::default();
    for item in items {
        let key = key::of_item(&job.source.id, &item, rules);
        if !met.insert(key.clone()) {
            continue;
        }
        if known.contains(&key) {
            plan.seen.push(sighting(key, &item, job.now));
        } else if !waiting.contains(&key) {
            plan.wanted.push(Wanted { key, item, attempts: 0 });
        }
    }
    let is_due = |deferral: &&Deferral| deferral.next_try.is_some_and(|at| at <= job.now);
    plan.wanted.extend(job.deferred.iter().filter(is_due).filter(|deferral| !known.contains(&deferral.key)).map(
        |deferral| Wanted { key: deferral.key.clone(), item: deferral.item.clone(), attempts: deferral.attempts },
    ));
    leave_the_rest(&mut plan, job);
    plan
}

/// Whether a list holds an item that neither is known nor waits from an earlier poll.
pub(super) fn lists_something_new(job: &PollJob, items: &[Item], rules: &AddressRules) -> bool {
    let waiting = job.deferred.iter().map(|deferral| &deferral.key);
    let met: HashSet<&ArticleKey> = job.known.iter().chain(waiting).collect();
    items.iter().any(|item| !met.contains(&key::of_item(&job.source.id, item, rules)))
}

/// The fact that the source listed an item.
pub(super) fn sighting(key: ArticleKey, item: &Item, seen_at: Timestamp) -> Sighting {
    Sighting {
        key,
        url: item.url.clone().unwrap_or_default(),
        title: item.title.clone(),
        guid: item.guid.clone(),
        published: item.published,
        updated: item.updated,
        seen_at,
    }
}

/// Moves what is too much for one poll to the deferrals. Those that waited before have a row already.
fn leave_the_rest(plan: &mut Plan, job: &PollJob) {
    let share = usize::try_from(job.source.max_new).unwrap_or(usize::MAX).min(plan.wanted.len());
    let rest = plan.wanted.split_off(share);
    let room = MAX_WAITING.saturating_sub(job.deferred.len());
    let new = rest.into_iter().filter(|wanted| job.deferred.iter().all(|deferral| deferral.key != wanted.key));
    plan.left.extend(new.take(room).map(|wanted| Deferral {
        key: wanted.key,
        item: wanted.item,
        attempts: 0,
        next_try: Some(job.now),
        error: None,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Source, SourceId, SourceKind, SourceState};

    fn item(n: u32) -> Item {
        Item { url: Some(format!("https://example.org/{n}")), title: format!("t{n}"), ..Item::default() }
    }

    fn job(max_new: u32) -> PollJob {
        let id = SourceId::parse("s").expect("valid");
        let url = "https://example.org/feed".to_owned();
        let source = Source { max_new, ..Source::new(id, url, SourceKind::Feed) };
        let now = Timestamp::UNIX_EPOCH;
        let state = SourceState::default();
        PollJob {
            version: 1,
            source,
            state,
            known: Vec::new(),
            deferred: Vec::new(),
            rechecks: Vec::new(),
            now,
            jitter: 0.0,
        }
    }

    fn key(n: u32) -> ArticleKey {
        key::of_item(&SourceId::parse("s").expect("valid"), &item(n), AddressRules::built_in())
    }

    fn deferral(n: u32, next_try: Option<Timestamp>) -> Deferral {
        Deferral { key: key(n), item: item(n), attempts: 1, next_try, error: None }
    }

    fn plan_of(job: &PollJob, items: Vec<Item>) -> Plan {
        plan(job, items, AddressRules::built_in())
    }

    fn titles(wanted: &[Wanted]) -> Vec<&str> {
        wanted.iter().map(|wanted| wanted.item.title.as_str()).collect()
    }

    #[test]
    fn known_items_are_seen_and_new_ones_wanted_once() {
        let mut job = job(10);
        job.known.push(key(1));
        let plan = plan_of(&job, vec![item(1), item(2), item(2)]);
        assert_eq!(plan.seen.len(), 1);
        assert_eq!(titles(&plan.wanted), ["t2"]);
    }

    #[test]
    fn what_waits_is_tried_when_its_time_comes_even_if_no_longer_listed() {
        let mut job = job(10);
        let later = Timestamp::from_second(60).expect("valid");
        job.deferred = vec![deferral(1, Some(job.now)), deferral(2, Some(later)), deferral(3, None)];
        let plan = plan_of(&job, vec![item(2), item(3)]);
        assert_eq!(titles(&plan.wanted), ["t1"]);
        assert_eq!(plan.wanted.first().map(|wanted| wanted.attempts), Some(1));
    }

    #[test]
    fn what_is_too_much_for_one_poll_waits_for_the_next() {
        let plan = plan_of(&job(2), (0..5).map(item).collect());
        assert_eq!(titles(&plan.wanted), ["t0", "t1"]);
        assert_eq!(plan.left.len(), 3);
    }

    #[test]
    fn an_archive_does_not_queue_up_without_end() {
        let plan = plan_of(&job(1), (0..5_000).map(item).collect());
        assert_eq!(plan.left.len(), MAX_WAITING);
    }
}
