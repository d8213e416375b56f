//! The examples of topics, tried.

use crate::model::{LanguageCode, TopicId};
use crate::text;

use super::rule::{Example, ExampleArticle};
use super::set::TopicSet;
use super::subject::Subject;
use super::verdict::Verdict;

/// An article of the collection, as far as an example needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredExample {
    /// The headline.
    pub title: String,
    /// The body.
    pub text: String,
    /// The language of the text.
    pub language: Option<LanguageCode>,
}

/// How an example came out.
#[derive(Debug, Clone, PartialEq)]
pub enum ExampleResult<'s> {
    /// As it must.
    Holds,
    /// The topic decides otherwise.
    Fails(Verdict<'s>),
    /// The article that it names is not in the collection.
    Absent(i64),
}

impl TopicSet {
    /// Tries the examples of one topic, in their order. `stored` finds articles of the collection.
    ///
    /// # Errors
    /// What `stored` fails with.
    pub fn try_examples<E>(
        &self,
        topic: &TopicId,
        mut stored: impl FnMut(i64) -> Result<Option<StoredExample>, E>,
    ) -> Result<Vec<(&Example, ExampleResult<'_>)>, E> {
        let examples = self.rule(topic).map(|rule| rule.examples.as_slice()).unwrap_or_default();
        examples.iter().map(|example| Ok((example, self.try_example(topic, example, &mut stored)?))).collect()
    }

    fn try_example<E>(
        &self,
        topic: &TopicId,
        example: &Example,
        stored: &mut impl FnMut(i64) -> Result<Option<StoredExample>, E>,
    ) -> Result<ExampleResult<'_>, E> {
        let (title, text, language) = match &example.article {
            ExampleArticle::Written { title, text, language } => (title.clone(), text.clone(), language.clone()),
            ExampleArticle::Stored(id) => match stored(*id)? {
                Some(StoredExample { title, text, language }) => (title, text, language),
                None => return Ok(ExampleResult::Absent(*id)),
            },
        };
        let language = language.or_else(|| text::language::detect(&title, &text).map(|detected| detected.code));
        let subject = Subject { title: &title, text: &text, language: language.as_ref(), seen: None };
        Ok(match self.judge(&subject, topic) {
            Some(verdict) if verdict.is_match() != example.must_match => ExampleResult::Fails(verdict),
            _ => ExampleResult::Holds,
        })
    }
}
