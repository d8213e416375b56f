//! `rasid topics suggest`: words that a rule lacks, and terms that only bring noise.

use std::io::Write as _;

use crate::cli::complain;
use crate::cli::context::{Context, stdout};
use crate::cli::exit::Exit;
use crate::cli::listing::Shape;
use crate::lab::contrast::{self, Contrast, LanguageContrast, MAX_PHRASES, NoisyTerm, Question, Suggestion};
use crate::lab::draft;
use crate::model::{LanguageCode, TopicId};
use crate::query::listing::{Cell, Column, Listing, Row};
use crate::query::render::{Format, write_listing};
use crate::query::snippet::Snippet;
use crate::store::{ArticleName, Store};
use crate::text::find;

use super::wanted;

/// Arguments of `rasid topics suggest`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics suggest counter-terrorism
  rasid topics suggest counter-terrorism --language ar -n 50
  rasid topics suggest counter-terrorism --since 90d --format csv

Compares the articles that match the topic (by what is stored; what was marked wins) with all others of the same
language, copies left out. `z` says how many standard errors the phrase is from standing in both alike: the log-odds
ratio with the whole collection as prior (Monroe, Colaresi and Quinn 2008). `in rule` names the term that finds the
phrase already. Below stand terms of the rule whose hits are mostly in articles that do not match, or that people
refused. Phrases are words, pairs of words and, in scripts without spaces, two to four characters, of the headline and
the first 300 words.")]
pub(super) struct Suggest {
    /// The topic
    #[arg(value_name = "TOPIC")]
    topic: String,
    /// Only articles from then on: 2026-11-01, 90d
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,
    /// Only this language
    #[arg(long, value_name = "CODE", value_parser = LanguageCode::parse)]
    language: Option<LanguageCode>,
    /// How many phrases of each language
    #[arg(short, value_name = "N", default_value_t = 20)]
    n: usize,
    /// Leave out what a term of the rule finds already
    #[arg(long)]
    new: bool,
    #[command(flatten)]
    shape: Shape,
}

impl Suggest {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let topic = wanted::topic(&config, &self.topic)?.id.clone();
        let since = context.since(self.since.as_deref())?;
        let collection = context.collection()?;
        let bar = wanted::progress(0);
        let question = Question {
            rules: &draft::alone(&config, std::slice::from_ref(&topic)),
            topic: &topic,
            since,
            language: self.language.as_ref(),
            at_most: self.n,
            with_known: !self.new,
            max_phrases: MAX_PHRASES,
        };
        let found = contrast::run(&collection, &question, |n, of| {
            bar.set_length(of as u64);
            bar.inc(n as u64);
        })?;
        bar.finish_and_clear();
        say_what_was_compared(&topic, &found);
        let suggestions = suggestions(&collection, &found)?;
        if suggestions.rows.is_empty() && !found.languages.is_empty() {
            complain("no phrase sets them apart by more than chance; more articles help");
        }
        match self.shape.format {
            Format::Table => write_for_people(context, suggestions, &found)?,
            _ => {
                let mut listing = suggestions;
                listing.rows.extend(found.noise.iter().map(noise));
                self.shape.write(context, listing)?;
            }
        }
        Ok(Exit::Done)
    }
}

fn say_what_was_compared(topic: &TopicId, found: &Contrast) {
    if found.languages.is_empty() {
        complain(&format!(
            "no article matches {topic} yet; `rasid retag` applies rules to the past, and `rasid topics mark` names some"
        ));
    }
    for (language, LanguageContrast { sizes, floor, .. }) in &found.languages {
        let given_up = match floor {
            0 => String::new(),
            _ => format!(
                "; there were more than {MAX_PHRASES} phrases, and those in {floor} articles or fewer were given up"
            ),
        };
        complain(&format!(
            "{language}: {} articles of {topic} against {} others{given_up}",
            sizes.matched, sizes.other
        ));
    }
}

fn write_for_people(context: &Context, suggestions: Listing, found: &Contrast) -> std::io::Result<()> {
    let mut out = stdout();
    let (columns, has_any) = (suggestions.columns.clone(), !suggestions.rows.is_empty());
    let shown = |listing: Listing, hidden: &[&str]| hide(listing, hidden);
    write_listing(&mut out, Format::Table, context.screen(), shown(suggestions, &["kind", "judged_yes", "judged_no"]))?;
    if found.noise.is_empty() {
        return out.flush();
    }
    let gap = if has_any { "\n" } else { "" };
    writeln!(out, "{gap}Terms of the rule whose hits are mostly elsewhere:")?;
    let listing = Listing { columns, rows: found.noise.iter().map(noise).collect() };
    write_listing(&mut out, Format::Table, context.screen(), shown(listing, &["kind", "in_rule", "example"]))?;
    out.flush()
}

/// The listing without some columns.
fn hide(listing: Listing, hidden: &[&str]) -> Listing {
    let is_shown: Vec<bool> = listing.columns.iter().map(|column| !hidden.contains(&column.name.as_ref())).collect();
    let columns = listing.columns.into_iter().zip(&is_shown).filter(|(_, shown)| **shown).map(|(column, _)| column);
    let columns = columns.collect();
    let row = |row: Row| row.into_iter().zip(&is_shown).filter(|(_, shown)| **shown).map(|(cell, _)| cell).collect();
    Listing { columns, rows: listing.rows.into_iter().map(row).collect() }
}

fn suggestions(collection: &Store, found: &Contrast) -> anyhow::Result<Listing> {
    let columns = vec![
        Column::hidden("kind"),
        Column::whole("language"),
        Column::elastic("phrase"),
        Column::whole("z"),
        Column::whole("matched"),
        Column::whole("others"),
        Column::elastic("in_rule"),
        Column::elastic("example"),
        Column::hidden("article"),
        Column::whole("judged_yes"),
        Column::whole("judged_no"),
    ];
    let mut rows = Vec::new();
    for (language, contrast) in &found.languages {
        for suggestion in &contrast.suggestions {
            rows.push(row(collection, language, suggestion)?);
        }
    }
    Ok(Listing { columns, rows })
}

fn row(collection: &Store, language: &LanguageCode, suggestion: &Suggestion) -> anyhow::Result<Row> {
    let Suggestion { candidate, known_as, example } = suggestion;
    let (given, around) = as_given(collection, suggestion)?;
    Ok(vec![
        "suggestion".into(),
        language.as_str().into(),
        given.into(),
        candidate.z.into(),
        candidate.frequency.matched.into(),
        candidate.frequency.other.into(),
        known_as.as_deref().into(),
        around.into(),
        example.map(|id| id.0).into(),
        Cell::Null,
        Cell::Null,
    ])
}

/// The phrase as its example writes it, with the words around it.
fn as_given(collection: &Store, suggestion: &Suggestion) -> anyhow::Result<(String, Option<String>)> {
    let phrase = &suggestion.candidate.phrase;
    let Some(id) = suggestion.example else { return Ok((phrase.clone(), None)) };
    let Some(article) = collection.article(&ArticleName::Id(id))? else { return Ok((phrase.clone(), None)) };
    for field in [&article.row.title, &article.text] {
        if let Some(place) = find::phrase(field, phrase) {
            let snippet = Snippet::around(field, &place);
            return Ok((snippet.hit.clone(), Some(snippet.to_string())));
        }
    }
    Ok((phrase.clone(), None))
}

fn noise(noisy: &NoisyTerm) -> Row {
    vec![
        "noise".into(),
        noisy.language.to_string().into(),
        noisy.term.as_str().into(),
        noisy.z.into(),
        noisy.frequency.matched.into(),
        noisy.frequency.other.into(),
        noisy.term.as_str().into(),
        Cell::Null,
        Cell::Null,
        noisy.judged.matched.into(),
        noisy.judged.other.into(),
    ]
}
