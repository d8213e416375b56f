//! Did the request for an article arrive at the article?
//!
//! Sites send readers elsewhere with status 200: to the home page when an article is gone, to a login or consent page when
//! they want something first. Taken for articles, all of a site's items would become one, since they end at one address.

use std::collections::HashSet;

use url::Url;

use crate::text::{fold, tokens};

/// Of the headline's words, the share that the page of its article holds at least. Headlines are edited between feed and
/// page, and inflected words differ, so a third is enough; a login page has none or one.
const MIN_SHARE: f64 = 1.0 / 3.0;
/// A headline of fewer words tells too little.
const MIN_WORDS: usize = 3;

/// Whether a redirect to another address led away from the article: to the home page, or to a page that does not speak of
/// the headline.
pub(super) fn is_elsewhere(answered: &Url, headline: &str, page_words: &str) -> bool {
    is_home(answered) || !speaks_of(page_words, headline)
}

/// Whether a page surely speaks of a headline, one that is long enough to tell.
pub(super) fn names(page_words: &str, headline: &str) -> bool {
    words(headline).len() >= MIN_WORDS && speaks_of(page_words, headline)
}

fn is_home(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}

fn speaks_of(page_words: &str, headline: &str) -> bool {
    let wanted = words(headline);
    if wanted.len() < MIN_WORDS {
        return true;
    }
    let found = words(page_words);
    let n_found = wanted.iter().filter(|word| found.contains(*word)).count();
    n_found as f64 >= wanted.len() as f64 * MIN_SHARE
}

fn words(text: &str) -> HashSet<String> {
    let folded = fold::fold(text);
    tokens::words(&folded).filter_map(|range| folded.get(range)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_must_lead_to_the_headline() {
        let check = |answered: &str, headline: &str, page: &str, expected: bool| {
            let url = |text: &str| Url::parse(text).expect(text);
            assert_eq!(is_elsewhere(&url(answered), headline, page), expected, "{answered} {headline}");
        };
        let login = "Log in to continue. Your email, your password.";
        check("https://example.org/login", "Talks resume in Geneva", login, true);
        check("https://example.org/", "Talks resume in Geneva", "Talks resume in Geneva today", true);
        check("https://example.org/news/1-talks", "Talks resume in Geneva", "Geneva: talks to go on", false);
        check("https://example.org/login", "Talks resume", login, false);
        check("https://example.org/r", "محادثات الإرهاب في جنيف", "استأنف الوفدان محادثات جنيف", false);
        check("https://example.org/consent", "محادثات الإرهاب في جنيف", "نستخدم ملفات الارتباط على هذا الموقع", true);
        check("https://example.org/r", "日内瓦重启会谈", "双方在日内瓦会谈", false);
    }
}
