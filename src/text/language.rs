//! The language of a text.
//!
//! Many scripts decide alone. In Arabic and Cyrillic script a few letters tell the languages apart better than
//! statistics do, and know some that the library does not. Only then comes `whatlang`, with a list of the languages
//! that news comes in: without the list it sees rare languages in short headlines.

mod letters;

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use self::letters::{Letters, Script, arabic, cyrillic};
use crate::model::LanguageCode;

/// The text's beginning is enough to tell its language, and its end is often a boilerplate in another one.
const SAMPLE_CHARACTERS: usize = 600;

/// Guesses of less confidence are not given. Measured on 354 headlines in five languages of Latin script: all guesses
/// .88 right; with this threshold .85 of the headlines get an answer, and .96 of the answers are right. Texts of several
/// sentences are far above it.
const LEAST_CONFIDENCE: f64 = 0.2;

/// The language of a title and a text, detected on the title and the first 600 characters; `None` where it cannot be told.
#[must_use]
pub fn detect(title: &str, text: &str) -> Option<LanguageCode> {
    let beginning = |text: &str| text.chars().take(SAMPLE_CHARACTERS).collect::<String>();
    let sample = format!("{}\n{}", beginning(title), beginning(text));
    let letters = Letters::count(&sample);
    let code = match letters.main_script()? {
        Script::Alone(code) => code,
        Script::Arabic => arabic(&letters).or_else(|| guess(&ARABIC, &sample))?,
        Script::Cyrillic => cyrillic(&letters).or_else(|| guess(&CYRILLIC, &sample))?,
        Script::Devanagari => guess(&DEVANAGARI, &sample)?,
        Script::Latin => guess(&LATIN, &sample)?,
    };
    LanguageCode::parse(code).ok()
}

/// The languages of one script that may be guessed, with their ISO 639-1 codes.
struct Choice {
    codes: Vec<(Lang, &'static str)>,
    detector: Detector,
}

impl Choice {
    fn new(codes: &[(Lang, &'static str)]) -> Self {
        let languages = codes.iter().map(|&(lang, _)| lang).collect();
        Self { codes: codes.to_vec(), detector: Detector::with_allowlist(languages) }
    }
}

static ARABIC: LazyLock<Choice> =
    LazyLock::new(|| Choice::new(&[(Lang::Ara, "ar"), (Lang::Pes, "fa"), (Lang::Urd, "ur")]));

static CYRILLIC: LazyLock<Choice> = LazyLock::new(|| {
    Choice::new(&[
        (Lang::Rus, "ru"),
        (Lang::Ukr, "uk"),
        (Lang::Bul, "bg"),
        (Lang::Bel, "be"),
        (Lang::Mkd, "mk"),
        (Lang::Srp, "sr"),
    ])
});

static DEVANAGARI: LazyLock<Choice> =
    LazyLock::new(|| Choice::new(&[(Lang::Hin, "hi"), (Lang::Mar, "mr"), (Lang::Nep, "ne")]));

static LATIN: LazyLock<Choice> = LazyLock::new(|| {
    Choice::new(&[
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
    ])
});

fn guess(choice: &Choice, sample: &str) -> Option<&'static str> {
    let guess = choice.detector.detect(sample).filter(|guess| guess.confidence() >= LEAST_CONFIDENCE)?;
    choice.codes.iter().find(|(lang, _)| *lang == guess.lang()).map(|&(_, code)| code)
}

#[cfg(test)]
mod tests;
