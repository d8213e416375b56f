//! `rasid topics explain`: why an article matches a topic or not.

use crate::analysis::topics::{Subject, TopicSet, other_languages};
use crate::cli::context::{Context, stdout};
use crate::cli::exit::Exit;
use crate::cli::input::{self, About};
use crate::cli::listing::Shape;
use crate::fetch::Accept;
use crate::lab::listings::Listings;
use crate::model::{LanguageCode, TopicId};
use crate::query::cases::explanation::{self, Explained};
use crate::query::render::Format;
use crate::query::render::explanation::write_explanation;
use crate::store::ArticleDetail;
use crate::text::language;

use super::wanted;

/// Arguments of `rasid topics explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics explain counter-terrorism 12
  rasid topics explain counter-terrorism https://example.org/news/1
  rasid topics explain counter-terrorism --file article.txt
  rasid topics explain russia-us-relations 12 --format json

Shows the sum hit by hit: what a term weighs, what its place and the length of the text make of that, and the words
around it; also what stands in the article and does not count, each group of `any`, `all` and `none`, and, where the
article does not match, by how much it misses. Ends with 4 if there is no such article.")]
pub(super) struct Explain {
    /// The topic
    #[arg(value_name = "TOPIC")]
    topic: String,
    /// A stored article: its number, its key, or any address it is known by
    #[arg(value_name = "ARTICLE", required_unless_present = "file")]
    article: Option<String>,
    /// A text file instead, or - for standard input; the first line is taken as the title
    #[arg(long, value_name = "FILE", conflicts_with = "article")]
    file: Option<String>,
    /// The title of the file's text
    #[arg(long, requires = "file")]
    title: Option<String>,
    /// The language of the file's text; without it, it is recognised
    #[arg(long, requires = "file", value_parser = LanguageCode::parse)]
    language: Option<LanguageCode>,
    #[command(flatten)]
    shape: Shape,
}

impl Explain {
    pub(super) fn execute(mut self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let topic = wanted::topic(&config, &self.topic)?.id.clone();
        if let Some(file) = self.file.take() {
            let about = About { url: None, content_type: None };
            let input = input::read(context, &file, &about, Accept::Page)?;
            let (title, text) = input::titled(&input.body, self.title.take());
            let detected = || language::detect(&title, &text).map(|detected| detected.code);
            let language = self.language.clone().or_else(detected);
            let subject = Subject { title: &title, text: &text, language: language.as_ref(), seen: None };
            return self.explain(context, &config.topics, &topic, (&input.name, subject, None));
        }
        let collection = context.collection()?;
        let name = self.article.as_deref().unwrap_or_default();
        let Some(found) = wanted::article(&collection, name)? else { return Ok(Exit::NothingMatched) };
        let seen = Listings::new(&config.sources).of(&found.row.sources);
        let subject = Subject {
            title: &found.row.title,
            text: &found.text,
            language: found.row.language.as_ref(),
            seen: Some(&seen),
        };
        self.explain(context, &config.topics, &topic, (&found.row.id.to_string(), subject, Some(&found)))
    }

    fn explain(
        &self,
        context: &Context,
        rules: &TopicSet,
        topic: &TopicId,
        (name, subject, stored): (&str, Subject<'_>, Option<&ArticleDetail>),
    ) -> anyhow::Result<Exit> {
        let Some(explanation) = rules.explain(&subject, topic) else { return Ok(Exit::Unexpected) };
        let explained = Explained {
            explanation: &explanation,
            name,
            title: subject.title,
            text: subject.text,
            language: subject.language,
            stored: stored.and_then(|article| article.matches.iter().find(|found| found.topic == *topic)),
            other_languages: &other_languages(rules, &subject, topic),
        };
        match self.shape.format {
            Format::Table => write_explanation(stdout(), context.screen(), &explained)?,
            _ => drop(self.shape.write(context, explanation::listing(&explained))?),
        }
        Ok(Exit::Done)
    }
}
