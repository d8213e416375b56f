//! `rasid tag`: the topics of a text, with the words that earned them.

use std::io;

use serde::{Deserialize, Serialize};

use super::batch;
use super::context::{Context, stdout, write_json};
use super::exit::Exit;
use super::input::{self, About};
use crate::analysis::topics::{Listing, Subject, TopicSet};
use crate::fetch::Accept;
use crate::model::{Evidence, LanguageCode, Source, TopicId, TopicMatch};
use crate::text;

/// Arguments of `rasid tag`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid tag article.txt                    the first line is taken as the title
  rasid tag --title 'Summit in Geneva' - < text.txt
  rasid tag --batch < articles.jsonl       lines of {\"id\", \"title\", \"text\", \"language\"?,
                                           \"source\"?}; a source by its id, for its topics and
                                           the scopes of topics")]
pub(super) struct Tag {
    /// A text file, or - for standard input
    #[arg(required_unless_present = "batch")]
    file: Option<String>,
    /// The title; without it the first line
    #[arg(long)]
    title: Option<String>,
    /// The language of the text; without it, it is recognised
    #[arg(long, value_parser = LanguageCode::parse)]
    language: Option<LanguageCode>,
    /// Read a JSON object a line from standard input
    #[arg(long, conflicts_with = "file")]
    batch: bool,
}

#[derive(Deserialize)]
struct Question {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    language: Option<String>,
    source: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    id: serde_json::Value,
    language: Option<LanguageCode>,
    topics: Vec<Found>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

impl Tag {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let Some(file) = &self.file else {
            let config = context.config()?;
            let tagger = Tagger { topics: &config.topics, sources: &config.sources };
            let answer = |line: &str| tagger.answer_line(line);
            batch::answer_lines(io::stdin().lock(), stdout(), answer, |_, error| failed(error))?;
            return Ok(Exit::Done);
        };
        let about = About { url: None, content_type: None };
        let input = input::read(context, file, &about, Accept::Page)?;
        let (title, text) = input::titled(&input.body, self.title);
        let question = Question {
            id: input.name.into(),
            title,
            text,
            language: self.language.map(|language| language.to_string()),
            source: None,
        };
        write_json(&Tagger { topics: &*context.topics()?, sources: &[] }.tag(question))?;
        Ok(Exit::Done)
    }
}

/// A match without the version of its rules: that is for what is stored.
#[derive(Serialize)]
struct Found {
    topic: TopicId,
    score: f64,
    evidence: Vec<Evidence>,
}

/// What an answer depends on.
struct Tagger<'a> {
    topics: &'a TopicSet,
    sources: &'a [Source],
}

impl Tagger<'_> {
    fn answer_line(&self, line: &str) -> Answer {
        match serde_json::from_str::<Question>(line) {
            Ok(question) => self.tag(question),
            Err(error) => failed(format!("not a JSON object with a text: {error}")),
        }
    }

    fn tag(&self, question: Question) -> Answer {
        let Question { id, title, text, language, source } = question;
        let claimed = language.as_deref().and_then(LanguageCode::from_tag);
        let language = claimed.or_else(|| text::language::detect(&title, &text).map(|detected| detected.code));
        // A source that the configuration does not know asks for nothing.
        let known = self.sources.iter().find(|known| Some(known.id.as_str()) == source.as_deref());
        let seen: Option<[Listing; 1]> = known.map(|source| [Listing::of(source)]);
        let seen = seen.as_ref().map(<[Listing; 1]>::as_slice);
        let found = self.topics.tag(&Subject { title: &title, text: &text, language: language.as_ref(), seen });
        let topics =
            found.into_iter().map(|TopicMatch { topic, score, evidence, .. }| Found { topic, score, evidence });
        Answer { id, language, topics: topics.collect(), error: None }
    }
}

fn failed(error: String) -> Answer {
    Answer { id: serde_json::Value::Null, language: None, topics: Vec::new(), error: Some(error) }
}
