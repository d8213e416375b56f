//! The tree of commands as clap knows it: what is parsed, and what helps, man pages and completions are made of.

use clap::{Command, CommandFactory as _};

use super::Arguments;

/// The program with all its commands.
pub(super) fn tree() -> Command {
    with_whole_lines(Arguments::command())
}

/// The prose below the examples is broken in our sources where they end. Terminals break lines where *they* end: of each
/// paragraph a single line is made.
fn with_whole_lines(command: Command) -> Command {
    let after = command.get_after_help().map(|text| joined(&text.to_string()));
    let command = match after {
        Some(text) => command.after_help(text),
        None => command,
    };
    command.mut_subcommands(with_whole_lines)
}

/// Joins the lines of each paragraph; lines that stand further in, and headings, stay by themselves.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_open = false;
    for line in text.lines() {
        let is_prose = !line.is_empty() && !line.starts_with(' ') && !line.ends_with(':');
        if !out.is_empty() {
            out.push(if is_open && is_prose { ' ' } else { '\n' });
        }
        out.push_str(line);
        is_open = is_prose;
    }
    out
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn paragraphs_become_lines_and_examples_stay() {
        let text = "Examples:\n  rasid a\n  rasid b\n\nOne sentence\ngoes on.\n\nAnother.";
        assert_eq!(joined(text), "Examples:\n  rasid a\n  rasid b\n\nOne sentence goes on.\n\nAnother.");
    }

    #[test]
    fn clap_finds_the_tree_sound() {
        tree().debug_assert();
    }

    /// Checks a command and all below it.
    fn check(command: &Command, path: &str) {
        let path = format!("{path} {}", command.get_name());
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let mut examples =
            help.lines().skip_while(|line| *line != "Examples:").skip(1).take_while(|line| !line.is_empty());
        assert!(examples.clone().any(|line| line.contains("rasid ")), "`{path} --help` has no examples");
        let long = examples.find(|line| line.width() > 100);
        assert_eq!(long, None, "`{path} --help`: a line of more than 100 columns is broken");
        assert!(command.get_about().is_some(), "`{path}` says what it does");
        for argument in command.get_arguments() {
            assert!(argument.get_help().is_some(), "`{path}`: {} says what it does", argument.get_id());
        }
        command.get_subcommands().for_each(|below| check(below, &path));
    }

    #[test]
    fn every_command_has_examples_that_fit_and_every_argument_a_meaning() {
        check(&tree(), "");
    }
}
