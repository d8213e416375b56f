//! Somebody who reads the documents and types what they say.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

/// The program under test.
const RASID: &str = env!("CARGO_BIN_EXE_rasid");

/// A feed, page, text and lines of our own, under the names that README uses.
const FILES: &[(&str, &str)] = &[
    (
        "feed.xml",
        "<rss version=\"2.0\"><channel><title>Harbour News</title><item><title>The harbour opens again</title>\
         <link>https://example.org/harbour</link></item></channel></rss>",
    ),
    (
        "page.html",
        "<!DOCTYPE html><html lang=\"en\"><head><title>The harbour opens again</title></head><body><article>\
         <h1>The harbour opens again</h1><p>After two years of work, ships are loading and unloading at all piers.</p>\
         </article></body></html>",
    ),
    ("changed.toml", "[[topic]]\nid = \"harbours\"\nthreshold = 2\n[topic.terms.en]\n2 = [\"harbour*\"]\n"),
    ("article.txt", "Moscow and Washington talk\nEnvoys of Russia and the United States met in Geneva.\n"),
    (
        "feeds.opml",
        "<opml version=\"2.0\"><body><outline text=\"Harbour News\" xmlUrl=\"https://example.org/feed\"/></body></opml>",
    ),
    (
        "articles.jsonl",
        "{\"url\": \"https://example.org/harbour\", \"title\": \"The harbour opens again\", \"text\": \"Ships come.\"}\n",
    ),
];

/// A person with a shell, in a folder of their own.
pub(super) struct Reader {
    folder: TempDir,
}

impl Reader {
    /// In a folder that has nothing, at home nothing either.
    pub(super) fn in_an_empty_folder() -> Self {
        Self { folder: TempDir::with_prefix("rasid-docs-").expect("a temporary folder") }
    }

    /// In the folder of a finished demo, with a few files to try things on.
    pub(super) fn after_the_demo() -> Self {
        let reader = Self::in_an_empty_folder();
        reader.expect_success("rasid demo --folder .");
        for (name, text) in FILES {
            reader.write(name, text);
        }
        reader
    }

    /// Puts a file into the folder.
    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).expect("the folder is ours");
    }

    /// Whether a program is installed.
    pub(super) fn has(&self, program: &str) -> bool {
        self.shell(&format!("command -v {program}")).status.success()
    }

    /// Types a line; gives back what was printed.
    pub(super) fn expect_success(&self, line: &str) -> String {
        let output = self.shell(line);
        let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "`{line}` ended with {}\n{stdout}\n{stderr}", output.status);
        stdout.into_owned()
    }

    fn shell(&self, line: &str) -> Output {
        let programs = Path::new(RASID).parent().expect("the program is in a folder");
        // Nothing of this machine's configuration may matter.
        Command::new("sh")
            .args(["-c", line])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", programs.display()))
            .env("HOME", self.folder.path())
            .output()
            .expect("there is a shell")
    }
}

/// A line for whoever watches the tests; the harness would swallow what is printed.
pub(super) fn note(text: &str) {
    // When stderr is gone there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "note: {text}");
}

/// What `rasid COMMAND --help` says; for "" the program's own help.
pub(super) fn help(command: &str) -> String {
    let output = Command::new(RASID).args(command.split_whitespace()).arg("--help").output().expect("rasid starts");
    String::from_utf8(output.stdout).expect("help is text")
}

/// The commands that `rasid --help` lists.
pub(super) fn command_names() -> &'static BTreeSet<String> {
    static NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| names_below(""));
    &NAMES
}

/// The commands that the help of a command lists; none for most.
pub(super) fn names_below(command: &str) -> BTreeSet<String> {
    let help = help(command);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A description may go on in the next line, further in.
    let names = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The examples of all helps, each with the command whose help it stands in.
pub(super) fn help_examples() -> Vec<(String, String)> {
    let below_topics = names_below("topics").into_iter().map(|name| format!("topics {name}"));
    let places = command_names().iter().cloned().chain([String::new()]).chain(below_topics);
    let mut examples = Vec::new();
    for place in places {
        let help = help(&place);
        let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1).take_while(|line| !line.is_empty());
        for line in lines.filter(|line| line.contains("rasid ")) {
            // Two spaces end an example; what follows explains it.
            let example = line.trim_start().split("  ").next().unwrap_or_default();
            examples.push((place.clone(), example.to_owned()));
        }
    }
    examples
}
