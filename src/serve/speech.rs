//! The words of the interface, in the languages that it speaks.
//!
//! They stand in Fluent files (<https://projectfluent.org>), one a language, which a test holds to the same messages. What is
//! put into a message is isolated, so that a foreign name does not turn it round.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use unic_langid::LanguageIdentifier;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speech {
    /// English.
    English,
    /// Arabic.
    Arabic,
}

impl Speech {
    /// All of them; the first one is spoken where nobody asks for another.
    pub(super) const ALL: [Self; 2] = [Self::English, Self::Arabic];

    /// The tag by which browsers know it.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Arabic => "ar",
        }
    }

    /// What its readers call it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Arabic => "العربية",
        }
    }

    /// Whether it is written from the right or from the left, as HTML says it.
    pub(super) const fn direction(self) -> &'static str {
        match self {
            Self::English => "ltr",
            Self::Arabic => "rtl",
        }
    }

    /// The language of a code.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|speech| speech.code() == code)
    }

    /// The best answer to a browser's `Accept-Language` (RFC 9110, 12.5.4).
    pub(super) fn accepted(header: &str) -> Self {
        let wanted = fluent_langneg::accepted_languages::parse(header);
        let known = Self::ALL.map(|speech| identifier(speech.code()));
        let chosen = negotiate_languages(&wanted, &known, None, NegotiationStrategy::Filtering);
        let first = chosen.first().map(|language| language.language.as_str().to_owned());
        first.and_then(|code| Self::from_code(&code)).unwrap_or(Self::English)
    }

    /// A message without a variable.
    pub(super) fn say(self, message: &str) -> Cow<'static, str> {
        self.format(message, None)
    }

    /// A message with its variables: texts or numbers, by which it may choose its form.
    pub(super) fn say_with<const N: usize>(
        self,
        message: &str,
        variables: [(&'static str, FluentValue<'_>); N],
    ) -> Cow<'static, str> {
        let arguments: FluentArgs<'_> = variables.into_iter().collect();
        Cow::Owned(self.format(message, Some(&arguments)).into_owned())
    }

    /// A message that counts something, in its variable `n`.
    pub(super) fn count(self, message: &str, n: u64) -> Cow<'static, str> {
        self.say_with(message, [("n", FluentValue::from(n))])
    }

    /// A message that not every language of the world, or kind of thing, has.
    pub(super) fn find(self, message: &str) -> Option<Cow<'static, str>> {
        let has = self.bundle().has_message(message);
        has.then(|| self.say(message))
    }

    /// What is missing shows its name: a page with a hole is better than none, and the tests find it.
    fn format(self, name: &str, arguments: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(name).and_then(|message| message.value()) else {
            tracing::error!("the interface has no words for `{name}` in `{}`", self.code());
            return Cow::Owned(name.to_owned());
        };
        let mut errors = Vec::new();
        let words = bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
        for error in errors {
            tracing::error!("the words for `{name}` in `{}`: {error}", self.code());
        }
        Cow::Owned(words)
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        match self {
            Self::English => &ENGLISH,
            Self::Arabic => &ARABIC,
        }
    }
}

static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("en", include_str!("locales/en.ftl")));
static ARABIC: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("ar", include_str!("locales/ar.ftl")));

fn bundle(code: &str, source: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(code)]);
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
        tracing::error!("the words of the interface in `{code}`: {errors:?}");
        resource
    });
    if let Err(errors) = bundle.add_resource(resource) {
        tracing::error!("the words of the interface in `{code}`: {errors:?}");
    }
    bundle
}

fn identifier(code: &str) -> LanguageIdentifier {
    code.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The messages of a file, each with the variables that it names.
    fn messages(source: &str) -> BTreeMap<String, Vec<String>> {
        let (_, errors) = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err(broken) => broken,
        };
        assert!(errors.is_empty(), "{errors:?}");
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in source.lines() {
            let name = line.split_once(" =").map(|(name, _)| name).filter(|name| !name.starts_with([' ', '#']));
            if let Some(name) = name {
                name.clone_into(&mut current);
                assert!(found.insert(current.clone(), Vec::new()).is_none(), "{current} stands twice");
            }
            let variables = line.split('$').skip(1).filter_map(|rest| {
                rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next().map(str::to_owned)
            });
            found.entry(current.clone()).or_default().extend(variables.filter(|_| !line.starts_with('#')));
        }
        for variables in found.values_mut() {
            variables.sort();
            variables.dedup();
        }
        found.retain(|name, _| !name.is_empty());
        found
    }

    #[test]
    fn every_language_has_the_same_messages_with_the_same_variables() {
        assert_eq!(messages(include_str!("locales/ar.ftl")), messages(include_str!("locales/en.ftl")));
    }

    #[test]
    fn a_browser_is_answered_in_the_language_that_it_likes_best() {
        for (header, expected) in [
            ("ar-EG,ar;q=0.9,en;q=0.8", Speech::Arabic),
            ("en-GB,en;q=0.9,ar;q=0.5", Speech::English),
            ("fr;q=0.9, ar;q=0.8", Speech::Arabic),
            ("fr", Speech::English),
            ("", Speech::English),
            ("*;;q=x", Speech::English),
        ] {
            assert_eq!(Speech::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn numbers_choose_the_form_of_a_word() {
        assert_eq!(Speech::English.count("articles", 1), "\u{2068}1\u{2069} article");
        assert_eq!(Speech::English.count("articles", 5), "\u{2068}5\u{2069} articles");
        let forms: Vec<_> = [0, 1, 2, 3, 11, 100].map(|n| Speech::Arabic.count("articles", n)).to_vec();
        assert_eq!(forms.iter().collect::<std::collections::BTreeSet<_>>().len(), 6, "{forms:?}");
    }
}
