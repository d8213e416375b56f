//! Every number that turns hits into a score where the rule says nothing else. A rule's author relies on them, so they
//! change with a note in the changelog, and [`METHOD`] with them.

/// Version of the way terms are matched and weighed; part of a rule's version, so that a change of it shows that
/// stored matches are of an older kind.
pub(super) const METHOD: u16 = 2;

/// A term counts at most this many times in an article, so that one word repeated through a text cannot stand for the
/// many different words that an article on the subject uses.
pub(super) const TERM_CAP: u32 = 3;

/// Two sides meet at most this many times. More often than a term counts: a relation has few words of its own, and
/// what tells a text on it from a text that mentions both is how often they meet.
pub(super) const SIDES_CAP: usize = 5;

/// A hit in the headline counts as this many in the text: headlines are short, and name what the article is about.
pub(super) const TITLE_BOOST: f64 = 2.0;

/// A match needs a hit that speaks for it in the headline or within this many words of the text. Most false matches
/// are long articles that mention the subject in passing, and passing mentions stand further down.
pub(super) const LEAD_WORDS: u32 = 150;

/// Up to this many words a text's hits count in full.
pub(super) const FULL_WORDS: u32 = 300;

/// What a group of `any` or `all` that is met adds, where the rule does not say.
pub(super) const CONDITION_WEIGHT: f64 = 1.0;

/// What a hit in a text of so many words counts: 1 up to `full_words`, and from there on less by the square root of
/// the length, so that a text four times as long needs twice the hits. In proportion would be too strict: the cap
/// already keeps long texts from gathering hits of a few words. 0 stands for no such limit.
pub(super) fn text_factor(n_words: u32, full_words: u32) -> f64 {
    if full_words == 0 || n_words <= full_words {
        return 1.0;
    }
    (f64::from(full_words) / f64::from(n_words)).sqrt()
}

/// Rounds to hundredths, and never to a negative zero. Each hit's part is rounded before it is added, so that the printed parts make the printed sum.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}
