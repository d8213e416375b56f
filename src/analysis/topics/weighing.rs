//! Every number that turns hits into a score where the rule says nothing else. A rule's author relies on them, so they
//! change with a note in the changelog, and [`METHOD`] with them.

/// Version of the way terms are matched and weighed; part of a rule's version, so that a change of it shows that
/// stored matches are of an older kind.
pub(super) const METHOD: u16 = 3;

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

/// An article whose hits all stand within so many words of its text, and none in its headline, mentions the subject in
/// passing. About two sentences: what a communique says of one of its ten points, or a match report of a minute's
/// silence. Of 53 such matches of twelve topics in 5,651 real articles perhaps 7 were right,
/// by their headlines.
pub(super) const PASSAGE_WORDS: u32 = 40;

/// How much longer than a passage a text must be before one passage is too little of it. A short report may well say all
/// that it has to say of its subject in one.
const PASSAGES_OF_A_TEXT: u32 = 3;

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

/// Whether a text of so many words, whose hits span so many, speaks of the subject in one passage only.
pub(super) fn is_one_passage(n_words: u32, span: u32, passage_words: u32) -> bool {
    span < passage_words && n_words > passage_words.saturating_mul(PASSAGES_OF_A_TEXT)
}

/// How much must stand in the headline or the lead of an article of this sum; `None`: one hit that adds.
///
/// The front tells the subject from a mention in passing. A sum far above the threshold takes many different terms,
/// since each is capped, and so is itself a sign against a mention: from the threshold on less is asked for, in a
/// straight line, and nothing from `enough` on. So an analysis that begins with a scene and names the matter late
/// matches as well.
pub(super) fn front_wanted(front: f64, enough: Option<f64>, threshold: f64, score: f64) -> Option<f64> {
    let Some(enough) = enough else { return Some(front) };
    if score >= enough {
        return None;
    }
    let left = (enough - score) / (enough - threshold);
    Some(rounded(front * left.clamp(0.0, 1.0)))
}

/// Rounds to hundredths, and never to a negative zero. Each hit's part is rounded before it is added, so that the printed parts make the printed sum.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}
