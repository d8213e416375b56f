//! `rasid man`: a man page a command, made of the same definition as the helps.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Command;
use clap_mangen::roff::{Roff, roman};

use super::context::stdout;
use super::exit::{Exit, UsageError};
use super::tree;

/// Arguments of `rasid man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  rasid man | man -l -                           the page of the program
  rasid man topics test | man -l -               the page of a command
  rasid man --folder /usr/local/share/man/man1   writes all pages; then `man rasid-search` shows one")]
pub(super) struct Man {
    /// The command; without it the program itself
    #[arg(value_name = "COMMAND", conflicts_with = "folder")]
    command: Vec<String>,
    /// Write all pages into this folder, which is made if need be
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl Man {
    pub(super) fn execute(self) -> anyhow::Result<Exit> {
        let mut program = tree::tree().disable_help_subcommand(true);
        program.build();
        if let Some(folder) = &self.folder {
            fs::create_dir_all(folder).with_context(|| format!("failed to make {}", folder.display()))?;
            write_all(&program, folder)?;
            return Ok(Exit::Done);
        }
        let mut found = &program;
        for name in &self.command {
            found = found.find_subcommand(name).ok_or_else(|| {
                UsageError(format!("no command `{}`: `rasid --help` lists them", self.command.join(" ")))
            })?;
        }
        let mut out = stdout();
        write_page(&mut out, found)?;
        out.flush()?;
        Ok(Exit::Done)
    }
}

fn write_all(command: &Command, folder: &Path) -> anyhow::Result<()> {
    let path = folder.join(format!("{}.1", page_name(command)));
    let mut page = Vec::new();
    write_page(&mut page, command)?;
    fs::write(&path, page).with_context(|| format!("failed to write {}", path.display()))?;
    command.get_subcommands().try_for_each(|below| write_all(below, folder))
}

/// `rasid-topics-test`.
fn page_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

/// No date: the same version gives the same page.
fn write_page(out: &mut impl Write, command: &Command) -> io::Result<()> {
    let man = clap_mangen::Man::new(command.clone()).title(page_name(command).to_uppercase()).manual("rasid");
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(out)?;
    }
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    write_examples_and_notes(out, &help)
}

/// What stands below the options in a help: examples as they are, and paragraphs.
fn write_examples_and_notes(out: &mut impl Write, help: &str) -> io::Result<()> {
    let (examples, notes) = help.split_once("\n\n").unwrap_or((help, ""));
    let mut page = Roff::new();
    page.control("SH", ["EXAMPLES"]).control("nf", []);
    for line in examples.lines().filter(|line| *line != "Examples:") {
        page.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
    }
    page.control("fi", []);
    if !notes.is_empty() {
        page.control("SH", ["NOTES"]);
    }
    for paragraph in notes.lines().filter(|line| !line.is_empty()) {
        page.control("PP", []).text([roman(paragraph)]);
    }
    page.to_writer(out)
}
