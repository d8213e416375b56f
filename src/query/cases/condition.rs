//! How a source is, in one word, and what to do about it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::model::article::named_enum;
use crate::model::{ErrorKind, Move, SourceKind};
use crate::store::SourceHealth;

/// A list that is empty for a shorter time is a quiet one.
const EMPTY_FOR: SignedDuration = SignedDuration::from_hours(24);

named_enum!(
    /// How a source is.
    Condition {
        /// It answers, and its answers are read.
        Well = "ok",
        /// It answers from another address than the one in the configuration.
        Moved = "moved",
        /// It answers, and has listed nothing for a day.
        Empty = "empty",
        /// Its last poll failed.
        Failing = "failing",
        /// It said twice that it is gone for good, and is no longer asked.
        Gone = "gone",
        /// It was not polled yet.
        New = "new",
        /// It is never polled: its articles came from a file.
        Imported = "imported",
        /// It is no longer in the configuration.
        Removed = "removed",
    }
);

impl Condition {
    /// Whether someone should look after it.
    #[must_use]
    pub fn is_failing(self) -> bool {
        matches!(self, Self::Empty | Self::Failing | Self::Gone)
    }
}

/// How a source is at a time.
pub(super) fn condition(health: &SourceHealth, now: Timestamp) -> Condition {
    match health {
        SourceHealth { kind: SourceKind::Import, .. } => Condition::Imported,
        SourceHealth { is_configured: false, .. } => Condition::Removed,
        SourceHealth { last_error_kind: Some(ErrorKind::Gone), next_due: None, failures: 1.., .. } => Condition::Gone,
        SourceHealth { failures: 1.., .. } => Condition::Failing,
        SourceHealth { empty_since: Some(since), .. } if now.duration_since(*since) >= EMPTY_FOR => Condition::Empty,
        SourceHealth { moved: Some(moved), .. } if moved.is_believed() => Condition::Moved,
        SourceHealth { last_ok: None, .. } => Condition::New,
        _ => Condition::Well,
    }
}

/// What is wrong with a source and how to mend it; `None` where all is well.
pub(super) fn advice(health: &SourceHealth, condition: Condition) -> Option<String> {
    let id = &health.id;
    match condition {
        Condition::Gone => Some(format!(
            "gone for good (HTTP 410, twice): remove it or find its new address; `rasid poll {id}` asks once more"
        )),
        Condition::Failing => health.last_error.clone(),
        Condition::Empty => {
            let since = health.empty_since?.strftime("%Y-%m-%d");
            Some(format!("lists nothing since {since}: compare {} in a browser, or try `rasid add` on it", health.url))
        }
        Condition::Moved => {
            let Move { to, .. } = health.moved.as_ref()?;
            Some(format!("moved for good: set `url = \"{to}\"`"))
        }
        // It fails, but not by its own fault.
        Condition::Well | Condition::New | Condition::Imported | Condition::Removed => health.last_error.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourceId;

    fn now() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().expect("a time")
    }

    fn well() -> SourceHealth {
        SourceHealth {
            id: SourceId::parse("paper").expect("an id"),
            url: "https://paper.example/feed".to_owned(),
            kind: SourceKind::Auto,
            read_as: Some(SourceKind::Feed),
            title: None,
            language: None,
            country: None,
            is_configured: true,
            next_due: Some(now()),
            last_ok: Some(now()),
            last_new: None,
            gap: None,
            empty_since: None,
            moved: None,
            failures: 0,
            failing_since: None,
            last_error: None,
            last_error_kind: None,
            last_error_at: None,
            last_result: None,
            articles: 0,
            articles_last_7_days: 0,
        }
    }

    #[test]
    fn a_source_is_told_by_what_needs_a_person_first() {
        let check = |health: &SourceHealth, expected: Condition, hint: &str| {
            let found = condition(health, now());
            let advice = advice(health, found).unwrap_or_default();
            assert_eq!(found, expected);
            assert!(advice.contains(hint), "{advice}");
        };
        let failing = SourceHealth { failures: 2, last_error: Some("no answer".to_owned()), ..well() };
        let gone = SourceHealth { last_error_kind: Some(ErrorKind::Gone), next_due: None, ..failing.clone() };
        let to = "https://paper.example/new".to_owned();
        let moved = |times| SourceHealth { moved: Some(Move { to: to.clone(), times }), ..well() };
        let empty = |hours| {
            let since = now().checked_sub(SignedDuration::from_hours(hours)).expect("in range");
            SourceHealth { empty_since: Some(since), ..well() }
        };
        check(&well(), Condition::Well, "");
        check(&SourceHealth { last_ok: None, ..well() }, Condition::New, "");
        check(&failing, Condition::Failing, "no answer");
        check(&gone, Condition::Gone, "`rasid poll paper`");
        check(&SourceHealth { next_due: Some(now()), ..gone }, Condition::Failing, "no answer");
        check(&moved(2), Condition::Well, "");
        check(&moved(3), Condition::Moved, "url = \"https://paper.example/new\"");
        check(&empty(23), Condition::Well, "");
        check(&empty(24), Condition::Empty, "since 2026-11-23");
        check(&SourceHealth { is_configured: false, failures: 9, ..well() }, Condition::Removed, "");
        check(&SourceHealth { kind: SourceKind::Import, is_configured: false, ..well() }, Condition::Imported, "");
    }
}
