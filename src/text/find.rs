//! Where a folded phrase stands in a text as given.

use std::ops::Range;

use super::fold::fold_mapped;
use super::tokens;

/// The first place, in characters, where the words of a folded phrase follow one another; letter forms, hyphens and
/// marks aside.
#[must_use]
pub fn phrase(text: &str, folded_phrase: &str) -> Option<Range<u32>> {
    let wanted: Vec<&str> = tokens::words(folded_phrase).filter_map(|word| folded_phrase.get(word)).collect();
    let folded = fold_mapped(text);
    let words: Vec<Range<usize>> = tokens::words(&folded.text).collect();
    let is_here = |window: &&[Range<usize>]| {
        window.iter().zip(&wanted).all(|(range, word)| folded.text.get(range.clone()) == Some(word))
    };
    let window = words.windows(wanted.len().max(1)).filter(|_| !wanted.is_empty()).find(is_here)?;
    let bytes = folded.source_range(window.first()?.start..window.last()?.end);
    let count = |part: Range<usize>| text.get(part).map_or(0, |part| part.chars().count());
    let start = u32::try_from(count(0..bytes.start)).ok()?;
    Some(start..start + u32::try_from(count(bytes)).ok()?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn phrases_are_found_as_they_are_given() {
        let check = |text: &str, phrase: &str, expected: Option<&str>| {
            let place = super::phrase(text, phrase);
            let found =
                place.map(|place| text.chars().skip(place.start as usize).take(place.len()).collect::<String>());
            assert_eq!(found.as_deref(), expected, "{phrase} in {text}");
        };
        check("The Coast-Guard came", "coast guard", Some("Coast-Guard"));
        check("قال إنَّ الإرهاب", "الارهاب", Some("الإرهاب"));
        check("关于渔业争端的报道", "渔业争端", Some("渔业争端"));
        check("coastal guard", "coast guard", None);
        check("anything", "", None);
    }
}
