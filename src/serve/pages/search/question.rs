//! What is asked of the search page, in its address.

use url::form_urlencoded;

use crate::config::Config;
use crate::query::cases::paging::{NoPlace, Place};
use crate::query::cases::request::{ArticleRequest, RequestError};
use crate::query::cases::saved;
use crate::store::ArticleOrder;

/// The longest query, in bytes; the language of queries has limits of its own.
const MAX_QUERY_BYTES: usize = 4 * 1024;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Question {
    /// In the language of queries.
    pub(super) query: String,
    /// Whether the best come first, and not the newest.
    pub(super) is_by_rank: bool,
    /// Whether copies are wanted too.
    pub(super) with_copies: bool,
    /// Where the list goes on.
    pub(super) cursor: Option<String>,
}

impl Question {
    /// Reads the query of an address. Of what stands there twice the last counts; what is not known is passed over.
    pub(super) fn read(text: &str) -> Self {
        let mut question = Self::default();
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            match &*name {
                "q" => question.query = value.trim().to_owned(),
                "sort" => question.is_by_rank = value == "rank",
                "copies" => question.with_copies = matches!(&*value, "1" | "true" | "on" | "yes"),
                "cursor" => question.cursor = Some(value.into_owned()).filter(|text| !text.is_empty()),
                _ => {}
            }
        }
        question.query.truncate(question.query.floor_char_boundary(MAX_QUERY_BYTES));
        question
    }

    /// The request, saved searches in their own words.
    pub(super) fn request(&self, config: &Config, limit: u32) -> Result<ArticleRequest, RequestError> {
        Ok(ArticleRequest {
            queries: saved::queries(&config.searches, &self.query)?,
            topics: Vec::new(),
            sources: Vec::new(),
            languages: Vec::new(),
            countries: Vec::new(),
            since: None,
            until: None,
            with_copies: self.with_copies,
            order: if self.is_by_rank { ArticleOrder::Rank } else { ArticleOrder::Newest },
            limit: Some(limit),
        })
    }

    /// Where the list goes on; `None` at its beginning.
    pub(super) fn place(&self) -> Result<Option<Place>, NoPlace> {
        self.cursor.as_deref().map(str::parse).transpose()
    }

    /// The same narrowed by a field of the query.
    pub(super) fn narrowed(&self, field: &str) -> Self {
        let query = if self.query.is_empty() { field.to_owned() } else { format!("{} {field}", self.query) };
        Self { query, cursor: None, ..self.clone() }
    }

    /// Its address.
    pub(super) fn address(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        if !self.query.is_empty() {
            pairs.append_pair("q", &self.query);
        }
        if self.is_by_rank {
            pairs.append_pair("sort", "rank");
        }
        if self.with_copies {
            pairs.append_pair("copies", "1");
        }
        if let Some(cursor) = &self.cursor {
            pairs.append_pair("cursor", cursor);
        }
        let pairs = pairs.finish();
        if pairs.is_empty() { "/search".to_owned() } else { format!("/search?{pairs}") }
    }

    /// The address of a feed of it.
    pub(super) fn feed_address(&self, extension: &str) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("q", &self.query);
        if self.with_copies {
            pairs.append_pair("copies", "1");
        }
        format!("/feeds/search.{extension}?{}", pairs.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_written() {
        for text in ["/search?q=a+%26+b&sort=rank&copies=1&cursor=n1.2", "/search?q=%D8%A7", "/search"] {
            let question = Question::read(text.split_once('?').map_or("", |(_, query)| query));
            assert_eq!(question.address(), text);
        }
        let strange = Question::read("q=+x+&sort=best&copies=0&cursor=&other=1");
        assert_eq!(strange, Question { query: "x".to_owned(), ..Question::default() });
    }

    #[test]
    fn a_facet_narrows_from_the_first_page_on() {
        let question = Question::read("q=gas&cursor=n1.2&sort=rank");
        assert_eq!(question.narrowed("lang:ar").address(), "/search?q=gas+lang%3Aar&sort=rank");
    }
}
