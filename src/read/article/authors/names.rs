//! Names out of what is written where names should be: several in one string, with labels, roles, dates and addresses.

use crate::text::fold::fold;

/// Names beyond this number are a list of something else.
const MAX_AUTHORS: usize = 12;

/// The names in strings that may hold several of them, or none; those of the site itself are left out.
pub(super) fn clean(written: &[String], site_names: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in written.iter().flat_map(|line| split(without_label(line))) {
        let is_known = || names.iter().chain(site_names).any(|known| fold(known) == fold(name));
        if is_name(name) && names.len() < MAX_AUTHORS && !is_known() {
            names.push(name.to_owned());
        }
    }
    names
}

/// What stands before a name.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "written by", "posted by", "reported by", "story by", "article by", "view all posts by", "more from", "read more about",
    "updated by", "by", "von", "ein artikel von", "par", "propos recueillis par", "por", "texto de", "di", "da", "door", "av",
    "af", "autor", "autorin", "auteur", "autore", "author", "authors", "автор", "авторы", "автори", "текст", "yazar", "yazan",
    "haber", "بقلم", "كتب", "كتبت", "الكاتب", "إعداد", "تقرير", "نویسنده", "作者", "记者", "記者", "文", "מאת", "tekst", "text",
    "texte", "oleh", "penulis", "przez", "zeige alle beiträge von", "alle beiträge von",
];

/// Labels that may also stand behind something else on the line, such as a date.
const INNER_LABELS: &[&str] =
    &["Written By ", "Written by ", "Posted by ", "posted by ", "Autor: ", "Автор: ", "بقلم: "];

/// The line without "By" in any language.
fn without_label(line: &str) -> &str {
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

/// What follows a label, if the line begins with it as a word of its own.
pub(super) fn behind_label<'t>(line: &'t str, label: &str) -> Option<&'t str> {
    let head = line.get(..label.len())?;
    let rest = line.get(label.len()..).filter(|_| head.to_lowercase() == label)?;
    let name = rest.trim_start_matches([':', '：', '/', ' ', '\u{a0}']);
    (name.len() < rest.len() && !name.is_empty()).then_some(name)
}

/// What stands between names, or between a name and what is none.
const SEPARATORS: &[&str] = &[
    ";", ", ", "،", "、", " | ", " / ", " • ", " · ", " – ", " — ", " - ", " and ", " und ", " et ", " & ", " и ",
    " та ", " ve ", " y ", "\n",
];

/// The parts of a line that names several people, each without its label and role.
fn split(line: &str) -> impl Iterator<Item = &str> {
    let mut parts = vec![line];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(|part| {
        let part = without_label(part.trim_matches([' ', ',', '-', '–', '.', '،', ':', '(', ')']));
        let role = ROLES_BEHIND.iter().find_map(|role| part.strip_suffix(role));
        role.unwrap_or(part).trim()
    })
}

/// Words for "reporter" that stand behind the name.
const ROLES_BEHIND: &[&str] = &[" 기자", " 특파원", "記者", "记者"];

/// Whether a string can be the name of a person or agency.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let has_digits = name.chars().any(char::is_numeric) && name.contains(' ');
    let is_address =
        name.contains(['@', '/', '{', '<', '?', '!', ':']) || name.contains("[at]") || name.contains("www.");
    // `jane-doe` and `page.head.author` are keys of a system, not names.
    let is_key =
        !name.contains(' ') && name.contains(['-', '.', '_']) && !name.contains(char::is_uppercase) && name.is_ascii();
    (2..=60).contains(&name.chars().count())
        && letters >= 2
        && name.split_whitespace().count() <= 6
        && !has_digits
        && !is_address
        && !is_key
        && !NO_NAMES.iter().chain(LABELS).any(|word| *word == name.to_lowercase())
}

/// What systems write where they know no name, and degrees that stand behind one.
const NO_NAMES: &[&str] = &[
    "admin",
    "administrator",
    "editor",
    "redakcja",
    "redaktion",
    "null",
    "undefined",
    "none",
    "user",
    "webmaster",
    "unknown",
    "staff",
    "n/a",
    "md",
    "phd",
    "ph.d",
    "dvm",
    "rn",
    "mba",
    "jd",
    "cpa",
    "esq",
    "jr",
    "sr",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: &[&str]) {
        assert_eq!(clean(&[written.to_owned()], &["The Paper".to_owned()]), expected, "{written}");
    }

    #[test]
    fn labels_roles_addresses_and_the_site_go() {
        check("By Jane Doe", &["Jane Doe"]);
        check("بقلم: كاتب المثال", &["كاتب المثال"]);
        check("Von Erika Mustermann", &["Erika Mustermann"]);
        check("Автор: Иван Петров", &["Иван Петров"]);
        check("Jul 11 Written By Jane Doe", &["Jane Doe"]);
        check("View all posts by Jane Doe", &["Jane Doe"]);
        check("김철수 기자", &["김철수"]);
        for no_name in
            ["jane@paper.test", "https://facebook.test/paper", "The Paper", "admin", "jane-doe", "7 min read", ""]
        {
            check(no_name, &[]);
        }
    }

    #[test]
    fn several_names_are_split() {
        check("Jane Doe and John Roe", &["Jane Doe", "John Roe"]);
        check("By Jane Doe, John Roe; Reuters", &["Jane Doe", "John Roe", "Reuters"]);
        check("Jane Doe, MD", &["Jane Doe"]);
        check("Jane Doe, jane doe", &["Jane Doe"]);
    }

    #[test]
    fn a_name_that_begins_like_a_label_is_whole() {
        check("Byron Vance", &["Byron Vance"]);
        check("Parisa Davani", &["Parisa Davani"]);
    }
}
