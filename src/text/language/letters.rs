//! What the letters of a text alone say of its language.

use std::collections::HashMap;

use super::words::Tally;

/// A script, as far as it narrows the language down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Script {
    /// One language of the news is written in it.
    Alone(&'static str),
    Arabic,
    Cyrillic,
    Devanagari,
    Latin,
}

/// How often each letter of a text occurs.
#[derive(Debug, Default)]
pub(super) struct Letters {
    counts: HashMap<char, usize>,
    scripts: HashMap<Script, usize>,
}

impl Letters {
    /// Counts the letters of a text.
    pub(super) fn count(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase) {
            *letters.counts.entry(c).or_default() += 1;
            if let Some((script, weight)) = script(c) {
                *letters.scripts.entry(script).or_default() += weight;
            }
        }
        letters
    }

    /// The script of most of the text and its share of it; `None` for a text without letters. Texts in other scripts are
    /// full of Latin names, so a Latin letter counts half.
    pub(super) fn main_script(&self) -> Option<(Script, f64)> {
        let of = |script| self.scripts.get(&script).copied().unwrap_or(0);
        let (han, kana) = (of(Script::Alone("zh")), of(Script::Alone("ja")));
        // Japanese is written in both, Chinese quotes a Japanese name at most.
        let is_japanese = kana * 10 > han;
        let merged = |script, n| match script {
            Script::Alone("zh") if is_japanese => 0,
            Script::Alone("ja") if is_japanese => (han + kana) * 2,
            Script::Latin => n,
            _ => n * 2,
        };
        let by_size = self.scripts.iter().map(|(&script, &n)| (merged(script, n), script));
        let total = by_size.clone().map(|(n, _)| n).sum::<usize>().max(1);
        // Ties are broken by the script's name, so that the answer does not depend on the order of a hash map.
        let (n, script) = by_size.max_by_key(|&(n, script)| (n, format!("{script:?}")))?;
        Some((script, n as f64 / total as f64))
    }

    /// Letters that few languages have speak for each of these.
    pub(super) fn speak(&self, tally: &mut Tally) {
        for (letters, languages) in FEW {
            let n = self.n_of(letters).min(MAX_FEW) as f64;
            languages.iter().filter(|_| n > 0.0).for_each(|language| tally.add(language, n / languages.len() as f64));
        }
    }

    /// Leaves out the languages that cannot be written for so long without letters that the text does not have.
    pub(super) fn exclude(&self, tally: &mut Tally) {
        for (language, script, n_expected, needed) in NEEDED {
            let n_letters = self.scripts.get(script).copied().unwrap_or(0);
            if n_letters >= *n_expected && self.n_of(needed) == 0 {
                tally.exclude(language);
            }
        }
    }

    /// All letters of the text.
    pub(super) fn n_letters(&self) -> usize {
        self.counts.values().sum()
    }

    fn n_of(&self, letters: &str) -> usize {
        letters.chars().filter_map(|c| self.counts.get(&c)).sum()
    }

    /// Whether these letters are at least so many of a hundred of their script.
    fn is_share(&self, letters: &str, percent: usize, script: Script) -> bool {
        let n = self.n_of(letters);
        n > 0 && n * 100 >= percent * self.scripts.get(&script).copied().unwrap_or(0)
    }
}

/// Letters of a kind beyond which more say nothing new.
const MAX_FEW: usize = 3;

/// Letters that few languages of the news have.
#[rustfmt::skip]
const FEW: &[(&str, &[&str])] = &[
    ("ñ¿¡", &["es", "gl"]), ("ß", &["de"]), ("äöü", &["de", "sv", "fi", "et", "hu", "tr", "sk", "az"]), ("ãõ", &["pt", "vi", "et"]), ("ç", &["fr", "pt", "tr", "ca", "sq", "az"]),
    ("êèùîûœ", &["fr"]), ("òìù", &["it"]), ("ŀ", &["ca"]), ("å", &["sv", "da", "nb"]), ("æø", &["da", "nb", "is"]), ("þð", &["is"]), ("ğış", &["tr", "az"]), ("ə", &["az"]),
    ("łżśćńęą", &["pl"]), ("ěřů", &["cs"]), ("ľĺŕ", &["sk"]), ("čšž", &["cs", "sk", "sl", "hr", "lt", "lv"]), ("đ", &["hr", "vi"]), ("ć", &["hr", "pl"]), ("őű", &["hu"]), ("șțşţă", &["ro"]),
    ("ėųįū", &["lt"]), ("ļņķģēāī", &["lv"]), ("ảạấầẩậắằẻẽẹếềểệỉịỏọốồổộớờởợủụứừửựỳỷỹỵơư", &["vi"]), ("ë", &["sq", "nl"]),
    ("ьй", &["ru", "uk", "be", "bg"]), ("щ", &["ru", "uk", "bg"]), ("ъ", &["bg"]),
];

/// Letters without which a language cannot be written for so many letters of its script.
const NEEDED: &[(&str, Script, usize, &str)] = &[
    ("uk", Script::Cyrillic, 30, "іїє"),
    ("be", Script::Cyrillic, 25, "іў"),
    ("mk", Script::Cyrillic, 30, "јќѓљњ"),
    ("sr", Script::Cyrillic, 30, "јљњђћ"),
    ("bg", Script::Cyrillic, 90, "ъ"),
    ("az", Script::Latin, 20, "ə"),
    ("vi", Script::Latin, 15, "ăâđêôơưảạấầẩậắằẻẽẹếềểệỉịỏọốồổộớờởợủụứừửựỳỷỹỵáàãéèíìóòõúùý"),
    ("lv", Script::Latin, 40, "āēīūšžčļķņģ"),
    ("lt", Script::Latin, 40, "ąęėįšųūž"),
];

/// The script of a letter and how much text it stands for: a Chinese character is about as much as two letters.
fn script(c: char) -> Option<(Script, usize)> {
    use Script::{Alone, Arabic, Cyrillic, Devanagari, Latin};
    Some(match c {
        'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => (Latin, 1),
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => (Alone("el"), 1),
        '\u{400}'..='\u{52F}' => (Cyrillic, 1),
        '\u{530}'..='\u{58F}' => (Alone("hy"), 1),
        '\u{590}'..='\u{5FF}' => (Alone("he"), 1),
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
            (Arabic, 1)
        }
        '\u{900}'..='\u{97F}' => (Devanagari, 1),
        '\u{980}'..='\u{9FF}' => (Alone("bn"), 1),
        '\u{A00}'..='\u{A7F}' => (Alone("pa"), 1),
        '\u{A80}'..='\u{AFF}' => (Alone("gu"), 1),
        '\u{B00}'..='\u{B7F}' => (Alone("or"), 1),
        '\u{B80}'..='\u{BFF}' => (Alone("ta"), 1),
        '\u{C00}'..='\u{C7F}' => (Alone("te"), 1),
        '\u{C80}'..='\u{CFF}' => (Alone("kn"), 1),
        '\u{D00}'..='\u{D7F}' => (Alone("ml"), 1),
        '\u{D80}'..='\u{DFF}' => (Alone("si"), 1),
        '\u{E00}'..='\u{E7F}' => (Alone("th"), 1),
        '\u{E80}'..='\u{EFF}' => (Alone("lo"), 1),
        '\u{F00}'..='\u{FFF}' => (Alone("bo"), 1),
        '\u{1000}'..='\u{109F}' => (Alone("my"), 1),
        '\u{10A0}'..='\u{10FF}' | '\u{1C90}'..='\u{1CBF}' => (Alone("ka"), 1),
        '\u{1200}'..='\u{139F}' => (Alone("am"), 1),
        '\u{1780}'..='\u{17FF}' => (Alone("km"), 1),
        '\u{3041}'..='\u{30FF}' => (Alone("ja"), 2),
        '\u{AC00}'..='\u{D7A3}' => (Alone("ko"), 2),
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}' => (Alone("zh"), 2),
        _ => return None,
    })
}

/// The language of a text in Arabic script by the letters that the others do not have.
pub(super) fn arabic(letters: &Letters) -> Option<&'static str> {
    let is_share = |of, percent| letters.is_share(of, percent, Script::Arabic);
    if is_share("ۈۋڭ", 2) {
        return Some("ug");
    }
    if is_share("ښځڅډړټېۍڼ", 1) {
        return Some("ps");
    }
    if is_share("ٹڈڑںےہھ", 3) {
        return Some("ur");
    }
    if is_share("ۆێڵڕڤە", 3) {
        return Some("ckb");
    }
    // Letters that only one of the two has weigh more than the forms of ya and kaf, which keyboards confuse.
    const WEIGHT: usize = 4;
    let arabic = letters.n_of("ةأإىؤ") * WEIGHT + letters.n_of("يك");
    let persian = letters.n_of("پچژگ") * WEIGHT + letters.n_of("یک");
    match arabic.cmp(&persian) {
        std::cmp::Ordering::Greater => Some("ar"),
        std::cmp::Ordering::Less => Some("fa"),
        std::cmp::Ordering::Equal => None,
    }
}

/// The language of a text in Cyrillic script by the letters that the others do not have.
pub(super) fn cyrillic(letters: &Letters) -> Option<&'static str> {
    let is_share = |of, percent| letters.is_share(of, percent, Script::Cyrillic);
    let n = |of| letters.n_of(of);
    if is_share("ҷӣӯ", 1) {
        return Some("tg");
    }
    if is_share("әұһі", 1) && n("қғң") > 0 {
        return Some("kk");
    }
    if is_share("қғҳ", 2) {
        return Some("uz");
    }
    if is_share("өү", 2) {
        return Some(if n("ң") > 0 { "ky" } else { "mn" });
    }
    if is_share("ј", 1) {
        return match n("ђћ").cmp(&n("ѓќѕ")) {
            std::cmp::Ordering::Greater => Some("sr"),
            std::cmp::Ordering::Less => Some("mk"),
            std::cmp::Ordering::Equal => None,
        };
    }
    // Belarusian has і and ў but no и, Ukrainian і and и but no ы, Russian ы and no і; Bulgarian has ъ as a vowel, and
    // ь in few words.
    let (dotted, russian) = (n("іїєґ"), n("ыэё"));
    if n("ў") > 0 && dotted > n("и") {
        return Some("be");
    }
    if dotted > russian {
        return Some("uk");
    }
    if is_share("ъ", 1) && russian == 0 {
        return Some("bg");
    }
    (russian > 0).then_some("ru")
}
