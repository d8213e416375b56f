//! One article with all that is known of it.
//!
//! People get it laid out by [`crate::query::render::article`], programs as one row that says more than those of lists.

use url::Url;

use super::article_row::{self, Extent};
use super::wire::{self, Origin};
use crate::model::{ArticleKey, CopyKind, Evidence, Field, Side, TopicMatch};
use crate::query::listing::{Cell, Column, Listing};
use crate::store::{
    ArticleDetail, ArticleId, ArticleName, PageFacts, Printing, StoredRecheck, StoredRevision, StoredSighting,
    StoryLink, TranslationLink, WholeArticle,
};

/// A text that can name no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("article `{0}` is neither a number, nor a key of 32 digits, nor an address: `rasid search` lists the numbers")]
pub struct NameError(pub String);

/// Reads the name of an article: its number, its key, or any address that it is known by.
///
/// # Errors
/// The text is none of these.
pub fn name(text: &str) -> Result<ArticleName, NameError> {
    let text = text.trim();
    if let Ok(key) = ArticleKey::parse(text) {
        return Ok(ArticleName::Key(key));
    }
    if let Ok(number) = text.parse() {
        return Ok(ArticleName::Id(ArticleId(number)));
    }
    match Url::parse(text) {
        Ok(url) if url.has_host() => Ok(ArticleName::Address(url)),
        _ => Err(NameError(text.to_owned())),
    }
}

/// An article for programs: what an export holds, with evidence, sightings, addresses and copies.
#[must_use]
pub fn listing(article: ArticleDetail) -> Listing {
    let mut columns = article_row::columns(Extent::Full);
    columns.extend(
        [
            "modified",
            "image",
            "text_from",
            "matches",
            "sightings",
            "addresses",
            "copies",
            "printed_by",
            "written_by",
            "translations",
            "story",
            "page",
            "recheck",
            "revisions",
        ]
        .map(Column::hidden),
    );
    let more = [
        article.modified.into(),
        article.image.clone().into(),
        article.text_from.as_str().into(),
        Cell::List(article.matches.iter().map(topic_match).collect()),
        Cell::List(article.sightings.iter().map(sighting).collect()),
        Cell::texts(article.addresses.iter().map(|address| &address.url)),
        Cell::List(article.copies().map(|copy| copy.id.0.into()).collect()),
        Cell::List(article.printings.iter().map(printing).collect()),
        wire::origin(&article.printings).as_ref().map(origin).into(),
        Cell::List(article.translations.iter().map(translation).collect()),
        article.story.as_ref().map(story).into(),
        article.page.as_ref().map(page).into(),
        article.recheck.as_ref().map(recheck).into(),
        Cell::List(article.revisions.iter().map(revision).collect()),
    ];
    let mut row = article_row::row(WholeArticle::from(article), Extent::Full);
    row.extend(more);
    Listing { columns, rows: vec![row] }
}

fn revision(revision: &StoredRevision) -> Cell {
    Cell::record([
        ("replaced_at", revision.replaced_at.into()),
        ("why", revision.why.as_str().into()),
        ("title", revision.title.as_deref().into()),
        ("text", revision.text.as_deref().into()),
        ("facts", Cell::json(&revision.facts)),
    ])
}

fn recheck(recheck: &StoredRecheck) -> Cell {
    Cell::record([
        ("looked_at", recheck.looked_at.into()),
        ("due", recheck.due.into()),
        ("note", recheck.note.as_deref().into()),
    ])
}

fn page(page: &PageFacts) -> Cell {
    Cell::record([
        ("fetched_at", page.fetched_at.into()),
        ("content_hash", page.hash.as_str().into()),
        ("size_bytes", Cell::count(page.size_bytes)),
        ("packed_bytes", Cell::count(page.packed_bytes)),
    ])
}

fn topic_match(found: &TopicMatch) -> Cell {
    Cell::record([
        ("topic", found.topic.as_str().into()),
        ("score", found.score.into()),
        ("rules_version", found.rules_version.as_str().into()),
        ("evidence", Cell::List(found.evidence.iter().map(evidence).collect())),
    ])
}

fn evidence(hit: &Evidence) -> Cell {
    let field = match hit.field {
        Field::Title => "title",
        Field::Text => "text",
    };
    let side = hit.side.map(|side| match side {
        Side::A => "a",
        Side::B => "b",
    });
    Cell::record([
        ("term", hit.term.as_str().into()),
        ("field", field.into()),
        ("start", hit.start.into()),
        ("end", hit.end.into()),
        ("weight", hit.weight.into()),
        ("side", side.into()),
    ])
}

fn printing(printing: &Printing) -> Cell {
    Cell::record([
        ("id", printing.id.0.into()),
        ("url", printing.url.as_str().into()),
        ("site", printing.site.as_deref().into()),
        ("dated", printing.dated.into()),
        ("credit", Cell::texts(&printing.credits)),
        ("kind", printing.kind.map(CopyKind::as_str).into()),
        ("jaccard", printing.jaccard.into()),
        ("containment", printing.containment.into()),
    ])
}

fn translation(translation: &TranslationLink) -> Cell {
    Cell::record([
        ("id", translation.id.0.into()),
        ("language", translation.language.as_str().into()),
        ("title", translation.title.as_str().into()),
        ("url", translation.url.as_str().into()),
        ("site", translation.site.as_deref().into()),
        ("dated", translation.dated.into()),
    ])
}

fn origin(origin: &Origin) -> Cell {
    Cell::record([
        ("name", origin.name.as_str().into()),
        ("is_agency", origin.is_agency.into()),
        ("id", origin.article.map(|id| id.0).into()),
    ])
}

fn story(story: &StoryLink) -> Cell {
    Cell::record([
        ("id", story.id.0.into()),
        ("title", story.title.as_str().into()),
        ("articles", Cell::count(story.articles)),
        ("sources", Cell::count(story.sources)),
        ("languages", Cell::texts(&story.languages)),
    ])
}

fn sighting(seen: &StoredSighting) -> Cell {
    Cell::record([
        ("source", seen.source.as_str().into()),
        ("url", seen.url.as_str().into()),
        ("title", seen.title.as_str().into()),
        ("published", seen.published.into()),
        ("first_seen", seen.first_seen.into()),
        ("last_seen", seen.last_seen.into()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_named_by_number_key_or_address() {
        let digits = "0123456789abcdef0123456789abcdef";
        assert_eq!(name(" 12 "), Ok(ArticleName::Id(ArticleId(12))));
        assert_eq!(name(digits), Ok(ArticleName::Key(ArticleKey::parse(digits).expect("a key"))));
        let all_decimal = "1".repeat(32);
        assert!(matches!(name(&all_decimal), Ok(ArticleName::Key(_))));
        let url = Url::parse("https://example.org/a").expect("an address");
        assert_eq!(name("https://example.org/a"), Ok(ArticleName::Address(url)));
        for text in ["", "twelve", "mailto:a@b", "example.org/a"] {
            assert_eq!(name(text), Err(NameError(text.to_owned())));
        }
    }
}
