//! `[opinion]`.

use super::values::{self, Limits};
use super::{Known, options};
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::RawOpinion;
use crate::config::settings::OpinionConfig;

/// Who gives second opinions; `Some(None)`: nobody.
pub(super) fn opinion(raw: &RawOpinion, known: Known<'_>, mistakes: &mut Mistakes) -> Option<Option<OpinionConfig>> {
    let words: Vec<String> = raw.command.iter().flatten().map(|word| word.get_ref().clone()).collect();
    let timeout = mistakes.check_if_given(raw.timeout.as_ref(), |text| values::duration(text, Limits::TIMEOUT));
    let topics = options::topics(raw.topics.as_deref(), known.topics, mistakes);
    let doubt_below = raw.doubt_below.as_ref().and_then(|written| {
        let number = *written.get_ref();
        if (0.0..=1.0).contains(&number) {
            return Some(number);
        }
        mistakes.at(written.span(), Fault::new(format!("{number} is no probability"), "write a number from 0 to 1"));
        None
    });
    let Some(program) = words.first() else { return Some(None) };
    let name = raw.name.as_ref().map_or(program, |name| name.get_ref()).clone();
    let name = if name.is_empty() { program.clone() } else { name };
    Some(Some(OpinionConfig { command: words, name, topics, timeout: timeout?, doubt_below: doubt_below? }))
}
