//! Where a source is asked: at its configured address, or where its server says that it has moved to for good.
//!
//! One wrong redirect must not lose a source, so a move is believed only once it was announced a few times in a row, and
//! given up as soon as the new address fails for good. The configuration is never changed: `rasid sources` tells the user.

use url::{ParseError, Url};

use crate::model::{ErrorKind, Move};

/// The address to ask.
///
/// # Errors
/// The configured one is none.
pub(super) fn address(configured: &str, moved: Option<&Move>) -> Result<Url, ParseError> {
    let believed = moved.filter(|moved| moved.is_believed()).and_then(|moved| Url::parse(&moved.to).ok());
    believed.map_or_else(|| Url::parse(configured), Ok)
}

/// What is known of a move after an answer: `asked` was asked and `answered` answered.
pub(super) fn after_answer(before: Option<&Move>, asked: &Url, answered: &Url, is_for_good: bool) -> Option<Move> {
    let is_at_new_home = before.is_some_and(|moved| moved.is_believed() && moved.to == asked.as_str());
    match (is_at_new_home, is_for_good) {
        // It answered there by itself, or sends on for a while only.
        (true, false) => before.cloned(),
        (false, false) => None,
        // Moved on: the new target has to be announced as often as the first, from the configured address on.
        (_, true) => {
            let again = before.filter(|moved| moved.to == answered.as_str());
            let times = again.map_or(1, |moved| moved.times.saturating_add(1));
            Some(Move { to: answered.to_string(), times })
        }
    }
}

/// What is known of a move after a failure. Where the new address is gone, the configured one is asked again.
pub(super) fn after_failure(before: Option<&Move>, kind: ErrorKind) -> Option<Move> {
    let is_lost = matches!(kind, ErrorKind::NotFound | ErrorKind::Gone | ErrorKind::Dns);
    before.filter(|moved| !(is_lost && moved.is_believed())).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect(text)
    }

    fn moved(times: u32) -> Option<Move> {
        (times > 0).then(|| Move { to: "https://new.example/feed".to_owned(), times })
    }

    #[test]
    fn a_move_is_believed_after_three_announcements_in_a_row() {
        let old = "https://old.example/feed";
        let mut known = None;
        for times in 1..=3 {
            assert_eq!(address(old, known.as_ref()), Ok(url(old)));
            known = after_answer(known.as_ref(), &url(old), &url("https://new.example/feed"), true);
            assert_eq!(known, moved(times));
        }
        assert_eq!(address(old, known.as_ref()), Ok(url("https://new.example/feed")));
    }

    #[test]
    fn another_answer_in_between_begins_the_count_anew() {
        let check = |before: u32, asked: &str, answered: &str, is_for_good: bool, expected: Option<Move>| {
            let found = after_answer(moved(before).as_ref(), &url(asked), &url(answered), is_for_good);
            assert_eq!(found, expected, "{before} {asked} {answered} {is_for_good}");
        };
        let (old, new, other) = ("https://old.example/feed", "https://new.example/feed", "https://third.example/");
        let to_other = Some(Move { to: other.to_owned(), times: 1 });
        check(2, old, old, false, None);
        check(2, old, new, false, None);
        check(2, old, other, true, to_other.clone());
        check(3, new, new, false, moved(3));
        check(3, new, other, false, moved(3));
        check(3, new, other, true, to_other);
    }

    #[test]
    fn a_new_address_that_is_lost_leads_back_to_the_old_one() {
        let check = |times: u32, kind: ErrorKind, expected: u32| {
            assert_eq!(after_failure(moved(times).as_ref(), kind), moved(expected), "{times} {kind}");
        };
        check(3, ErrorKind::NotFound, 0);
        check(3, ErrorKind::Gone, 0);
        check(3, ErrorKind::Dns, 0);
        check(3, ErrorKind::Timeout, 3);
        check(3, ErrorKind::Server, 3);
        check(2, ErrorKind::NotFound, 2);
        check(0, ErrorKind::NotFound, 0);
    }
}
