//! News agencies: the names of `agencies.toml`, and what is found by them.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::fold::fold;

/// The file at the top of the repository.
const BUILT_IN: &str = include_str!("../../../agencies.toml");

/// What the credit is called where a paper names agencies without saying which.
pub const UNNAMED: &str = "agencies";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    agency: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    #[serde(default)]
    domain: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    leads: bool,
}

/// An agency that a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    /// What its credit is called.
    pub name: &'static str,
    /// Whether it was named in a way that may mean something else.
    pub is_short: bool,
    /// Whether "به گزارش" and its name are its signature.
    pub leads: bool,
}

struct Table {
    /// By names without letter case.
    by_name: HashMap<String, Named>,
    /// By short names as they are written.
    by_short: HashMap<String, Named>,
    /// By short names without letter case.
    by_any_short: HashMap<String, Named>,
    by_domain: HashMap<String, &'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let File { agency } = toml::from_str(BUILT_IN).expect("a test reads the file that is built in");
    let mut table = Table {
        by_name: HashMap::new(),
        by_short: HashMap::new(),
        by_any_short: HashMap::new(),
        by_domain: HashMap::new(),
    };
    for row in agency {
        let name: &'static str = row.name.leak();
        let named = Named { name, is_short: false, leads: row.leads };
        let short = Named { is_short: true, ..named };
        table.by_name.extend(row.names.iter().map(|written| (key(written), named)));
        table.by_short.extend(row.short.iter().map(|written| (exact_key(written), short)));
        table.by_any_short.extend(row.short.iter().map(|written| (key(written), short)));
        table.by_domain.extend(row.domain.into_iter().map(|domain| (domain, name)));
    }
    table
});

/// The agency of a name, punctuation and vowel signs aside. Short names must be written as they are in the table.
pub(super) fn named(text: &str) -> Option<Named> {
    /// Longer texts are no names, and need not be folded.
    const LONGEST_BYTES: usize = 120;
    if text.len() > LONGEST_BYTES {
        return None;
    }
    let found = TABLE.by_name.get(&key(text)).or_else(|| TABLE.by_short.get(&exact_key(text)));
    found.copied()
}

/// Whether a name can be that of an agency, in whatever letter case.
pub(super) fn is_any(name: &str) -> bool {
    let key = key(name.strip_prefix("The ").unwrap_or(name));
    TABLE.by_name.contains_key(&key) || TABLE.by_any_short.contains_key(&key)
}

/// What the credit of an agency is called that somebody asks for by one of its names, in whatever letter case.
#[must_use]
pub fn meant(name: &str) -> Option<&'static str> {
    let found = named(name).or_else(|| TABLE.by_any_short.get(&key(name)).copied());
    found.map(|named| named.name)
}

/// The agency whose own site a host is.
#[must_use]
pub fn at_host(host: &str) -> Option<&'static str> {
    let parents = std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, parent)| parent));
    parents.filter_map(|domain| TABLE.by_domain.get(domain)).next().copied()
}

/// Letters and digits of a name, folded.
fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Letters and digits of a name, folded where its script has no letter case.
fn exact_key(name: &str) -> String {
    let has_case = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if has_case { name.chars().filter(|c| c.is_alphanumeric()).collect() } else { key(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_known_by_all_their_names() {
        for (written, name) in [
            ("reuters", "Reuters"),
            ("رويترز", "Reuters"),
            ("أ.ف.ب", "AFP"),
            ("ا ف ب", "AFP"),
            ("ТАСС", "TASS"),
            ("新華社", "Xinhua"),
            ("Agence France-Presse", "AFP"),
            ("AP", "AP"),
            ("A.P.", "AP"),
            ("واس", "SPA"),
            ("وكالات", UNNAMED),
        ] {
            assert_eq!(named(written).map(|found| found.name), Some(name), "{written}");
        }
        assert_eq!(named("ap"), None);
        assert_eq!(named("Petra"), None, "a first name");
        assert_eq!(
            ["ap", "а ф п", "Agencies", "رويترز", "Jane Doe"].map(meant),
            [Some("AP"), Some("AFP"), Some(UNNAMED), Some("Reuters"), None]
        );
        assert!(is_any("ap") && is_any("The Canadian Press") && !is_any("Jane Doe"));
    }

    #[test]
    fn no_name_is_that_of_two_agencies() {
        let File { agency } = toml::from_str(BUILT_IN).expect("it can be read");
        let mut owners: HashMap<String, String> = HashMap::new();
        for row in &agency {
            for written in row.names.iter().chain(&row.short) {
                let owner = owners.entry(exact_key(written)).or_insert_with(|| row.name.clone());
                assert_eq!(*owner, row.name, "{written}");
            }
        }
        assert!(agency.len() > 90);
    }

    #[test]
    fn the_sites_of_agencies_are_known() {
        assert_eq!(at_host("www.tass.ru"), Some("TASS"));
        assert_eq!(at_host("arabic.news.cn"), Some("Xinhua"));
        assert_eq!(at_host("nottass.ru"), None);
        assert_eq!(at_host("interfax.com.ua"), Some("Interfax-Ukraine"));
    }
}
