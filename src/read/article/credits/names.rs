//! The agencies in a line that names several, and the words that stand around them.

use super::super::agencies::{Named, named};

/// Characters between names.
const SEPARATORS: &[char] = &['/', '／', ',', '،', '、', '，', ';', '；', '؛', '+', '＋', '|', '•', '·', '&', '–', '—'];

/// Words between names, and dashes that may stand within one.
const CONNECTIVES: &[&str] = &[
    " - ", " ـ ", " and ", " und ", " et ", " y ", " e ", " и ", " та ", " і ", " ve ", " و ", " with ", " mit ",
    " avec ", " con ", " via ", " in ", " for ",
];

/// What says that an agency had a part in a text, in lower case. Longer ones come first.
#[rustfmt::skip]
const WITH: &[&str] = &[
    "with additional reporting by", "additional reporting by", "with inputs from", "with input from", "with reporting by",
    "with reports from", "with reporting from", "with files from", "with material from", "with information from", "inputs from", "input from",
    "with", "mit material von", "mit material der", "mit informationen von", "mit agenturmaterial von", "unter verwendung von material der", "mit",
    "avec les agences", "avec l'", "avec l’", "avec", "d'après", "con información de", "con informacion de", "con informazioni di", "con",
    "по материалам", "с использованием материалов", "по данным", "за матеріалами", "за даними", "با همکاری", "by arrangement with", "بالاتفاق مع", "بالاشتراك مع",
    "the", "by", "via", "from", "von", "par", "por", "di", "autor", "author", "auteur", "autore", "автор", "yazar", "l'", "l’",
    "agence", "agencia", "agenzia", "agentur", "nachrichtenagentur", "агентство", "агентства", "информагентство", "агенція", "агенства",
    "وكالة", "خبرگزاری", "סוכנות", "据", "據",
];

/// What stands behind the name of an agency, in lower case.
const BEHIND: &[&str] = &[
    "news agency",
    "news",
    "agency",
    "staff",
    "staff writers",
    "editorial",
    "newswire",
    "wire",
    "inputs",
    "input",
    "services",
    "ajansı",
    "haber ajansı",
    "agency inputs",
];

/// What says where a text came from; a colon follows. In lower case.
#[rustfmt::skip]
const SOURCE_LABELS: &[&str] = &[
    "source", "sources", "quelle", "quellen", "fuente", "fuentes", "fonte", "fonti", "kaynak", "источник", "источники", "джерело",
    "джерела", "منبع", "المصدر", "المصادر", "مصدر", "מקור", "מקורות", "来源", "來源", "文章来源", "稿件来源", "新闻来源", "消息来源", "信息来源",
    "bron", "bronnen", "källa", "kilde", "kilder", "lähde", "źródło", "zdroj", "forrás", "sursa", "πηγή", "sumber", "nguồn", "出典", "출처",
];

/// What says that a line is about a picture, in lower case.
#[rustfmt::skip]
const PICTURES: &[&str] = &[
    "photo", "foto", "фото", "picture", "image", "bild:", "bildquelle", "imagen", "immagine", "صورة", "الصورة", "صور ", "تصوير", "عکس", "תמונה",
    "צילום", "图片", "圖片", "图：", "图源", "摄影", "攝影", " 摄", "getty", "shutterstock", "epa-efe", "imago", "video", "видео", "відео", "فيديو",
    "görsel", "fotoğraf", "handout", "file pic",
];

/// The agency that one part of a line names.
pub(super) fn one(part: &str) -> Option<Named> {
    let part = bare(part);
    if part.is_empty() {
        return None;
    }
    named(part).or_else(|| {
        let inner = without_behind(without_before(part));
        let attached = inner.strip_prefix(['و', 'ו']).filter(|rest| rest.chars().count() > 2);
        named(inner).or_else(|| named(without_behind(part))).or_else(|| named(attached?))
    })
}

/// The agencies of a line that names nothing else; what holds no letters is passed over.
pub(super) fn all(line: &str) -> Option<Vec<&'static str>> {
    if let Some(found) = one(line) {
        return Some(vec![found.name]);
    }
    let parts = parts(line);
    let named = parts.iter().filter(|part| part.contains(char::is_alphabetic) && !is_desk(part));
    let found: Option<Vec<&'static str>> = named.map(|part| one(part).map(|found| found.name)).collect();
    found.filter(|found| !found.is_empty())
}

/// Whether a part is the mark of an agency's regional desk, as in "dpa/lhe", of an editor
/// or of the paper, as in "FMW/Bloomberg".
fn is_desk(part: &str) -> bool {
    (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()) && one(part).is_none()
}

/// The agencies among the parts of a line.
pub(super) fn some(line: &str) -> Vec<&'static str> {
    match one(line) {
        Some(found) => vec![found.name],
        None => parts(line).iter().filter_map(|part| one(part)).map(|found| found.name).collect(),
    }
}

/// What follows "Source:" in any language, wherever it stands in a line.
pub(super) fn behind_source(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    // Where lower case is longer or shorter, places in the one are none in the other.
    let lower = if lower.len() == line.len() { lower.as_str() } else { line };
    let colons = lower.match_indices([':', '：']);
    colons.into_iter().find_map(|(at, colon)| {
        let before = lower.get(..at)?.trim_end();
        let is_label = SOURCE_LABELS.iter().any(|label| {
            let rest = before.strip_suffix(label);
            rest.is_some_and(|rest| rest.is_empty() || !rest.ends_with(is_latin_letter) && !is_joined(rest, label))
        });
        line.get(at + colon.len()..).filter(|_| is_label)
    })
}

/// Whether a label is the end of a longer word.
fn is_joined(before: &str, label: &str) -> bool {
    let is_spaced = |c: char| c.is_alphabetic() && !is_han(c);
    before.ends_with(is_spaced) && label.starts_with(is_spaced)
}

fn is_latin_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// Whether a character is one of Chinese.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// Whether a line credits a picture.
pub(super) fn is_of_picture(line: &str) -> bool {
    let lower = line.to_lowercase();
    PICTURES.iter().any(|word| lower.contains(word))
}

/// The parts of a line.
pub(super) fn parts(line: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = line.split(SEPARATORS).collect();
    for connective in CONNECTIVES {
        parts = parts.into_iter().flat_map(|part| part.split(connective)).collect();
    }
    let parts = parts.into_iter().flat_map(without_attached_and);
    parts.map(bare).filter(|part| !part.is_empty()).collect()
}

/// The halves of "رويترز وأ ف ب": "and" is written as a part of the next word, with which other names begin.
fn without_attached_and(part: &str) -> Vec<&str> {
    let halves = [" و", " ו"].iter().filter_map(|and| part.split_once(and));
    let found =
        halves.into_iter().find(|(first, second)| one(part).is_none() && one(first).is_some() && one(second).is_some());
    found.map_or_else(|| vec![part], |(first, second)| vec![first, second])
}

/// A part without the signs around it.
fn bare(part: &str) -> &str {
    part.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A part without "with", "agency" and the like before the name.
fn without_before(part: &str) -> &str {
    let mut part = part;
    for _ in 0..2 {
        let shorter = WITH.iter().find_map(|word| {
            let head = part.get(..word.len())?;
            let rest = part.get(word.len()..).filter(|_| head.to_lowercase() == *word)?;
            let is_whole =
                rest.starts_with([' ', ':', '\u{a0}']) || word.ends_with(['\'', '’']) || word.ends_with(is_han);
            is_whole.then(|| rest.trim_start_matches([' ', ':', '\u{a0}']))
        });
        match shorter {
            Some(rest) => part = rest,
            None => break,
        }
    }
    part
}

/// A part without "news agency", "staff" and the like behind the name.
fn without_behind(part: &str) -> &str {
    let lower = part.to_lowercase();
    let found = BEHIND.iter().find_map(|word| lower.strip_suffix(word)?.strip_suffix(' '));
    found.and_then(|rest| part.get(..rest.len())).filter(|_| lower.len() == part.len()).unwrap_or(part)
}
