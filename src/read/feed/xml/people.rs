//! Names and e-mail addresses that stand in one line.

use crate::read::feed::document::Person;
use crate::read::markup;

use super::draft::RawPerson;

/// Brackets around a name or an address, in any script.
const BRACKETS: &[char] = &['(', ')', '<', '>', '[', ']', '（', '）', '«', '»'];

/// A person, if anything is known of one.
pub(super) fn person(raw: RawPerson) -> Option<Person> {
    let (name, email) = match raw.name {
        Some(name) => (Some(name), None),
        None => split(&without_markup(raw.text)),
    };
    let name = name.map(|name| markup::collapse(&without_markup(name))).filter(|name| !name.is_empty());
    let email = raw.email.map(|email| email.trim().to_owned()).filter(|email| !email.is_empty()).or(email);
    (name.is_some() || email.is_some() || raw.uri.is_some()).then_some(Person { name, email, uri: raw.uri })
}

/// `Name <me@example.com>` has brackets and is no HTML.
fn without_markup(text: String) -> String {
    if markup::looks_like_html(&text) { markup::html_to_text(&text) } else { text }
}

/// The name and the e-mail address in a line such as `me@example.com (Name)` or `Name <me@example.com>`.
fn split(line: &str) -> (Option<String>, Option<String>) {
    let separates = |c: char| c.is_whitespace() || BRACKETS.contains(&c) || matches!(c, ',' | ';' | '"');
    let is_address =
        |word: &&str| word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    let Some(address) = line.split(separates).find(is_address) else {
        return (filled(without_brackets(line)), None);
    };
    let (before, after) = line.split_once(address).unwrap_or((line, ""));
    let before = before.trim_end_matches(|c: char| BRACKETS.contains(&c) || c.is_whitespace());
    let after = after.trim_start_matches(|c: char| BRACKETS.contains(&c) || c.is_whitespace());
    let name = format!("{before} {after}");
    let email = address.strip_prefix("mailto:").unwrap_or(address);
    (filled(without_brackets(&name)), filled(email))
}

fn without_brackets(name: &str) -> &str {
    let name = name.trim();
    let is_opened = name.contains(['(', '[', '<', '（']);
    let name = if is_opened { name } else { name.trim_end_matches([')', ']', '>', '）']) };
    let inner = name.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    inner.unwrap_or(name).trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | ',' | ';' | '-'))
}

fn filled(text: &str) -> Option<String> {
    let text = markup::collapse(text);
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_names_and_addresses() {
        let check = |line: &str, name: &str, email: &str| {
            let (found_name, found_email) = split(line);
            assert_eq!(
                (found_name.as_deref().unwrap_or_default(), found_email.as_deref().unwrap_or_default()),
                (name, email),
                "{line}"
            );
        };
        check("أحمد علي", "أحمد علي", "");
        check("me@example.com (Example editor)", "Example editor", "me@example.com");
        check("Example editor (me@example.com)", "Example editor", "me@example.com");
        check("Example editor <me+spam@example.com>", "Example editor", "me+spam@example.com");
        check("张三（zhang@example.cn）", "张三", "zhang@example.cn");
        check("me@example.com", "", "me@example.com");
        check("mailto:me@example.com", "", "me@example.com");
        check("(Name)", "Name", "");
        check("Name (Reuters)", "Name (Reuters)", "");
        check("by @handle", "by @handle", "");
        check("()", "", "");
    }
}
