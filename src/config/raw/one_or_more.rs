//! A key that takes one text or a list of them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use toml::Spanned;

use super::Text;

/// One text, or a list. A single one has the place of the value itself.
#[derive(Debug)]
pub(in crate::config) enum OneOrMore {
    One(String),
    More(Vec<Text>),
}

impl OneOrMore {
    /// The texts with their places.
    pub(in crate::config) fn texts(written: &Spanned<Self>) -> Vec<Text> {
        match written.get_ref() {
            Self::One(text) => vec![Spanned::new(written.span(), text.clone())],
            Self::More(texts) => texts.iter().map(|text| Spanned::new(text.span(), text.get_ref().clone())).collect(),
        }
    }
}

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrMoreVisitor)
    }
}

struct OneOrMoreVisitor;

impl<'de> Visitor<'de> for OneOrMoreVisitor {
    type Value = OneOrMore;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or a list")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<OneOrMore, E> {
        Ok(OneOrMore::One(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMore, A::Error> {
        let mut texts = Vec::new();
        while let Some(text) = list.next_element::<Text>()? {
            texts.push(text);
        }
        Ok(OneOrMore::More(texts))
    }
}
