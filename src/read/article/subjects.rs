//! What an article is about, as its page says: the section of the paper it stands in, and its keywords.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::document::{Document, Node, plain};
use super::json_ld::Claims;
use super::metadata::Metadata;
use crate::text::fold::fold;

/// A longer name is no section.
const MAX_SECTION_CHARS: usize = 60;
/// Keywords of one article that are kept.
const MAX_KEYWORDS: usize = 30;
/// A longer keyword is a sentence.
const MAX_KEYWORD_CHARS: usize = 60;

/// The section: as the page names it, else the last step of its breadcrumb before the article.
pub(super) fn section(
    document: &Document<'_>,
    metadata: &Metadata,
    claims: &Claims,
    title: &str,
    site_names: &[String],
) -> Option<String> {
    let tagged = metadata.first(&["article:section", "parsely-section", "sailthru.section", "og:section"]).map(plain);
    let clean = |name: String| {
        let last = name.rsplit(['>', '/', '»', '|']).next().unwrap_or_default();
        last.split([',', '،', ';']).next().unwrap_or_default().trim_matches([' ', '-', '–', ':', '#']).to_owned()
    };
    let is_none = |name: &str| NO_SECTION_KEYS.contains(&fold(name));
    let is_section = |name: &String| {
        let is_title = fold(name) == fold(title);
        let is_site = site_names.iter().any(|site| fold(site) == fold(name));
        let is_named = name.chars().any(char::is_alphabetic) && name.chars().count() <= MAX_SECTION_CHARS;
        is_named && !is_title && !is_site && !is_none(name)
    };
    let stated = [tagged, claims.section.clone()].into_iter().flatten();
    let stated = stated.filter(|name| !name.contains("://")).map(clean).find(|name| is_section(name));
    let last = |steps: Vec<String>| steps.into_iter().rev().find(|name| is_section(name));
    stated.or_else(|| last(claims.breadcrumb.clone())).or_else(|| last(breadcrumb(document)))
}

static NO_SECTION_KEYS: LazyLock<HashSet<String>> =
    LazyLock::new(|| NO_SECTIONS.iter().map(|name| fold(name)).collect());

/// What papers call their home page, and what systems write where there is no section.
#[rustfmt::skip]
const NO_SECTIONS: &[&str] = &[
    "uncategorized", "uncategorised", "tags", "tag", "featured", "article", "articles", "default", "none", "null", "allgemein",
    "home", "homepage", "home page", "start", "startseite", "accueil", "inicio", "portada", "pagina iniziale", "inicial", "hjem", "forside", "hem",
    "strona główna", "главная", "головна", "начало", "ana sayfa", "anasayfa", "beranda", "trang chủ", "الرئيسية", "خانه", "صفحه اصلی", "ראשי", "עמוד הבית",
    "首页", "首頁", "ホーム", "トップ", "홈",
];

/// The links of the breadcrumb that readers see.
fn breadcrumb(document: &Document<'_>) -> Vec<String> {
    let is_breadcrumb = |node: &&Node<'_>| {
        let holds = |name: &str| node.attr(name).is_some_and(|value| value.to_ascii_lowercase().contains("breadcrumb"));
        !node.is_one_of(&["html", "body"]) && ["class", "id", "itemtype", "aria-label"].iter().any(|name| holds(name))
    };
    let Some(list) = document.nodes().iter().find(is_breadcrumb) else { return Vec::new() };
    let links = document.within(list).iter().filter(|node| node.tag == "a").take(MAX_STEPS);
    links.map(|link| document.line(link)).filter(|line| !line.is_empty()).collect()
}

/// A list of more steps is a menu.
const MAX_STEPS: usize = 8;

/// The keywords, each once, those for news first.
pub(super) fn keywords(metadata: &Metadata, claims: &Claims) -> Vec<String> {
    let tagged =
        ["news_keywords", "article:tag", "parsely-tags", "keywords"].iter().flat_map(|name| metadata.all(name));
    let written = tagged.map(str::to_owned).chain(claims.keywords.iter().cloned());
    let mut keywords: Vec<String> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for keyword in written.flat_map(|line| split(&plain(&line))) {
        let key = fold(&keyword);
        if keywords.len() < MAX_KEYWORDS && is_keyword(&keyword) && !known.contains(&key) {
            keywords.push(keyword);
            known.push(key);
        }
    }
    keywords
}

/// The parts of a list that is written in one line.
fn split(line: &str) -> Vec<String> {
    let parts = line.split([',', '،', '、', '，', ';', '؛', '；', '|', '\n']);
    parts
        .map(|part| part.trim().trim_start_matches('#').trim())
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a string is a word for people, and not one for a system (`type:article`, `paywall_false`).
fn is_keyword(keyword: &str) -> bool {
    let n_digits = keyword.chars().filter(char::is_ascii_digit).count();
    let is_of_a_system =
        keyword.contains([':', '=', '{', '_']) || (!keyword.contains(' ') && (keyword.contains('/') || n_digits > 4));
    keyword.chars().any(char::is_alphabetic) && keyword.chars().count() <= MAX_KEYWORD_CHARS && !is_of_a_system
}

#[cfg(test)]
mod tests {
    use super::super::json_ld;
    use super::*;

    fn read(html: &str) -> (Option<String>, Vec<String>) {
        let tree = crate::read::dom::parse_page(html).0;
        let document = Document::flatten(&tree);
        let (metadata, claims) = (Metadata::read(&document), json_ld::read(&document, ""));
        let section = section(&document, &metadata, &claims, "Rain in May", &["Harbour Paper".to_owned()]);
        (section, keywords(&metadata, &claims))
    }

    fn claim(fields: &str) -> String {
        format!(
            r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Rain in May",{fields}}}</script>"#
        )
    }

    #[test]
    fn a_section_is_stated_or_the_last_step_before_the_article() {
        let check = |html: &str, expected: Option<&str>| assert_eq!(read(html).0.as_deref(), expected, "{html}");
        check("<meta property='article:section' content='Weather &amp; Climate'>", Some("Weather & Climate"));
        check(&claim(r#""articleSection":["Weather","World"]"#), Some("Weather"));
        check(
            r#"<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[
            {"position":2,"item":{"@id":"/w","name":"Weather"}},{"position":1,"name":"Harbour Paper"},{"position":3,"name":"Rain in May"}]}</script>"#,
            Some("Weather"),
        );
        check(
            "<nav class='c-breadcrumb'><a href=/>الرئيسية</a><a href=/w>طقس</a><a href=/w/1>Rain in May</a></nav>",
            Some("طقس"),
        );
        check("<meta property='article:section' content='News > Weather,Climate'>", Some("Weather"));
        check("<meta property='article:section' content='https://paper.test/weather'>", None);
        check("<meta property='article:section' content='Uncategorized'>", None);
        check("<nav aria-label=Breadcrumb><a href=/>Home</a></nav>", None);
        check("<p>text", None);
    }

    #[test]
    fn keywords_are_split_and_kept_once() {
        let check = |html: &str, expected: &[&str]| assert_eq!(read(html).1, expected, "{html}");
        check("<meta name=news_keywords content='rain, Harbour; storm'>", &["rain", "Harbour", "storm"]);
        check(
            "<meta property='article:tag' content=rain><meta property='article:tag' content='#Storm'>",
            &["rain", "Storm"],
        );
        check("<meta name=keywords content='مطر، ميناء'>", &["مطر", "ميناء"]);
        check(
            &format!("<meta name=keywords content=Rain>{}", claim(r#""keywords":["rain","storm"]"#)),
            &["Rain", "storm"],
        );
        check("<meta name=keywords content='type:article,paywall_false,42,rain'>", &["rain"]);
        let many = (0..90).map(|n| format!("word {n}")).collect::<Vec<_>>().join(",");
        assert_eq!(read(&format!("<meta name=keywords content='{many}'>")).1.len(), MAX_KEYWORDS);
    }
}
