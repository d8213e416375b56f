//! `rasid topics`: the topics, what they found, and the lab in which rules are tried, explained, mended and judged.

mod explain;
mod judgements;
mod lint;
mod list;
mod mark;
mod opinions;
mod review;
mod score;
mod suggest;
mod test;
mod wanted;

use clap::Subcommand;

use super::context::Context;
use super::exit::Exit;

/// Arguments of `rasid topics`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid topics list
  rasid topics explain counter-terrorism 12          why does article 12 match, or not?
  rasid topics test new.toml --since 90d             what would these rules find and drop?
  rasid topics suggest counter-terrorism             which words does the rule lack?
  rasid topics lint                                  which terms do nothing?
  rasid topics mark 12 counter-terrorism no          that one does not belong there
  rasid topics score                                 how well do they agree with what was marked?")]
pub(super) struct Topics {
    #[command(subcommand)]
    command: TopicsCommand,
}

#[derive(Debug, Subcommand)]
enum TopicsCommand {
    /// List the topics as a tree, with the number of their articles
    List(list::List),
    /// Say why an article matches a topic or not, and how far it is off
    Explain(explain::Explain),
    /// Try changed rules on the stored articles, and write nothing
    Test(test::Test),
    /// Suggest terms that a topic lacks, and name those that only bring noise
    Suggest(suggest::Suggest),
    /// Find terms that do nothing and what else is odd in the rules
    Lint(lint::Lint),
    /// Say whether an article belongs to a topic
    Mark(mark::Mark),
    /// Hold the rules against what was marked
    Score(score::Score),
    /// List what was marked
    Judgements(judgements::Judgements),
    /// Ask a model of yours about matches
    Review(review::Review),
    /// List what your model thinks of matches, the least likely first
    Opinions(opinions::Opinions),
}

impl Topics {
    pub(super) fn execute(self, context: &Context) -> anyhow::Result<Exit> {
        match self.command {
            TopicsCommand::List(command) => command.execute(context),
            TopicsCommand::Explain(command) => command.execute(context),
            TopicsCommand::Test(command) => command.execute(context),
            TopicsCommand::Suggest(command) => command.execute(context),
            TopicsCommand::Lint(command) => command.execute(context),
            TopicsCommand::Mark(command) => command.execute(context),
            TopicsCommand::Score(command) => command.execute(context),
            TopicsCommand::Judgements(command) => command.execute(context),
            TopicsCommand::Review(command) => command.execute(context),
            TopicsCommand::Opinions(command) => command.execute(context),
        }
    }
}
