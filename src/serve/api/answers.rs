//! What answers hold, described: names, types, meanings. These types are never made: an answer is a row of a use case, and a
//! test holds the rows against them.

pub mod alert;
pub mod article;
pub mod figures;
pub mod source;
pub mod story;
pub mod topic;

use utoipa::openapi::Ref;
use utoipa::openapi::schema::{
    Array, ArrayBuilder, ArrayItems, Object, ObjectBuilder, OneOfBuilder, Schema, SchemaType, Type,
};

use crate::analysis::burst::Mark;
use crate::analysis::quality::Respect;
use crate::config::WatchKind;
use crate::model::{CopyKind, DateOrigin, ErrorKind, RevisionCause, SourceKind, TextOrigin};
use crate::query::cases::condition::Condition;
use crate::store::{Facet, TimelineStep};

/// A text that is one of some names.
fn one_of(what: &str, names: impl Iterator<Item = &'static str>) -> Object {
    ObjectBuilder::new().schema_type(Type::String).description(Some(what)).enum_values(Some(names)).build()
}

/// The same, or nothing.
fn maybe_one_of(what: &str, names: impl Iterator<Item = &'static str>) -> Object {
    let names = names.map(serde_json::Value::from).chain([serde_json::Value::Null]);
    let types = SchemaType::Array(vec![Type::String, Type::Null]);
    ObjectBuilder::new().schema_type(types).description(Some(what)).enum_values(Some(names)).build()
}

/// Articles with or without their texts.
pub(super) fn articles() -> Array {
    let either = OneOfBuilder::new().item(Ref::from_schema_name("Article")).item(Ref::from_schema_name("WholeArticle"));
    ArrayBuilder::new().items(ArrayItems::RefOrSchema(Box::new(Schema::OneOf(either.build()).into()))).build()
}

pub(super) fn copy_kind() -> Object {
    maybe_one_of(
        "In what way a text repeats another: `exact`, `near` (edited or shortened), `contained` (a short version), `title`.",
        CopyKind::ALL.iter().map(|kind| kind.as_str()),
    )
}

pub(super) fn date_origin() -> Object {
    maybe_one_of("Where the date of publication stood.", DateOrigin::ALL.iter().map(|origin| origin.as_str()))
}

pub(super) fn precision() -> Object {
    maybe_one_of("How exactly the date of publication is known.", ["day", "time"].into_iter())
}

pub(super) fn text_origin() -> Object {
    one_of("Where the text was read.", TextOrigin::ALL.iter().map(|origin| origin.as_str()))
}

pub(super) fn field() -> Object {
    one_of("Where it was found.", ["title", "text"].into_iter())
}

pub(super) fn side() -> Object {
    maybe_one_of("Of a relation: whose name it is.", ["a", "b"].into_iter())
}

pub(super) fn revision_cause() -> Object {
    one_of(
        "Why another version took its place: its page has changed, or was read by better rules.",
        RevisionCause::ALL.iter().map(|cause| cause.as_str()),
    )
}

pub(super) fn watch() -> Object {
    one_of("What an alert waits for.", WatchKind::ALL.iter().map(|kind| kind.as_str()))
}

pub(super) fn piece_side() -> Object {
    one_of("Which version has it.", ["gone", "new", "both"].into_iter())
}

pub(super) fn mark() -> Object {
    maybe_one_of(
        "How far something grows beyond its habit; null where it is usual.",
        Mark::ALL.iter().map(|mark| mark.as_str()),
    )
}

pub(super) fn condition() -> Object {
    one_of("How a source is.", Condition::ALL.iter().map(|condition| condition.as_str()))
}

pub(super) fn error_kind() -> Object {
    maybe_one_of("The kind of the last error.", ErrorKind::ALL.iter().map(|kind| kind.as_str()))
}

pub(super) fn source_kind() -> Object {
    one_of("How a source's answer is to be read.", SourceKind::ALL.iter().map(|kind| kind.as_str()))
}

pub(super) fn read_as() -> Object {
    maybe_one_of("What a source turned out to be.", SourceKind::ALL.iter().map(|kind| kind.as_str()))
}

pub(super) fn respect() -> Object {
    one_of("In what the pages give less.", Respect::ALL.iter().map(|respect| respect.as_str()))
}

pub(super) fn facet() -> Object {
    one_of("What is counted by.", Facet::ALL.iter().map(|facet| facet.as_str()))
}

/// What comes first in a list: the first name where nothing is said.
pub(super) fn order(names: &'static [&'static str]) -> Object {
    let first = names.first().map(|name| serde_json::Value::from(*name));
    ObjectBuilder::from(one_of("What comes first.", names.iter().copied())).default(first).build()
}

pub(super) fn step() -> Object {
    ObjectBuilder::from(one_of("How finely the time is divided.", TimelineStep::ALL.iter().map(|step| step.as_str())))
        .default(Some("day".into()))
        .build()
}
