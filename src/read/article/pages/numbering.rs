//! Whether two addresses are consecutive pages of one article: alike but for a page number that is one higher.
//!
//! `/story` goes on at `/story?page=2`, `/story/2`, `/story/page/2` or `/story_2.html`. `/news/7` does not go on at `/news/8`,
//! and `/day-1` not at `/day-2`: without the name of a page the number counts articles as well.

use url::Url;

use crate::text::url::canonical;

/// Parameters that hold a page number. `p` is not among them: WordPress numbers its articles so.
const PARAMETERS: &[&str] = &[
    "page",
    "pg",
    "paged",
    "pagenum",
    "pagenumber",
    "pageno",
    "page_no",
    "page_number",
    "pagewanted",
    "seite",
    "pagina",
    "página",
    "sayfa",
    "strana",
    "strona",
    "sida",
    "side",
];
/// Words before a page number in a path.
const WORDS: &[&str] = &["page", "seite", "pagina", "sayfa", "strana", "strona", "sida", "side", "pg", "p"];
/// What the last part of a file's name may be.
const EXTENSIONS: &[&str] = &[".html", ".htm", ".shtml", ".php", ".aspx", ".asp", ".jsp"];
/// No article has more pages; a list has.
const MAX_NUMBER: u32 = 30;

/// Whether `next` is the page after `page`, which is the first one or a later one of the article that begins at `first`.
pub(super) fn is_next_page(page: &Url, next: &Url, first: Option<&Url>) -> bool {
    is_same_host(page, next) && (is_next_by_query(page, next) || is_next_by_path(page, next, first))
}

fn is_same_host(one: &Url, other: &Url) -> bool {
    one.host() == other.host() && one.port_or_known_default() == other.port_or_known_default()
}

fn is_next_by_query(page: &Url, next: &Url) -> bool {
    let (this, this_number) = without_parameter(page);
    let (that, that_number) = without_parameter(next);
    follows(this_number, that_number) && canonical(&this) == canonical(&that)
}

/// An address without its page number, and the number.
fn without_parameter(url: &Url) -> (Url, Option<u32>) {
    let is_number = |name: &str| PARAMETERS.contains(&name.to_lowercase().as_str());
    let number = url.query_pairs().find(|(name, _)| is_number(name)).and_then(|(_, value)| value.parse().ok());
    let others: Vec<_> = url.query_pairs().filter(|(name, _)| !is_number(name)).collect();
    let mut rest = url.clone();
    rest.set_query(None);
    if !others.is_empty() {
        rest.query_pairs_mut().extend_pairs(others);
    }
    (rest, number)
}

fn is_next_by_path(page: &Url, next: &Url, first: Option<&Url>) -> bool {
    if page.query() != next.query() && next.query().is_some() {
        return false;
    }
    let this = stem(page.path());
    let Some(that) = Numbered::read(stem(next.path())) else { return false };
    if this == that.stem {
        return that.number == 2;
    }
    let names_article = |path| first.is_some_and(|first| stem(first.path()) == path) || has_words(path);
    // Both are numbered: only a stem that names the article makes them its pages.
    Numbered::read(this).is_some_and(|this| {
        this.stem == that.stem
            && follows(Some(this.number), Some(that.number))
            && (this.is_named || names_article(this.stem))
    })
}

/// Whether one number is the one behind another; a first page may have none.
fn follows(this: Option<u32>, that: Option<u32>) -> bool {
    that.is_some_and(|that| (2..=MAX_NUMBER).contains(&that) && that == this.unwrap_or(1).saturating_add(1))
}

/// A path without what follows the name of the page.
fn stem(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    EXTENSIONS.iter().find_map(|extension| path.strip_suffix(extension)).unwrap_or(path)
}

/// Whether the last part of a path is made of several words.
fn has_words(stem: &str) -> bool {
    let name = stem.rsplit('/').next().unwrap_or_default();
    let words = name.split(['-', '_']).filter(|word| word.chars().any(char::is_alphabetic) || word.contains('%'));
    words.count() >= MIN_WORDS
}

/// Words that tell the name of an article from that of a section.
const MIN_WORDS: usize = 3;

/// A path that ends with a page number.
struct Numbered<'p> {
    stem: &'p str,
    number: u32,
    /// Whether a word says that it is one of a page.
    is_named: bool,
}

impl<'p> Numbered<'p> {
    fn read(path: &'p str) -> Option<Self> {
        let before = path.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = path.strip_prefix(before)?.parse().ok().filter(|number| *number <= MAX_NUMBER)?;
        let joined = before.trim_end_matches(['/', '-', '_', ',']);
        let named = WORDS.iter().find_map(|word| {
            let rest = joined.strip_suffix(word)?;
            let is_whole_word = rest.ends_with(['/', '-', '_', ',']);
            is_whole_word.then(|| stem(rest.trim_end_matches(['-', '_', ','])))
        });
        // A hyphen joins words, so a number behind one belongs to the title.
        let bare = || before.strip_suffix(['/', '_', ',']).map(stem);
        let (stem, is_named) = match named {
            Some(stem) => (stem, true),
            None => (bare()?, false),
        };
        Some(Self { stem, number, is_named })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads_on(page: &str, next: &str) -> bool {
        let url = |path: &str| Url::parse("https://www.paper.test/").and_then(|base| base.join(path)).expect(path);
        is_next_page(&url(page), &url(next), None)
    }

    #[test]
    fn the_ways_in_which_pages_are_numbered() {
        for (page, next) in [
            ("/world/story", "/world/story?page=2"),
            ("/world/story?page=2", "/world/story?page=3"),
            ("/story.html?id=7&utm_source=x", "/story.html?id=7&seite=2"),
            ("/2026/05/the-story/", "/2026/05/the-story/2/"),
            ("/2026/05/the-long-story/2/", "/2026/05/the-long-story/3/"),
            ("/the-story", "/the-story/page/2"),
            ("/the-story/seite-2", "/the-story/seite-3"),
            ("/story.html", "/story_2.html"),
            ("/story-p2.html", "/story-p3.html"),
            ("/story.html", "/story,2.html"),
            ("/story.html", "/story.html/2"),
        ] {
            assert!(leads_on(page, next), "{page} to {next}");
        }
    }

    #[test]
    fn where_an_article_begins_tells_its_pages_from_numbered_articles() {
        let url = |path: &str| Url::parse("https://www.paper.test/").and_then(|base| base.join(path)).expect(path);
        let leads_on = |first: &str| is_next_page(&url("/rain/2"), &url("/rain/3"), Some(&url(first)));
        assert!(leads_on("/rain"));
        assert!(!leads_on("/rain/1"));
        assert!(!is_next_page(&url("/rain/2"), &url("/rain/3"), None));
    }

    #[test]
    fn other_articles_lists_and_comments_are_no_next_page() {
        for (page, next) in [
            ("/2026/05/first-post/", "/2026/05/second-post/"),
            ("/news/7", "/news/8"),
            ("/news/1", "/news/2"),
            ("/trial-day-1", "/trial-day-2"),
            ("/trial", "/trial-2"),
            ("/?p=122", "/?p=123"),
            ("/story", "/story/comment-page-2"),
            ("/story", "/story?cpage=2"),
            ("/story", "/story?page=1"),
            ("/story", "/story?page=3"),
            ("/story?id=1", "/story?id=2&page=2"),
            ("/story", "/world/page/2"),
            ("/story", "https://other.test/story?page=2"),
            ("/story", "/story?page=2000"),
            ("/story", "/story"),
        ] {
            assert!(!leads_on(page, next), "{page} to {next}");
        }
    }
}
