//! JSON as publishers write it, in the form that the standard has.

use serde_json::{Map, Value, json};

use crate::model::Warning;

use super::limit;

/// Fields of an item that are strings; numbers among them are taken for what they look like.
const STRINGS: &[&str] = &[
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "date_published",
    "date_modified",
];

/// Reads a document and puts right what would lose it.
pub(super) fn document(text: &str, warnings: &mut Vec<Warning>) -> Result<Value, String> {
    let text = plain(text);
    let mut document = parse(&text, warnings)?;
    let Some(feed) = document.as_object_mut() else { return Err("it is no object".to_owned()) };
    for field in ["home_page_url", "feed_url", "language", "description", "icon", "favicon"] {
        if !feed.get(field).is_some_and(Value::is_string) {
            feed.remove(field);
        }
    }
    if !feed.get("title").is_some_and(Value::is_string) {
        feed.insert("title".to_owned(), json!(""));
    }
    people(feed);
    let items = match feed.remove("items") {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    let items: Vec<Value> = items.into_iter().filter_map(item).collect();
    feed.insert("items".to_owned(), Value::Array(items));
    Ok(document)
}

/// Parses the text; one that breaks off is closed behind its last whole item.
fn parse(text: &str, warnings: &mut Vec<Warning>) -> Result<Value, String> {
    let error = match serde_json::from_str(text) {
        Ok(document) => return Ok(document),
        Err(error) => error,
    };
    let whole = limit::end_of_last_entry(text).filter(|_| error.is_eof()).and_then(|end| text.get(..end));
    let document = whole.and_then(|whole| serde_json::from_str(&format!("{whole}]}}")).ok());
    if document.is_some() {
        warnings.push(Warning::new("truncated", "the feed ends in the middle; what is whole was kept"));
    }
    document.ok_or_else(|| error.to_string())
}

/// Control characters as spaces, wherever they stand: within strings they are forbidden, elsewhere they are white space.
/// Halves of surrogate pairs as the replacement character.
fn plain(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return text;
    }
    let mut mended = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, escape)) = rest.split_once('\\') {
        mended.push_str(before);
        let n_bytes = match (surrogate(escape), escape.get(5..).and_then(|next| next.strip_prefix('\\'))) {
            (Some(0xd800..=0xdbff), Some(next)) if surrogate(next).is_some_and(|code| code >= 0xdc00) => 11,
            (Some(_), _) => {
                mended.push_str("\\ufffd");
                rest = escape.get(5..).unwrap_or_default();
                continue;
            }
            // The escaped character is no escape of its own.
            (None, _) => escape.chars().next().map_or(0, char::len_utf8),
        };
        let (taken, after) = escape.split_at_checked(n_bytes).unwrap_or((escape, ""));
        mended.push('\\');
        mended.push_str(taken);
        rest = after;
    }
    mended.push_str(rest);
    mended
}

/// The half of a pair that `uXXXX` stands for.
fn surrogate(escape: &str) -> Option<u32> {
    let code = u32::from_str_radix(escape.strip_prefix('u')?.get(..4)?, 16).ok()?;
    (0xd800..=0xdfff).contains(&code).then_some(code)
}

fn item(item: Value) -> Option<Value> {
    let Value::Object(mut item) = item else { return None };
    for field in STRINGS {
        match item.get(*field) {
            Some(Value::Number(number)) => {
                let text = number.to_string();
                item.insert((*field).to_owned(), Value::String(text));
            }
            Some(Value::String(_)) | None => {}
            Some(_) => {
                item.remove(*field);
            }
        }
    }
    people(&mut item);
    let tags = match item.remove("tags") {
        Some(Value::Array(tags)) => tags.into_iter().filter(Value::is_string).collect(),
        Some(Value::String(tag)) => vec![Value::String(tag)],
        _ => Vec::new(),
    };
    item.insert("tags".to_owned(), Value::Array(tags));
    let attachments = match item.remove("attachments") {
        Some(Value::Array(attachments)) => attachments.into_iter().filter_map(attachment).collect(),
        _ => Vec::new(),
    };
    item.insert("attachments".to_owned(), Value::Array(attachments));
    Some(Value::Object(item))
}

fn attachment(attachment: Value) -> Option<Value> {
    let url = attachment.get("url")?.as_str()?;
    let mime_type = attachment.get("mime_type").and_then(Value::as_str).unwrap_or("application/octet-stream");
    let size = attachment.get("size_in_bytes").and_then(Value::as_u64);
    Some(json!({"url": url, "mime_type": mime_type, "size_in_bytes": size}))
}

/// Authors as a list of objects; a name alone is one, too.
fn people(owner: &mut Map<String, Value>) {
    let listed = match owner.remove("authors") {
        Some(Value::Array(authors)) => authors,
        Some(author) => vec![author],
        None => Vec::new(),
    };
    let authors: Vec<Value> = owner.remove("author").into_iter().chain(listed).filter_map(person).collect();
    owner.insert("authors".to_owned(), Value::Array(authors));
}

fn person(person: Value) -> Option<Value> {
    let name = person.as_str().or_else(|| person.get("name")?.as_str())?;
    Some(json!({"name": name, "url": person.get("url").and_then(Value::as_str)}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_json_is_put_right() {
        let text =
            "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": null, \"author\": \"Анна\", \"items\": [
            1, {\"id\": 7, \"title\": \"a\nb\", \"tags\": \"x\", \"authors\": [{\"name\": null}, {\"name\": \"B\"}],
            \"attachments\": [{\"url\": \"/1\"}, {}]}]}";
        let document = document(text, &mut Vec::new()).expect("a feed");
        assert_eq!(document["authors"][0]["name"], "Анна");
        let item = &document["items"][0];
        assert_eq!((item["id"].as_str(), item["title"].as_str()), (Some("7"), Some("a b")));
        assert_eq!((item["tags"][0].as_str(), item["authors"][0]["name"].as_str()), (Some("x"), Some("B")));
        assert_eq!(item["attachments"].as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn halves_of_pairs_are_replaced() {
        assert_eq!(plain(r"\ud83d\ude00 \ud83d \ude00 \\ud83d \n"), r"\ud83d\ude00 \ufffd \ufffd \\ud83d \n");
        assert_eq!(plain(r"\ud83d"), r"\ufffd");
        assert_eq!(plain(r"\ud8"), r"\ud8");
    }

    #[test]
    fn a_feed_that_breaks_off_keeps_its_whole_items() {
        let mut warnings = Vec::new();
        let text = r#"{"version": "1", "items": [{"id": "1"}, {"id": "2"}, {"id": "3", "title": "ha"#;
        let document = document(text, &mut warnings).expect("a feed");
        assert_eq!(document["items"].as_array().map(Vec::len), Some(2));
        assert_eq!(warnings[0].code, "truncated");
        assert!(super::document("{\"a\": ", &mut Vec::new()).is_err());
    }
}
