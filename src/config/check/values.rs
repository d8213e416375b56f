//! The rules for single values: what is right, and for what is wrong, how to mend it.

mod addressing;
mod codes;
mod doors;
mod durations;
mod mail;
mod sizes;
mod web;

pub(super) use addressing::{host_label, index_page, parameter, parameter_name, stripped};
pub(super) use codes::{country, language};
pub(super) use doors::{host, hub, listen, public_url, token};
pub(super) use durations::{Limits, cron, duration, keep, snapshots};
pub(super) use mail::{mail_address, mail_server, webhook_secret};
pub(super) use sizes::{SizeLimits, size};
pub(super) use web::{
    address, basic_auth, callback, contact, cookie, domain, header_name, header_value, network, proxy, user_agent,
};

use std::fmt::Display;

use crate::config::mistakes::Fault;
use crate::model::{IdentityError, ListId, SourceId, TopicId};
use crate::read::article::rules::Part;
use crate::read::listing::page::check_selector;
use crate::text;

/// The id of a source.
pub(super) fn source_id(text: &str) -> Result<SourceId, Fault> {
    SourceId::parse(text).map_err(|error| bad_id(text, &error))
}

/// The id of a topic.
pub(super) fn topic_id(text: &str) -> Result<TopicId, Fault> {
    TopicId::parse(text).map_err(|error| bad_id(text, &error))
}

/// The id of a list of terms.
pub(super) fn list_id(text: &str) -> Result<ListId, Fault> {
    ListId::parse(text).map_err(|error| Fault::plain(error.to_string()))
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

#[cfg(test)]
mod tests;
