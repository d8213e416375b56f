//! `[mail]` and `[[alert]]` as their author wrote them.

use serde::Deserialize;
use toml::Spanned;

use super::{OneOrMore, Text};

/// `[mail]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct RawMail {
    pub(in crate::config) server: Option<Text>,
    pub(in crate::config) from: Option<Text>,
    pub(in crate::config) credentials_file: Option<Text>,
}

/// An `[[alert]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct RawAlert {
    pub(in crate::config) id: Option<Text>,
    pub(in crate::config) label: Option<Text>,
    pub(in crate::config) watch: Option<Text>,
    pub(in crate::config) search: Option<Text>,
    pub(in crate::config) query: Option<Text>,
    pub(in crate::config) topics: Option<Vec<Text>>,
    pub(in crate::config) growth: Option<Text>,
    pub(in crate::config) max_age: Option<Text>,
    pub(in crate::config) failing_for: Option<Text>,
    pub(in crate::config) webhook: Option<Text>,
    pub(in crate::config) webhook_file: Option<Text>,
    pub(in crate::config) format: Option<Text>,
    pub(in crate::config) secret_file: Option<Text>,
    pub(in crate::config) language: Option<Text>,
    pub(in crate::config) email: Option<Spanned<OneOrMore>>,
    pub(in crate::config) every: Option<Text>,
    pub(in crate::config) schedule: Option<Text>,
    pub(in crate::config) most: Option<Spanned<u32>>,
}
