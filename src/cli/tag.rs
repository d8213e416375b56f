//! `rasid tag`: the topics of a text, with the words that earned them.

use std::io;

use serde::{Deserialize, Serialize};

use super::batch;
use super::context::{Context, stdout, write_json};
use super::exit::Exit;
use super::input::{self, About};
use crate::analysis::topics::{Subject, TopicSet};
use crate::fetch::Accept;
use crate::model::{LanguageCode, TopicMatch};
use crate::text;

/// Arguments of `rasid tag`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid tag article.txt                    the first line is taken as the title
  rasid tag --title 'Summit in Geneva' - < text.txt
  rasid tag --batch < articles.jsonl       lines of {\"id\", \"title\", \"text\", \"language\"?}")]
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
}

#[derive(Serialize)]
struct Answer {
    id: serde_json::Value,
    language: Option<LanguageCode>,
    topics: Vec<TopicMatch>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

impl Tag {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let topics = context.topics()?;
        let Some(file) = &self.file else {
            let answer = |line: &str| answer_line(&topics, line);
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
        };
        write_json(&tag(&topics, question))?;
        Ok(Exit::Done)
    }
}

fn answer_line(topics: &TopicSet, line: &str) -> Answer {
    match serde_json::from_str::<Question>(line) {
        Ok(question) => tag(topics, question),
        Err(error) => failed(format!("not a JSON object with a text: {error}")),
    }
}

fn tag(topics: &TopicSet, question: Question) -> Answer {
    let claimed = question.language.as_deref().and_then(LanguageCode::from_tag);
    let language =
        claimed.or_else(|| text::language::detect(&question.title, &question.text).map(|detected| detected.code));
    let found =
        topics.tag(&Subject { title: &question.title, text: &question.text, language: language.as_ref(), seen: None });
    Answer { id: question.id, language, topics: found, error: None }
}

fn failed(error: String) -> Answer {
    Answer { id: serde_json::Value::Null, language: None, topics: Vec::new(), error: Some(error) }
}
