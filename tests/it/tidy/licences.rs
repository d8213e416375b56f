//! The licences of everything that ends in the binary, asked from cargo itself.

use std::process::Command;

use serde_json::Value;

/// SPDX names that a binary under MIT OR Apache-2.0 may be shipped with, without asking anybody.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Fails with every package whose licence offers no allowed choice.
pub(super) fn check() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("cargo lists the packages");
    assert!(packages.len() > 10, "cargo lists all packages");
    let faults: Vec<String> = packages.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn fault(package: &Value) -> Option<String> {
    let (name, version) = (package["name"].as_str()?, package["version"].as_str()?);
    let licence = package["license"].as_str().unwrap_or("");
    (!is_allowed(licence))
        .then(|| format!("{name} {version}: licence `{licence}` offers no choice of tests/it/tidy/licences.rs"))
}

/// The packages of this machine's platform: those of others need not be on the disk.
fn metadata() -> Value {
    let version = run(env!("CARGO"), &["--version", "--verbose"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("cargo knows its host");
    let args = ["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform", host];
    serde_json::from_str(&run(env!("CARGO"), &args)).expect("cargo writes JSON")
}

fn run(program: &str, args: &[&str]) -> String {
    let output =
        Command::new(program).args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// Whether an SPDX expression can be met by allowed licences; AND binds before OR, the old `/` means OR.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any_of(&mut rest) && rest.is_empty()
}

fn any_of(words: &mut &[&str]) -> bool {
    let mut is_met = all_of(words);
    while words.first() == Some(&"OR") {
        *words = &words[1..];
        is_met |= all_of(words);
    }
    is_met
}

fn all_of(words: &mut &[&str]) -> bool {
    let mut is_met = one(words);
    while words.first() == Some(&"AND") {
        *words = &words[1..];
        is_met &= one(words);
    }
    is_met
}

fn one(words: &mut &[&str]) -> bool {
    let Some((&first, rest)) = words.split_first() else { return false };
    *words = rest;
    if first == "(" {
        let is_met = any_of(words);
        *words = words.strip_prefix(&[")"]).unwrap_or(&[]);
        return is_met;
    }
    if let ["WITH", exception, after @ ..] = rest {
        *words = after;
        return ALLOWED.contains(&format!("{first} WITH {exception}").as_str()) || ALLOWED.contains(&first);
    }
    ALLOWED.contains(&first)
}

#[cfg(test)]
mod tests {
    #[test]
    fn expressions_are_met_by_choice_or_together() {
        let check =
            |expression: &str, expected: bool| assert_eq!(super::is_allowed(expression), expected, "{expression}");
        check("MIT", true);
        check("MIT/Apache-2.0", true);
        check("GPL-3.0-only", false);
        check("GPL-3.0-only OR MIT", true);
        check("MIT AND GPL-2.0-only", false);
        check("(MIT OR GPL-2.0-only) AND Unicode-3.0", true);
        check("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only", true);
        check("", false);
    }
}
