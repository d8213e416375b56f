//! `rasid extract`: what an article's page says.

mod answer;

use std::io;
use std::path::Path;

use clap::ValueEnum;
use jiff::Timestamp;
use url::Url;

use self::answer::Answer;
use super::context::{Context, stdout, write_json};
use super::exit::{Exit, UsageError};
use super::input::{self, About, Input, Web};
use super::{batch, complain};
use crate::config::Config;
use crate::fetch::Accept;
use crate::model::{Moment, SourceId, SourceKind, Warning};
use crate::poll::later_pages::{self, Reading};
use crate::query::render::extracted::{self, View};
use crate::read::article::rules::Rules;
use crate::read::article::{self, Explanation, Extracted, Page};
use crate::read::kind;
use crate::text::date::parse_machine;

/// Arguments of `rasid extract`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid extract https://example.org/news/1
  rasid extract https://example.org/news/1 --explain        which lines, which date, and why
  rasid extract page.html --url https://example.org/news/1 --format json
  rasid extract page.html --format markdown > page.md
  ls *.html | rasid extract --batch        lines of path<TAB>url<TAB>content-type<TAB>fetched-at

An address is fetched with the further pages of its article; a file is read alone.
Rules of the configuration for the page's site ([[site]]) are followed. A file is known by --url,
else by its canonical link. --exit-code ends with 4 if the page holds no text.")]
pub(super) struct Extract {
    /// A file, an address, or - for standard input
    #[arg(required_unless_present = "batch")]
    page: Option<String>,
    #[command(flatten)]
    about: About,
    /// The form of the output: text by default; a batch is always JSON
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Option<Form>,
    /// Tell every line of the page, every date and every rule, with what became of it and why
    #[arg(long)]
    explain: bool,
    /// Follow the rules of this source of the configuration as well
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// End with 4 if the page holds no text
    #[arg(long, conflicts_with = "batch")]
    exit_code: bool,
    /// Read a path a line from standard input, and answer with a JSON object a line
    #[arg(long, conflicts_with = "page")]
    batch: bool,
}

/// The form of what is printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// Headline, facts and text for people
    Text,
    /// The article as Markdown
    Markdown,
    /// The article as an HTML document
    Html,
    /// One JSON object
    Json,
}

/// What pages are read with.
struct Reader<'a> {
    config: &'a Config,
    source: Option<SourceId>,
    now: Timestamp,
    explains: bool,
}

/// A page that was read.
struct ReadPage {
    page: Extracted,
    warnings: Vec<Warning>,
    why: Option<Explanation>,
}

impl Extract {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        self.check_form()?;
        let config = context.config_without_topics()?;
        let source = self.source.as_deref().map(|id| known_source(&config, id)).transpose()?;
        let reader = Reader { config: &config, source, now: context.clock.now(), explains: self.explain };
        let Some(page) = &self.page else {
            let answer = |line: &str| answer_line(line, &reader);
            batch::answer_lines(io::stdin().lock(), stdout(), answer, Answer::failed)?;
            return Ok(Exit::Done);
        };
        let (input, read) = if input::is_web_address(page) {
            let web = Web::new(&config, context.clock.clone())?;
            let input = web.fetch(page, Accept::Page)?;
            let mut read = reader.read_input(&input);
            reader.join_later_pages(&web, context, &input, &mut read);
            (input, read)
        } else {
            let input = input::read(context, page, &self.about, Accept::Page)?;
            let read = reader.read_input(&input);
            (input, read)
        };
        warn_of_lists(&input);
        let is_empty = read.page.text.is_empty();
        self.write(context, &input, read)?;
        Ok(if is_empty && self.exit_code { Exit::NothingMatched } else { Exit::Done })
    }

    fn check_form(&self) -> Result<(), UsageError> {
        let complain = |text: &str| Err(UsageError(text.to_owned()));
        match self.format {
            Some(Form::Text | Form::Markdown | Form::Html) if self.batch => {
                complain("a batch is answered in JSON: leave out --format, or name a single page")
            }
            Some(Form::Markdown | Form::Html) if self.explain => {
                complain("--explain is written as text or JSON: add --format json, or leave out --format")
            }
            _ => Ok(()),
        }
    }

    fn write(&self, context: &Context, input: &Input, read: ReadPage) -> anyhow::Result<()> {
        let ReadPage { page, warnings, why } = read;
        let address = input.url.as_ref().map_or(input.name.as_str(), Url::as_str);
        let view = View { address, page: &page, warnings: &warnings };
        match self.format.unwrap_or(Form::Text) {
            Form::Text => extracted::write_text(stdout(), context.screen(), view, why.as_ref())?,
            Form::Markdown => extracted::write_markdown(stdout(), view)?,
            Form::Html => extracted::write_html(stdout(), view)?,
            Form::Json => {
                let blocks = page.blocks.clone();
                write_json(&Answer::of(&input.name, page, warnings, why).with_blocks(blocks))?;
            }
        }
        Ok(())
    }
}

/// Says so where a feed or sitemap was given, which has many articles and the text of none.
fn warn_of_lists(input: &Input) {
    let what = match kind::sniff(&input.body, input.content_type.as_deref()) {
        Some(SourceKind::Feed) => "a feed",
        Some(SourceKind::Sitemap) => "a sitemap",
        _ => return,
    };
    complain(&format!("{} is {what}, not the page of an article; `rasid parse` reads it", input.name));
}

/// A source of the configuration; a slip of the pen would else be read by no rule, in silence.
fn known_source(config: &Config, id: &str) -> Result<SourceId, UsageError> {
    let known =
        config.sources.iter().map(|source| &source.id).chain(&config.disabled).find(|known| known.as_str() == id);
    known.cloned().ok_or_else(|| UsageError(format!("no source `{id}` in the configuration; `rasid check` lists them")))
}

impl Reader<'_> {
    fn read(&self, body: &[u8], content_type: Option<&str>, url: Option<&Url>, fetched_at: Timestamp) -> ReadPage {
        let rules = Some(Rules { set: &self.config.rules, source: self.source.as_ref() });
        let page = Page { body, content_type, url, fetched_at, listed: None, rules };
        // The reasons of all lines cost as much as the verdicts.
        let (page, warnings, why) = if self.explains {
            let (page, warnings, why) = article::explain(&page);
            (page, warnings, Some(why))
        } else {
            let (page, warnings) = article::read(&page);
            (page, warnings, None)
        };
        ReadPage { page, warnings, why }
    }

    fn read_input(&self, input: &Input) -> ReadPage {
        self.read(&input.body, input.content_type.as_deref(), input.url.as_ref(), self.now)
    }

    /// Fetches the further pages of an article.
    fn join_later_pages(&self, web: &Web, context: &Context, input: &Input, read: &mut ReadPage) {
        let Some(address) = &input.url else { return };
        let reading =
            Reading { rules: self.config.rules.clone(), source: self.source.clone(), clock: context.clock.clone() };
        let fetch = |url: Url| async move { web.get(&url, Accept::Page).await };
        web.wait_for(later_pages::join(&mut read.page, address, &reading, &mut read.warnings, fetch));
    }
}

fn answer_line(line: &str, reader: &Reader<'_>) -> Answer {
    let mut fields = batch::fields(line);
    let mut next = || fields.next().flatten();
    let Some(path) = next() else { return Answer::failed(line, "the line names no file".to_owned()) };
    let url = next().and_then(|url| Url::parse(url).ok());
    let content_type = next();
    let fetched_at = next().and_then(parse_machine).map_or(reader.now, Moment::timestamp);
    match input::file(Path::new(path)) {
        Ok(body) => {
            let ReadPage { page, warnings, why } = reader.read(&body, content_type, url.as_ref(), fetched_at);
            Answer::of(path, page, warnings, why)
        }
        Err(error) => Answer::failed(path, format!("{error:#}")),
    }
}
