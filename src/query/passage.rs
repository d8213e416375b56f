//! The passage of a text that says most of what was looked for, with the hits in it as they stand in the text.

use std::fmt;
use std::ops::Range;

use crate::store::Phrase;
use crate::text::fold::fold_mapped;
use crate::text::tokens::index_ranges;

/// Characters that a passage has, about.
const LENGTH: usize = 160;

/// Characters before its first hit.
const LEAD: usize = 40;

/// A part of a text, on one line, cut between words; `…` where something is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage(Vec<(String, bool)>);

impl Passage {
    /// The best passage of a text; `None` where nothing that is looked for stands in it.
    #[must_use]
    pub fn find(text: &str, wanted: &[Phrase]) -> Option<Self> {
        let hits = hits(text, wanted);
        let chars: Vec<char> = text.chars().collect();
        let start_of = |hit: &Range<usize>| hit.start.saturating_sub(LEAD);
        // The window with the most different hits; of several the first.
        let score = |first: &Range<usize>| {
            let end = start_of(first) + LENGTH;
            let within = hits.iter().filter(|hit| hit.start >= first.start && hit.end <= end);
            let mut words: Vec<&[char]> = within.filter_map(|hit| chars.get(hit.clone())).collect();
            words.sort_unstable();
            words.dedup();
            words.len()
        };
        let first = hits.iter().enumerate().max_by_key(|(at, hit)| (score(hit), std::cmp::Reverse(*at)))?.1;
        let start = word_start(&chars, start_of(first), first.start);
        let end = word_end(&chars, (start + LENGTH).max(first.end));
        let mut parts = vec![(if start > 0 { "…" } else { "" }.to_owned(), false)];
        let mut at = start;
        for hit in hits.iter().filter(|hit| hit.start >= first.start && hit.end <= end) {
            parts.push((on_one_line(&chars, at..hit.start), false));
            parts.push((on_one_line(&chars, hit.clone()), true));
            at = hit.end;
        }
        parts.push((on_one_line(&chars, at..end), false));
        parts.push((if end < chars.len() { "…" } else { "" }.to_owned(), false));
        parts.retain(|(part, _)| !part.is_empty());
        Some(Self(parts))
    }

    /// The whole text on one line, with all hits in it.
    #[must_use]
    pub fn whole(text: &str, wanted: &[Phrase]) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let (mut parts, mut at) = (Vec::new(), 0);
        for hit in if wanted.is_empty() { Vec::new() } else { hits(text, wanted) } {
            parts.push((on_one_line(&chars, at..hit.start), false));
            at = hit.end;
            parts.push((on_one_line(&chars, hit), true));
        }
        parts.push((on_one_line(&chars, at..chars.len()), false));
        parts.retain(|(part, _)| !part.is_empty());
        Self(parts)
    }

    /// The beginning of a text.
    #[must_use]
    pub fn beginning(text: &str) -> Self {
        // No more than is shown and a word, however long the text is.
        let chars: Vec<char> = text.trim_start().chars().take(LENGTH + LEAD + 1).collect();
        let end = word_end(&chars, LENGTH);
        let rest = if end < chars.len() { "…" } else { "" };
        Self(vec![(format!("{}{rest}", on_one_line(&chars, 0..end)), false)])
    }

    /// The parts in order, and whether each is a hit.
    #[must_use]
    pub fn parts(&self) -> &[(String, bool)] {
        &self.0
    }
}

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(part, is_hit)| if *is_hit { write!(f, "[{part}]") } else { f.write_str(part) })
    }
}

/// Where the phrases stand, in characters, without overlaps.
fn hits(text: &str, wanted: &[Phrase]) -> Vec<Range<usize>> {
    let folded = fold_mapped(text);
    let ranges = index_ranges(&folded.text);
    let tokens: Vec<&str> = ranges.iter().filter_map(|range| folded.text.get(range.clone())).collect();
    let mut places = Vec::new();
    let mut end_of_last = 0;
    for at in 0..tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        let longest = wanted.iter().filter(|phrase| stands_at(phrase, rest)).map(|phrase| phrase.tokens.len()).max();
        let Some(bounds) = longest.and_then(|n| Some(ranges.get(at)?.start..ranges.get(at + n - 1)?.end)) else {
            continue;
        };
        if bounds.start >= end_of_last {
            end_of_last = bounds.end;
            places.push(folded.source_range(bounds));
        }
    }
    in_characters(text, places)
}

fn stands_at(phrase: &Phrase, tokens: &[&str]) -> bool {
    let Some((last, front)) = phrase.tokens.split_last() else { return false };
    tokens.len() > front.len()
        && front.iter().zip(tokens).all(|(wanted, token)| wanted == token)
        && tokens
            .get(front.len())
            .is_some_and(|token| if phrase.is_prefix { token.starts_with(last.as_str()) } else { token == last })
}

/// Places in bytes, in order, as places in characters.
fn in_characters(text: &str, places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let (mut n_bytes, mut n_chars) = (0, 0);
    let mut count_to = |byte: usize| {
        n_chars += text.get(n_bytes..byte).map_or(0, |part| part.chars().count());
        n_bytes = byte;
        n_chars
    };
    places.into_iter().map(|place| count_to(place.start)..count_to(place.end)).collect()
}

fn on_one_line(chars: &[char], range: Range<usize>) -> String {
    let part = chars.get(range).unwrap_or_default();
    part.iter().map(|c| if c.is_control() || *c == '\u{2028}' { ' ' } else { *c }).collect()
}

/// The beginning of the first whole word from here on, if there is one before the hit.
fn word_start(chars: &[char], from: usize, hit: usize) -> usize {
    if from == 0 {
        return 0;
    }
    (from..hit)
        .find(|&at| at.checked_sub(1).and_then(|at| chars.get(at)).is_some_and(|c| c.is_whitespace()))
        .unwrap_or(from)
}

/// The end of the last whole word up to here, or here in a script without spaces.
fn word_end(chars: &[char], to: usize) -> usize {
    if to >= chars.len() {
        return chars.len();
    }
    let shortest = to.saturating_sub(LEAD);
    (shortest..=to).rev().find(|&at| chars.get(at).is_some_and(|c| c.is_whitespace())).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::parse;

    fn passage(text: &str, query: &str) -> Option<String> {
        let wanted = crate::query::plan::wanted_phrases(&parse(query).expect(query));
        Passage::find(text, &wanted).map(|passage| passage.to_string())
    }

    #[test]
    fn hits_stand_as_they_are_given() {
        let check = |text: &str, query: &str, expected: &str| {
            assert_eq!(passage(text, query).as_deref(), Some(expected), "{query} in {text}");
        };
        check("The Coast-Guard came", "\"coast guard\"", "The [Coast-Guard] came");
        check("قال إنَّ الإرهاب", "ارهاب", "قال إنَّ [الإرهاب]");
        check("After the elections\nthe parties", "election party", "After the [elections] the [parties]");
        check("关于渔业争端的报道", "渔业", "关于[渔业]争端的报道");
        check("Gas prices rose", "gas -oil topic:energy", "[Gas] prices rose");
        assert_eq!(passage("coastal guard", "\"coast guard\""), None);
        assert_eq!(passage("anything", "topic:energy"), None);
    }

    #[test]
    fn a_headline_is_shown_whole_and_a_text_without_hits_by_its_beginning() {
        let wanted = crate::query::plan::wanted_phrases(&parse("gas prices").expect("a query"));
        let whole = |text: &str| Passage::whole(text, &wanted).to_string();
        assert_eq!(whole("Gas: no word of prices, but gas"), "[Gas]: no word of [prices], but [gas]");
        assert_eq!(whole("Nothing"), "Nothing");
        assert_eq!(Passage::whole("Gas", &[]).to_string(), "Gas");
        assert_eq!(Passage::beginning("  Short\ntext").to_string(), "Short text");
        let long = Passage::beginning(&"word ".repeat(100)).to_string();
        assert!(long.ends_with("word…") && long.chars().count() <= LENGTH + 1, "{long}");
    }

    #[test]
    fn the_passage_with_most_of_the_words_is_taken() {
        let filler = "Nothing of interest was said about it in the town at that time. ".repeat(5);
        let text = format!("Gas alone. {filler}Here gas met prices at last. {filler}");
        let found = passage(&text, "gas prices").expect("found");
        assert!(found.starts_with('…') && found.ends_with('…'), "{found}");
        assert!(found.contains("Here [gas] met [prices] at last."), "{found}");
    }

    proptest! {
        #[test]
        fn any_text_gives_a_passage_of_it(text in "\\PC{0,60}", word in "\\w{1,4}") {
            let whole = format!("{text} {word} {text}");
            if let Ok(query) = parse(&format!("\"{word}\"")) {
                let wanted = crate::query::plan::wanted_phrases(&query);
                if let Some(passage) = Passage::find(&whole, &wanted) {
                    prop_assert!(passage.parts().iter().any(|(_, is_hit)| *is_hit));
                }
            }
        }
    }
}
