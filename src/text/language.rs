//! The language of a text.
//!
//! Many scripts decide alone. In Arabic and Cyrillic script a few letters tell the languages apart better than
//! statistics do, and know some that the library does not. Else the frequent words of each language are counted, and
//! `whatlang` guesses by sequences of letters, with a list of the languages that news comes in: without the list it sees
//! rare languages in short headlines. The one guesses where the other is silent.

mod letters;
mod words;

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use self::letters::{Letters, Script, arabic, cyrillic};
use self::words::Tally;
use crate::model::LanguageCode;

/// The text's beginning is enough to tell its language, and its end is often a boilerplate in another one.
const SAMPLE_CHARACTERS: usize = 600;
/// How sure the letters are that only one language has.
const LETTERS_CONFIDENCE: f64 = 0.98;
/// What a guess by sequences of letters weighs, in words that only one language has: this much, and so much more by its own
/// confidence.
const GUESS_WEIGHT: f64 = 0.5;
const GUESS_CONFIDENCE_WEIGHT: f64 = 1.5;
/// Letters from which on a guess weighs that much; of shorter texts it is sure without a reason.
const GUESS_LETTERS: f64 = 25.0;
/// Less than this, in the same unit, is no answer.
const LEAST_SCORE: f64 = 0.7;
/// Less than this before the next language, as a part of the score, is no answer either.
const LEAST_LEAD: f64 = 0.08;

/// A language and how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Detected {
    /// The language.
    pub code: LanguageCode,
    /// How sure, 0 to 1. A few words of one language are near 0.5, whole texts near 1.
    pub confidence: f64,
}

/// The language of a title and a text, detected on the title and the first 600 characters; `None` where it cannot be told.
#[must_use]
pub fn detect(title: &str, text: &str) -> Option<Detected> {
    let beginning = |text: &str| text.chars().take(SAMPLE_CHARACTERS).collect::<String>();
    let sample = format!("{}\n{}", beginning(title), beginning(text));
    let letters = Letters::count(&sample);
    let (script, share) = letters.main_script()?;
    let sure = |code| Some((code, LETTERS_CONFIDENCE));
    let (code, confidence) = match script {
        Script::Alone(code) => Some((code, 1.0)),
        Script::Arabic => arabic(&letters).and_then(sure).or_else(|| weigh(&ARABIC, &letters, &sample)),
        Script::Cyrillic => cyrillic(&letters).and_then(sure).or_else(|| weigh(&CYRILLIC, &letters, &sample)),
        Script::Devanagari => weigh(&DEVANAGARI, &letters, &sample),
        Script::Latin => weigh(&LATIN, &letters, &sample),
    }?;
    Some(Detected { code: LanguageCode::parse(code).ok()?, confidence: confidence * share })
}

/// Counts what words, letters and their sequences say.
fn weigh(choice: &Choice, letters: &Letters, sample: &str) -> Option<(&'static str, f64)> {
    let mut tally = Tally::count(&sample.to_lowercase(), &choice.languages);
    if choice.has_words && tally.is_of_another_language() {
        return None;
    }
    letters.speak(&mut tally);
    if let Some(guess) = choice.detector.detect(sample)
        && let Some(&(_, code)) = choice.codes.iter().find(|(lang, _)| *lang == guess.lang())
    {
        let length = (letters.n_letters() as f64 / GUESS_LETTERS).min(1.0);
        tally.add(code, (GUESS_WEIGHT + GUESS_CONFIDENCE_WEIGHT * guess.confidence()) * length);
    }
    letters.exclude(&mut tally);
    tally.expect_common_languages();
    let (best, score, next) = tally.best()?;
    let is_clear = score >= LEAST_SCORE && score - next >= LEAST_LEAD * score;
    is_clear.then_some((best, (score - next) / (score + 1.0)))
}

/// The languages of one script that may be guessed, with their ISO 639-1 codes.
struct Choice {
    /// Those that can be guessed by sequences of letters.
    codes: Vec<(Lang, &'static str)>,
    /// All that words may speak for.
    languages: Vec<&'static str>,
    /// Whether the frequent words of these are known.
    has_words: bool,
    detector: Detector,
}

impl Choice {
    fn new(codes: &[(Lang, &'static str)], by_words: &[&'static str]) -> Self {
        let guessed = codes.iter().map(|&(lang, _)| lang).collect();
        let languages: Vec<_> = codes.iter().map(|&(_, code)| code).chain(by_words.iter().copied()).collect();
        let has_words = languages.iter().any(|language| words::has(language));
        Self { codes: codes.to_vec(), languages, has_words, detector: Detector::with_allowlist(guessed) }
    }
}

static ARABIC: LazyLock<Choice> =
    LazyLock::new(|| Choice::new(&[(Lang::Ara, "ar"), (Lang::Pes, "fa"), (Lang::Urd, "ur")], &[]));

static CYRILLIC: LazyLock<Choice> = LazyLock::new(|| {
    Choice::new(
        &[
            (Lang::Rus, "ru"),
            (Lang::Ukr, "uk"),
            (Lang::Bul, "bg"),
            (Lang::Bel, "be"),
            (Lang::Mkd, "mk"),
            (Lang::Srp, "sr"),
        ],
        &[],
    )
});

static DEVANAGARI: LazyLock<Choice> =
    LazyLock::new(|| Choice::new(&[(Lang::Hin, "hi"), (Lang::Mar, "mr"), (Lang::Nep, "ne")], &[]));

static LATIN: LazyLock<Choice> = LazyLock::new(|| {
    Choice::new(
        &[
            (Lang::Eng, "en"),
            (Lang::Fra, "fr"),
            (Lang::Spa, "es"),
            (Lang::Deu, "de"),
            (Lang::Por, "pt"),
            (Lang::Ita, "it"),
            (Lang::Nld, "nl"),
            (Lang::Tur, "tr"),
            (Lang::Pol, "pl"),
            (Lang::Ces, "cs"),
            (Lang::Slk, "sk"),
            (Lang::Hun, "hu"),
            (Lang::Ron, "ro"),
            (Lang::Hrv, "hr"),
            (Lang::Slv, "sl"),
            (Lang::Swe, "sv"),
            (Lang::Dan, "da"),
            (Lang::Nob, "nb"),
            (Lang::Fin, "fi"),
            (Lang::Est, "et"),
            (Lang::Lav, "lv"),
            (Lang::Lit, "lt"),
            (Lang::Cat, "ca"),
            (Lang::Ind, "id"),
            (Lang::Vie, "vi"),
            (Lang::Aze, "az"),
            (Lang::Uzb, "uz"),
        ],
        &["gl", "af", "is", "sq", "ms", "tl", "sw", "so", "eu", "ku"],
    )
});

#[cfg(test)]
mod tests;
