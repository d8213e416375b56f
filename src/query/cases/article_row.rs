//! An article as a row. The names of the columns are a contract with the programs that read them.

use crate::model::Precision;
use crate::query::listing::{Cell, Column, Row};
use crate::store::{TopicScore, WholeArticle};

/// How much of an article a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// What lists show: topics by name, no text.
    List,
    /// The text and what its page says of itself too, and topics with their scores.
    Full,
}

/// The columns of a row. Those that people see stand in the order in which they are read.
pub(super) fn columns(extent: Extent) -> Vec<Column> {
    let mut columns = vec![
        Column::whole("id"),
        Column::hidden("key"),
        Column::hidden("external_id"),
        Column::hidden("url"),
        Column::hidden("canonical_url"),
        Column::whole("published"),
        Column::hidden("published_from"),
        Column::hidden("published_precision"),
        Column::hidden("first_seen"),
        Column::whole("language"),
        Column::elastic("site"),
        Column::elastic("title"),
        Column::hidden("summary"),
        Column::hidden("authors"),
        Column::hidden("credit"),
        Column::hidden("word_count"),
        Column::hidden("sources"),
        Column::elastic("topics"),
        Column::hidden("copy_of"),
        Column::hidden("copy_kind"),
        Column::hidden("copy_jaccard"),
        Column::hidden("copy_containment"),
        Column::hidden("gone_since"),
        Column::hidden("gone_status"),
        Column::hidden("story_id"),
    ];
    if extent == Extent::Full {
        columns.extend(["language_confidence", "kind", "section", "keywords", "links", "text"].map(Column::hidden));
    }
    columns
}

/// The cells of an article, one for each of [`columns`].
pub(super) fn row(article: impl Into<WholeArticle>, extent: Extent) -> Row {
    let WholeArticle {
        row,
        canonical_url,
        text,
        authors,
        credits,
        links,
        language_confidence,
        kind,
        section,
        keywords,
    } = article.into();
    let mut cells = vec![
        row.id.0.into(),
        row.key.as_str().into(),
        row.external_id.into(),
        row.url.into(),
        canonical_url.into(),
        row.published.map(|published| published.at).into(),
        row.published.map(|published| published.from.as_str()).into(),
        row.published.map(|published| precision_name(published.at.precision())).into(),
        row.first_seen.into(),
        row.language.map(|language| language.to_string()).into(),
        row.site.into(),
        row.title.into(),
        row.summary.into(),
        Cell::texts(authors),
        Cell::texts(credits),
        row.word_count.into(),
        Cell::texts(row.sources),
        topics(row.topics, extent),
        row.copy_of.as_ref().map(|copy| copy.id.0).into(),
        row.copy_of.as_ref().map(|copy| copy.kind.as_str()).into(),
        row.copy_of.as_ref().and_then(|copy| copy.jaccard).into(),
        row.copy_of.as_ref().and_then(|copy| copy.containment).into(),
        row.gone.map(|gone| gone.since).into(),
        row.gone.map(|gone| Cell::count(gone.status.into())).into(),
        row.story.map(|story| story.0).into(),
    ];
    if extent == Extent::Full {
        cells.extend([
            language_confidence.into(),
            kind.into(),
            section.into(),
            Cell::texts(keywords),
            Cell::texts(links),
            text.into(),
        ]);
    }
    cells
}

fn topics(scores: Vec<TopicScore>, extent: Extent) -> Cell {
    match extent {
        Extent::List => Cell::texts(scores.into_iter().map(|score| score.topic)),
        Extent::Full => Cell::List(scores.into_iter().map(scored).collect()),
    }
}

fn scored(score: TopicScore) -> Cell {
    Cell::record([("topic", score.topic.as_str().into()), ("score", score.score.into())])
}

fn precision_name(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Time => "time",
    }
}
