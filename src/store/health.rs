//! How the sources fare.

use std::collections::HashMap;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Row, named_params};

use crate::analysis::quality::{self, Quality};
use crate::model::{ErrorKind, LanguageCode, Move, PollResult, SourceId, SourceKind};

use super::columns::{Time, count};
use super::{rechecks, source_state, yields};

/// A source with what its polls came to.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceHealth {
    /// Its name in the configuration.
    pub id: SourceId,
    /// Its address.
    pub url: String,
    /// How its answer is read.
    pub kind: SourceKind,
    /// What it turned out to be.
    pub read_as: Option<SourceKind>,
    /// What it calls itself.
    pub title: Option<String>,
    /// The language expected of it.
    pub language: Option<LanguageCode>,
    /// Its country.
    pub country: Option<String>,
    /// Whether the configuration names it.
    pub is_configured: bool,
    /// When it is polled next; `None` for never.
    pub next_due: Option<Timestamp>,
    /// The last poll that did not fail.
    pub last_ok: Option<Timestamp>,
    /// The last poll that brought something new.
    pub last_new: Option<Timestamp>,
    /// The usual time between two new items.
    pub gap: Option<Duration>,
    /// The first of the polls in a row that listed nothing.
    pub empty_since: Option<Timestamp>,
    /// Where its server says it has moved for good.
    pub moved: Option<Move>,
    /// Failed polls in a row.
    pub failures: u32,
    /// The first of them.
    pub failing_since: Option<Timestamp>,
    /// What is wrong with it, and how to mend it; `None` while it is well.
    pub last_error: Option<String>,
    /// The kind of that error.
    pub last_error_kind: Option<ErrorKind>,
    /// When that error was met last.
    pub last_error_at: Option<Timestamp>,
    /// How the last poll ended; `None` before the first.
    pub last_result: Option<PollResult>,
    /// Articles that it listed.
    pub articles: u64,
    /// Articles that it listed, dated within the last seven days.
    pub articles_last_7_days: u64,
    /// Articles that it looks at again and that said something else before.
    pub revised: u64,
    /// Articles that it looks at again and that are gone.
    pub gone: u64,
    /// How the pages of its articles fare; `None` where none was read.
    pub quality: Option<Quality>,
}

/// All sources, or one: those of the configuration first, by name.
pub(super) fn source_health(
    db: &Connection,
    only: Option<&SourceId>,
    now: Timestamp,
) -> rusqlite::Result<Vec<SourceHealth>> {
    const SQL: &str = "\
        select s.id, s.url, s.kind, s.title, s.language, s.country, s.is_configured,
            t.next_due, t.last_ok, t.failures, t.failing_since, t.last_error, t.last_error_kind, t.last_error_at,
            t.read_as, t.moved_to, t.moved_times, t.gap_s, t.last_new, t.empty_since,
            (select result from polls where source_id = s.id order by id desc limit 1) as last_result,
            (select count(*) from sightings where source_id = s.id) as articles,
            (select count(*) from sightings where source_id = s.id and dated >= :week_ago) as articles_last_7_days
        from sources s join source_state t on t.source_id = s.id
        where :only is null or s.id = :only
        order by s.is_configured desc, s.id";
    let week_ago = now.checked_sub(SignedDuration::from_hours(7 * 24)).unwrap_or(Timestamp::MIN);
    let mut statement = db.prepare_cached(SQL)?;
    let sources = statement.query_map(named_params! {":only": only, ":week_ago": Time(week_ago)}, health)?;
    let revised = rechecks::count_revised(db)?;
    let gone = rechecks::count_gone(db)?;
    let count_of = |counts: &HashMap<SourceId, u64>, id: &SourceId| counts.get(id).copied().unwrap_or_default();
    sources
        .map(|source| {
            let source = source?;
            let quality = match source.is_configured {
                true => quality::judge(&yields::of_source(db, &source.id)?),
                false => None,
            };
            let (revised, gone) = (count_of(&revised, &source.id), count_of(&gone, &source.id));
            Ok(SourceHealth { revised, gone, quality, ..source })
        })
        .collect()
}

fn health(row: &Row<'_>) -> rusqlite::Result<SourceHealth> {
    let time = |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<Time>>(name)?.map(|time| time.0));
    Ok(SourceHealth {
        id: row.get("id")?,
        url: row.get("url")?,
        kind: row.get("kind")?,
        read_as: row.get("read_as")?,
        title: row.get("title")?,
        language: row.get("language")?,
        country: row.get("country")?,
        is_configured: row.get("is_configured")?,
        next_due: time("next_due")?,
        last_ok: time("last_ok")?,
        last_new: time("last_new")?,
        gap: row.get::<_, Option<i64>>("gap_s")?.map(count).map(Duration::from_secs),
        empty_since: time("empty_since")?,
        moved: source_state::moved(row)?,
        failures: row.get("failures")?,
        failing_since: time("failing_since")?,
        last_error: row.get("last_error")?,
        last_error_kind: row.get("last_error_kind")?,
        last_error_at: time("last_error_at")?,
        last_result: row.get("last_result")?,
        articles: count(row.get("articles")?),
        articles_last_7_days: count(row.get("articles_last_7_days")?),
        revised: 0,
        gone: 0,
        quality: None,
    })
}
