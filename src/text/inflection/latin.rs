//! Endings of languages in Latin letters, as far as a search follows them: number, and for Turkish case and owner too.
//!
//! Which language a typed word is of is known by its letters, or by the languages that are asked for; else only endings are
//! tried that hardly make another word in any of them. Verbs and derived words are left out: who wants them writes `*`.
//!
//! Sources: plurals of the grammars of English, French, German and Spanish; Turkish from Göksel and Kerslake, Turkish: A
//! Comprehensive Grammar (2005), chapter 8, in folded letters, where the vowels of a suffix are i or u, and a or e.

/// A word with fewer letters takes no endings and loses none.
const SHORTEST: usize = 3;

/// A stem of which an ending was taken keeps at least so many letters.
const SHORTEST_CUT: usize = 4;

/// What is known of a language.
struct Grammar {
    code: &'static str,
    /// Letters, as written, that the other languages here do not use.
    letters: &'static str,
    /// Endings that are taken off a word as typed.
    cut: &'static [&'static str],
    /// Endings that are added.
    added: &'static [&'static str],
}

const GRAMMARS: [Grammar; 4] = [
    Grammar { code: "en", letters: "", cut: &["s"], added: &["s", "es"] },
    Grammar { code: "fr", letters: "éèêëàùœ", cut: &["s", "x"], added: &["s", "x", "e", "es"] },
    Grammar {
        code: "de",
        letters: "ßä",
        cut: &["en", "n", "e", "s"],
        added: &["e", "en", "n", "s", "es", "er", "ern"],
    },
    Grammar { code: "es", letters: "ñíóú¿¡", cut: &["s"], added: &["s", "es"] },
];

/// Where the language is not known.
const UNKNOWN: Grammar = Grammar { code: "", letters: "", cut: &["s"], added: &["s", "es", "en"] };

/// Letters that only Turkish, of the languages here, writes.
const TURKISH_LETTERS: &str = "ğışİŞĞ";

/// Case and owner in the singular, and what stands for -ki; a stem may go on with any of them.
const TURKISH_SINGULAR: &str = "i u yi yu a e ya ye in un nin nun da de ta te dan den tan ten la le yla yle si su \
    ini unu sini sunu inin unun sinin sunun ina ine una une sina sine suna sune inda inde unda unde sinda sinde sunda \
    sunde indan inden undan unden sindan sinden sundan sunden iyla iyle uyla uyle siyla siyle suyla suyle";

/// The same behind the plural, lar or ler.
const TURKISH_PLURAL: &str = "lar lari larin lara larda lardan larla larini larinin larina larinda larindan lariyla \
    ler leri lerin lere lerde lerden lerle lerini lerinin lerine lerinde lerinden leriyle";

/// Other forms of a folded word; `written` has its accents, `languages` are those that are asked for, if any.
pub(super) fn forms(word: &str, written: &str, languages: &[&str]) -> Vec<String> {
    if word.chars().count() < SHORTEST || !word.chars().all(|c| c.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut forms = Vec::new();
    let has_any = |letters: &str| written.chars().any(|c| letters.contains(c));
    let asked = |code: &str| languages.contains(&code);
    if asked("tr") || (languages.is_empty() && has_any(TURKISH_LETTERS)) {
        let endings = TURKISH_SINGULAR.split_ascii_whitespace().chain(TURKISH_PLURAL.split_ascii_whitespace());
        forms.extend(endings.map(|ending| format!("{word}{ending}")));
    }
    let is_meant = |grammar: &&Grammar| asked(grammar.code) || (languages.is_empty() && has_any(grammar.letters));
    let known = GRAMMARS.iter().filter(is_meant).collect::<Vec<_>>();
    for grammar in &known {
        grammar.add_forms(word, &mut forms);
    }
    if languages.is_empty() && known.is_empty() && forms.is_empty() {
        UNKNOWN.add_forms(word, &mut forms);
    }
    forms
}

impl Grammar {
    fn add_forms(&self, word: &str, forms: &mut Vec<String>) {
        let mut stems = vec![word.to_owned()];
        stems.extend(self.cut.iter().filter_map(|ending| cut(word, ending)));
        if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() >= SHORTEST) {
            stems.push(format!("{stem}y"));
        }
        for stem in stems {
            forms.extend(self.added.iter().map(|ending| format!("{stem}{ending}")));
            if let Some(before_y) = stem.strip_suffix('y') {
                forms.push(format!("{before_y}ies"));
            }
            forms.push(stem);
        }
    }
}

/// A word without an ending; that of `boss`, `status` and `crisis` is none.
fn cut(word: &str, ending: &str) -> Option<String> {
    let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= SHORTEST_CUT)?;
    let is_none = ending == "s" && stem.ends_with(['s', 'u', 'i']);
    (!is_none).then(|| stem.to_owned())
}
