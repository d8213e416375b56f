//! `[[topic.example]]`.

use crate::analysis::topics::{Example, ExampleArticle};
use crate::config::check::{Surroundings, values};
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::{RawExample, RawTopic};
use crate::config::shape::Shaped;
use crate::config::texts::Span;

/// The examples of a topic.
pub(super) fn examples(shaped: &Shaped<RawTopic>, around: Surroundings<'_>, mistakes: &mut Mistakes) -> Vec<Example> {
    let written = shaped.value.iter().filter_map(|raw| raw.example.as_ref()).flatten();
    written.filter_map(|raw| example(shaped, raw.get_ref(), &raw.span(), around, mistakes)).collect()
}

fn example(
    shaped: &Shaped<RawTopic>,
    raw: &RawExample,
    place: &Span,
    around: Surroundings<'_>,
    mistakes: &mut Mistakes,
) -> Option<Example> {
    if raw.must_match.is_none() {
        let hint = "say whether the article must match its topic: match = true, or match = false";
        shaped.key_is_missing_in(place, "match", hint, mistakes);
    }
    let language = mistakes.check_if_given(raw.language.as_ref(), values::language);
    let has_words = raw.title.is_some() || raw.text.is_some();
    let article = match raw.article {
        Some(id) if !has_words => ExampleArticle::Stored(id),
        None if has_words => ExampleArticle::Written {
            title: raw.title.clone().unwrap_or_default(),
            text: raw.text.clone().unwrap_or_default(),
            language,
        },
        _ => {
            let hint = "write its `title` and `text`, or the number of a stored one: article = 12";
            mistakes.at(place.clone(), Fault::new("an example needs one article", hint));
            return None;
        }
    };
    Some(Example { place: around.texts.name_line(place), must_match: raw.must_match?, article })
}
