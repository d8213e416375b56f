//! The manual: pages and completions, made of the same definition as the helps.

use std::process::Command;

use crate::program::Workspace;

/// Commands of one word and of two.
const COMMANDS: [&str; 4] = ["search", "sql", "topics", "topics test"];

#[test]
fn each_command_has_a_page_with_its_flags_and_examples() {
    let workspace = Workspace::new("");
    for command in COMMANDS {
        let arguments: Vec<&str> = ["man"].into_iter().chain(command.split(' ')).collect();
        let page = workspace.run(&arguments);
        assert_eq!(page.code, 0, "{page:?}");
        let help = workspace.run(&command.split(' ').chain(["--help"]).collect::<Vec<_>>()).stdout;
        let flags = help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 3);
        for flag in flags.map(|flag| flag.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')) {
            let written = flag.replace('-', "\\-");
            assert!(page.stdout.contains(&written), "`rasid man {command}` leaves out {flag}:\n{}", page.stdout);
        }
        let title = command.to_uppercase().replace(' ', "-");
        assert!(page.stdout.contains(&format!(".TH RASID-{title} 1")), "{}", page.stdout);
        assert!(page.stdout.contains(".SH EXAMPLES"), "{}", page.stdout);
    }
    let program = workspace.run(&["man"]).stdout;
    assert!(program.contains(".TH RASID 1") && program.contains("Exit codes: 0 done"), "{program}");
}

#[test]
fn all_pages_are_written_at_once() {
    let workspace = Workspace::new("");
    assert_eq!(workspace.run(&["man", "--folder", "share/man1"]).code, 0);
    for name in ["rasid.1", "rasid-search.1", "rasid-topics.1", "rasid-topics-test.1", "rasid-man.1"] {
        assert!(workspace.path("share/man1").join(name).exists(), "{name}");
    }
    let pages = std::fs::read_dir(workspace.path("share/man1")).expect("the folder is there");
    assert!(pages.count() > 30);
    // Where groff is there, it finds nothing to complain of.
    let checked = Command::new("sh")
        .args(["-c", "command -v groff >/dev/null || exit 0; groff -man -Tutf8 -k -ww -z share/man1/*.1 2>&1"])
        .current_dir(workspace.path(""))
        .output()
        .expect("there is a shell");
    assert_eq!(String::from_utf8_lossy(&checked.stdout), "");
}

#[test]
fn a_page_that_is_not_there_is_a_mistake() {
    let finished = Workspace::new("").run(&["man", "topics", "fly"]);
    assert_eq!(finished.code, 2);
    assert!(finished.stderr.contains("no command `topics fly`"), "{finished:?}");
}

#[test]
fn shells_get_their_completions() {
    let workspace = Workspace::new("");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = workspace.run(&["completions", shell]);
        assert_eq!(script.code, 0, "{script:?}");
        assert!(
            script.stdout.contains("counter") || script.stdout.contains("judgements"),
            "{shell}: {}",
            script.stdout
        );
    }
    assert_eq!(workspace.run(&["completions", "abacus"]).code, 2);
    let typed = "eval \"$(\"$0\" completions bash)\"; COMP_WORDS=(rasid topics exp) COMP_CWORD=2; _rasid rasid exp topics; \
        echo \"${COMPREPLY[@]}\"";
    let completed = Command::new("bash").args(["-c", typed]).arg(env!("CARGO_BIN_EXE_rasid")).output();
    // Not every machine has bash.
    if let Ok(completed) = completed {
        assert_eq!(String::from_utf8_lossy(&completed.stdout).trim(), "explain", "{completed:?}");
    }
}
