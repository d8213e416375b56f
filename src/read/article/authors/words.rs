//! Words that stand around names, in the languages of the news.

/// What begins the names of those who did something else.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "reviewed by", "edited by", "fact checked by", "fact-checked by", "photos by", "photo by", "photographs by", "photography by",
    "illustrations by", "illustrated by", "translated by", "additional reporting by", "updated by", "courtesy of", "fotos von", "foto:", "fotos:", "photo:", "photos:",
    "übersetzt von", "traduit par", "traducción de", "фото:", "تصوير:", "ترجمة:",
];

/// What stands before a name, in lower case.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "written by", "posted by", "reported by", "story by", "article by", "words by", "view all posts by", "more from",
    "read more about", "published by", "authored by", "by", "author", "authors", "the author",
    "von", "ein artikel von", "ein bericht von", "eine analyse von", "ein kommentar von", "kommentar von", "verfasst von",
    "geschrieben von", "autor", "autorin", "autoren", "text", "zeige alle beiträge von", "alle beiträge von",
    "par", "propos recueillis par", "écrit par", "publié par", "rédigé par", "auteur", "auteurs", "texte",
    "por", "escrito por", "publicado por", "texto de", "autora", "autores", "texto", "redacción de",
    "di", "da", "a cura di", "scritto da", "autore", "autrice", "door", "geschreven door", "auteur:",
    "av", "skriven av", "skrevet av", "af", "skrevet af", "tekst", "kirjoittanut", "przez", "napisał", "napisała",
    "автор", "автор текста", "авторы", "автори", "текст", "написано автором",
    "yazar", "yazan", "haber", "kaynak", "oleh", "penulis", "ditulis oleh", "reporter", "tác giả", "theo",
    "بقلم", "كتب", "كتبت", "كتبه", "الكاتب", "الكاتبة", "إعداد", "اعداد", "تقرير", "تحرير", "بواسطة", "كتب بواسطة", "نویسنده", "نوشته", "خبرنگار",
    "گزارش", "תאת", "מאת", "כותב", "作者", "记者", "記者", "文", "撰文", "文/", "執筆", "筆者", "글", "글쓴이",
];

/// Labels that hardly begin a line that is no byline.
#[rustfmt::skip]
const SURE_LABELS: &[&str] = &[
    "by", "written by", "posted by", "article by", "words by", "story by", "author", "von", "ein artikel von", "par", "écrit par",
    "por", "escrito por", "a cura di", "door", "автор", "автор текста", "بقلم", "كتب", "كتبت", "كتبه", "yazan", "yazar", "نویسنده", "מאת", "作者",
    "记者", "記者", "autor", "autorin", "auteur", "autore", "oleh", "penulis", "tác giả", "글", "執筆",
];

/// Labels that may also stand behind something else on the line, such as a date.
const INNER_LABELS: &[&str] =
    &["Written By ", "Written by ", "written by ", "Posted by ", "posted by ", "Autor: ", "Автор: ", "بقلم: "];

/// Words for "reporter" that are written behind the name.
const ROLES_BEHIND: &[&str] = &[" 기자", " 특파원", " 선임기자", "記者", "记者", " 記者"];

/// Words that tell what somebody does: a part of a byline with one of them is no name.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "reporter", "reporters", "correspondent", "editor", "editors", "writer", "columnist", "contributor", "journalist", "producer",
    "director", "manager", "analyst", "specialist", "expert", "professor", "founder", "co-founder", "ceo", "president",
    "representative", "consultant", "coordinator", "educator", "educators", "strategist", "engineer", "chief", "head of",
    "redakteur", "redakteurin", "korrespondent", "korrespondentin", "reporterin", "autor", "autorin", "chefredakteur",
    "ressortleiter", "journaliste", "correspondant", "correspondante", "rédacteur", "rédactrice", "redactor", "redactora",
    "corresponsal", "periodista", "giornalista", "redattore", "inviato", "jornalista", "repórter", "redacteur",
    "verslaggever", "journalistin", "корреспондент", "журналист", "редактор", "обозреватель", "muhabir", "muhabiri", "editörü",
    "مراسل", "مراسلة", "صحفي", "صحفية", "محرر", "محررة", "كاتب وصحفي", "خبرنگار", "دبیر", "wartawan", "jurnalis", "dziennikarz",
];

/// Words of a newsroom that signs as one.
#[rustfmt::skip]
const TEAMS: &[&str] = &[
    "team", "staff", "desk", "newsroom", "editors", "editorial", "agency", "agencies", "agenturen", "redaktion", "redaktionen",
    "redaktionsteam", "rédaction", "redacción", "redaccion", "redação", "redazione", "redactie", "redaksi", "redakcja", "redakce",
    "redaksjonen", "redaktionen", "toimitus", "редакция", "редакції", "haber merkezi", "التحرير", "فريق", "وكالات", "تحریریه",
    "编辑部", "編集部", "편집부", "온라인뉴스팀", "מערכת",
];

/// What systems write where they know no name, and degrees that stand behind one.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "admin", "administrator", "superadmin", "root", "editor", "null", "undefined", "none", "user", "webmaster", "unknown",
    "n/a", "md", "m.d", "phd", "ph.d", "dvm", "rn", "rdn", "mba", "jd", "cpa", "esq", "jr", "sr", "ba", "bsc", "msc", "ma", "ms", "ld",
    "guest", "guest author", "guest post", "contributor", "anonymous", "follow", "share", "comments", "comment", "home", "about",
    "about the author", "the author", "author", "read more", "view more", "view more posts", "view all posts", "more posts",
    "see all posts", "all posts", "see bio", "full bio", "insights from", "learn more", "subscribe", "sign up", "updated", "published", "posted",
    "posted on", "advertisement", "anzeige", "facebook", "twitter", "instagram", "linkedin", "email", "e-mail", "website", "print",
];

/// Whether a line is nothing but a label, "Written by".
pub(super) fn is_label(line: &str) -> bool {
    let line = line.trim().trim_end_matches([':', '：']).trim_end().to_lowercase();
    LABELS.contains(&line.as_str())
}

/// Whether a line is nothing but a label that hardly means anything else.
pub(super) fn is_sure_label(line: &str) -> bool {
    let line = line.trim().trim_end_matches([':', '：']).trim_end().to_lowercase();
    SURE_LABELS.contains(&line.as_str())
}

/// What follows a label that hardly begins anything but a byline.
pub(super) fn behind_sure_label(line: &str) -> Option<&str> {
    SURE_LABELS.iter().filter_map(|label| behind_label(line, label)).min_by_key(|rest| rest.len())
}

/// The line without "By" in any language.
pub(super) fn without_label(line: &str) -> &str {
    let inner = INNER_LABELS
        .iter()
        .filter_map(|label| line.split_once(label))
        .map(|(_, rest)| rest)
        .min_by_key(|rest| rest.len());
    let mut line = inner.unwrap_or(line).trim();
    for _ in 0..2 {
        match LABELS.iter().filter_map(|label| behind_label(line, label)).min_by_key(|rest| rest.len()) {
            Some(rest) => line = rest,
            None => break,
        }
    }
    line
}

/// The line up to the names of editors, photographers and translators.
pub(super) fn without_others(line: &str) -> &str {
    let lower = line.to_lowercase();
    let at = OTHERS.iter().filter_map(|label| lower.find(label)).min();
    // Lower case may be longer or shorter in bytes; then the line stays whole.
    at.and_then(|at| line.get(..at)).filter(|_| lower.len() == line.len()).unwrap_or(line)
}

/// The name without "reporter" behind it.
pub(super) fn without_role(name: &str) -> &str {
    ROLES_BEHIND.iter().find_map(|role| name.strip_suffix(role)).unwrap_or(name).trim()
}

/// What follows a label, if the line begins with it as a word of its own.
fn behind_label<'t>(line: &'t str, label: &str) -> Option<&'t str> {
    let head = line.get(..label.len())?;
    let rest = line.get(label.len()..).filter(|_| head.to_lowercase() == label)?;
    let name = rest.trim_start_matches([':', '：', '/', '／', ' ', '\u{a0}']);
    (name.len() < rest.len() && !name.is_empty()).then_some(name)
}

/// Whether a part of a byline says what somebody does.
pub(super) fn is_role(part: &str) -> bool {
    holds_word(part, ROLES)
}

/// Whether a name is that of a newsroom.
pub(super) fn is_team(name: &str) -> bool {
    holds_word(name, TEAMS)
}

/// Whether a string is no name at all.
pub(super) fn is_filler(name: &str) -> bool {
    let name = name.to_lowercase();
    NO_NAMES.contains(&name.as_str()) || LABELS.contains(&name.as_str())
}

/// Whether one of the words, which may be several, stands in a text as a word of its own.
fn holds_word(text: &str, words: &[&str]) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let (before, rest) = text.split_at(at);
            let after = rest.get(word.len()..).unwrap_or_default();
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        })
    })
}
