//! `rasid topics mark`: what a person says of an article and a topic.

use clap::ValueEnum;

use crate::cli::complain;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::store::Judgement;

use super::wanted;

/// Arguments of `rasid topics mark`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics mark 12 counter-terrorism yes
  rasid topics mark https://example.org/news/1 counter-terrorism no
  rasid topics mark 12 counter-terrorism clear         take it back

Judgements change no match: `rasid topics score` holds the rules against them, and `rasid topics suggest` learns from
them. For figures that mean something, judge articles that do not match as well. Ends with 4 if there is no such
article.")]
pub(super) struct Mark {
    /// The article: its number, its key, or any address it is known by
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// The topic
    #[arg(value_name = "TOPIC")]
    topic: String,
    /// Whether it belongs there
    #[arg(value_enum, value_name = "yes|no|clear")]
    verdict: Verdict,
}

/// What a person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Verdict {
    /// It belongs to the topic
    Yes,
    /// It does not
    No,
    /// Take back what was said
    Clear,
}

impl Mark {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let topic = wanted::topic(&config, &self.topic)?.id.clone();
        let Some(found) = wanted::article(&context.collection()?, &self.article)? else {
            return Ok(Exit::NothingMatched);
        };
        let (id, store) = (found.row.id, context.store(&config)?);
        let said = match self.verdict {
            Verdict::Clear if store.delete_judgement(id, &topic)? => "what was said is taken back",
            Verdict::Clear => "nothing had been said",
            Verdict::Yes | Verdict::No => {
                let belongs = self.verdict == Verdict::Yes;
                let at = context.clock.now();
                store.set_judgement(&Judgement { article: id, topic: topic.clone(), belongs, at })?;
                if belongs { "belongs there" } else { "does not belong there" }
            }
        };
        complain(&format!("article {id}, {topic}: {said}"));
        Ok(Exit::Done)
    }
}
