//! Who may use whom: ranks between modules, no cycles within one, outside crates in the module that owns them.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{NamedPath, declared_modules, named_paths};
use super::scan::{SourceFile, Violation};

/// The modules from the bottom up; modules of one line do not see one another.
const RANKS: &[&[&str]] = &[
    &["model", "clock"],
    &["text", "pack"],
    &["read", "analysis", "search"],
    &["config"],
    &["fetch", "store", "opinion"],
    &["poll", "query", "lab"],
    &["serve"],
    &["daemon"],
    &["cli"],
    &["main"],
];

/// Outside crates that touch the world, each with the one module that may name it.
const OWNERS: &[(&str, &str)] = &[
    ("reqwest", "fetch"),
    ("robotxt", "fetch"),
    ("rustls", "fetch"),
    ("feed_rs", "read"),
    ("scraper", "read"),
    ("quick_xml", "read"),
    ("regex", "text"),
    ("regex_syntax", "text"),
    ("icu_calendar", "text"),
    ("icu_segmenter", "text"),
    ("any_ascii", "analysis"),
    ("daachorse", "analysis"),
    ("toml_edit", "config"),
    ("zstd", "pack"),
    ("rusqlite", "store"),
    ("rusqlite_migration", "store"),
    ("atom_syndication", "serve"),
    ("axum", "serve"),
    ("fluent_bundle", "serve"),
    ("fluent_langneg", "serve"),
    ("governor", "serve"),
    ("lettre", "serve"),
    ("hyper", "serve"),
    ("hyper_util", "serve"),
    ("maud", "serve"),
    ("rmcp", "serve"),
    ("plotters", "serve"),
    ("prometheus_client", "serve"),
    ("rss", "serve"),
    ("subtle", "serve"),
    ("tokio_io_timeout", "serve"),
    ("tower_http", "serve"),
    ("unic_langid", "serve"),
    ("utoipa", "serve"),
    ("tokio_cron_scheduler", "daemon"),
    ("sd_notify", "daemon"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("clap_mangen", "cli"),
    ("indicatif", "cli"),
    ("comfy_table", "query"),
    ("csv", "query"),
    ("parquet", "query"),
    ("similar", "query"),
];

/// Each module names only modules of lower rank, and itself.
pub(super) fn ranks(files: &[SourceFile]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in files {
        let Some(top) = file.top() else { continue };
        let Some(own) = rank(top) else {
            violations.push(file.violation(
                1,
                format!("module `{top}` has no rank: give it one in tests/it/tidy/layers.rs and ARCHITECTURE.md"),
            ));
            continue;
        };
        for path in named_paths(&file.code) {
            let [root, used, ..] = path.segments.as_slice() else { continue };
            let is_ours = root == "crate" || root == "rasid";
            if let (true, Some(theirs)) = (is_ours && used != top, rank(used))
                && theirs >= own
            {
                let why =
                    format!("`{top}` (rank {own}) may not use `{used}` (rank {theirs}): modules use only lower ranks");
                violations.push(file.violation(path.line, why));
            }
        }
    }
    violations
}

fn rank(module: &str) -> Option<usize> {
    RANKS.iter().position(|row| row.contains(&module))
}

/// The crates of [`OWNERS`] stand in their module alone.
pub(super) fn outside_crates(files: &[SourceFile]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in files {
        for path in named_paths(&file.code) {
            let Some(root) = path.segments.first() else { continue };
            let Some((name, owner)) = OWNERS.iter().find(|(name, _)| name == root) else { continue };
            let is_own_child = declared_modules(&file.code).contains(root);
            if file.top() != Some(*owner) && !is_own_child {
                violations.push(file.violation(
                    path.line,
                    format!("the crate `{name}` is named in `{owner}` only: ask it for what you need"),
                ));
            }
        }
    }
    violations
}

/// The files of one module, with an edge for each use, have no cycles.
///
/// A child may use what a file above it defines: `check.rs` and `check/jobs.rs` are one room with an inner door, and the
/// language gives a child its parent's private items for this. Between siblings, and whatever is below them, the law is
/// strict.
pub(super) fn cycles(files: &[SourceFile]) -> Vec<Violation> {
    let crate_map = CrateMap::new(files);
    let mut edges: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for (from, file) in files.iter().enumerate() {
        for path in named_paths(&file.production) {
            let Some(to) = crate_map.target(file, &path) else { continue };
            let is_above = file.module.starts_with(&files[to].module);
            if !is_above && files[to].top() == file.top() {
                edges.entry(from).or_default().entry(to).or_insert(path.line);
            }
        }
    }
    let mut search = Search { edges: &edges, done: BTreeSet::new(), trail: Vec::new(), found: Vec::new() };
    for &start in edges.keys() {
        search.visit(start);
    }
    search.found.iter().map(|cycle| describe(files, &edges, cycle)).collect()
}

fn describe(files: &[SourceFile], edges: &BTreeMap<usize, BTreeMap<usize, usize>>, cycle: &[usize]) -> Violation {
    let mut way: Vec<String> = Vec::new();
    for (i, from) in cycle.iter().enumerate() {
        let to = cycle[(i + 1) % cycle.len()];
        way.push(format!("{}:{} uses {}", files[*from].path, edges[from][&to], files[to].path));
    }
    files[cycle[0]].violation(
        edges[&cycle[0]][&cycle[1 % cycle.len()]],
        format!("files use one another in a circle: {}", way.join(", ")),
    )
}

/// Finds files by path, through re-exports.
struct CrateMap {
    files: BTreeMap<Vec<String>, usize>,
    exports: BTreeMap<(Vec<String>, String), Vec<String>>,
    children: BTreeMap<Vec<String>, Vec<String>>,
}

impl CrateMap {
    fn new(files: &[SourceFile]) -> Self {
        let mut map = Self { files: BTreeMap::new(), exports: BTreeMap::new(), children: BTreeMap::new() };
        for (i, file) in files.iter().enumerate() {
            map.files.insert(file.module.clone(), i);
            map.children.insert(file.module.clone(), declared_modules(&file.code));
        }
        for file in files {
            for path in named_paths(&file.production) {
                if let (Some(name), Some(target)) = (&path.public_name, map.absolute(file, &path)) {
                    map.exports.insert((file.module.clone(), name.clone()), target);
                }
            }
        }
        map
    }

    /// The path from the root of the crate; `None` if it leads outside or to an item of the file itself.
    fn absolute(&self, file: &SourceFile, path: &NamedPath) -> Option<Vec<String>> {
        let n_supers = path.segments.iter().take_while(|segment| *segment == "super").count();
        let first = path.segments.first()?;
        let own = &file.module;
        let (base, rest) = match first.as_str() {
            "crate" => (&own[..0], &path.segments[1..]),
            "self" => (&own[..], &path.segments[1..]),
            "super" => (&own[..own.len().checked_sub(n_supers)?], &path.segments[n_supers..]),
            child if self.children.get(own).is_some_and(|children| children.iter().any(|c| c == child)) => {
                (&own[..], &path.segments[..])
            }
            _ => return None,
        };
        Some([base, rest].concat())
    }

    /// The file in which the thing that a path names is defined.
    fn target(&self, file: &SourceFile, path: &NamedPath) -> Option<usize> {
        let mut wanted = self.absolute(file, path)?;
        // A chain of re-exports is never longer than the crate is deep.
        for _ in 0..8 {
            let n = (0..=wanted.len()).rev().find(|&n| self.files.contains_key(&wanted[..n]))?;
            let exported = wanted.get(n).and_then(|name| self.exports.get(&(wanted[..n].to_vec(), name.clone())));
            match exported {
                Some(target) if target[..] != wanted[..] => wanted = [target, &wanted[n + 1..]].concat(),
                _ => return self.files.get(&wanted[..n]).copied(),
            }
        }
        None
    }
}

/// A walk in depth that keeps its trail.
struct Search<'e> {
    edges: &'e BTreeMap<usize, BTreeMap<usize, usize>>,
    done: BTreeSet<usize>,
    trail: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    fn visit(&mut self, file: usize) {
        if let Some(at) = self.trail.iter().position(|&f| f == file) {
            self.found.push(self.trail[at..].to_vec());
            return;
        }
        if !self.done.insert(file) {
            return;
        }
        self.trail.push(file);
        for &next in self.edges.get(&file).into_iter().flat_map(BTreeMap::keys) {
            self.visit(next);
        }
        self.trail.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile::new(path, text.to_owned())
    }

    fn found(rule: fn(&[SourceFile]) -> Vec<Violation>, files: &[SourceFile]) -> Vec<String> {
        rule(files).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_higher_rank_is_noticed_in_groups_too() {
        let files = [
            file("src/text/fold.rs", "use crate::{model::Item,\n    store::Db};"),
            file("src/cli.rs", "use crate::store::Db;"),
        ];
        let lines = found(ranks, &files);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].starts_with("src/text/fold.rs:2: `text` (rank 1) may not use `store`"), "{lines:?}");
    }

    #[test]
    fn modules_of_one_rank_do_not_see_one_another() {
        assert_eq!(found(ranks, &[file("src/read.rs", "fn f() { crate::analysis::g() }")]).len(), 1);
    }

    #[test]
    fn a_crate_belongs_to_one_module() {
        let files = [file("src/poll.rs", "use reqwest::Client;"), file("src/fetch.rs", "use reqwest::Client;")];
        assert_eq!(found(outside_crates, &files).len(), 1);
    }

    #[test]
    fn circles_are_found_through_re_exports() {
        let parent = file("src/m.rs", "mod a;\nmod b;\npub use a::A;\npub use b::B;");
        let circle = [file("src/m/a.rs", "use super::B;"), file("src/m/b.rs", "use super::{A};")];
        let [a, b] = circle;
        assert_eq!(found(cycles, &[parent, a, b]).len(), 1);

        let parent = file("src/m.rs", "mod a;\nmod b;\npub use a::A;\npub use b::B;");
        let straight =
            [file("src/m/a.rs", "use super::B;"), file("src/m/b.rs", "#[cfg(test)] mod tests { use super::A; }")];
        let [a, b] = straight;
        assert_eq!(found(cycles, &[parent, a, b]), Vec::<String>::new());
    }

    #[test]
    fn children_may_use_their_parent_but_not_one_another_in_turn() {
        let parent = || file("src/m.rs", "mod a;\nmod b;\npub struct P;\nfn f() { a::g(); b::g() }");
        let below = file("src/m/b/deep.rs", "use super::super::a::g;");
        let fine =
            [parent(), file("src/m/a.rs", "use super::P;"), file("src/m/b.rs", "use super::a::g;\nmod deep;"), below];
        assert_eq!(found(cycles, &fine), Vec::<String>::new());

        let circle = [parent(), file("src/m/a.rs", "use super::b::g;"), file("src/m/b.rs", "fn g() { super::a::g() }")];
        assert_eq!(found(cycles, &circle).len(), 1);
    }
}
