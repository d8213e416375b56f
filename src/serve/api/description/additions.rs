//! What the description says of every resource alike: which fields an answer has, what else may be answered, how tokens are
//! sent.

use std::collections::BTreeSet;

use utoipa::Modify;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::schema::{AdditionalProperties, Object, Schema, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi as Description, Ref, RefOr, Required, Response, ResponseBuilder};

use crate::serve::problem::MEDIA_TYPE;

/// What holds more than another holds all that the other holds.
pub(super) struct Wholes;

impl Modify for Wholes {
    fn modify(&self, description: &mut Description) {
        for (less, more) in [("Article", "WholeArticle"), ("WholeArticle", "ArticleDetail"), ("Story", "StoryDetail")] {
            let Some(base) = object(description, less).map(|object| object.properties.clone()) else { continue };
            let Some(whole) = object(description, more) else { continue };
            for (name, schema) in base {
                whole.properties.entry(name).or_insert(schema);
            }
        }
        if let Some(detail) = object(description, "ArticleDetail") {
            detail.properties.remove("snippet");
        }
        for (name, text) in [
            ("WholeArticle", "An article in full."),
            ("ArticleDetail", "An article with all that is known of it."),
            ("StoryDetail", "A story with its articles."),
        ] {
            if let Some(object) = object(description, name) {
                object.description = Some(text.to_owned());
            }
        }
    }
}

/// Every answer has exactly what is described.
pub(super) struct Exact;

/// What an answer may lack.
const OPTIONAL: [&str; 2] = ["snippet", "column"];

impl Modify for Exact {
    fn modify(&self, description: &mut Description) {
        let Some(components) = &mut description.components else { return };
        for schema in components.schemas.values_mut() {
            if let RefOr::T(Schema::Object(object)) = schema
                && !object.properties.is_empty()
            {
                let names = object.properties.keys().filter(|name| !OPTIONAL.contains(&name.as_str()));
                object.required = names.cloned().collect();
                object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
            }
        }
    }
}

/// What every resource may answer beside what was asked for.
pub(super) struct Answers;

/// Statuses with what they mean here.
const PROBLEMS: [(&str, &str); 8] = [
    ("400", "The request breaks this description: a parameter that is not there, a number out of bounds."),
    ("401", "A token is needed, or the one that was sent is none."),
    ("404", "There is no such thing."),
    ("421", "The request is for another host."),
    ("422", "A query, a time or a cursor that cannot be understood; `detail` says how to mend it."),
    ("429", "Too many requests: `Retry-After` says how many seconds to wait."),
    ("500", "The collection could not be read."),
    ("503", "Too many questions at once, or one that takes too long: ask again later."),
];

impl Modify for Answers {
    fn modify(&self, description: &mut Description) {
        for (path, item) in &mut description.paths.paths {
            let Some(operation) = &mut item.get else { continue };
            let takes = taken(operation);
            for (status, meaning) in PROBLEMS {
                let can_be = match status {
                    "404" => path.contains('{'),
                    "422" => takes.iter().any(|name| ["q", "since", "until", "cursor"].contains(&name.as_str())),
                    _ => true,
                };
                if can_be {
                    operation.responses.responses.insert(status.to_owned(), problem(status, meaning).into());
                }
            }
            match path.ends_with("/snapshot") {
                true => take_any_bytes(operation),
                false => add_validators(operation),
            }
        }
    }
}

fn taken(operation: &Operation) -> BTreeSet<String> {
    let parameters = operation.parameters.iter().flatten();
    let names = parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query => Some(parameter.name.clone()),
        _ => None,
    });
    names.collect()
}

fn problem(status: &str, meaning: &str) -> Response {
    let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let mut response = ResponseBuilder::new().description(meaning).content(MEDIA_TYPE, body);
    let text =
        |why: &str| HeaderBuilder::new().schema(Some(Object::with_type(Type::String))).description(Some(why)).build();
    match status {
        "401" => response = response.header("WWW-Authenticate", text("The ways to send a token.")),
        "429" | "503" => {
            let seconds = HeaderBuilder::new().schema(Some(Object::with_type(Type::Integer)));
            let seconds = seconds.description(Some("Seconds to wait.")).build();
            response = response.header("Retry-After", seconds);
        }
        _ => {}
    }
    response.build()
}

/// Bytes have no schema.
fn take_any_bytes(operation: &mut Operation) {
    if let Some(RefOr::T(answer)) = operation.responses.responses.get_mut("200") {
        for content in answer.content.values_mut() {
            if let RefOr::T(content) = content {
                content.schema = None;
            }
        }
    }
}

/// The tag of an answer, and what who has it is told.
fn add_validators(operation: &mut Operation) {
    let tag = HeaderBuilder::new().schema(Some(Object::with_type(Type::String)));
    let tag = tag.description(Some("What this answer is recognised by: send it as `If-None-Match`.")).build();
    if let Some(RefOr::T(answer)) = operation.responses.responses.get_mut("200") {
        answer.headers.insert("ETag".to_owned(), tag.into());
    }
    let unchanged = ResponseBuilder::new().description("You have this already (`If-None-Match`).").build();
    operation.responses.responses.insert("304".to_owned(), unchanged.into());
}

/// How a token is sent, where one is needed.
pub(super) struct Tokens;

impl Modify for Tokens {
    fn modify(&self, description: &mut Description) {
        let components = description.components.get_or_insert_default();
        let scheme = |scheme, text: &str| {
            SecurityScheme::Http(HttpBuilder::new().scheme(scheme).description(Some(text)).build())
        };
        components.add_security_scheme("token", scheme(HttpAuthScheme::Bearer, "A token of `token_files`."));
        components.add_security_scheme("password", scheme(HttpAuthScheme::Basic, "Any name, and a token as password."));
        let none: [&str; 0] = [];
        description.security =
            Some(vec![SecurityRequirement::new("token", none), SecurityRequirement::new("password", none)]);
        for item in description.paths.paths.values_mut() {
            for parameter in item.get.iter_mut().flat_map(|operation| operation.parameters.iter_mut().flatten()) {
                if let RefOr::T(parameter) = parameter
                    && parameter.parameter_in == ParameterIn::Query
                {
                    parameter.required = Required::False;
                }
            }
        }
    }
}

fn object<'d>(description: &'d mut Description, name: &str) -> Option<&'d mut Object> {
    match description.components.as_mut()?.schemas.get_mut(name)? {
        RefOr::T(Schema::Object(object)) => Some(object),
        _ => None,
    }
}
