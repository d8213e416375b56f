//! One article for people: headline, facts, the text with its evidence marked, and why it matched. `markdown` says the same
//! in Markdown.

mod markdown;

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style;
use jiff::Timestamp;

use super::screen::Screen;
use super::sheet::{Sheet, on_screen};
use super::short;
use crate::analysis::topics::TopicSet;
use crate::model::{CopyKind, Field, LanguageCode, Moment, TopicMatch};
use crate::query::cases::wire::{self, Origin};
use crate::query::listing::Cell;
use crate::store::{ArticleDetail, ArticleId, Printing, StoryLink, TranslationLink};

/// When an article is looked at, and by which rules.
#[derive(Debug, Clone, Copy)]
pub struct Today<'a> {
    /// When it was asked for.
    pub now: Timestamp,
    /// The topics of the configuration.
    pub rules: &'a TopicSet,
}

/// Writes an article as Markdown, its evidence in bold.
///
/// # Errors
/// It could not be written.
pub fn write_markdown(mut out: impl Write, article: &ArticleDetail, today: Today<'_>) -> io::Result<()> {
    markdown::write(&mut out, article, Some(today))?;
    out.flush()
}

/// Writes one article of several as Markdown, with a rule of Markdown's behind it; the rules of topics are not looked at.
///
/// # Errors
/// It could not be written.
pub fn write_markdown_part(out: &mut impl Write, article: &ArticleDetail) -> io::Result<()> {
    markdown::write(out, article, None)?;
    out.write_all(b"\n---\n\n")
}

/// Writes an article.
///
/// # Errors
/// It could not be written.
pub fn write_article(out: impl Write, screen: Screen, article: &ArticleDetail, today: Today<'_>) -> io::Result<()> {
    let mut page = Sheet { out, screen };
    page.headline(article)?;
    page.facts(article, today.now)?;
    page.text(article)?;
    page.reasons(&article.matches, today.rules)?;
    page.out.flush()
}

impl<W: Write> Sheet<W> {
    fn headline(&mut self, article: &ArticleDetail) -> io::Result<()> {
        let marks = Marks::new(&article.matches, Field::Title);
        self.paragraph(&article.row.title, Style::new().bold(), |place| marks.contain(place))?;
        writeln!(self.out)
    }

    fn facts(&mut self, article: &ArticleDetail, now: Timestamp) -> io::Result<()> {
        let row = &article.row;
        let number = match &row.external_id {
            Some(external_id) => format!("{} ({external_id})", row.id),
            None => row.id.to_string(),
        };
        self.fact("article", &number)?;
        self.fact("key", row.key.as_str())?;
        let published = row.published.map(|published| format!("{} ({})", moment(published.at), published.from));
        self.fact("published", published.as_deref().unwrap_or("unknown"))?;
        self.optional_fact("changed", article.modified.map(moment).as_deref())?;
        let first_seen = format!("{} ({})", moment(Moment::utc(row.first_seen)), short::age(row.first_seen, now));
        self.fact("first seen", &first_seen)?;
        self.optional_fact("site", row.site.as_deref())?;
        self.fact("authors", &article.authors.join(", "))?;
        self.fact("credit", &article.credits.join(", "))?;
        self.optional_fact("language", row.language.as_ref().map(LanguageCode::as_str))?;
        self.optional_fact("section", article.section.as_deref())?;
        self.fact("keywords", &article.keywords.join(", "))?;
        self.fact("words", &format!("{} (text from {})", row.word_count, article.text_from))?;
        self.fact("address", &row.url)?;
        self.optional_fact("canonical", article.canonical_url.as_deref().filter(|url| *url != row.url))?;
        for link in &article.links {
            self.fact("links to", link)?;
        }
        self.relations(article)?;
        let gone = row.gone.map(|gone| format!("since {} (HTTP {})", moment(Moment::utc(gone.since)), gone.status));
        self.optional_fact("gone", gone.as_deref())?;
        self.second_looks(article)?;
        for revision in &article.revisions {
            let words = if revision.text.is_some() { ", with another text" } else { "" };
            let told = format!("{} ({}){words}", moment(Moment::utc(revision.replaced_at)), revision.why);
            self.fact("read again", &told)?;
        }
        if let Some(page) = &article.page {
            let kept = format!("kept as of {} ({} bytes)", moment(Moment::utc(page.fetched_at)), page.size_bytes);
            self.fact("page", &kept)?;
        }
        writeln!(self.out)
    }

    /// When its page was looked at again, and will be.
    fn second_looks(&mut self, article: &ArticleDetail) -> io::Result<()> {
        let Some(recheck) = &article.recheck else { return Ok(()) };
        let told = |at: Timestamp| moment(Moment::utc(at));
        self.optional_fact("looked at", recheck.looked_at.map(told).as_deref())?;
        self.optional_fact("next look", recheck.due.map(told).as_deref())?;
        self.optional_fact("not taken", recheck.note.as_deref())
    }

    /// Where it was seen, what it repeats and what repeats it.
    fn relations(&mut self, article: &ArticleDetail) -> io::Result<()> {
        for sighting in &article.sightings {
            let times = match (moment(Moment::utc(sighting.first_seen)), moment(Moment::utc(sighting.last_seen))) {
                (first, last) if first == last => first,
                (first, last) => format!("{first} to {last}"),
            };
            self.fact("seen at", &format!("{} ({times})", sighting.source))?;
        }
        let original = article
            .row
            .copy_of
            .as_ref()
            .map(|copy| format!("article {} ({})", copy.id, likeness(copy.kind, copy.jaccard, copy.containment)));
        self.optional_fact("copy of", original.as_deref())?;
        self.optional_fact("written by", wire::origin(&article.printings).as_ref().map(origin).as_deref())?;
        for printing in &article.printings {
            self.fact("printed by", &printed_by(printing, article.row.id))?;
        }
        for translation in &article.translations {
            let TranslationLink { id, language, title, .. } = translation;
            self.fact("translated", &format!("article {id} ({language}): {title}"))?;
        }
        self.optional_fact("story", article.story.as_ref().map(story).as_deref())
    }

    fn text(&mut self, article: &ArticleDetail) -> io::Result<()> {
        let marks = Marks::new(&article.matches, Field::Text);
        let mut first_place = 0;
        for paragraph in article.text.split('\n') {
            self.paragraph(paragraph, Style::new(), |place| marks.contain(first_place + place))?;
            first_place += paragraph.chars().count() + 1;
        }
        Ok(())
    }

    /// Which topics it matched, and by which words.
    fn reasons(&mut self, matches: &[TopicMatch], rules: &TopicSet) -> io::Result<()> {
        for found in matches {
            let terms: Vec<String> =
                terms(found).into_iter().map(|(term, n)| on_screen(term, self.screen) + &times(n)).collect();
            let (bold, dim) = (self.styled(Style::new().bold()), self.styled(Style::new().dimmed()));
            let rule = rule(found, rules);
            let (topic, score) = (&found.topic, found.score);
            writeln!(self.out, "\n{bold}{topic}{bold:#} {score:.2} {dim}({rule}){dim:#}: {}", terms.join(", "))?;
        }
        Ok(())
    }
}

/// The places of one field, in characters, at which evidence stands.
struct Marks(Vec<std::ops::Range<usize>>);

impl Marks {
    fn new(matches: &[TopicMatch], field: Field) -> Self {
        let hits = matches.iter().flat_map(|found| &found.evidence).filter(|hit| hit.field == field);
        Self(hits.map(|hit| hit.start as usize..hit.end as usize).collect())
    }

    fn contain(&self, place: usize) -> bool {
        self.0.iter().any(|range| range.contains(&place))
    }
}

/// The story of an article, and where more stands of it.
fn story(story: &StoryLink) -> String {
    let languages = story.languages.iter().map(LanguageCode::as_str).collect::<Vec<_>>().join(", ");
    let StoryLink { id, title, articles, sources, .. } = story;
    format!("{id}, {articles} articles of {sources} sources ({languages}), `rasid stories {id}` shows them: {title}")
}

/// Who wrote first what several print.
fn origin(origin: &Origin) -> String {
    let Origin { name, is_agency, article, n_credits } = origin;
    let place = article.map(|id| format!("article {id}"));
    let credited = (*n_credits > 0).then(|| format!("credited {n_credits} ×"));
    let why = if *is_agency { place.or(credited) } else { place.map(|place| format!("{place}, the first")) };
    format!("{name} ({})", why.unwrap_or_default())
}

/// One who printed it, and how; `own` is the article that is shown.
fn printed_by(printing: &Printing, own: ArticleId) -> String {
    let likeness = match printing.kind {
        Some(kind) => likeness(kind, printing.jaccard, printing.containment),
        None => "original".to_owned(),
    };
    let which = if printing.id == own { "this article".to_owned() } else { format!("article {}", printing.id) };
    let credit =
        if printing.credits.is_empty() { String::new() } else { format!(", credit {}", printing.credits.join(", ")) };
    format!("{which} ({likeness}), {}, {}{credit}", wire::printer(printing), moment(Moment::utc(printing.dated)))
}

/// In what way an article repeats another, and how much of it.
fn likeness(kind: CopyKind, jaccard: Option<f64>, containment: Option<f64>) -> String {
    match (kind, jaccard, containment) {
        (CopyKind::Near | CopyKind::Title, Some(jaccard), _) => format!("{kind}, {:.0} % alike", jaccard * 100.0),
        (CopyKind::Contained, _, Some(share)) => format!("{kind}, {:.0} % of the shorter", share * 100.0),
        _ => kind.to_string(),
    }
}

/// The terms that earned a match, with how often each counts.
fn terms(found: &TopicMatch) -> BTreeMap<&str, usize> {
    let mut hits: BTreeMap<&str, usize> = BTreeMap::new();
    for hit in &found.evidence {
        *hits.entry(hit.term.as_str()).or_default() += 1;
    }
    hits
}

/// Which rule gave a match, and whether it is the one of today.
fn rule(found: &TopicMatch, rules: &TopicSet) -> String {
    let version = &found.rules_version;
    match rules.version_of(&found.topic) {
        Some(today) if today == version => format!("today's rule {version}"),
        Some(today) => format!("earlier rule {version}, today's is {today}"),
        None => format!("rule {version}, no longer configured"),
    }
}

fn moment(moment: Moment) -> String {
    short::text(&Cell::Time(moment))
}

fn times(n: usize) -> String {
    if n == 1 { String::new() } else { format!(" ×{n}") }
}
