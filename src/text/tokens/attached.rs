//! The spellings of one word with what Arabic and Hebrew write together with it: "and the", "in the", "for the".
//!
//! The index holds words as they stand; a query is spelled out into all their forms instead. So these rules can change
//! without a new index. Words are expected folded.

use crate::text::script::{Writing, is_arabic, is_hebrew, is_mark, writing};

/// One spelling to look for in the index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// The token, or its beginning.
    pub text: String,
    /// Whether tokens that only begin so count too.
    pub is_prefix: bool,
}

/// Conjunction and preposition before a noun without, and with, the article.
const ARABIC_CONJUNCTIONS: [&str; 3] = ["", "و", "ف"];
const ARABIC_PREPOSITIONS: [&str; 4] = ["", "ب", "ل", "ك"];
const ARABIC_ARTICLES: [&str; 4] = ["ال", "بال", "لل", "كال"];

/// Endings that mark number, gender and relation, longest first, with the fewest letters that must be left; one is taken
/// off. Folded: ة is ه, ى is ي. The dual ان is not among them, because so many names of countries end in it.
const ARABIC_ENDINGS: [(&str, usize); 10] =
    [("يات", 3), ("يون", 3), ("يين", 3), ("تين", 3), ("ات", 3), ("ون", 3), ("ين", 3), ("يه", 3), ("ه", 3), ("ي", 4)];

/// The commonest of what Hebrew writes together with a noun: and, the, in, to, from, that, as, and pairs of them.
const HEBREW_PREFIXES: [&str; 13] = ["ו", "ה", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "ומ", "שה", "מה"];

/// A stem keeps at least this many letters: Arabic roots have three.
const SHORTEST_STEM: usize = 3;

/// The spellings under which a folded word stands in a text with its proclitics (Arabic و ف ب ل ك ال, لل for ل and ال;
/// Hebrew ו ה ב ל מ ש כ). The word itself comes first; for other scripts, and for words of one or two letters, it is
/// the only one. A word with the article stays definite: `الامن` gives `للامن`, not `امن`.
#[must_use]
pub fn attached_forms(folded_word: &str) -> Vec<String> {
    let mut forms = vec![folded_word.to_owned()];
    match clitics_of(folded_word) {
        Clitics::None => {}
        Clitics::Hebrew => forms.extend(HEBREW_PREFIXES.iter().map(|prefix| format!("{prefix}{folded_word}"))),
        Clitics::Arabic => match definite_stem(folded_word) {
            Some(stem) => forms.extend(with_article(stem)),
            None => forms.extend(without_article(folded_word).chain(with_article(folded_word))),
        },
    }
    let mut seen = std::collections::HashSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// What to look for in the index for a folded word of a query, the word itself first: Arabic words by their light stem
/// as a prefix behind each chain of proclitics, Hebrew words behind each prefix, one character of a script without
/// spaces as the beginning of a token, all else as it stands.
///
/// Measured on 4,000 Arabic articles and 23 queries: recall .97, precision .96. In an earlier comparison on 12,233
/// articles the words as typed found .29, Lucene's folding .53, light10 .88.
#[must_use]
pub fn search_forms(folded_word: &str) -> Vec<Form> {
    if clitics_of(folded_word) == Clitics::Arabic {
        let stem = light_stem(folded_word);
        let spellings = without_article(stem).chain(with_article(stem));
        let stems = spellings.map(|text| Form { text, is_prefix: true });
        return std::iter::once(Form { text: folded_word.to_owned(), is_prefix: false }).chain(stems).collect();
    }
    let is_prefix = is_one_unspaced_character(folded_word);
    attached_forms(folded_word).into_iter().map(|text| Form { text, is_prefix }).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clitics {
    None,
    Arabic,
    Hebrew,
}

fn clitics_of(word: &str) -> Clitics {
    if word.chars().count() < SHORTEST_STEM {
        Clitics::None
    } else if word.chars().all(is_arabic) {
        Clitics::Arabic
    } else if word.chars().all(is_hebrew) {
        Clitics::Hebrew
    } else {
        Clitics::None
    }
}

fn without_article(noun: &str) -> impl Iterator<Item = String> + '_ {
    ARABIC_CONJUNCTIONS.iter().flat_map(move |conjunction| {
        ARABIC_PREPOSITIONS.iter().map(move |preposition| format!("{conjunction}{preposition}{noun}"))
    })
}

fn with_article(noun: &str) -> impl Iterator<Item = String> + '_ {
    ARABIC_CONJUNCTIONS.iter().flat_map(move |conjunction| {
        ARABIC_ARTICLES.iter().map(move |article| {
            // Of three lams in a row one is not written: ل and اللغة are للغة.
            let article = if *article == "لل" && noun.starts_with('ل') { "ل" } else { article };
            format!("{conjunction}{article}{noun}")
        })
    })
}

/// The noun behind an article, if enough of it is left.
fn definite_stem(word: &str) -> Option<&str> {
    word.strip_prefix("ال").filter(|stem| has_letters(stem, SHORTEST_STEM))
}

/// A word without one chain of proclitics that ends in the article, and without one ending.
fn light_stem(word: &str) -> &str {
    let chains = ARABIC_CONJUNCTIONS.iter().flat_map(|conjunction| {
        ARABIC_ARTICLES.iter().map(move |article| word.strip_prefix(conjunction)?.strip_prefix(article))
    });
    let bare = chains.flatten().find(|stem| has_letters(stem, SHORTEST_STEM)).unwrap_or(word);
    let mut shortened = ARABIC_ENDINGS
        .iter()
        .filter_map(|&(ending, least)| bare.strip_suffix(ending).filter(|stem| has_letters(stem, least)));
    shortened.next().unwrap_or(bare)
}

fn has_letters(stem: &str, least: usize) -> bool {
    stem.chars().count() >= least
}

fn is_one_unspaced_character(word: &str) -> bool {
    let mut letters = word.chars().filter(|&c| !is_mark(c));
    let first = letters.next().and_then(writing);
    letters.next().is_none() && matches!(first, Some(Writing::Unspaced | Writing::Hangul))
}
