//! `[[search]]`.

use super::Names;
use super::values;
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::{RawSearch, Text};
use crate::config::settings::SavedSearch;
use crate::config::shape::Shaped;
use crate::config::texts::{Span, Texts};
use crate::model::SearchId;
use crate::search::{self, QueryError};

pub(super) fn searches(raw: &[Shaped<RawSearch>], texts: &Texts, mistakes: &mut Mistakes) -> Vec<SavedSearch> {
    let mut names = Names::new();
    raw.iter().filter_map(|shaped| one(shaped, texts, &mut names, mistakes)).collect()
}

fn one(
    shaped: &Shaped<RawSearch>,
    texts: &Texts,
    names: &mut Names<SearchId>,
    mistakes: &mut Mistakes,
) -> Option<SavedSearch> {
    let raw = shaped.value.as_ref()?;
    let read_id = |text: &str| SearchId::parse(text).map_err(|error| Fault::plain(error.to_string()));
    let id = mistakes.check_if_given(raw.id.as_ref(), read_id);
    match (&id, &raw.id) {
        (Some(id), Some(written)) => {
            names.claim(id.clone(), written.span(), "search", mistakes);
        }
        (_, Some(_)) => {}
        (_, None) => shaped.key_is_missing("id", "`rasid search @…` asks for it by its id", mistakes),
    }
    let label = mistakes.check_if_given(raw.label.as_ref(), values::words);
    if raw.query.is_none() {
        shaped.key_is_missing("query", "say what it looks for: query = \"ceasefire lang:ar\"", mistakes);
    }
    let query = query(raw.query.as_ref()?, texts, mistakes)?;
    Some(SavedSearch { id: id?, label, query })
}

/// A query that can be read.
pub(super) fn query(written: &Text, texts: &Texts, mistakes: &mut Mistakes) -> Option<String> {
    match search::parse(written.get_ref()) {
        Ok(_) => Some(written.get_ref().clone()),
        Err(error) => {
            mistakes.at(place(&error, written, texts), Fault::plain(format!("in the query: {}", error.fault)));
            None
        }
    }
}

/// Where the fault stands in the file; the whole query where escapes or several lines make that hard to say.
fn place(error: &QueryError, query: &Text, texts: &Texts) -> Span {
    let whole = query.span();
    let written = texts.locate(&whole).and_then(|(text, range)| text.content.get(range));
    let start_of_query = written.and_then(|written| written.find(query.get_ref().as_str()));
    let bytes = |n_chars: usize| query.get_ref().chars().take(n_chars).map(char::len_utf8).sum::<usize>();
    match start_of_query {
        Some(start) => {
            let start = whole.start + start;
            start + bytes(error.column - 1)..start + bytes(error.column - 1 + error.width)
        }
        None => whole,
    }
}
