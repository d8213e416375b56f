//! What a second look at an article's page changes.
//!
//! A look is late if the page was asked for after it, and known if its answer was applied before: neither changes anything,
//! so the order in which outcomes come decides nothing, and doubled ones are harmless. Whether what was read is a version of
//! its own is judged here, against what is stored at that moment, by `analysis::changes`.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::columns::Time;
use super::recent::Recent;
use super::rechecks::{self, State};
use super::revisions::{self, Revised};
use super::row::{ArticleDetail, ArticleId};
use super::{addresses, read, snapshots};
use crate::analysis::changes::{Judgement, Version, judge};
use crate::model::{
    Article, ArticleKey, Look, PollPart, RecheckCause, Revision, RevisionCause, Seen, SourceId, Validators,
};

/// What looks changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// Pages that answered.
    pub(super) rechecked: u32,
    /// Articles that say something else now.
    pub(super) revised: u32,
    /// Articles that are gone and were not before.
    pub(super) gone: u32,
}

/// What a look came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// The article says what it said.
    Same,
    /// It says something else, or is gone, or is back.
    Changed,
    /// What stood there was not the article.
    Alien,
}

/// Leaves everything as it is but a look that is due still: where the clock was set back, it would be taken without end.
fn pass_over(db: &Connection, id: ArticleId, source: &SourceId, state: &State, look: &Look) -> rusqlite::Result<()> {
    if state.due.is_none_or(|due| due > look.at) {
        return Ok(());
    }
    let after = state.tried_at.map_or(look.at, |tried_at| tried_at.max(look.at));
    let due = next(db, id, source, state, after)?;
    rechecks::write(db, id, source, &State { due, ..state.clone() })
}

/// A look with what it is applied to.
#[derive(Clone, Copy)]
struct Taking<'a> {
    db: &'a Connection,
    recent: &'a Recent,
    part: &'a PollPart,
    look: &'a Look,
    id: ArticleId,
}

/// Applies a look of a part.
pub(super) fn apply(
    db: &Connection,
    recent: &Recent,
    part: &PollPart,
    look: &Look,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    let Some(id) = find(db, &look.of)? else { return Ok(()) };
    let source = &part.outcome.source;
    let known = rechecks::find(db, id)?;
    if let Some(state) = known.as_ref().filter(|state| is_stale(state, look)) {
        return pass_over(db, id, source, state, look);
    }
    let mut state = match known {
        Some(state) => state,
        None => State { counted_from: first_seen(db, id)?, ..State::default() },
    };
    match &look.seen {
        Seen::Waits => state.due = Some(state.due.map_or(look.at, |due| due.min(look.at))),
        Seen::Failed { reason, failures, next_try } => {
            state.tried_at = Some(look.at);
            state.note = Some(reason.clone());
            state.failures = *failures;
            state.due = match next_try {
                Some(at) => Some(*at),
                None => next(db, id, source, &state, look.at)?,
            };
        }
        Seen::Same | Seen::Read(_) | Seen::Gone(_) | Seen::Else(_) => {
            let taking = Taking { db, recent, part, look, id };
            let end = taking.take(&mut state, tally)?;
            note_claim(&mut state, source, look, end);
            state.tried_at = Some(look.at);
            state.looked_at = Some(look.at);
            state.failures = 0;
            state.due = next(db, id, source, &state, look.at)?;
            tally.rechecked += 1;
        }
    }
    rechecks::write(db, id, source, &state)
}

/// Whether something later is known, or the same.
fn is_stale(state: &State, look: &Look) -> bool {
    let at = Time(look.at).to_string();
    let Some(tried_at) = state.tried_at.map(|tried_at| Time(tried_at).to_string()) else { return false };
    // Two looks within a second are one, unless their answers differ.
    tried_at > at || (tried_at == at && state.validators == look.validators && look.seen != Seen::Waits)
}

impl Taking<'_> {
    /// Takes an answer in.
    fn take(self, state: &mut State, tally: &mut Tally) -> rusqlite::Result<End> {
        let Self { db, look, id, .. } = self;
        let end = match &look.seen {
            Seen::Gone(status) => {
                let is_new = mark_gone(db, id, look.at, *status)?;
                tally.gone += u32::from(is_new);
                state.note = None;
                // What comes back is read, also if it is what it was.
                state.validators = Validators::default();
                return Ok(if is_new { End::Changed } else { End::Same });
            }
            Seen::Read(article) => self.read_again(article, state, tally)?,
            Seen::Else(reason) => {
                state.note = Some(reason.clone());
                End::Alien
            }
            Seen::Same | Seen::Failed { .. } | Seen::Waits => End::Same,
        };
        if end == End::Alien {
            // The validators stay those of the article: what else stands there is no answer to compare with.
            return Ok(end);
        }
        state.note = None;
        state.validators = look.validators.clone();
        let is_back = clear_gone(db, id)?;
        Ok(if is_back { End::Changed } else { end })
    }

    /// Judges what was read, and writes it over the article if that is a version of its own.
    fn read_again(self, article: &Article, state: &mut State, tally: &mut Tally) -> rusqlite::Result<End> {
        let Self { db, part, look, id, .. } = self;
        let before = read::detail(db, id)?;
        let judgement = match leads_to(db, id, article)? {
            Some(other) => Judgement::Alien(format!("it leads to article {other}")),
            None => judge(&stored(&before), &as_read(article)),
        };
        match judgement {
            Judgement::Same => return Ok(End::Same),
            Judgement::Alien(reason) => {
                state.note = Some(reason);
                return Ok(End::Alien);
            }
            Judgement::Changed => {}
        }
        let article = completed(article.clone(), &before);
        let revision = Revision {
            of: look.of.clone(),
            base: before.content_hash.clone(),
            at: look.at,
            why: RevisionCause::Changed,
            rules_version: part.outcome.rules_version.clone(),
            article,
        };
        revisions::apply(db, self.recent, &revision, &mut Revised::default())?;
        keep_page(db, id, &part.outcome.source, &revision.article, part)?;
        state.counted_from = look.at;
        tally.revised += 1;
        Ok(End::Changed)
    }
}

/// Keeps the page of the new version. Where none came along, those of earlier versions go: `rasid reprocess` reads the latest
/// page, and would bring back what has been replaced.
fn keep_page(
    db: &Connection,
    id: ArticleId,
    source: &SourceId,
    article: &Article,
    part: &PollPart,
) -> rusqlite::Result<()> {
    snapshots::insert(db, id, source, article, &part.snapshots)?;
    match snapshots::facts(db, id)? {
        Some(page) if Some(&page.hash) != article.snapshot.as_ref() => snapshots::delete(db, id),
        _ => Ok(()),
    }
}

/// What the page does not say any more, and said before, is not taken back by its silence.
fn completed(article: Article, before: &ArticleDetail) -> Article {
    let or = |new: Option<String>, old: &Option<String>| new.or_else(|| old.clone());
    Article {
        summary: or(article.summary, &before.row.summary),
        site: or(article.site, &before.row.site),
        image: or(article.image, &before.image),
        section: or(article.section, &before.section),
        canonical_url: or(article.canonical_url, &before.canonical_url),
        language: article.language.or_else(|| before.row.language.clone()),
        published: article.published.or(before.row.published),
        modified: article.modified.or(before.modified),
        authors: if article.authors.is_empty() { before.authors.clone() } else { article.authors },
        keywords: if article.keywords.is_empty() { before.keywords.clone() } else { article.keywords },
        ..article
    }
}

fn stored(before: &ArticleDetail) -> Version<'_> {
    Version {
        title: &before.row.title,
        text: &before.text,
        kind: before.kind.as_deref(),
        language: before.row.language.as_ref(),
    }
}

fn as_read(article: &Article) -> Version<'_> {
    Version {
        title: &article.title,
        text: &article.text,
        kind: article.kind.as_deref(),
        language: article.language.as_ref(),
    }
}

/// Another article that the address which answered belongs to.
fn leads_to(db: &Connection, id: ArticleId, article: &Article) -> rusqlite::Result<Option<ArticleId>> {
    let answered = article.addresses.iter().find(|address| address.url == article.url);
    let Some(address) = answered else { return Ok(None) };
    Ok(addresses::find(db, &address.key)?.filter(|other| *other != id))
}

/// Whether the word of a source that an article has changed was right. What was seen by schedule says nothing of it, nor
/// does what was no answer; another headline in a list is a change in itself.
fn note_claim(state: &mut State, source: &SourceId, look: &Look, end: End) {
    if look.why != RecheckCause::Updated || end == End::Alien {
        return;
    }
    state.claimed_at = Some(look.at);
    state.claimed_by = Some(source.clone());
    state.n_vain = if end == End::Changed { 0 } else { state.n_vain.saturating_add(1) };
}

/// When an article is looked at next, by the schedule of the source that looks at it.
fn next(
    db: &Connection,
    id: ArticleId,
    source: &SourceId,
    state: &State,
    at: Timestamp,
) -> rusqlite::Result<Option<Timestamp>> {
    let owner = rechecks::source_of(db, id)?;
    let schedule = rechecks::schedule(db, owner.as_ref().unwrap_or(source))?;
    Ok(rechecks::next(&schedule, state.counted_from, at))
}

/// Marks an article whose page is gone. Returns whether it was not known.
fn mark_gone(db: &Connection, id: ArticleId, at: Timestamp, status: u16) -> rusqlite::Result<bool> {
    const SQL: &str = "\
        update articles set gone_since = :at, gone_status = :status where id = :id and gone_since is null";
    let marked = db.prepare_cached(SQL)?.execute(named_params! {":id": id, ":at": Time(at), ":status": status})?;
    Ok(marked > 0)
}

/// Marks an article whose page is there. Returns whether it was gone.
fn clear_gone(db: &Connection, id: ArticleId) -> rusqlite::Result<bool> {
    const SQL: &str =
        "update articles set gone_since = null, gone_status = null where id = :id and gone_since is not null";
    Ok(db.prepare_cached(SQL)?.execute(named_params! {":id": id})? > 0)
}

fn find(db: &Connection, key: &ArticleKey) -> rusqlite::Result<Option<ArticleId>> {
    const SQL: &str = "select id from articles where key = :key";
    db.prepare_cached(SQL)?.query_row(named_params! {":key": key}, |row| row.get(0)).optional()
}

fn first_seen(db: &Connection, id: ArticleId) -> rusqlite::Result<Timestamp> {
    const SQL: &str = "select first_seen from articles where id = :id";
    let first_seen: Time = db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| row.get(0))?;
    Ok(first_seen.0)
}
