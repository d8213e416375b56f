//! The spellings under which a word of a query may stand in a text: with what is written together with it ("and the", "in
//! the") and in its forms of number and case.
//!
//! The index holds words as they stand; a query is spelled out into all their forms instead. So these rules can change
//! without a new index. Words are expected folded.

use super::clitics::{ARABIC_BARE, ARABIC_DEFINITE};
use super::endings::Endings;
use super::latin;
use crate::text::script::{Writing, is_arabic, is_hebrew, is_mark, writing};

/// One spelling to look for in the index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Form {
    /// The token, or its beginning.
    pub text: String,
    /// Whether tokens that only begin so count too.
    pub is_prefix: bool,
}

/// Before an Arabic word: and, so.
const ARABIC_CONJUNCTIONS: [&str; 3] = ["", "و", "ف"];

/// Endings that mark number, gender and relation, longest first, with the fewest letters that must be left; one is taken
/// off. Folded: ة is ه, ى is ي. The dual ان is not among them, because so many names of countries end in it.
const ARABIC_ENDINGS: [(&str, usize); 10] =
    [("يات", 3), ("يون", 3), ("يين", 3), ("تين", 3), ("ات", 3), ("ون", 3), ("ين", 3), ("يه", 3), ("ه", 3), ("ي", 4)];

/// What may follow a word that has its article: number, gender and relation, no owner.
const ARABIC_DEFINITE_ENDINGS: [&str; 18] =
    ["", "ه", "ي", "ا", "ان", "ين", "ون", "ات", "تان", "تين", "يه", "يان", "يين", "يون", "يات", "يتان", "يتين", "يي"];

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
    match Letters::of(folded_word) {
        Letters::Other | Letters::Cyrillic => {}
        Letters::Hebrew => forms.extend(HEBREW_PREFIXES.iter().map(|prefix| format!("{prefix}{folded_word}"))),
        Letters::Arabic => match definite_stem(folded_word) {
            Some(stem) => forms.extend(with_article(stem)),
            None => forms.extend(without_article(folded_word).chain(with_article(folded_word))),
        },
    }
    let mut seen = std::collections::HashSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// What to look for in the index for a word of a query, the word itself first: in Arabic its light stem with all
/// endings behind each chain of proclitics, and its broken plurals where they follow from it; in Hebrew, Russian, Ukrainian, Persian and
/// Latin letters its forms of number and case; one character of a script without spaces as the beginning of a token.
///
/// `written` is the word as it was typed, `languages` the codes of those that are asked for; none where any will do.
/// There may be more than a thousand; few of them stand in any collection.
#[must_use]
pub fn search_forms(folded_word: &str, written: &str, languages: &[&str]) -> Vec<Form> {
    let mut forms = vec![Form { text: folded_word.to_owned(), is_prefix: is_one_unspaced_character(folded_word) }];
    match Letters::of(folded_word) {
        Letters::Arabic if is_persian(folded_word, languages) => forms.extend(inflected("fa", folded_word, written)),
        Letters::Arabic => forms.extend(arabic(folded_word, languages)),
        Letters::Hebrew => forms.extend(hebrew(folded_word, written)),
        Letters::Cyrillic => {
            let may_be = |code: &str, letters: &str, others: &str| {
                (languages.is_empty() || languages.contains(&code))
                    && (written.chars().any(|c| letters.contains(c)) || !written.chars().any(|c| others.contains(c)))
            };
            let (russian, ukrainian) = ("ыэёъЫЭЁЪ", "іїєґІЇЄҐ");
            if may_be("ru", russian, ukrainian) {
                forms.extend(inflected("ru", folded_word, written));
            }
            if may_be("uk", ukrainian, russian) {
                forms.extend(inflected("uk", folded_word, written));
            }
        }
        Letters::Other => forms.extend(latin::forms(folded_word, written, languages).into_iter().map(Form::whole)),
    }
    let mut seen = std::collections::HashSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

impl Form {
    fn whole(text: String) -> Self {
        Self { text, is_prefix: false }
    }
}

/// Whether Arabic letters write Persian: by letters that Arabic has not, or because it is asked for.
fn is_persian(word: &str, languages: &[&str]) -> bool {
    word.contains(['پ', 'چ', 'ژ', 'گ']) || (!languages.is_empty() && !languages.contains(&"ar"))
}

/// A word with the endings of its language. Of Persian, the hamza of a word such as رئیس is written as ی as well.
fn inflected(code: &str, word: &str, written: &str) -> Vec<Form> {
    let Some(inflect) = Endings::of_language(code) else { return Vec::new() };
    let mut words = vec![word.to_owned()];
    if code == "fa" {
        words.extend(other_seat(word));
    }
    let cut = words.iter().filter_map(|word| inflect(word, written));
    cut.flat_map(|cut| cut.endings.each().map(move |ending| Form::whole(format!("{}{ending}", cut.stem)))).collect()
}

/// The same word with hamza on ya for ya and ya, or the other way round; they are exchanged in Persian above all.
fn other_seat(word: &str) -> Option<String> {
    if word.contains("ءي") {
        Some(word.replace("ءي", "يي"))
    } else {
        word.contains("يي").then(|| word.replace("يي", "ءي"))
    }
}

fn arabic(word: &str, languages: &[&str]) -> Vec<Form> {
    let stem = light_stem(word);
    let mut forms = Vec::new();
    for ending in Endings::of_arabic_stems().each() {
        let whole = format!("{stem}{ending}");
        forms.extend(without_article(&whole).map(Form::whole));
        if ARABIC_DEFINITE_ENDINGS.contains(&ending.as_str()) {
            forms.extend(with_article(&whole).map(Form::whole));
        }
    }
    for plural in broken_plurals(word, stem) {
        forms.extend(without_article(&plural).chain(with_article(&plural)).map(Form::whole));
    }
    // Persian writes the same letters.
    if languages.is_empty() {
        forms.extend(other_seat(word).map(Form::whole));
    }
    forms
}

/// Plurals, or the singular of one, that change a word within, as far as they follow from its letters: فتوى and فتاوى,
/// محكمة and محاكم, وزير and وزراء.
fn broken_plurals(word: &str, stem: &str) -> Vec<String> {
    let bare = ["وال", "ال", "بال", "لل"].iter().find_map(|chain| word.strip_prefix(chain)).unwrap_or(word);
    let letters: Vec<char> = bare.chars().collect();
    let spelled = |letters: &[char]| letters.iter().collect::<String>();
    match (letters.as_slice(), stem.chars().count()) {
        (&[a, b, 'و', 'ي'], _) => vec![spelled(&[a, b, 'ا', 'و', 'ي'])],
        (&[a, b, 'ا', 'و', 'ي'], _) => vec![spelled(&[a, b, 'و', 'ي'])],
        (&['م', a, b, c, 'ه'], _) => vec![spelled(&['م', a, 'ا', b, c])],
        (&['م', a, 'ا', b, c], _) => vec![spelled(&['م', a, b, c, 'ه'])],
        (&[a, b, 'ي', c], _) => vec![spelled(&[a, b, c, 'ا'])],
        (&[a, b, c, 'ا'], _) => vec![spelled(&[a, b, 'ي', c])],
        _ => Vec::new(),
    }
}

/// Hebrew words with what is written in front of them, in their forms of number and construct. Those with an owner are left
/// out: with every prefix they would be hundreds, and news say "of" with a word of its own.
fn hebrew(word: &str, written: &str) -> Vec<Form> {
    const SEARCHED: [&str; 9] = ["", "ה", "ת", "ים", "י", "ות", "ית", "יות", "ם"];
    let mut words = vec![word.to_owned()];
    for (ending, others) in [("ית", ["יות", ""]), ("ות", ["ה", "ת"]), ("ים", ["", "י"])] {
        let stem = word.strip_suffix(ending).filter(|stem| has_letters(stem, SHORTEST_STEM));
        words.extend(stem.into_iter().flat_map(|stem| others.map(|other| format!("{stem}{other}"))));
    }
    if let Some(cut) = Endings::of_language("he").and_then(|inflect| inflect(word, written)) {
        let endings = cut.endings.each().filter(|ending| {
            let behind_last = cut.endings.behind_last_letter(ending);
            SEARCHED.contains(&behind_last)
        });
        words.extend(endings.map(|ending| format!("{}{ending}", cut.stem)));
    }
    words.iter().flat_map(|word| attached_forms(word)).map(Form::whole).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    Arabic,
    Hebrew,
    Cyrillic,
    /// Latin and all others, and words too short to say anything of their forms.
    Other,
}

impl Letters {
    fn of(word: &str) -> Self {
        if word.chars().count() < SHORTEST_STEM {
            Self::Other
        } else if word.chars().all(is_arabic) {
            Self::Arabic
        } else if word.chars().all(is_hebrew) {
            Self::Hebrew
        } else if word.chars().all(|c| ('\u{400}'..='\u{52f}').contains(&c)) {
            Self::Cyrillic
        } else {
            Self::Other
        }
    }
}

fn without_article(noun: &str) -> impl Iterator<Item = String> + '_ {
    ARABIC_CONJUNCTIONS.iter().flat_map(move |conjunction| {
        ARABIC_BARE.iter().map(move |preposition| format!("{conjunction}{preposition}{noun}"))
    })
}

fn with_article(noun: &str) -> impl Iterator<Item = String> + '_ {
    ARABIC_CONJUNCTIONS.iter().flat_map(move |conjunction| {
        ARABIC_DEFINITE.iter().map(move |article| {
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
        ARABIC_DEFINITE.iter().map(move |article| word.strip_prefix(conjunction)?.strip_prefix(article))
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
