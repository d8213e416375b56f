//! `any`, `all` and `none` of a topic.

use super::terms::Terms;
use crate::analysis::topics::{Condition, Conditions};
use crate::config::raw::{RawCondition, RawConditions, RawTopic};

/// The conditions of a topic.
pub(super) fn conditions(raw: &RawTopic, terms: &mut Terms<'_>) -> Conditions {
    let mut read = |raw: Option<&RawConditions>| {
        let list = raw.map(|raw| raw.0.as_slice()).unwrap_or_default().iter();
        let condition = |raw: &RawCondition| Condition {
            group: terms.group(raw.uses.as_deref(), raw.terms.as_ref()),
            weight: raw.weight,
        };
        list.map(condition).collect()
    };
    Conditions { any: read(raw.any.as_ref()), all: read(raw.all.as_ref()), none: read(raw.none.as_ref()) }
}
