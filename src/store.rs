//! The collection: one SQLite file, and the only SQL of the program.
//!
//! A [`Store`] is a cheap handle. Behind it one thread writes and groups commits (`writer`), and a few connections read
//! (`readers`). Each table, or small group of tables, has one file that alone writes it; `apply` says in which order an
//! outcome goes through them, `list` and `select` how a filter becomes queries.
//!
//! **Invariant**: synchronous, no clock, no network; no type of SQLite in the public interface; every write is one
//! transaction that is on disk before the call returns, or before the reply is called.
//!
//! A newcomer would question that callers block while they write. They do so on purpose: a worker that runs ahead of the
//! disk would fill the memory with articles that a crash loses, and grouped commits make waiting cheap.

mod claim;
mod error;

mod connection;
mod migrations;

mod readers;
mod writer;

mod apply;

mod addresses;
mod alerts;
mod articles;
mod copies;
mod credits;
mod deferrals;
mod dictionaries;
mod jobs;
mod judgements;
mod links;
mod looks;
mod opinions;
mod placing;
mod poll_job;
mod polls;
mod profiles;
mod rebuild;
mod recent;
mod rechecks;
mod recognition;
mod retagging;
mod retention;
mod revisions;
mod rule_sets;
mod sightings;
mod signatures;
mod snapshots;
mod source_state;
mod sources;
mod stories;
mod topics;
mod translations;
mod versions;
mod websub;

mod editions;
mod expansion;
mod facets;
mod facts;
mod filter;
mod health;
mod hours;
mod list;
mod newest;
mod pulse;
mod read;
mod reading;
mod row;
mod schema;
mod select;
mod sql;
mod stats;
mod story_list;
mod texts;
mod whole;
mod words;
mod yields;

mod columns;
mod exporting;
mod keeping;
mod looking;
mod rekeying;
mod relating;
mod tagging;
mod timeline;
mod topic_figures;
mod topic_sights;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::model::{ArticleKey, LanguageCode, PollJob, PollOutcome, PollPart, Source, SourceId};
use crate::text::url::AddressRules;

use readers::Readers;
use recent::Recent;
use writer::Writer;

pub use alerts::{AlertState, Told};
pub use apply::Applied;
pub use claim::Claim;
pub use editions::{Edition, News, SourceName};
pub use error::StoreError;
pub use exporting::{ExportMark, Portion};
pub use facets::{Facet, FacetBounds, FacetCount, Facets};
pub use facts::{FactChange, fact_changes};
pub use filter::{ArticleFilter, ArticleOrder, Condition};
pub use health::SourceHealth;
pub use hours::HourlyCounts;
pub use judgements::Judgement;
pub use opinions::{OpinionChoice, StoredOpinion};
pub use polls::PollRecord;
pub use pulse::{SourcePulse, Totals};
pub use reading::{ItemNumber, ReaderItem, ReaderMark, Unread};
pub use rebuild::Anew;
pub use retagging::{MatchChanges, Retagged, Tagging, Tried};
pub use retention::Retention;
pub use revisions::Revised;
pub use row::{
    ArticleDetail, ArticleId, ArticleName, ArticleRow, CopyLink, Gone, PageFacts, Printing, StoredRecheck,
    StoredRevision, StoredSighting, StoryId, StoryLink, TopicScore, TranslationLink,
};
pub use schema::{Question, Schema, SchemaColumn, SchemaTable, TableKind, schema};
pub use snapshots::{KeptPage, PageRule};
pub use sources::Synced;
pub use sql::SqlValue;
pub use stats::{SourceCounts, Stats, TopicCount};
pub use story_list::{StoryDetail, StoryFilter, StoryMember, StoryOrder, StoryRow};
pub use texts::{ArticleText, TextChoice, TextsOf};
pub use timeline::TimelineStep;
pub use topic_figures::TopicFigures;
pub use topic_sights::DayCount;
pub use topics::TopicEntry;
pub use whole::WholeArticle;
pub use words::{Part, Phrase, Words};
pub use writer::WriteCounts;

/// A handle on the collection; clones share one writer and one pool of readers. When the last one goes, what waits to be
/// written is written first.
#[derive(Debug, Clone)]
pub struct Store(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    readers: Readers,
    /// `None` where the database was opened for reading only.
    writer: Option<Writer>,
    /// Used by the writer's thread alone.
    recent: Recent,
}

/// Opening.
impl Store {
    /// Opens a database for reading and writing; makes it, and its folder, where there is none, and brings an older one
    /// up to date.
    ///
    /// # Errors
    /// The file is newer than this program, is somebody else's, is locked, or cannot be reached.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let db = connection::open_writer(path)?;
        let recent = Recent::default();
        let undone = recent.clone();
        let writer = Some(Writer::start(path, db, move || undone.forget())?);
        Ok(Self(Arc::new(Shared { path: path.to_owned(), readers: Readers::open(path)?, writer, recent })))
    }

    /// Opens an existing database for reading, also while another process writes to it.
    ///
    /// # Errors
    /// There is none yet, or it is of another version.
    pub fn open_existing_read_only(path: &Path) -> Result<Self, StoreError> {
        let (readers, recent) = (Readers::open(path)?, Recent::default());
        Ok(Self(Arc::new(Shared { path: path.to_owned(), readers, writer: None, recent })))
    }

    /// Takes the right to poll into this database, which one process has at a time. Importing and reading need no claim.
    ///
    /// # Errors
    /// [`StoreError::Claimed`] while another process polls.
    pub fn claim(&self) -> Result<Claim, StoreError> {
        Claim::take(&self.0.path)
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    fn writer(&self) -> Result<&Writer, StoreError> {
        self.0.writer.as_ref().ok_or_else(|| StoreError::ReadOnly { path: self.0.path.clone() })
    }
}

/// Polling.
impl Store {
    /// Applies an outcome, with the pages beside it, whole or not at all. An outcome of another generation than the source's current one changes
    /// nothing, and the same outcome twice changes nothing more.
    ///
    /// # Errors
    /// The source is unknown, or the database fails; nothing of the outcome is stored then.
    pub fn apply(&self, part: impl Into<PollPart>) -> Result<Applied, StoreError> {
        let part = part.into();
        let source = part.outcome.source.clone();
        let recent = self.0.recent.clone();
        let applied = self.writer()?.run(move |db| apply::apply(db, &recent, &part))?;
        applied.ok_or(StoreError::UnknownSource(source))
    }

    /// As [`Store::apply`], for callers that cannot block: `reply` is called once the outcome is on disk, or refused. Where
    /// the writer is gone it is dropped without a call.
    ///
    /// # Errors
    /// The database was opened for reading only.
    pub fn apply_then(
        &self,
        part: PollPart,
        reply: impl FnOnce(Result<Applied, StoreError>) + Send + 'static,
    ) -> Result<(), StoreError> {
        let source = part.outcome.source.clone();
        let reply = move |applied: Result<Option<Applied>, StoreError>| {
            reply(applied.and_then(|applied| applied.ok_or(StoreError::UnknownSource(source))));
        };
        let recent = self.0.recent.clone();
        self.writer()?.submit_then(move |db| apply::apply(db, &recent, &part), reply);
        Ok(())
    }

    /// Applies outcomes one after the other in one transaction: the same as [`Store::apply`] for each, but for its price.
    ///
    /// # Errors
    /// A source is unknown (the outcomes of others are stored), or the database fails; nothing is stored then.
    pub fn apply_in_order(&self, outcomes: Vec<PollOutcome>) -> Result<Vec<Applied>, StoreError> {
        let sources: Vec<SourceId> = outcomes.iter().map(|outcome| outcome.source.clone()).collect();
        let parts: Vec<PollPart> = outcomes.into_iter().map(PollPart::from).collect();
        let recent = self.0.recent.clone();
        let apply_all = move |db: &Connection| {
            parts.iter().map(|part| apply::apply(db, &recent, part)).collect::<rusqlite::Result<Vec<_>>>()
        };
        let applied = self.writer()?.run(apply_all)?;
        let applied = applied.into_iter().zip(sources);
        applied.map(|(applied, source)| applied.ok_or(StoreError::UnknownSource(source))).collect()
    }

    /// What a worker needs to ask a source at `now`; `jitter` is a random number in 0..1. What the source lists is then
    /// compared with [`Store::known`].
    ///
    /// # Errors
    /// The source is unknown, or the database fails.
    pub fn job(&self, source: &Source, now: Timestamp, jitter: f64) -> Result<PollJob, StoreError> {
        let job = self.0.readers.read(|db| poll_job::poll_job(db, source, now, jitter))?;
        job.ok_or_else(|| StoreError::UnknownSource(source.id.clone()))
    }

    /// Those of some keys that an article is known by, whichever source listed it: a paper's front page, its sections and
    /// its feed list the same.
    ///
    /// # Errors
    /// The database fails.
    pub fn known(&self, keys: &[ArticleKey]) -> Result<Vec<ArticleKey>, StoreError> {
        self.0.readers.read(|db| addresses::known(db, keys))
    }

    /// The configured sources that are due, the longest overdue first.
    ///
    /// # Errors
    /// The database fails.
    pub fn due(&self, now: Timestamp, limit: u32) -> Result<Vec<SourceId>, StoreError> {
        self.0.readers.read(|db| source_state::due(db, now, limit))
    }

    /// When the next source is due; `None` if none ever is.
    ///
    /// # Errors
    /// The database fails.
    pub fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        self.0.readers.read(source_state::next_due)
    }

    /// The due times of all configured sources, by name.
    ///
    /// # Errors
    /// The database fails.
    pub fn due_times(&self) -> Result<Vec<(SourceId, Option<Timestamp>)>, StoreError> {
        self.0.readers.read(source_state::due_times)
    }

    /// Sets when each of some configured sources is due, without ending their generation.
    ///
    /// # Errors
    /// The database fails.
    pub fn set_next_due(&self, times: Vec<(SourceId, Option<Timestamp>)>) -> Result<(), StoreError> {
        self.writer()?.run(move |db| times.iter().try_for_each(|(id, at)| source_state::set_next_due(db, id, *at)))
    }
}

/// Outages.
impl Store {
    /// Takes back the last failure of each of some sources that could not be reached while the network was down, and makes
    /// them due.
    ///
    /// # Errors
    /// The database fails.
    pub fn forgive(&self, sources: Vec<SourceId>, now: Timestamp) -> Result<(), StoreError> {
        self.writer()?.run(move |db| sources.iter().try_for_each(|id| source_state::forgive(db, id, now)))
    }
}

/// Agreeing with the configuration.
impl Store {
    /// Makes the sources agree with the configuration. New ones are due at `now`; one with another address or kind begins
    /// anew; one that is gone keeps its articles.
    ///
    /// # Errors
    /// The database fails.
    pub fn sync_sources(&self, sources: &[Source], now: Timestamp) -> Result<Synced, StoreError> {
        let sources = sources.to_vec();
        self.writer()?.run(move |db| sources::sync(db, &sources, now))
    }

    /// Makes the keys of all addresses agree with the rules by which addresses are compared, in steps that keep no poll
    /// waiting for long. Returns how many changed. Who is interrupted begins anew, and finds less to do.
    ///
    /// # Errors
    /// The database fails.
    pub fn compare_addresses_by(&self, rules: &Arc<AddressRules>) -> Result<u64, StoreError> {
        /// Addresses of one transaction.
        const BATCH: u32 = 5_000;
        let version = rules.version().to_owned();
        if self.0.readers.read(|db| rekeying::is_current(db, &version))? {
            return Ok(0);
        }
        let mut n_changed = 0;
        let mut after = None;
        loop {
            let (rules_of_today, last) = (Arc::clone(rules), after.clone());
            let progress = self.writer()?.run(move |db| rekeying::step(db, &rules_of_today, last.as_ref(), BATCH))?;
            n_changed += progress.n_changed;
            after = progress.last;
            if after.is_none() {
                break;
            }
        }
        let rules = Arc::clone(rules);
        self.writer()?.run(move |db| {
            rekeying::renew_deferrals(db, &rules)?;
            translations::rekey(db, &rules)?;
            rekeying::finish(db, &rules)
        })?;
        Ok(n_changed)
    }

    /// Adds a source that the configuration does not name, to hang imported articles on. One that is there stays as it is.
    ///
    /// # Errors
    /// The database fails.
    pub fn ensure_source(&self, source: &Source) -> Result<(), StoreError> {
        let source = source.clone();
        self.writer()?.run(move |db| sources::ensure(db, &source))
    }
}

/// Housekeeping.
impl Store {
    /// Deletes the records of polls before a time, but for the last one of each source. Returns how many went.
    ///
    /// # Errors
    /// The database fails.
    pub fn prune_polls(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.writer()?.run(move |db| polls::prune(db, before))
    }

    /// Deletes articles that all their sources have kept long enough and none lists any more. Returns how many went.
    ///
    /// # Errors
    /// The database fails.
    pub fn prune_articles(&self, rules: &[Retention]) -> Result<u64, StoreError> {
        // Few at a time, so that polls are not kept waiting.
        const BATCH: u32 = 200;
        let mut n_pruned = 0;
        loop {
            let rules = rules.to_vec();
            let n = self.writer()?.run(move |db| retention::prune(db, &rules, BATCH))?;
            n_pruned += n;
            if n < u64::from(BATCH) {
                return Ok(n_pruned);
            }
        }
    }

    /// Merges parts of the search index, a bounded piece at a time, and lets SQLite renew the figures by which it plans
    /// queries, where they are out of date.
    ///
    /// # Errors
    /// The database fails.
    pub fn optimize(&self) -> Result<(), StoreError> {
        const SQL: &str = "\
            insert into articles_fts (articles_fts, rank) values ('merge', 500);
            pragma analysis_limit = 400;
            pragma optimize;";
        self.writer()?.run_alone(|db| db.execute_batch(SQL))
    }

    /// Moves the log into the database file and empties it, as far as readers allow.
    ///
    /// # Errors
    /// The database fails.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.writer()?.run_alone(|db| db.execute_batch("pragma wal_checkpoint(truncate);"))
    }

    /// When a calendar job last ran; `None` if it never did.
    ///
    /// # Errors
    /// The database fails.
    pub fn job_last_run(&self, name: &str) -> Result<Option<Timestamp>, StoreError> {
        self.0.readers.read(|db| jobs::last_run(db, name))
    }

    /// Records that a calendar job ran.
    ///
    /// # Errors
    /// The database fails.
    pub fn record_job_run(&self, name: &str, at: Timestamp) -> Result<(), StoreError> {
        let name = name.to_owned();
        self.writer()?.run(move |db| jobs::record_run(db, &name, at))
    }
}

/// Reading.
impl Store {
    /// The articles that a filter chooses, in its order.
    ///
    /// # Errors
    /// The database fails.
    pub fn search(&self, filter: &ArticleFilter) -> Result<Vec<ArticleRow>, StoreError> {
        self.0.readers.read(|db| list::ids(db, filter)?.into_iter().map(|id| read::row(db, id)).collect())
    }

    /// How many of the articles that a filter chooses fall under each value of some facets; its order and limit mean
    /// nothing. Of very many, the newest are counted.
    ///
    /// # Errors
    /// The database fails.
    pub fn facets(&self, filter: &ArticleFilter, facets: &[Facet], bounds: FacetBounds) -> Result<Facets, StoreError> {
        self.0.readers.read(|db| facets::count(db, filter, facets, bounds))
    }

    /// An article in full; `None` if there is none of that name.
    ///
    /// # Errors
    /// The database fails.
    pub fn article(&self, name: &ArticleName) -> Result<Option<ArticleDetail>, StoreError> {
        self.0.readers.read(|db| read::find(db, name)?.map(|id| read::detail(db, id)).transpose())
    }

    /// Hands on, one by one and with their texts, the articles that a filter chooses, until told to stop.
    ///
    /// The choice is made at once, and no lock is held meanwhile: however slow the receiver is, the database is written
    /// to and its log does not grow.
    ///
    /// # Errors
    /// The database fails.
    pub fn for_each_article(
        &self,
        filter: &ArticleFilter,
        receive: impl FnMut(WholeArticle) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.for_each_whole(&self.chosen(filter)?, receive)
    }

    /// How the sources fare: those of the configuration first, by name.
    ///
    /// # Errors
    /// The database fails.
    pub fn source_health(&self, now: Timestamp) -> Result<Vec<SourceHealth>, StoreError> {
        self.0.readers.read(|db| health::source_health(db, None, now))
    }

    /// The languages of all articles, by code.
    ///
    /// # Errors
    /// The database fails.
    pub fn languages(&self) -> Result<Vec<LanguageCode>, StoreError> {
        self.0.readers.read(stats::languages)
    }

    /// Runs one query written by a user and hands its rows on with the names of the columns, until told to stop. Returns
    /// the names, which a result without rows has too.
    ///
    /// # Errors
    /// [`StoreError::BadSql`] and [`StoreError::NotAQuery`] where the user is to blame; else the database fails.
    pub fn sql(
        &self,
        query: &str,
        on_row: impl FnMut(&[String], Vec<SqlValue>) -> ControlFlow<()>,
    ) -> Result<Vec<String>, StoreError> {
        sql::query(&self.0.path, query, on_row)
    }

    /// As [`Store::sql`], for who is not trusted with the time and the files of this machine: a query that takes more than
    /// so many steps of SQLite's machine (a million are about 20 ms) is cut off, and none may attach a file.
    ///
    /// # Errors
    /// As those of [`Store::sql`]; a query that was cut off is [`StoreError::BadSql`].
    pub fn sql_within(
        &self,
        max_steps: u64,
        query: &str,
        on_row: impl FnMut(&[String], Vec<SqlValue>) -> ControlFlow<()>,
    ) -> Result<Vec<String>, StoreError> {
        sql::bounded_query(&self.0.path, query, max_steps, on_row)
    }
}

#[cfg(test)]
mod tests;
