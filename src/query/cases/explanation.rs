//! Why an article matches a topic or not: one row for programs. People get it laid out by
//! [`crate::query::render::explanation`].

use crate::analysis::topics::{CountedHit, Explanation, GroupState, TermPart, Uncounted, UncountedHit};
use crate::model::{Field, LanguageCode, TopicMatch};
use crate::query::listing::{Cell, Column, Listing};
use crate::query::render::verdict;
use crate::query::snippet::Snippet;

/// An explanation with the article that it is about.
#[derive(Debug, Clone, Copy)]
pub struct Explained<'a> {
    /// The explanation.
    pub explanation: &'a Explanation<'a>,
    /// What the article is called: its number, or the name of a file.
    pub name: &'a str,
    /// Its headline.
    pub title: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Its language.
    pub language: Option<&'a LanguageCode>,
    /// What is stored of it and the topic, where it is stored and matches.
    pub stored: Option<&'a TopicMatch>,
    /// Other languages in which terms of the topic stand in it.
    pub other_languages: &'a [LanguageCode],
}

impl Explained<'_> {
    /// The words around a place.
    #[must_use]
    pub fn snippet(&self, field: Field, place: &std::ops::Range<u32>) -> Snippet {
        Snippet::around(if field == Field::Title { self.title } else { self.text }, place)
    }
}

/// The explanation as a row.
#[must_use]
pub fn listing(explained: &Explained<'_>) -> Listing {
    let explanation = explained.explanation;
    let verdict = &explanation.verdict;
    let columns = vec![
        Column::whole("topic"),
        Column::whole("article"),
        Column::whole("is_match"),
        Column::whole("score"),
        Column::whole("threshold"),
        Column::elastic("obstacles"),
        Column::hidden("title"),
        Column::hidden("language"),
        Column::hidden("other_languages"),
        Column::hidden("rule_version"),
        Column::hidden("front"),
        Column::hidden("front_wanted"),
        Column::hidden("words"),
        Column::hidden("length_factor"),
        Column::hidden("evidence"),
        Column::hidden("uncounted"),
        Column::hidden("groups"),
        Column::hidden("stored_score"),
        Column::hidden("stored_rule_version"),
    ];
    let obstacles = verdict.obstacles.iter().map(|obstacle| verdict::of_verdict(verdict, obstacle));
    let row = vec![
        verdict.rule.id.as_str().into(),
        explained.name.into(),
        verdict.is_match().into(),
        verdict.score.into(),
        verdict.rule.threshold.into(),
        Cell::texts(obstacles),
        explained.title.into(),
        explained.language.map(LanguageCode::as_str).into(),
        Cell::texts(explained.other_languages),
        explanation.version.into(),
        verdict.front.into(),
        verdict.front_wanted.into(),
        explanation.n_words.into(),
        explanation.length_factor.into(),
        Cell::List(explanation.counted.iter().map(|hit| counted(explained, hit)).collect()),
        Cell::List(explanation.uncounted.iter().map(|hit| uncounted(explained, hit)).collect()),
        Cell::List(explanation.groups.iter().map(group).collect()),
        explained.stored.map(|found| found.score).into(),
        explained.stored.map(|found| found.rules_version.as_str()).into(),
    ];
    Listing { columns, rows: vec![row] }
}

fn counted(explained: &Explained<'_>, hit: &CountedHit<'_>) -> Cell {
    let evidence = &hit.evidence;
    Cell::record([
        ("term", evidence.term.as_str().into()),
        ("language", hit.term.map(|term| term.language.to_string()).into()),
        ("part", hit.term.map(|term| part(term.part)).into()),
        ("weight", hit.weight.into()),
        ("boost", hit.boost.into()),
        ("length_factor", hit.length_factor.into()),
        ("adds", evidence.weight.into()),
        ("field", field(evidence.field).into()),
        ("is_in_front", hit.is_in_front.into()),
        ("start", evidence.start.into()),
        ("end", evidence.end.into()),
        ("around", explained.snippet(evidence.field, &(evidence.start..evidence.end)).to_string().into()),
    ])
}

fn uncounted(explained: &Explained<'_>, hit: &UncountedHit<'_>) -> Cell {
    Cell::record([
        ("term", hit.term.written.into()),
        ("language", hit.term.language.to_string().into()),
        ("part", part(hit.term.part).into()),
        ("field", field(hit.field).into()),
        ("start", hit.chars.start.into()),
        ("end", hit.chars.end.into()),
        ("why", why_not(&hit.why).into()),
        ("around", explained.snippet(hit.field, &hit.chars).to_string().into()),
    ])
}

fn group(state: &GroupState) -> Cell {
    Cell::record([
        ("kind", state.kind.into()),
        ("group", Cell::count(state.group as u64 + 1)),
        ("is_met", state.by.is_some().into()),
        ("by", state.by.as_deref().into()),
        ("weight", state.weight.into()),
    ])
}

/// The name of a field.
#[must_use]
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Text => "text",
    }
}

/// What a term is for, in a word or two.
#[must_use]
pub fn part(part: TermPart) -> String {
    use crate::model::Side;
    match part {
        TermPart::Weight(_) => "term".to_owned(),
        TermPart::Side(Side::A) => "side a".to_owned(),
        TermPart::Side(Side::B) => "side b".to_owned(),
        TermPart::Any(group) => format!("any {}", group + 1),
        TermPart::All(group) => format!("all {}", group + 1),
        TermPart::None(group) => format!("none {}", group + 1),
    }
}

/// Why a hit does not count.
#[must_use]
pub fn why_not(why: &Uncounted) -> String {
    match why {
        Uncounted::Blocks => "weighs 0: keeps shorter terms from counting".to_owned(),
        Uncounted::Within(longer) => format!("stands within `{longer}`"),
        Uncounted::Capped(cap) => format!("has counted {cap} times already"),
        Uncounted::Alone => "meets no name of the other side".to_owned(),
        Uncounted::Apart => "meets nothing of the other side of its NEAR".to_owned(),
    }
}
