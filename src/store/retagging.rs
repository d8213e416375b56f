//! Later taggings of articles: what other rules, or the same ones on another day, make of what is stored.
//!
//! Beside `topics`, which writes what came with an article, this is the second writer of matches. A tagging says
//! everything about the topics that it tried, so it is compared with what is stored at the moment of writing, and rows are
//! written where they differ: whoever wrote in between, and however often it is done, the result is the same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::model::{ContentHash, LanguageCode, TopicId, TopicMatch};

use super::columns::{Json, Time, count};
use super::row::ArticleId;
use super::texts::ArticleText;
use super::{rule_sets, topics};

/// The topics of an article as they were found in what was stored of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagging {
    article: ArticleId,
    /// Of the words that were tagged: where others are stored by now, the tagging is void.
    content_hash: ContentHash,
    language: Option<LanguageCode>,
    matches: Vec<Found>,
}

/// A match as its row holds it.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    topic: TopicId,
    score: f64,
    evidence: String,
    rules_version: String,
}

/// What taggings tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The topics: what is stored of them and was not found again goes. Matches of others stay as they are.
    pub topics: BTreeSet<TopicId>,
    /// The version of the rules, where all of them were tried: it is recorded with the articles.
    pub rules_version: Option<String>,
}

/// What taggings changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Retagged {
    /// By topic, those without changes left out.
    pub by_topic: BTreeMap<TopicId, MatchChanges>,
    /// Articles that have gone or were read again since.
    pub void: u64,
}

/// What became of the matches of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MatchChanges {
    /// Articles that match now and did not.
    pub added: u64,
    /// Articles that matched and do not any more.
    pub dropped: u64,
    /// Articles that match with another score, or by other words.
    pub changed: u64,
    /// Articles that match as before, by another version of the rule.
    pub confirmed: u64,
}

impl Tagging {
    /// What was found in an article.
    #[must_use]
    pub fn new(article: &ArticleText, matches: Vec<TopicMatch>) -> Self {
        let found = matches.into_iter().map(|found| Found {
            evidence: serde_json::to_string(&found.evidence).expect("plain values can be written"),
            topic: found.topic,
            score: found.score,
            rules_version: found.rules_version,
        });
        Self {
            article: article.id,
            content_hash: article.content_hash.clone(),
            language: article.language.clone(),
            matches: found.collect(),
        }
    }
}

impl Retagged {
    /// Adds what further taggings changed.
    pub fn add(&mut self, other: Self) {
        self.void += other.void;
        for (topic, changes) in other.by_topic {
            let sum = self.by_topic.entry(topic).or_default();
            sum.added += changes.added;
            sum.dropped += changes.dropped;
            sum.changed += changes.changed;
            sum.confirmed += changes.confirmed;
        }
    }

    /// All topics together.
    #[must_use]
    pub fn total(&self) -> MatchChanges {
        let sum = |part: fn(&MatchChanges) -> u64| self.by_topic.values().map(part).sum();
        MatchChanges {
            added: sum(|changes| changes.added),
            dropped: sum(|changes| changes.dropped),
            changed: sum(|changes| changes.changed),
            confirmed: sum(|changes| changes.confirmed),
        }
    }
}

/// How a match differs from what is stored.
enum Difference<'a> {
    Added(&'a Found),
    Changed(&'a Found),
    Confirmed(&'a Found),
    Dropped(TopicId),
}

/// Writes taggings where they differ from what is stored.
pub(super) fn apply(db: &Connection, tried: &Tried, taggings: &[Tagging]) -> rusqlite::Result<Retagged> {
    let number = tried.rules_version.as_deref().map(|version| rule_sets::number(db, version)).transpose()?;
    let mut retagged = Retagged::default();
    for tagging in taggings {
        let Some(differences) = differences(db, tried, tagging)? else {
            retagged.void += 1;
            continue;
        };
        for difference in &differences {
            write(db, tagging.article, difference)?;
            note(&mut retagged, difference);
        }
        if let Some(number) = number {
            rule_sets::record(db, tagging.article, number)?;
        }
    }
    Ok(retagged)
}

/// What [`apply`] would change.
pub(super) fn compare(db: &Connection, tried: &Tried, taggings: &[Tagging]) -> rusqlite::Result<Retagged> {
    let mut retagged = Retagged::default();
    for tagging in taggings {
        match differences(db, tried, tagging)? {
            Some(differences) => differences.iter().for_each(|difference| note(&mut retagged, difference)),
            None => retagged.void += 1,
        }
    }
    Ok(retagged)
}

/// How a tagging differs from what is stored; `None` if it is void.
fn differences<'a>(
    db: &Connection,
    tried: &Tried,
    tagging: &'a Tagging,
) -> rusqlite::Result<Option<Vec<Difference<'a>>>> {
    const SQL: &str = "select topic, score, evidence, rules_version from article_topics where article_id = :id";
    if !is_current(db, tagging)? {
        return Ok(None);
    }
    let is_tried = |found: &&Found| tried.topics.contains(&found.topic);
    let mut new: BTreeMap<&TopicId, &Found> =
        tagging.matches.iter().filter(is_tried).map(|found| (&found.topic, found)).collect();
    let mut differences = Vec::new();
    let mut statement = db.prepare_cached(SQL)?;
    let mut rows = statement.query(named_params! {":id": tagging.article})?;
    while let Some(row) = rows.next()? {
        let topic: TopicId = row.get("topic")?;
        let Some(found) = new.remove(&topic) else {
            differences.extend(tried.topics.contains(&topic).then_some(Difference::Dropped(topic)));
            continue;
        };
        let is_same =
            row.get::<_, f64>("score")? == found.score && row.get_ref("evidence")?.as_str()? == found.evidence;
        if !is_same {
            differences.push(Difference::Changed(found));
        } else if row.get_ref("rules_version")?.as_str()? != found.rules_version {
            differences.push(Difference::Confirmed(found));
        }
    }
    differences.extend(new.into_values().map(Difference::Added));
    Ok(Some(differences))
}

/// Whether the words that were tagged are those that are stored.
fn is_current(db: &Connection, tagging: &Tagging) -> rusqlite::Result<bool> {
    const SQL: &str = "select content_hash = :hash and language is :language from articles where id = :id";
    let known = named_params! {
        ":id": tagging.article,
        ":hash": tagging.content_hash,
        ":language": tagging.language,
    };
    Ok(db.prepare_cached(SQL)?.query_row(known, |row| row.get(0)).optional()?.unwrap_or(false))
}

fn write(db: &Connection, id: ArticleId, difference: &Difference<'_>) -> rusqlite::Result<()> {
    const DROP: &str = "delete from article_topics where article_id = :id and topic = :topic";
    const WRITE: &str = "\
        insert into article_topics (article_id, topic, score, evidence, rules_version, dated)
        select :id, :topic, :score, :evidence, :version, dated from articles where id = :id
        on conflict (article_id, topic) do update set
            score = excluded.score, evidence = excluded.evidence, rules_version = excluded.rules_version";
    let found = match difference {
        Difference::Dropped(topic) => {
            db.prepare_cached(DROP)?.execute(named_params! {":id": id, ":topic": topic})?;
            return Ok(());
        }
        Difference::Added(found) | Difference::Changed(found) | Difference::Confirmed(found) => found,
    };
    topics::ensure(db, &found.topic, &found.rules_version)?;
    db.prepare_cached(WRITE)?.execute(named_params! {
        ":id": id,
        ":topic": found.topic,
        ":score": found.score,
        ":evidence": found.evidence,
        ":version": found.rules_version,
    })?;
    Ok(())
}

fn note(retagged: &mut Retagged, difference: &Difference<'_>) {
    let mut of = |topic: &TopicId, count: fn(&mut MatchChanges) -> &mut u64| {
        *count(retagged.by_topic.entry(topic.clone()).or_default()) += 1;
    };
    match difference {
        Difference::Added(found) => of(&found.topic, |changes| &mut changes.added),
        Difference::Changed(found) => of(&found.topic, |changes| &mut changes.changed),
        Difference::Confirmed(found) => of(&found.topic, |changes| &mut changes.confirmed),
        Difference::Dropped(topic) => of(topic, |changes| &mut changes.dropped),
    }
}

/// The matches of topics that are not among the `configured` ones, by topic; of articles dated from then on.
pub(super) fn orphans(
    db: &Connection,
    configured: &BTreeSet<TopicId>,
    since: Option<Timestamp>,
) -> rusqlite::Result<Vec<(TopicId, u64)>> {
    const SQL: &str = "\
        select t.id, count(*) as n_matches
        from topics t join article_topics x on x.topic = t.id and x.dated >= :since
        where t.id not in (select value from json_each(:configured))
        group by t.id order by t.id";
    let mut statement = db.prepare_cached(SQL)?;
    let asked = named_params! {":configured": Json(configured), ":since": from(since)};
    statement.query_map(asked, |row| Ok((row.get("id")?, count(row.get("n_matches")?))))?.collect()
}

/// Deletes some of them; returns how many went.
pub(super) fn prune_orphans(
    db: &Connection,
    configured: &BTreeSet<TopicId>,
    since: Option<Timestamp>,
    limit: u32,
) -> rusqlite::Result<u64> {
    const SQL: &str = "\
        delete from article_topics where (article_id, topic) in (
            select x.article_id, x.topic
            from topics t join article_topics x on x.topic = t.id and x.dated >= :since
            where t.id not in (select value from json_each(:configured)) limit :limit
        )";
    let asked = named_params! {":configured": Json(configured), ":since": from(since), ":limit": limit};
    Ok(db.prepare_cached(SQL)?.execute(asked)? as u64)
}

fn from(since: Option<Timestamp>) -> String {
    since.map_or_else(String::new, |since| Time(since).to_string())
}
