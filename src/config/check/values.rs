//! The rules for single values: what is right, and for what is wrong, how to mend it.

mod codes;
mod durations;
mod web;

pub(super) use codes::{country, language};
pub(super) use durations::{Limits, cron, duration, keep};
pub(super) use web::{
    address, basic_auth, callback, contact, cookie, domain, header_name, header_value, listen, network, proxy,
    user_agent,
};

use std::fmt::Display;

use crate::config::mistakes::Fault;
use crate::model::{IdentityError, SourceId, TopicId};
use crate::read::article::rules::Part;
use crate::read::listing::page::check_selector;
use crate::text;

/// The largest answer that may be allowed, and the smallest limit that makes sense, in bytes.
const BODY_BYTES: std::ops::RangeInclusive<u64> = 64 << 10..=1 << 30;

/// The id of a source.
pub(super) fn source_id(text: &str) -> Result<SourceId, Fault> {
    SourceId::parse(text).map_err(|error| bad_id(text, &error))
}

/// The id of a topic.
pub(super) fn topic_id(text: &str) -> Result<TopicId, Fault> {
    TopicId::parse(text).map_err(|error| bad_id(text, &error))
}

fn bad_id(text: &str, error: &IdentityError) -> Fault {
    let lower = text.trim().to_lowercase();
    let safe: String =
        lower.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    match SourceId::parse(safe.trim_matches('-')) {
        Ok(id) => Fault::new(error.to_string(), format!("write `{id}`")),
        Err(_) => Fault::plain(error.to_string()),
    }
}

/// One of some fixed names.
pub(super) fn choice<T: Copy + Display>(what: &str, text: &str, all: &[T]) -> Result<T, Fault> {
    let names: Vec<String> = all.iter().map(ToString::to_string).collect();
    let found = all.iter().zip(&names).find(|(_, name)| *name == text).map(|(value, _)| *value);
    found.ok_or_else(|| Fault::unknown(what, text, names.iter().map(String::as_str)))
}

/// Text that says something.
pub(super) fn words(text: &str) -> Result<String, Fault> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.chars().any(char::is_control) {
        return Err(Fault::plain("empty text, or text with control characters"));
    }
    Ok(trimmed.to_owned())
}

/// A CSS selector.
pub(super) fn selector(text: &str) -> Result<String, Fault> {
    // The parser's own words ask to report this to its developers.
    let fault = |_| Fault::new(format!("`{text}` is not a CSS selector"), "write it as in CSS: \"div.news > a[href]\"");
    check_selector(text).map(|()| text.trim().to_owned()).map_err(fault)
}

/// A CSS selector that may name an attribute behind an `@`.
pub(super) fn part(text: &str) -> Result<Part, Fault> {
    let hint = "write it as in CSS: \"div.story\", or with an attribute: \"span.date @data-time\"";
    Part::parse(text).map_err(|css| Fault::new(format!("`{css}` is not a CSS selector"), hint))
}

/// A CSS selector whose elements are taken as they are.
pub(super) fn element(text: &str) -> Result<Part, Fault> {
    let part = part(text)?;
    if part.names_attribute() {
        return Err(Fault::new("an attribute where elements are selected", "leave out the `@` and what follows it"));
    }
    Ok(part)
}

/// A regular expression, in the syntax of the `regex` crate, which takes linear time whatever it is given.
pub(super) fn pattern(written: &str) -> Result<String, Fault> {
    match text::pattern::compile(written, false) {
        Ok(_) => Ok(written.to_owned()),
        Err(error) => Err(Fault::new(error, "write it as in \"/sport/\" or \"^https://example\\\\.org/20[0-9]{2}/\"")),
    }
}

/// A charset by its WHATWG label; `None` for `auto`.
pub(super) fn encoding(written: &str) -> Result<Option<String>, Fault> {
    let label = written.trim();
    if label == "auto" {
        return Ok(None);
    }
    if text::charset::is_known(label) {
        Ok(Some(label.to_owned()))
    } else {
        Err(Fault::new(
            format!("unknown charset `{written}`"),
            "write a label of the WHATWG list: \"windows-1256\", \"gb18030\", or \"auto\"",
        ))
    }
}

/// A size in bytes: `10 MiB`, `500 kB`, `2000000`.
pub(super) fn size(text: &str) -> Result<u64, Fault> {
    let compact = text.replace(' ', "");
    let unit_at = compact.find(|c: char| !c.is_ascii_digit()).unwrap_or(compact.len());
    let (number, unit) = compact.split_at_checked(unit_at).unwrap_or((&compact, ""));
    let factor: Option<u64> = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => Some(1),
        "kb" => Some(1_000),
        "mb" => Some(1_000_000),
        "gb" => Some(1_000_000_000),
        "kib" => Some(1 << 10),
        "mib" => Some(1 << 20),
        "gib" => Some(1 << 30),
        _ => None,
    };
    let bytes = number.parse::<u64>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
    match bytes {
        Some(bytes) if BODY_BYTES.contains(&bytes) => Ok(bytes),
        Some(_) => Err(Fault::plain(format!("size `{text}` is not between 64 KiB and 1 GiB"))),
        None => Err(Fault::new(format!("`{text}` is no size"), "write a whole number and a unit: \"10 MiB\"")),
    }
}

#[cfg(test)]
mod tests;
