//! Dates told by their distance from now: `3 hours ago`, `منذ يومين`, `昨天`.
//!
//! Only as exact as they are: minutes give a time, hours and days give a day. Weeks, months and years ago tell no day and
//! are not read.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::scan::{Cursor, Kind, Token, scan};
use crate::model::Moment;
use crate::text::fold::fold;
use crate::text::script::{Writing, writing};

/// A line a language: its code, what stands before and behind the number, the units, and whole words.
const TABLE: &str = include_str!("relative.tsv");

/// How long ago, as exactly as it was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Distance {
    Minutes(i64),
    Hours(i64),
    Days(i64),
}

impl Distance {
    /// The moment that is so far before another, whose day is that of UTC.
    pub(super) fn before(self, now: Timestamp) -> Option<Moment> {
        let day_of = |instant| Moment::day(Moment::utc(instant).date());
        match self {
            Self::Minutes(minutes) => {
                let minute = now.as_second().div_euclid(60).checked_sub(minutes)?;
                Timestamp::from_second(minute * 60).ok().map(Moment::utc)
            }
            Self::Hours(hours) => now.checked_sub(SignedDuration::from_hours(hours)).ok().map(day_of),
            Self::Days(days) => Moment::utc(now).date().checked_sub(days.days()).ok().map(Moment::day),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minute,
    Hour,
    Day,
}

impl Unit {
    /// So many of them, if one would say it in this unit.
    fn times(self, number: i64) -> Option<Distance> {
        match (self, number) {
            (Self::Minute, 0..=180) => Some(Distance::Minutes(number)),
            (Self::Hour, 0..=72) => Some(Distance::Hours(number)),
            (Self::Day, 0..=31) => Some(Distance::Days(number)),
            _ => None,
        }
    }
}

/// A way to tell a distance.
#[derive(Debug, PartialEq, Eq)]
struct Template {
    language: &'static str,
    /// Folded words and symbols; [`NUMBER`] stands for the number.
    tokens: Vec<String>,
    unit: Unit,
    /// The number, where it is not written apart.
    number: Option<i64>,
    /// Whether it names a unit. Words such as `today` do not; short ones mean something else in other languages.
    tells_unit: bool,
}

/// Stands for the number in a template.
const NUMBER: &str = "0";

/// Templates by the first word that is no number.
static TEMPLATES: LazyLock<HashMap<String, Vec<Template>>> = LazyLock::new(|| {
    let mut templates: HashMap<String, Vec<Template>> = HashMap::new();
    for template in TABLE.lines().filter(|line| !line.starts_with('#')).flat_map(of_line) {
        let first = template.tokens.iter().find(|token| *token != NUMBER).cloned();
        let others = templates.entry(first.unwrap_or_default()).or_default();
        if !others.contains(&template) {
            others.push(template);
        }
    }
    templates
});

/// The first distance that a text tells, with its range. A language that is known goes before all others; where it is
/// not, they must agree.
pub(super) fn find(folded: &str, language: Option<&str>) -> Option<(Distance, Range<usize>)> {
    let tokens = scan(folded);
    let told = (0..tokens.len()).find_map(|at| at_token(&tokens, at, language))?;
    Some((told.distance, told.range))
}

/// The places at which a text tells distances, in order; with `by_unit` only those that count minutes, hours or days.
pub(super) fn places(folded: &str, language: Option<&str>, by_unit: bool) -> Vec<Range<usize>> {
    let tokens = scan(folded);
    let mut places: Vec<Range<usize>> = Vec::new();
    for at in 0..tokens.len() {
        let is_behind = |place: &Range<usize>| tokens.get(at).is_some_and(|token| token.range.start >= place.end);
        if places.last().is_none_or(is_behind)
            && let Some(told) = at_token(&tokens, at, language)
            && (told.tells_unit || !by_unit)
        {
            places.push(told.range);
        }
    }
    places
}

/// A distance that a text tells.
struct Told {
    distance: Distance,
    range: Range<usize>,
    tells_unit: bool,
}

fn at_token(tokens: &[Token<'_>], at: usize, language: Option<&str>) -> Option<Told> {
    let start = Cursor::new(tokens, at);
    let mut ahead = start;
    ahead.number(1..=3);
    let first = ahead.peek()?;
    let matched = TEMPLATES.get(first.text)?.iter().filter_map(|template| {
        let is_known = template.language == language.unwrap_or_default();
        let (distance, end) = template.read(start).filter(|_| is_known || template.tells_unit)?;
        Some((template, distance, end))
    });
    let matched: Vec<_> = matched.collect();
    let is_own = |template: &Template| Some(template.language) == language;
    let longest = matched.iter().max_by_key(|(template, _, end)| (is_own(template), *end))?;
    let is_same = |other: &&(&Template, Distance, usize)| other.2 == longest.2;
    if !is_own(longest.0) && matched.iter().filter(is_same).any(|other| other.1 != longest.1) {
        return None;
    }
    let range = tokens.get(at)?.range.start..tokens.get(longest.2.checked_sub(1)?)?.range.end;
    Some(Told { distance: longest.1, range, tells_unit: longest.0.tells_unit })
}

impl Template {
    /// The distance that is told from a cursor on, and the token behind it.
    fn read(&self, mut cursor: Cursor<'_>) -> Option<(Distance, usize)> {
        let mut number = self.number;
        for token in &self.tokens {
            if token == NUMBER {
                number = Some(cursor.number(1..=3)?.into());
            } else {
                cursor.peek().filter(|next| next.text == *token)?;
                cursor.skip();
            }
        }
        Some((self.unit.times(number?)?, cursor.at()))
    }
}

/// All templates of a line.
fn of_line(line: &'static str) -> Vec<Template> {
    let mut columns = line.split('\t').map(|column| column.split('|').collect::<Vec<_>>());
    let mut next = || columns.next().unwrap_or_default();
    let language = next().first().copied().unwrap_or_default();
    let (before, behind) = (next(), next());
    let mut templates = Vec::new();
    for unit in [Unit::Minute, Unit::Hour, Unit::Day] {
        for spelling in next() {
            let (name, number) = carried(spelling);
            for (before, behind) in before.iter().flat_map(|before| behind.iter().map(move |behind| (before, behind))) {
                let spaced = [*before, if number.is_some() { "" } else { NUMBER }, name, *behind];
                for text in joined(spaced) {
                    templates.push(Template { language, tokens: words(&text), unit, number, tells_unit: true });
                }
            }
        }
    }
    for days in [2, 1, 0] {
        let spellings = next().into_iter().filter(|spelling| *spelling != NOTHING);
        templates.extend(spellings.map(|spelling| {
            let tokens = words(spelling);
            Template { language, tokens, unit: Unit::Day, number: Some(days), tells_unit: false }
        }));
    }
    templates
}

/// Stands for nothing in the table.
const NOTHING: &str = "~";

/// A spelling without the number that it carries, and the number.
fn carried(spelling: &str) -> (&str, Option<i64>) {
    match spelling.split_once('=') {
        Some((name, number)) => (name, number.parse().ok()),
        None => (spelling, None),
    }
}

/// The parts with and without spaces between: `3小时前` and `3 小时 前`.
fn joined(parts: [&str; 4]) -> Vec<String> {
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty() && *part != NOTHING).collect();
    let is_spaceless =
        |part: &&str| part.chars().any(|c| matches!(writing(c), Some(Writing::Unspaced | Writing::Hangul)));
    let Some((last, rest)) = parts.split_last() else { return Vec::new() };
    if !is_spaceless(last) {
        return vec![parts.join(" ")];
    }
    let half = rest.split_last().map_or(String::new(), |(unit, number)| format!("{} {unit}{last}", number.join(" ")));
    vec![parts.join(" "), parts.concat(), format!("{} {last}", rest.concat()), half]
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let tokens = scan(&folded);
    let is_word = |token: &&Token<'_>| token.kind != Kind::Symbol || token.text != ".";
    tokens.iter().filter(is_word).map(|token| token.text.to_owned()).collect()
}
