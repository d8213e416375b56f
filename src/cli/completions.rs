//! `rasid completions`: what a shell needs to complete commands and flags.

use std::io::Write as _;

use clap_complete::Shell;

use super::context::stdout;
use super::exit::Exit;
use super::tree;

/// Arguments of `rasid completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid completions bash > /etc/bash_completion.d/rasid
  rasid completions zsh > ~/.zfunc/_rasid        with ~/.zfunc in $fpath, before compinit
  rasid completions fish > ~/.config/fish/completions/rasid.fish")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn execute(self) -> anyhow::Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut tree::tree(), "rasid", &mut script);
        let mut out = stdout();
        out.write_all(&script).and_then(|()| out.flush())?;
        Ok(Exit::Done)
    }
}
