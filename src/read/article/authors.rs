//! Who wrote it: names of people and agencies, without roles, addresses and the words around them.

use super::clutter::Clutter;
use super::document::Document;
use super::hints::Hint;
use super::metadata::Metadata;
use crate::text::fold::fold;

/// A byline longer than this is a biography.
const MAX_BYLINE_CHARS: usize = 120;
/// Names beyond this number are a list of something else.
const MAX_AUTHORS: usize = 12;

/// The authors, from the most reliable place that names any. `claimed` comes from structured data.
pub(super) fn find(
    document: &Document<'_>,
    clutter: &Clutter,
    metadata: &Metadata,
    claimed: &[String],
    site_names: &[String],
) -> Vec<String> {
    let tagged =
        || META_NAMES.iter().flat_map(|name| metadata.all(name)).map(super::document::plain).collect::<Vec<_>>();
    let places: [&dyn Fn() -> Vec<String>; 4] =
        [&|| claimed.to_vec(), &tagged, &|| marked(document, clutter), &|| bylines(document, clutter)];
    places.iter().map(|place| clean(&place(), site_names)).find(|names| !names.is_empty()).unwrap_or_default()
}

const META_NAMES: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
    "cxenseparse:recs:author",
    "citation_author",
];

/// Elements that say that they name the author.
fn marked(document: &Document<'_>, clutter: &Clutter) -> Vec<String> {
    let is_marked =
        |node: &&super::document::Node<'_>| node.attr_has("itemprop", "author") || node.attr_has("rel", "author");
    let nodes = document.nodes().iter().filter(is_marked).filter(|node| !clutter.holds(node.index));
    nodes
        .map(|node| {
            let name = document.within(node).iter().find(|inner| inner.attr_has("itemprop", "name"));
            let name = name.unwrap_or(node);
            name.attr("content").map_or_else(|| document.line(name), str::to_owned)
        })
        .collect()
}

/// What stands in the first elements called byline, author and the like.
fn bylines(document: &Document<'_>, clutter: &Clutter) -> Vec<String> {
    let mut skipped_to = 0;
    let mut lines = Vec::new();
    for node in document.nodes() {
        if node.index < skipped_to || !node.hints.has(Hint::Author) || clutter.holds(node.index) {
            continue;
        }
        let line = document.line(node);
        if line.chars().count() <= MAX_BYLINE_CHARS {
            skipped_to = node.end;
            lines.push(line);
        }
    }
    // The first byline is the article's; those further down belong to boxes and other articles.
    lines.into_iter().find(|line| line.chars().any(char::is_alphabetic)).into_iter().collect()
}

/// Names out of strings that may hold several of them, or none.
fn clean(written: &[String], site_names: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in written {
        for name in split(without_label(line)) {
            let is_new = !names.iter().any(|known| fold(known) == fold(name));
            let is_site = site_names.iter().any(|site| fold(site) == fold(name));
            if is_new && !is_site && is_name(name) && names.len() < MAX_AUTHORS {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// What stands before a name.
const LABELS: &[&str] = &[
    "written by",
    "posted by",
    "reported by",
    "story by",
    "by",
    "von",
    "ein artikel von",
    "par",
    "propos recueillis par",
    "por",
    "texto de",
    "di",
    "da",
    "door",
    "av",
    "af",
    "autor",
    "autor:",
    "autorin",
    "auteur",
    "autore",
    "author",
    "authors",
    "автор",
    "авторы",
    "автори",
    "yazar",
    "yazan",
    "haber",
    "بقلم",
    "كتب",
    "كتبت",
    "الكاتب",
    "إعداد",
    "تقرير",
    "نویسنده",
    "مأخذ",
    "作者",
    "记者",
    "記者",
    "文",
    "מאת",
    "tekst",
    "text",
    "texte",
    "oleh",
    "penulis",
    "przez",
];

/// The line without "By" in any language, and what follows a bar.
fn without_label(line: &str) -> &str {
    let mut line = line.trim();
    for _ in 0..2 {
        let folded_label = |label: &&&str| {
            let rest = strip_prefix_ignoring_case(line, label)?;
            let rest_trimmed = rest.trim_start_matches([':', '：', '/', ' ', '\u{a0}']);
            (rest_trimmed.len() < rest.len() && !rest_trimmed.is_empty()).then_some(rest_trimmed)
        };
        match LABELS.iter().filter_map(|label| folded_label(&label)).min_by_key(|rest| rest.len()) {
            Some(rest) => line = rest,
            None => break,
        }
    }
    line
}

fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    (head.to_lowercase() == prefix).then(|| text.get(prefix.len()..)).flatten()
}

/// The parts of a line that names several people.
fn split(line: &str) -> impl Iterator<Item = &str> {
    let mut parts = vec![line];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(|part| without_label(part.trim_matches([' ', ',', '-', '–', '.', '،', ':', '(', ')'])))
}

const SEPARATORS: &[&str] = &[
    ";", ", ", "،", "、", " | ", " / ", " • ", " · ", " – ", " — ", " - ", " and ", " und ", " et ", " & ", " и ",
    " та ", " ve ", " en ", " y ", "\n",
];

/// Whether a string can be the name of a person or agency.
fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let is_address = name.contains('@') || name.contains("://") || name.contains("www.") || name.contains('/');
    let is_placeholder = PLACEHOLDERS.contains(&name.to_lowercase().as_str());
    (2..=60).contains(&name.chars().count())
        && letters >= 2
        && digits <= 2
        && name.split_whitespace().count() <= 6
        && !is_address
        && !is_placeholder
        && !name.contains(['{', '<', '?', '!'])
}

/// What systems write where they know no name.
const PLACEHOLDERS: &[&str] = &[
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
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: &[&str]) {
        assert_eq!(clean(&[written.to_owned()], &["The Paper".to_owned()]), expected, "{written}");
    }

    #[test]
    fn labels_addresses_and_the_site_go() {
        check("By Jane Doe", &["Jane Doe"]);
        check("بقلم: كاتب المثال", &["كاتب المثال"]);
        check("Von Erika Mustermann", &["Erika Mustermann"]);
        check("Автор: Иван Петров", &["Иван Петров"]);
        check("jane@paper.test", &[]);
        check("https://facebook.test/paper", &[]);
        check("The Paper", &[]);
        check("admin", &[]);
    }

    #[test]
    fn several_names_are_split() {
        check("Jane Doe and John Roe", &["Jane Doe", "John Roe"]);
        check("By Jane Doe, John Roe; Reuters", &["Jane Doe", "John Roe", "Reuters"]);
        check("Max Byer", &["Max Byer"]);
        check("Jane Doe, jane doe", &["Jane Doe"]);
    }
}
