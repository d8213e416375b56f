//! What an address alone says of what stands there.

use url::Url;

/// The parts of a path behind which lists stand, not articles.
const LISTS: &[&str] = &[
    "author",
    "authors",
    "auteur",
    "auteurs",
    "autor",
    "autoren",
    "autores",
    "autori",
    "avtor",
    "avtory",
    "categories",
    "category",
    "categoria",
    "keyword",
    "keywords",
    "label",
    "page",
    "people",
    "person",
    "profile",
    "profiles",
    "schlagwort",
    "section",
    "sections",
    "staff",
    "tag",
    "tags",
    "temas",
    "thema",
    "theme",
    "themen",
    "topic",
    "topics",
    "user",
    "writer",
];

/// Whether an address leads deeper than to a section: by its path, a long name, a number or a query; and not to a list of
/// a tag or an author.
pub(super) fn is_deep(url: &Url) -> bool {
    let segments: Vec<_> = url.path_segments().into_iter().flatten().filter(|segment| !segment.is_empty()).collect();
    let last = segments.last().copied().unwrap_or_default();
    let n_digits = last.chars().filter(char::is_ascii_digit).count();
    let n_joints = last.chars().filter(|c| matches!(c, '-' | '_')).count();
    let is_document = last.rsplit_once('.').is_some_and(|(_, ending)| ending.len() >= 3);
    let is_long = segments.len() >= 2 || n_joints >= 2 || n_digits >= 4 || is_document || url.query().is_some();
    is_long && !is_list(&segments)
}

/// Whether an address has a number long enough for an article's or a year.
pub(super) fn has_number(url: &Url) -> bool {
    let longest = |text: &str| text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    longest(url.path()).max(longest(url.query().unwrap_or_default())) >= 4
}

/// Whether nothing in an address says that a list or the front page stands there.
pub(super) fn may_be_article(url: &Url) -> bool {
    let segments: Vec<_> = url.path_segments().into_iter().flatten().filter(|segment| !segment.is_empty()).collect();
    !segments.is_empty() && !is_list(&segments)
}

/// Whether a parameter turns the pages of a list, or sorts it.
pub(super) fn is_name_of_paging(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(
        name.as_str(),
        "page" | "paged" | "pagenum" | "pageno" | "pg" | "offset" | "start" | "from" | "sort" | "order"
    )
}

fn is_list(segments: &[&str]) -> bool {
    let Some((_, before)) = segments.split_last() else { return false };
    // A number behind it is an article's: `/topic/4711/title` stays, `/topic/title` does not.
    before.last().is_some_and(|segment| LISTS.contains(&segment.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_lie_deeper_than_sections() {
        let check = |path: &str, expected: bool| {
            let url = Url::parse(&format!("https://example.org{path}")).expect("valid");
            assert_eq!(is_deep(&url), expected, "{path}");
        };
        check("/", false);
        check("/sport", false);
        check("/tag/war", false);
        check("/en/Author/jane-doe", false);
        check("/category/world-news-today", false);
        check("/page/2", false);
        check("/2024/05/title", true);
        check("/world/title", true);
        check("/a-long-title-of-an-article", true);
        check("/12345", true);
        check("/story.html", true);
        check("/?p=77", true);
        check("/topic/4711/title", true);
    }
}
