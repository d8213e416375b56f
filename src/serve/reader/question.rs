//! What a reader sends: parameters of the address and of a form, some of them several times.

use jiff::Timestamp;
use url::form_urlencoded;

use super::Unanswered;
use crate::query::cases::reading::{Cursor, State, Stream, Wanted};
use crate::serve::desk::Refusal;
use crate::store::{ArticleId, ItemNumber};

/// What readers know an article by; its number follows in sixteen hexadecimal digits.
const LONG_ID: &str = "tag:google.com,2005:reader/item/";

/// Digits of an article's number in a place in a stream.
const ID_DIGITS: usize = 13;

/// The parameters in their order.
#[derive(Debug, Default)]
pub(super) struct Question(Vec<(String, String)>);

impl Question {
    pub(super) fn read(query: &str, form: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes()).chain(form_urlencoded::parse(form));
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// All values of a name.
    pub(super) fn all<'q>(&'q self, name: &'q str) -> impl Iterator<Item = &'q str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.trim())
    }

    /// The last value of a name, if that says something.
    pub(super) fn last<'q>(&'q self, name: &'q str) -> Option<&'q str> {
        self.all(name).last().filter(|value| !value.is_empty())
    }

    /// What of a stream is asked for: `n` at most, `r=o` from the oldest on, `ot` and `nt` fetched from and until, `it` and `xt`
    /// states, `c` where an earlier answer ended.
    pub(super) fn wanted(&self, stream: Stream, usual: u32, most: u32) -> Result<Wanted, Unanswered> {
        let limit = match self.last("n") {
            Some(n) => n.parse::<u32>().map_err(|_| wrong("n", n))?.clamp(1, most),
            None => usual,
        };
        Ok(Wanted {
            stream,
            only: self.states("it"),
            without: self.states("xt"),
            since: self.last("ot").and_then(time),
            until: self.last("nt").and_then(time),
            is_oldest_first: self.last("r") == Some("o"),
            after: self.last("c").map(|place| cursor(place).ok_or_else(|| wrong("c", place))).transpose()?,
            limit,
        })
    }

    /// Other states, and feeds, tell nothing apart here.
    fn states(&self, name: &str) -> Vec<State> {
        self.all(name).filter_map(|value| state(value.rsplit('/').next().unwrap_or_default())).collect()
    }

    /// The articles that are named, by their long or short ids.
    pub(super) fn items(&self) -> Result<Vec<ItemNumber>, Unanswered> {
        self.all("i").map(|id| item(id).ok_or_else(|| wrong("i", id))).collect()
    }
}

fn state(name: &str) -> Option<State> {
    match name {
        "read" => Some(State::Read),
        "unread" | "kept-unread" => Some(State::Unread),
        "starred" => Some(State::Starred),
        _ => None,
    }
}

fn wrong(name: &str, value: &str) -> Unanswered {
    let value: String = value.chars().take(100).collect();
    Refusal::Misunderstood(format!("`{name}={value}` cannot be read")).into()
}

/// A time since 1970 in seconds, or in parts of them, of which readers send a thousand, a million or more; 0 is none.
pub(super) fn time(text: &str) -> Option<Timestamp> {
    /// Seconds have fewer digits for the next thousand years.
    const LARGEST_S: i64 = 99_999_999_999;
    let mut number: i64 = text.parse().ok().filter(|number| *number > 0)?;
    while number > LARGEST_S {
        number /= 1000;
    }
    Timestamp::from_second(number).ok()
}

/// An article's number: decimal, as some write it negative where the first bit is set, or behind [`LONG_ID`] hexadecimal.
fn item(id: &str) -> Option<ItemNumber> {
    let number = match id.strip_prefix(LONG_ID) {
        Some(digits) => u64::from_str_radix(digits, 16).ok()?,
        None => id.parse::<u64>().ok().or_else(|| id.parse::<i64>().ok().map(i64::cast_unsigned))?,
    };
    Some(ItemNumber::new(number))
}

/// The long form of an article's id.
pub(super) fn long_id(item: ItemNumber) -> String {
    format!("{LONG_ID}{:016x}", item.get())
}

/// A place in a stream as digits alone: some readers take nothing else.
pub(super) fn place(cursor: Cursor) -> String {
    format!("{}{:0ID_DIGITS$}", cursor.dated_s, cursor.id.0)
}

fn cursor(place: &str) -> Option<Cursor> {
    let (dated, id) = place.split_at_checked(place.len().checked_sub(ID_DIGITS)?)?;
    Some(Cursor { dated_s: dated.parse().ok()?, id: ArticleId(id.parse().ok()?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_a_long_and_a_short_id() {
        let number = ItemNumber::new(0x0123_4567_89ab_cdef);
        assert_eq!(long_id(number), "tag:google.com,2005:reader/item/0123456789abcdef");
        for id in ["tag:google.com,2005:reader/item/0123456789abcdef", "81985529216486895"] {
            assert_eq!(item(id), Some(number), "{id}");
        }
        assert_eq!(item("-9141386507638288913"), Some(number), "the first bit does not count");
        for id in ["", "x", "tag:google.com,2005:reader/item/x", "1.5"] {
            assert_eq!(item(id), None, "{id}");
        }
    }

    #[test]
    fn a_place_is_written_and_read() {
        for (dated_s, id) in [(1_795_000_000, 7), (-5, 1_000_000), (0, i64::from(u32::MAX))] {
            let there = Cursor { dated_s, id: ArticleId(id) };
            assert_eq!(cursor(&place(there)), Some(there));
        }
        assert_eq!((cursor("12"), cursor("xxxxxxxxxxxxxxxxxxxx"), cursor("مرحبا مرحبا")), (None, None, None));
    }

    #[test]
    fn times_come_in_seconds_and_in_parts_of_them() {
        let second = Timestamp::from_second(1_795_000_000).ok();
        for text in ["1795000000", "1795000000000", "1795000000000000", "1795000000000000000"] {
            assert_eq!(time(text), second, "{text}");
        }
        assert_eq!((time("0"), time(""), time("-1"), time("soon")), (None, None, None, None));
    }
}
