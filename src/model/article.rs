//! An article: what was read, and what is known of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{ArticleKey, ContentHash, LanguageCode, Moment, Signature, TopicMatch};

/// A title and a text, with everything that the page or its source supports; what they do not support is `None`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The stable public key: the key of the canonical address where there is one, else of the final one.
    pub key: ArticleKey,
    /// Every address it is known by: as listed, after redirects, canonical. Any of them finds it again.
    pub addresses: Vec<Address>,
    /// The address that answered.
    pub url: String,
    /// The address that the page itself claims.
    pub canonical_url: Option<String>,
    /// The headline, without the site's name.
    pub title: String,
    /// The body as plain text, one block a line, in document order.
    pub text: String,
    /// Where the text was read.
    pub text_from: TextOrigin,
    /// The teaser or standfirst.
    pub summary: Option<String>,
    /// People and agencies that wrote it.
    pub authors: Vec<String>,
    /// The agencies that it is credited to.
    #[serde(default)]
    pub credits: Vec<String>,
    /// Where the links of its text lead, as canonical addresses, in document order.
    #[serde(default)]
    pub links: Vec<String>,
    /// Where its page says that it stands in other languages.
    #[serde(default)]
    pub translations: Vec<Translation>,
    /// The language of the text.
    pub language: Option<LanguageCode>,
    /// How sure the language is, 0 to 1; `None` where nothing measured it.
    #[serde(default)]
    pub language_confidence: Option<f64>,
    /// When it was published.
    pub published: Option<Published>,
    /// When it was last changed, as the page says.
    pub modified: Option<Moment>,
    /// The name of the site.
    pub site: Option<String>,
    /// The main image's absolute address.
    pub image: Option<String>,
    /// The part of the paper that it stands in.
    #[serde(default)]
    pub section: Option<String>,
    /// What its page, else its source, says it is about.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// What kind of page it was read from, by the name that the reader of pages gives it; `None` if from none.
    #[serde(default)]
    pub kind: Option<String>,
    /// Words in the text; in scripts without spaces, characters.
    pub word_count: u32,
    /// Words in the page's own text, also where the feed's text was taken instead; none where the page could not be had.
    /// `None` where no page was wanted.
    #[serde(default)]
    pub page_words: Option<u32>,
    /// When its page was fetched.
    pub fetched_at: Timestamp,
    /// The hash of the page that it was read from, where that page is kept.
    #[serde(default)]
    pub snapshot: Option<ContentHash>,
    /// What copies are recognised by.
    pub fingerprints: Fingerprints,
    /// What tells that another is about the same event; `None` if the text is too short to mean one. Made by
    /// `analysis::stories`.
    #[serde(default)]
    pub profile: Option<Signature>,
    /// The topics it matches.
    pub matches: Vec<TopicMatch>,
    /// The id it had where it was imported from.
    pub external_id: Option<String>,
}

/// An address of an article with its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Equal keys mean the same article.
    pub key: ArticleKey,
    /// The address as it was met.
    pub url: String,
}

/// The same article in another language, as its page says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// The language.
    pub language: LanguageCode,
    /// Where it stands in it.
    pub address: Address,
}

/// A date of publication with the place that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The date, to the day or to the second.
    pub at: Moment,
    /// Where it stood.
    pub from: DateOrigin,
}

/// Declares an enum together with the one spelling that JSON, SQL and the command line use.
macro_rules! named_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// Every value, in order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name in JSON, SQL and on the command line.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value of a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use named_enum;

named_enum!(
    /// Where a date of publication stood.
    DateOrigin {
        /// Structured data of the page.
        JsonLd = "json-ld",
        /// A meta element.
        Meta = "meta",
        /// A `time` element, or another that is marked as a date.
        Time = "time",
        /// Visible text beside the headline.
        Text = "text",
        /// The data of the page's scripts.
        Script = "script",
        /// The page's address.
        Url = "url",
        /// The feed or list that named the article.
        Feed = "feed",
        /// The file it was imported from.
        Import = "import",
        /// Where a rule of the configuration says.
        Rule = "rule",
    }
);

named_enum!(
    /// Where an article's text was read.
    TextOrigin {
        /// The article's page.
        Page = "page",
        /// The feed's own text: the page was not wanted, could not be had or held less.
        Feed = "feed",
        /// The file it was imported from.
        Import = "import",
    }
);

named_enum!(
    /// In what way an article repeats another.
    CopyKind {
        /// The same text, letter forms aside.
        Exact = "exact",
        /// A version of the same text: edited, shortened or continued by less than its half.
        Near = "near",
        /// A short version of a text at least twice as long.
        Contained = "contained",
        /// The same headline within days.
        Title = "title",
    }
);

/// What copies are recognised by; made by `analysis::copies`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprints {
    /// Version of the method; figures of different versions are not compared.
    pub version: u16,
    /// Hash of the folded text; `None` if the text is too short to mean anything.
    pub text: Option<ContentHash>,
    /// Hash of the folded title; `None` if it is too short to mean anything.
    pub title: Option<ContentHash>,
    /// What similar texts are found by; `None` if the text is too short to mean anything.
    #[serde(default)]
    pub signature: Option<Signature>,
}
