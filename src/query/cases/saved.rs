//! Searches that have a name in the configuration: `@name` at the beginning of a query.

use crate::config::SavedSearch;
use crate::query::listing::{Column, Listing};
use crate::text::likeness::nearest;

/// A name that no search has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no saved search is called `{name}`: {hint}")]
pub struct UnknownSearch {
    /// As it was asked for.
    pub name: String,
    /// What may have been meant.
    pub hint: SearchHint,
}

/// What may have been meant by a name that no search has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SearchHint {
    /// A name that is like it.
    #[error("did you mean @{0}?")]
    Meant(String),
    /// There is nothing to choose from.
    #[error("the configuration has none; `[[search]]` makes one")]
    None,
    /// One of these.
    #[error("there are @{}", .0.join(", @"))]
    Known(Vec<String>),
}

/// The search of a name.
///
/// # Errors
/// There is none.
pub fn find<'c>(searches: &'c [SavedSearch], name: &str) -> Result<&'c SavedSearch, UnknownSearch> {
    if let Some(search) = searches.iter().find(|search| search.id.as_str() == name) {
        return Ok(search);
    }
    let known: Vec<&str> = searches.iter().map(|search| search.id.as_str()).collect();
    let hint = match (nearest(name, &known), known.as_slice()) {
        (Some(meant), _) => SearchHint::Meant(meant.to_owned()),
        (None, []) => SearchHint::None,
        (None, known) => SearchHint::Known(known.iter().map(|id| (*id).to_owned()).collect()),
    };
    Err(UnknownSearch { name: name.to_owned(), hint })
}

/// All of them, a row each.
#[must_use]
pub fn listing(searches: &[SavedSearch]) -> Listing {
    let columns = vec![Column::whole("search"), Column::elastic("label"), Column::elastic("query")];
    let row = |search: &SavedSearch| {
        vec![search.id.as_str().into(), search.label.clone().into(), search.query.as_str().into()]
    };
    Listing { columns, rows: searches.iter().map(row).collect() }
}

/// The queries that a query stands for: those of the saved searches that it begins with, and the rest of it.
///
/// # Errors
/// A name is not known.
pub fn queries(searches: &[SavedSearch], query: &str) -> Result<Vec<String>, UnknownSearch> {
    let (mut queries, mut rest) = (Vec::new(), query.trim_start());
    while let Some(behind) = rest.strip_prefix('@') {
        let (name, after) = behind.split_once(char::is_whitespace).unwrap_or((behind, ""));
        queries.push(find(searches, name)?.query.clone());
        rest = after.trim_start();
    }
    queries.extend(Some(rest.to_owned()).filter(|query| !query.trim().is_empty()));
    Ok(queries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SearchId;

    #[test]
    fn names_stand_for_their_queries_and_a_slip_is_noticed() {
        let saved = |id: &str, query: &str| {
            let id = SearchId::parse(id).expect("an id");
            SavedSearch { id, label: None, query: query.to_owned() }
        };
        let searches = [saved("gas", "gas OR oil"), saved("new", "since:1d")];
        let asked = |query: &str| queries(&searches, query).map_err(|error| error.to_string());
        assert_eq!(asked(" @gas @new lang:ar"), Ok(vec!["gas OR oil".into(), "since:1d".into(), "lang:ar".into()]));
        assert_eq!(asked("a @gas"), Ok(vec!["a @gas".into()]));
        assert_eq!(asked("  "), Ok(vec![]));
        assert_eq!(asked("@gaz"), Err("no saved search is called `gaz`: did you mean @gas?".to_owned()));
    }
}
