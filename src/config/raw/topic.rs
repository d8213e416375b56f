//! `[[topic]]` and `[[list]]` as written.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use super::Text;

/// Terms by language.
type TermsByLanguage = BTreeMap<Text, Vec<Text>>;

/// A `[[topic]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct RawTopic {
    pub(in crate::config) id: Option<Text>,
    /// By language.
    pub(in crate::config) label: Option<BTreeMap<Text, String>>,
    pub(in crate::config) description: Option<String>,
    pub(in crate::config) parent: Option<Text>,
    pub(in crate::config) threshold: Option<f64>,
    pub(in crate::config) front: Option<f64>,
    pub(in crate::config) enough: Option<f64>,
    pub(in crate::config) passage_words: Option<u32>,
    pub(in crate::config) core: Option<f64>,
    pub(in crate::config) title_boost: Option<f64>,
    pub(in crate::config) lead_boost: Option<f64>,
    pub(in crate::config) lead_words: Option<u32>,
    pub(in crate::config) term_cap: Option<u32>,
    pub(in crate::config) full_words: Option<u32>,
    pub(in crate::config) languages: Option<Vec<Text>>,
    pub(in crate::config) sources: Option<Vec<Text>>,
    pub(in crate::config) countries: Option<Vec<Text>>,
    pub(in crate::config) tags: Option<Vec<Text>>,
    pub(in crate::config) uses: Option<RawUses>,
    /// By language, then by weight.
    pub(in crate::config) terms: Option<BTreeMap<Text, BTreeMap<Text, Vec<Text>>>>,
    pub(in crate::config) sides: Option<Spanned<RawSides>>,
    pub(in crate::config) any: Option<RawConditions>,
    pub(in crate::config) all: Option<RawConditions>,
    pub(in crate::config) none: Option<RawConditions>,
    pub(in crate::config) example: Option<Vec<Spanned<RawExample>>>,
}

/// A `[[list]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct RawList {
    pub(in crate::config) id: Option<Text>,
    pub(in crate::config) uses: Option<Vec<Text>>,
    pub(in crate::config) terms: Option<TermsByLanguage>,
}

/// Terms without weights, and the lists of such.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct RawTermGroup {
    pub(in crate::config) uses: Option<Vec<Text>>,
    pub(in crate::config) terms: Option<TermsByLanguage>,
}

/// `[topic.sides]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct RawSides {
    pub(in crate::config) within: Option<u32>,
    pub(in crate::config) weight: Option<f64>,
    pub(in crate::config) a: Option<RawTermGroup>,
    pub(in crate::config) b: Option<RawTermGroup>,
}

/// `[topic.any]` and its kin.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct RawCondition {
    pub(in crate::config) weight: Option<f64>,
    pub(in crate::config) uses: Option<Vec<Text>>,
    pub(in crate::config) terms: Option<TermsByLanguage>,
}

/// `[[topic.example]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::config) struct RawExample {
    #[serde(rename = "match")]
    pub(in crate::config) must_match: Option<bool>,
    pub(in crate::config) title: Option<String>,
    pub(in crate::config) text: Option<String>,
    pub(in crate::config) language: Option<Text>,
    pub(in crate::config) article: Option<i64>,
}

/// One table of conditions or several.
#[derive(Debug, Default)]
pub(in crate::config) struct RawConditions(pub(in crate::config) Vec<RawCondition>);

/// The lists that a topic uses: named, or by weight.
#[derive(Debug)]
pub(in crate::config) enum RawUses {
    Named(Vec<Text>),
    ByWeight(BTreeMap<Text, Vec<Text>>),
}

impl<'de> Deserialize<'de> for RawConditions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ConditionsVisitor)
    }
}

struct ConditionsVisitor;

impl<'de> Visitor<'de> for ConditionsVisitor {
    type Value = RawConditions;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawConditions, A::Error> {
        Ok(RawConditions(vec![RawCondition::deserialize(MapAccessDeserializer::new(map))?]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawConditions, A::Error> {
        let mut conditions = Vec::new();
        while let Some(condition) = list.next_element()? {
            conditions.push(condition);
        }
        Ok(RawConditions(conditions))
    }
}

impl<'de> Deserialize<'de> for RawUses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UsesVisitor)
    }
}

struct UsesVisitor;

impl<'de> Visitor<'de> for UsesVisitor {
    type Value = RawUses;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawUses, A::Error> {
        Deserialize::deserialize(MapAccessDeserializer::new(map)).map(RawUses::ByWeight)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RawUses, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element()? {
            names.push(name);
        }
        Ok(RawUses::Named(names))
    }
}
