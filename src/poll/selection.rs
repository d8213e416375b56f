//! Which of the items that a source lists are taken: the patterns of its configuration.

use crate::model::{Item, ItemFilter};
use crate::text::pattern::{self, Pattern};

/// The compiled patterns of a source.
#[derive(Debug, Default)]
pub(super) struct Selection {
    include_links: Vec<Pattern>,
    exclude_links: Vec<Pattern>,
    include_titles: Vec<Pattern>,
    exclude_titles: Vec<Pattern>,
}

impl Selection {
    /// Compiles the patterns. Addresses are matched to the letter, headlines in upper and lower case alike.
    ///
    /// # Errors
    /// One is no regular expression; the configuration has checked them, so the job came from elsewhere.
    pub(super) fn new(filter: &ItemFilter) -> Result<Self, String> {
        let compile = |patterns: &[String], ignores_case| {
            patterns.iter().map(|text| pattern::compile(text, ignores_case)).collect::<Result<Vec<_>, _>>()
        };
        Ok(Self {
            include_links: compile(&filter.include_links, false)?,
            exclude_links: compile(&filter.exclude_links, false)?,
            include_titles: compile(&filter.include_titles, true)?,
            exclude_titles: compile(&filter.exclude_titles, true)?,
        })
    }

    /// Whether an item is taken. One without a headline (most sitemaps have none) is not judged by it.
    pub(super) fn takes(&self, item: &Item) -> bool {
        let url = item.url.as_deref().unwrap_or_default();
        let is_any = |patterns: &[Pattern], text: &str| patterns.iter().any(|pattern| pattern.is_match(text));
        let is_included = |patterns: &[Pattern], text: &str| patterns.is_empty() || is_any(patterns, text);
        let has_title = !item.title.is_empty();
        !is_any(&self.exclude_links, url)
            && is_included(&self.include_links, url)
            && !(has_title && is_any(&self.exclude_titles, &item.title))
            && (!has_title || is_included(&self.include_titles, &item.title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_excluded_is_left_and_what_is_not_included_too() {
        let check = |filter: &ItemFilter, url: &str, title: &str, expected: bool| {
            let item = Item { url: Some(url.to_owned()), title: title.to_owned(), ..Item::default() };
            assert_eq!(Selection::new(filter).expect("sound").takes(&item), expected, "{url} {title} {filter:?}");
        };
        let all = ItemFilter::default();
        let patterns = |text: &str| vec![text.to_owned()];
        let world = ItemFilter { include_links: patterns("/world/"), exclude_links: patterns("/live/"), ..all.clone() };
        let words =
            ItemFilter {
                include_titles: patterns("تركيا|turkey"), exclude_titles: patterns("كرة"), ..all.clone()
            };
        check(&all, "https://example.org/1", "t", true);
        check(&world, "https://example.org/world/1", "t", true);
        check(&world, "https://example.org/World/1", "t", false);
        check(&world, "https://example.org/world/live/1", "t", false);
        check(&words, "https://example.org/1", "Turkey votes", true);
        check(&words, "https://example.org/1", "انتخابات في تركيا", true);
        check(&words, "https://example.org/1", "كرة القدم في تركيا", false);
        check(&words, "https://example.org/1", "Greece votes", false);
        check(&words, "https://example.org/1", "", true);
    }

    #[test]
    fn a_bad_pattern_is_told() {
        let filter = ItemFilter { exclude_links: vec!["(".to_owned()], ..ItemFilter::default() };
        assert!(Selection::new(&filter).is_err());
    }
}
