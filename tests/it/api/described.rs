//! Holds answers against the description: as much of JSON Schema as the description uses, and no more.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::door::Reply;

/// The description of the interface.
#[derive(Debug)]
pub(crate) struct Description(Value);

impl Description {
    pub(crate) fn read(text: &Value) -> Self {
        assert_eq!(text["openapi"], "3.1.0");
        Self(text.clone())
    }

    /// All resources.
    pub(crate) fn resources(&self) -> BTreeSet<String> {
        self.paths().keys().cloned().collect()
    }

    fn paths(&self) -> &Map<String, Value> {
        self.0["paths"].as_object().expect("paths")
    }

    /// Holds an answer against what is described for its address; gives the resource.
    pub(crate) fn check(&self, address: &str, reply: &Reply) -> String {
        let path = address.split('?').next().unwrap_or_default();
        let (resource, described) = self.paths().iter().find(|(known, _)| is_of(path, known)).expect(address);
        let answers = &described["get"]["responses"];
        let answer = answers.get(reply.status.to_string());
        let answer = answer.unwrap_or_else(|| panic!("{address}: {} is not described", reply.status));
        let kind = reply.header("content-type").expect("a type");
        let content = answer["content"].get(&kind).unwrap_or_else(|| panic!("{address}: {kind} is not described"));
        if let Some(schema) = content.get("schema") {
            self.hold(&reply.json(), schema, address);
        }
        for (header, _) in answer["headers"].as_object().into_iter().flatten().filter(|(name, _)| *name == "ETag") {
            assert!(reply.header(&header.to_lowercase()).is_some(), "{address}: no {header}");
        }
        resource.clone()
    }

    fn hold(&self, value: &Value, schema: &Value, at: &str) {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.strip_prefix("#/components/schemas/").expect("a schema of the description");
            return self.hold(value, &self.0["components"]["schemas"][name], at);
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let fits = |choice: &&Value| std::panic::catch_unwind(|| self.hold(value, choice, at)).is_ok();
            assert_eq!(choices.iter().filter(fits).count(), 1, "{at}: {value} is none of {schema}");
            return;
        }
        self.hold_type(value, schema, at);
        if let Some(names) = schema["enum"].as_array() {
            assert!(names.contains(value), "{at}: {value} is none of {names:?}");
        }
        if schema["format"] == "date-time" && value.is_string() {
            let text = value.as_str().unwrap_or_default();
            assert!(text.parse::<jiff::Timestamp>().is_ok(), "{at}: {text} is no time");
        }
        if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
            values.iter().enumerate().for_each(|(n, value)| self.hold(value, items, &format!("{at}[{n}]")));
        }
        if let (Some(properties), Some(fields)) = (schema["properties"].as_object(), value.as_object()) {
            self.hold_fields(fields, properties, schema, at);
        }
    }

    fn hold_type(&self, value: &Value, schema: &Value, at: &str) {
        let types: Vec<&str> = match &schema["type"] {
            Value::String(name) => vec![name],
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            _ => panic!("{at}: a schema without a type: {schema}"),
        };
        let is = |name: &&str| match *name {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("{at}: the type {other}"),
        };
        assert!(types.iter().any(is), "{at}: {value} is none of {types:?}");
    }

    fn hold_fields(&self, fields: &Map<String, Value>, properties: &Map<String, Value>, schema: &Value, at: &str) {
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for name in required {
            assert!(fields.contains_key(name), "{at}: `{name}` is missing in {fields:?}");
        }
        for (name, value) in fields {
            let described = properties.get(name).unwrap_or_else(|| panic!("{at}: `{name}` is not described"));
            self.hold(value, described, &format!("{at}.{name}"));
        }
    }
}

/// Whether a path is one of a resource: `/articles/12` of `/articles/{id}`.
fn is_of(path: &str, resource: &str) -> bool {
    let (path, resource): (Vec<&str>, Vec<&str>) = (path.split('/').collect(), resource.split('/').collect());
    path.len() == resource.len() && path.iter().zip(&resource).all(|(a, b)| a == b || b.starts_with('{'))
}
