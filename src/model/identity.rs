//! Names and keys: each is a type of its own, so that a source cannot be taken for a topic.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

/// A name that breaks the rules of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Source and topic ids are written by people and stand in addresses and file names.
    #[error("id `{0}` must be 1 to 64 of a-z, 0-9, `-`, `_` and `.`, and begin with a letter or digit")]
    Id(String),
    /// A list's id may have parts, as paths have.
    #[error("list id `{0}` must be 1 to 64 of a-z, 0-9, `-`, `_` and `.`, with `/` between its parts")]
    List(String),
    /// A language is a primary subtag of BCP 47, such as `ar` or `ckb`.
    #[error("language `{0}` must be a code of two or three letters, such as `ar` or `ckb`")]
    Language(String),
    /// Keys and hashes are 32 hexadecimal digits.
    #[error("key `{0}` must be 32 hexadecimal digits")]
    Key(String),
}

/// Makes a checked string type: `parse` is the only way in, also from JSON.
macro_rules! checked_string {
    ($(#[$doc:meta])* $name:ident, $check:expr, $error:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Checks the text and takes it.
            ///
            /// # Errors
            /// The text breaks the rule that the type's description states.
            pub fn parse(text: &str) -> Result<Self, IdentityError> {
                if $check(text) { Ok(Self(text.to_owned())) } else { Err($error(text.to_owned())) }
            }

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
            }
        }
    };
}

checked_string!(
    /// The name of a source in the configuration: 1 to 64 of `a-z 0-9 - _ .`.
    SourceId,
    is_id,
    IdentityError::Id
);
checked_string!(
    /// The name of a topic, such as `counter-terrorism`; the same letters as a source's.
    TopicId,
    is_id,
    IdentityError::Id
);
checked_string!(
    /// The name of a list of terms, such as `actors/russia`: parts like a topic's id, with `/` between them.
    ListId,
    is_list_id,
    IdentityError::List
);
checked_string!(
    /// The name of a saved search; the same letters as a source's.
    SearchId,
    is_id,
    IdentityError::Id
);
checked_string!(
    /// The name of an alert; the same letters as a source's.
    AlertId,
    is_id,
    IdentityError::Id
);
checked_string!(
    /// A language by its primary subtag, in lower case: `ar`, `fa`, `ckb`.
    LanguageCode,
    is_language,
    IdentityError::Language
);
checked_string!(
    /// The stable public key of an article: a hash of its canonical address, the same in every collection.
    ArticleKey,
    is_key,
    IdentityError::Key
);
checked_string!(
    /// A hash of some content: a body, a folded text, a folded title.
    ContentHash,
    is_key,
    IdentityError::Key
);

impl LanguageCode {
    /// Reads the tags that pages and feeds carry: `ar-AE`, `en_US`, `ZH-hans`, ` fr `; anything else is `None`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        Self::parse(&primary).ok()
    }
}

fn is_id(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.len() <= 64 && text.starts_with(is_letter) && text.chars().all(|c| is_letter(c) || "-_.".contains(c))
}

fn is_list_id(text: &str) -> bool {
    text.len() <= 64 && text.split('/').all(is_id)
}

fn is_language(text: &str) -> bool {
    (2..=3).contains(&text.len()) && text.chars().all(|c| c.is_ascii_lowercase())
}

fn is_key(text: &str) -> bool {
    text.len() == 32 && text.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_safe_in_addresses() {
        for good in ["un-news.ar", "0", "a_b"] {
            assert!(SourceId::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "A", "a b", "a/b", &"x".repeat(65)] {
            assert!(SourceId::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn language_tags_give_their_primary_subtag() {
        let code = |tag| LanguageCode::from_tag(tag).map(|c| c.to_string());
        assert_eq!(code("ar-AE").as_deref(), Some("ar"));
        assert_eq!(code(" EN_us ").as_deref(), Some("en"));
        assert_eq!(code("ckb").as_deref(), Some("ckb"));
        assert_eq!(code("arabic"), None);
        assert_eq!(code(""), None);
    }

    #[test]
    fn json_cannot_smuggle_in_a_bad_id() {
        assert!(serde_json::from_str::<TopicId>("\"../etc\"").is_err());
    }
}
