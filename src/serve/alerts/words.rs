//! What messages say themselves, in the language of their alert.

use fluent_bundle::FluentValue;

use crate::analysis::burst::Mark;
use crate::config::MessageLanguage;
use crate::query::cases::condition::{Advice, Condition};
use crate::serve::faults;
use crate::serve::speech::Speech;

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words(Speech);

impl Words {
    pub(super) fn of(language: MessageLanguage) -> Self {
        Self(match language {
            MessageLanguage::English => Speech::English,
            MessageLanguage::Arabic => Speech::Arabic,
        })
    }

    /// Its tag, and whether it is written from the right or from the left, as HTML says it.
    pub(super) fn tag_and_direction(self) -> (&'static str, &'static str) {
        (self.0.code(), self.0.direction())
    }

    /// A message that counts something.
    pub(super) fn count(self, message: &str, n: usize) -> String {
        self.plain(self.0.count(message, n as u64).into_owned())
    }

    /// A message with texts in it.
    pub(super) fn with<const N: usize>(self, message: &str, texts: [(&'static str, &str); N]) -> String {
        let said = self.0.say_with(message, texts.map(|(name, text)| (name, FluentValue::from(text.to_owned()))));
        self.plain(said.into_owned())
    }

    pub(super) fn mark(self, mark: Mark) -> String {
        self.say(match mark {
            Mark::Rising => "mark-rising",
            Mark::Burst => "mark-burst",
        })
    }

    pub(super) fn condition(self, condition: Condition) -> String {
        self.say(&format!("condition-{condition}"))
    }

    pub(super) fn advice(self, advice: &Advice) -> String {
        self.plain(faults::of_source(self.0, advice))
    }

    pub(super) fn say(self, message: &str) -> String {
        self.plain(self.0.say(message).into_owned())
    }

    /// Where all of it runs from the left, the marks that keep parts of a sentence apart are only in the way: not every
    /// terminal and chat knows them.
    fn plain(self, said: String) -> String {
        match self.0 {
            Speech::English => said.replace(['\u{2068}', '\u{2069}'], ""),
            Speech::Arabic => said,
        }
    }
}
