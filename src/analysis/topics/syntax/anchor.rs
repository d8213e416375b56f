//! The piece of a phrase that the automaton looks for.

use super::phrase::Phrase;
use super::word::{After, Before};

/// More letters would find little less that is not meant, and make the automaton large.
const MAX_LETTERS: usize = 8;

/// A piece of text that every match of a phrase holds.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::analysis::topics) struct Anchor {
    /// Which word of the phrase it begins in.
    pub(in crate::analysis::topics) word: usize,
    /// The piece, of words joined and framed by single spaces.
    pub(in crate::analysis::topics) text: String,
}

impl Phrase {
    /// The longest piece of the words' text that is in every match: it stands in the fewest other places.
    pub(in crate::analysis::topics) fn anchor(&self) -> Anchor {
        let longest = |best: Anchor, piece: Anchor| {
            if piece.text.chars().count() > best.text.chars().count() { piece } else { best }
        };
        let mut anchor = self.pieces().into_iter().reduce(longest).unwrap_or(Anchor { word: 0, text: String::new() });
        if let Some((at, _)) = anchor.text.char_indices().nth(MAX_LETTERS) {
            anchor.text.truncate(at);
        }
        anchor
    }

    /// The pieces between the places where letters that are not known may stand.
    fn pieces(&self) -> Vec<Anchor> {
        let mut pieces: Vec<Anchor> = Vec::new();
        let mut is_complete = false;
        for (index, word) in self.words.iter().enumerate() {
            let is_first_letter = word.before == Before::Nothing;
            match pieces.last_mut() {
                Some(piece) if is_complete => {
                    piece.text.push(' ');
                    if !is_first_letter {
                        pieces.push(Anchor { word: index, text: String::new() });
                    }
                }
                _ => pieces.push(Anchor { word: index, text: if is_first_letter { " " } else { "" }.to_owned() }),
            }
            if let Some(piece) = pieces.last_mut() {
                piece.text.push_str(&word.text);
            }
            is_complete = word.after == After::Nothing;
            // Behind it nobody knows how many words of the article belong to how many of the phrase.
            if word.may_have_loose_ending() {
                break;
            }
        }
        if let (Some(piece), true) = (pieces.last_mut(), is_complete) {
            piece.text.push(' ');
        }
        pieces
    }
}
