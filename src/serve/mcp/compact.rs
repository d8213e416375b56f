//! Answers without what says nothing: an assistant pays for each word.

use serde_json::Value;

/// An answer without fields that are null, empty text or an empty list; but that a list which was asked for is empty, is said.
pub(super) fn answer(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(name, value)| (name, without_nothing(value))).collect())
        }
        other => other,
    }
}

fn without_nothing(value: Value) -> Value {
    match value {
        Value::Array(values) => Value::Array(values.into_iter().map(without_nothing).collect()),
        Value::Object(fields) => {
            let kept = fields.into_iter().map(|(name, value)| (name, without_nothing(value)));
            Value::Object(kept.filter(|(_, value)| !is_nothing(value)).collect())
        }
        other => other,
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn zero_and_no_are_answers_and_emptiness_is_none() {
        let given = json!({"a": null, "b": [], "c": "", "d": 0, "e": false, "f": [{"g": null, "h": 1}, null], "i": {}});
        let expected = json!({"d": 0, "e": false, "f": [{"h": 1}, null], "i": {}});
        assert_eq!(answer(json!({"articles": [given], "next": null})), json!({"articles": [expected]}));
        assert_eq!(answer(json!({"articles": []})), json!({"articles": []}));
    }
}
