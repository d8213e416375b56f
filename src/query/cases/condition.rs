//! How a source is, in one word, and what to do about it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::analysis::quality::{Decline, Quality, Respect};
use crate::model::article::named_enum;
use crate::model::{ErrorKind, LanguageCode, Move, SourceId, SourceKind};
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
        /// It answers, and its pages suddenly give less than they did.
        Poorer = "poorer",
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
        matches!(self, Self::Poorer | Self::Empty | Self::Failing | Self::Gone)
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
        SourceHealth { quality: Some(Quality { decline: Some(_), .. }), .. } => Condition::Poorer,
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
        Condition::Poorer => health.quality.as_ref().and_then(|quality| poorer(id, quality)),
        Condition::Moved => {
            let Move { to, .. } = health.moved.as_ref()?;
            Some(format!("moved for good: set `url = \"{to}\"`"))
        }
        // It fails, but not by its own fault.
        Condition::Well | Condition::New | Condition::Imported | Condition::Removed => health.last_error.clone(),
    }
}

/// In what the pages of a source give less, since when, and what may help.
fn poorer(id: &SourceId, quality: &Quality) -> Option<String> {
    let Decline { respect, since, good, of, good_before, of_before } = quality.decline.as_ref()?;
    let since = since.strftime("%Y-%m-%d");
    let found = match respect {
        Respect::Text => {
            format!(
                "extraction got shorter since {since}: {good} of {of} pages have text, {good_before} of {of_before} before"
            )
        }
        Respect::Length => {
            let usual = quality.usual_words.unwrap_or_default();
            let short = of - good;
            format!(
                "extraction got shorter since {since}: {short} of {of} texts have less than half of the usual {usual} words"
            )
        }
        Respect::Language => {
            let usual = quality.usual_language.as_ref().map_or("the usual one", LanguageCode::as_str);
            format!(
                "another language since {since}: {good} of {of} texts are in `{usual}`, {good_before} of {of_before} before"
            )
        }
        Respect::Date => {
            format!(
                "dates are missing since {since}: {good} of {of} pages have one, {good_before} of {of_before} before"
            )
        }
    };
    Some(format!(
        "{found}; compare `rasid extract` of a page with the page itself: a newer rasid or a rule for the site may read it \
         right, and `rasid reprocess --source {id}` then mends what is kept; else please report it"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().expect("a time")
    }

    fn well() -> SourceHealth {
        SourceHealth {
            revised: 0,
            gone: 0,
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
            quality: None,
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
        let respect = |respect| {
            let since = "2026-05-12T08:00:00Z".parse().expect("a time");
            let decline = Decline { respect, since, good: 3, of: 40, good_before: 198, of_before: 200 };
            let quality = Quality {
                pages: 40,
                with_text: 3,
                with_date: 3,
                median_words: Some(60),
                usual_words: Some(412),
                usual_language: LanguageCode::from_tag("ar"),
                decline: Some(decline),
            };
            SourceHealth { quality: Some(quality), ..well() }
        };
        let shorter = "extraction got shorter since 2026-05-12: 3 of 40 pages have text, 198 of 200 before; compare";
        check(&respect(Respect::Text), Condition::Poorer, shorter);
        check(
            &respect(Respect::Length),
            Condition::Poorer,
            "37 of 40 texts have less than half of the usual 412 words",
        );
        check(&respect(Respect::Language), Condition::Poorer, "3 of 40 texts are in `ar`");
        check(&respect(Respect::Date), Condition::Poorer, "`rasid reprocess --source paper`");
        check(&empty(23), Condition::Well, "");
        check(&empty(24), Condition::Empty, "since 2026-11-23");
        check(&SourceHealth { is_configured: false, failures: 9, ..well() }, Condition::Removed, "");
        check(&SourceHealth { kind: SourceKind::Import, is_configured: false, ..well() }, Condition::Imported, "");
    }
}
