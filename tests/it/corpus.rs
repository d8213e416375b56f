//! How well the program reads the pages of `tests/corpus`, which are hard on purpose: floors that no change may break.
//!
//! Exactness is not asked of every page; `src/read/article/tests.rs` does so of some. Here the built program reads all of
//! them in one batch, and the figures must not fall. `--nocapture` shows them, with the lines that are wrong.

mod manifest;
mod report;
mod score;

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::program::Workspace;
use manifest::{Corpus, Expected};
use report::Figures;
use score::Score;

/// What the floors were measured on. If a page changed, look at the figures, then set both.
const DIGEST: &str = "8c717f5da5df21e4";

/// The least that is accepted; for counts, the most. A mean is a little under what was measured, so that a rounding
/// elsewhere breaks nothing.
const FLOORS: Figures = Figures {
    mean_f1: 0.895,
    // A page that goes on with other articles is read to its end.
    worst_f1: 0.5,
    n_poor: 10,
    titles: 53.0 / 55.0,
    authors: 47.0 / 56.0,
    dates: 55.0 / 56.0,
    languages: 1.0,
    kinds: 37.0 / 56.0,
    // The front of a section is given the day of its first teaser.
    n_wrong_dates: 1,
};

#[test]
fn the_corpus_is_read_as_well_as_before() {
    let corpus = Corpus::read();
    let scores = scores(&corpus);
    let figures = Figures::of(&scores);
    eprintln!("{}", report::tables(&scores));
    let faults = figures.below(&FLOORS);
    assert!(faults.is_empty(), "worse than the floors of {}:\n{}\nmeasured: {figures:#?}", file!(), faults.join("\n"));
}

#[test]
fn floors_belong_to_these_pages() {
    let digest = digest(&Corpus::read());
    assert_eq!(digest, DIGEST, "the corpus changed: look at the figures (--nocapture), then set DIGEST and FLOORS");
}

#[test]
fn every_page_is_described_and_every_class_explained() {
    let corpus = Corpus::read();
    let described: Vec<&str> = corpus.pages.iter().map(|page| page.file.as_str()).collect();
    let mut there = manifest::files();
    there.retain(|file| file.ends_with(".html"));
    let mut sorted = described.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, there, "each page stands once in corpus.toml");
    for page in corpus.pages.iter().filter(|page| page.class != "no-article") {
        assert!(page.text.iter().any(|line| score::n_tokens(line) > 3), "{} marks no line as its text", page.file);
    }
    let mut classes: Vec<&str> = corpus.pages.iter().map(|page| page.class.as_str()).collect();
    classes.sort_unstable();
    classes.dedup();
    assert_eq!(classes, manifest::explained_classes(), "README.md of the corpus explains each class, in order");
}

/// What the program reads, page by page.
fn scores(corpus: &Corpus) -> Vec<Score> {
    let lines = corpus.pages.iter().fold(String::new(), |mut lines, page| {
        let path = manifest::folder().join(&page.file);
        let _ = writeln!(lines, "{}\t{}\ttext/html\t{}", path.display(), page.url, corpus.fetched_at);
        lines
    });
    let answer = Workspace::new("").run_with_input(&["extract", "--batch"], lines);
    assert_eq!(answer.code, 0, "{answer:?}");
    let answers = answer.json_lines();
    assert_eq!(answers.len(), corpus.pages.len());
    let judge = |(page, answer): (&Expected, &Value)| {
        assert_eq!(answer["ok"], true, "{}: {answer}", page.file);
        Score::of(page, answer)
    };
    corpus.pages.iter().zip(&answers).map(judge).collect()
}

/// Changes with every page and every description, but not with the line ends of a checkout.
fn digest(corpus: &Corpus) -> String {
    let mut hash = Sha256::new();
    for (file, content) in &corpus.sources {
        hash.update(file);
        hash.update([0]);
        hash.update(content.replace('\r', ""));
        hash.update([0]);
    }
    hash.finalize().iter().take(8).fold(String::new(), |mut digest, byte| {
        let _ = write!(digest, "{byte:02x}");
        digest
    })
}
