//! How a source is, in one word, and what to do about it.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::analysis::quality::{Decline, Quality, Respect};
use crate::model::article::named_enum;
use crate::model::{ErrorKind, LanguageCode, SourceId, SourceKind};
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

/// What is wrong with a source, and how to mend it.
#[derive(Debug, Clone, PartialEq)]
pub enum Advice {
    /// It is gone for good.
    Gone {
        /// Its name.
        source: SourceId,
    },
    /// What went wrong, in the words of whatever met it.
    Fault {
        /// Its kind.
        kind: Option<ErrorKind>,
        /// The words.
        text: String,
    },
    /// It lists nothing.
    Empty {
        /// Since then.
        since: Timestamp,
        /// Its address.
        url: String,
    },
    /// Its pages give less than they did.
    Poorer {
        /// Its name.
        source: SourceId,
        /// In what, and since when.
        decline: Decline,
        /// How long its texts are, by habit.
        usual_words: u32,
        /// In which language they are, by habit.
        usual_language: Option<LanguageCode>,
    },
    /// It has moved for good.
    Moved {
        /// There.
        to: String,
    },
}

/// What is wrong with a source and how to mend it; `None` where all is well.
pub(super) fn advice(health: &SourceHealth, condition: Condition) -> Option<Advice> {
    let source = health.id.clone();
    Some(match condition {
        Condition::Gone => Advice::Gone { source },
        Condition::Empty => Advice::Empty { since: health.empty_since?, url: health.url.clone() },
        Condition::Poorer => {
            let quality = health.quality.as_ref()?;
            Advice::Poorer {
                source,
                decline: quality.decline.clone()?,
                usual_words: quality.usual_words.unwrap_or_default(),
                usual_language: quality.usual_language.clone(),
            }
        }
        Condition::Moved => Advice::Moved { to: health.moved.as_ref()?.to.clone() },
        // Of those that do not fail: it does, but not by its own fault.
        Condition::Failing | Condition::Well | Condition::New | Condition::Imported | Condition::Removed => {
            Advice::Fault { kind: health.last_error_kind, text: health.last_error.clone()? }
        }
    })
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone { source } => write!(
                f,
                "gone for good (HTTP 410, twice): remove it or find its new address; `rasid poll {source}` asks once more"
            ),
            Self::Fault { text, .. } => f.write_str(text),
            Self::Empty { since, url } => {
                let since = since.strftime("%Y-%m-%d");
                write!(f, "lists nothing since {since}: compare {url} in a browser, or try `rasid add` on it")
            }
            Self::Poorer { source, decline, usual_words, usual_language } => {
                let usual_language = usual_language.as_ref().map_or("the usual one", LanguageCode::as_str);
                poorer(f, decline, *usual_words, usual_language)?;
                write!(
                    f,
                    "; compare `rasid extract` of a page with the page itself: a newer rasid or a rule for the site may read it \
                     right, and `rasid reprocess --source {source}` then mends what is kept; else please report it"
                )
            }
            Self::Moved { to } => write!(f, "moved for good: set `url = \"{to}\"`"),
        }
    }
}

/// In what the pages of a source give less, and since when.
fn poorer(f: &mut fmt::Formatter<'_>, decline: &Decline, usual_words: u32, usual_language: &str) -> fmt::Result {
    let Decline { respect, since, good, of, good_before, of_before } = decline;
    let since = since.strftime("%Y-%m-%d");
    match respect {
        Respect::Text => write!(
            f,
            "extraction got shorter since {since}: {good} of {of} pages have text, {good_before} of {of_before} before"
        ),
        Respect::Length => write!(
            f,
            "extraction got shorter since {since}: {} of {of} texts have less than half of the usual {usual_words} words",
            of - good
        ),
        Respect::Language => write!(
            f,
            "another language since {since}: {good} of {of} texts are in `{usual_language}`, {good_before} of {of_before} \
             before"
        ),
        Respect::Date => write!(
            f,
            "dates are missing since {since}: {good} of {of} pages have one, {good_before} of {of_before} before"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Move;

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
            let advice = advice(health, found).map(|advice| advice.to_string()).unwrap_or_default();
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
