//! How two texts differ, word by word.

use similar::{ChangeTag, TextDiff};

use super::{PATIENCE, Side};
use crate::text::tokens;

/// Words of one side, with what stands between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Which text they stand in; never [`Side::Gap`].
    pub side: Side,
    /// As they stand there.
    pub text: String,
}

/// Both texts in one: what stayed, and between it what went and what came in its place. In scripts without spaces each
/// character is a word.
#[must_use]
pub fn words(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (cut(before), cut(after));
    let difference = TextDiff::configure().timeout(PATIENCE).diff_slices(&old, &new);
    let mut joining = Joining::default();
    for change in difference.iter_all_changes() {
        joining.add(change.tag(), change.value());
    }
    joining.end()
}

/// Words and what stands between them, in turn; nothing is lost.
fn cut(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut end = 0;
    for word in tokens::words(text) {
        parts.extend(text.get(end..word.start).filter(|between| !between.is_empty()));
        end = word.end;
        parts.extend(text.get(word));
    }
    parts.extend(text.get(end..).filter(|rest| !rest.is_empty()));
    parts
}

/// Neighbours of one side become one piece. A space that stayed between two words that changed is part of the change:
/// else a sentence that was written anew would be shown in splinters.
#[derive(Default)]
struct Joining {
    pieces: Vec<Piece>,
    gone: String,
    new: String,
    between: String,
}

impl Joining {
    fn add(&mut self, tag: ChangeTag, part: &str) {
        match tag {
            ChangeTag::Delete => {
                self.take_between();
                self.gone.push_str(part);
            }
            ChangeTag::Insert => {
                self.take_between();
                self.new.push_str(part);
            }
            // A new paragraph ends a change.
            ChangeTag::Equal if self.is_changing() && is_between(part) && !part.contains('\n') => {
                self.between.push_str(part);
            }
            ChangeTag::Equal => {
                self.flush();
                self.push(Side::Both, part);
            }
        }
    }

    fn is_changing(&self) -> bool {
        !self.gone.is_empty() || !self.new.is_empty()
    }

    fn take_between(&mut self) {
        self.gone.push_str(&self.between);
        self.new.push_str(&self.between);
        self.between.clear();
    }

    fn flush(&mut self) {
        for (side, text) in [(Side::Gone, std::mem::take(&mut self.gone)), (Side::New, std::mem::take(&mut self.new))] {
            self.push(side, &text);
        }
        let between = std::mem::take(&mut self.between);
        self.push(Side::Both, &between);
    }

    fn push(&mut self, side: Side, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.side == side => last.text.push_str(text),
            _ => self.pieces.push(Piece { side, text: text.to_owned() }),
        }
    }

    fn end(mut self) -> Vec<Piece> {
        self.flush();
        self.pieces
    }
}

fn is_between(part: &str) -> bool {
    !part.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let show = |piece: &Piece| match piece.side {
            Side::Gone => format!("[-{}-]", piece.text),
            Side::New => format!("{{+{}+}}", piece.text),
            Side::Both | Side::Gap => piece.text.clone(),
        };
        words(before, after).iter().map(show).collect()
    }

    #[test]
    fn what_changed_stands_where_it_stood() {
        assert_eq!(shown("Two were hurt.", "Five were hurt."), "[-Two-]{+Five+} were hurt.");
        assert_eq!(shown("Hurt: two men.", "Hurt: five old men."), "Hurt: [-two-]{+five old+} men.");
        assert_eq!(shown("same", "same"), "same");
        assert_eq!(shown("", "new text"), "{+new text+}");
        assert_eq!(shown("قتل ثلاثة أشخاص", "قتل أربعة أشخاص"), "قتل [-ثلاثة-]{+أربعة+} أشخاص");
        assert_eq!(shown("三人死亡", "五人死亡"), "[-三-]{+五+}人死亡");
        assert_eq!(shown("a b\nc", "x y\nc"), "[-a b-]{+x y+}\nc");
    }

    proptest! {
        #[test]
        fn both_texts_can_be_had_from_it(before in "[ab .\n三ا]{0,20}", after in "[ab .\n三ا]{0,20}") {
            let of = |wanted: Side| {
                let pieces = words(&before, &after).into_iter();
                pieces.filter(|piece| piece.side == wanted || piece.side == Side::Both).map(|piece| piece.text).collect::<String>()
            };
            prop_assert_eq!(of(Side::Gone), before.clone());
            prop_assert_eq!(of(Side::New), after.clone());
        }
    }
}
