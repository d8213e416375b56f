//! A few words around a place in a text, on one line.

use std::fmt;
use std::ops::Range;

/// Characters on either side.
const REACH: usize = 32;

/// A place with what stands around it; `…` where something is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// What stands before it.
    pub before: String,
    /// What stands there.
    pub hit: String,
    /// What stands behind it.
    pub after: String,
}

impl Snippet {
    /// The words around a place, which is counted in characters.
    #[must_use]
    pub fn around(text: &str, place: &Range<u32>) -> Self {
        let (start, end) = (place.start as usize, (place.end as usize).max(place.start as usize));
        let first = start.saturating_sub(REACH);
        let before: String = text.chars().skip(first).take(start - first).collect();
        let hit: String = text.chars().skip(start).take(end - start).collect();
        let after: String = text.chars().skip(end).take(REACH).collect();
        let is_cut_behind = text.chars().nth(end + REACH).is_some();
        let before = if first > 0 { format!("…{}", without_first_word(&before)) } else { before };
        let after = if is_cut_behind { format!("{}…", without_last_word(&after)) } else { after };
        Self { before, hit, after }
    }
}

/// What is left once the word is gone of which only the end is there; all of it in a script without spaces.
fn without_first_word(text: &str) -> &str {
    text.split_once(char::is_whitespace).map_or(text, |(_, rest)| rest)
}

fn without_last_word(text: &str) -> &str {
    text.rsplit_once(char::is_whitespace).map_or(text, |(rest, _)| rest)
}

impl fmt::Display for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { before, hit, after } = self;
        write!(f, "{before}[{hit}]{after}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_snippet_is_cut_between_words() {
        let check = |text: &str, place: Range<u32>, expected: &str| {
            assert_eq!(Snippet::around(text, &place).to_string(), expected, "{text}");
        };
        check("The attack was foiled", 4..10, "The [attack] was foiled");
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
        check(long, 34..39, "…two three four five six seven [eight] nine ten eleven twelve…");
        check("联合国安理会", 3..6, "联合国[安理会]");
    }

    proptest! {
        #[test]
        fn any_place_gives_a_snippet(text in ".{0,80}", start in 0_u32..90, length in 0_u32..20) {
            let snippet = Snippet::around(&text, &(start..start + length));
            prop_assert!(text.contains(&snippet.hit));
        }
    }
}
