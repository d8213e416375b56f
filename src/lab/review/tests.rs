use super::*;
use crate::analysis::topics::{Term, TermLanguage, compile};
use crate::lab::fixture::Collection;
use crate::model::{Evidence, Field, TopicMatch};
use crate::opinion::Opinion;

/// Finds likely what has "gas" in its text, and says what it was asked.
#[derive(Default)]
struct Judge {
    asked: Vec<Question>,
    fails_after: Option<usize>,
}

impl SecondOpinion for Judge {
    fn ask(&mut self, question: &Question) -> Result<Opinion, OpinionError> {
        if self.fails_after == Some(self.asked.len()) {
            return Err(OpinionError::Ended { program: "judge".to_owned() });
        }
        self.asked.push(question.clone());
        let probability = if question.text.contains("gas") { 0.9 } else { 0.1 };
        Ok(Opinion { id: question.id.clone(), probability, note: None })
    }
}

fn topic() -> TopicId {
    TopicId::parse("energy").expect("an id")
}

fn topics() -> TopicSet {
    let mut rule = TopicRule { threshold: Some(1.0), ..TopicRule::new(topic()) };
    rule.description = "Gas and oil.".to_owned();
    rule.terms.push(Term { text: "gas".to_owned(), weight: 1.0, language: TermLanguage::Any });
    let (set, mistakes) = compile(vec![rule], Vec::new());
    assert_eq!(mistakes, []);
    set
}

fn collection() -> Collection {
    let evidence =
        |weight| Evidence { term: "gas".to_owned(), field: Field::Title, start: 0, end: 3, weight, side: None };
    let found = TopicMatch {
        topic: topic(),
        score: 2.0,
        evidence: vec![evidence(1.0), evidence(1.0)],
        rules_version: "1".to_owned(),
    };
    Collection::matching(&[("Gas flows", "The gas is back."), ("Gas mask found", "In an attic.")], "1", &[found])
}

fn review_with(collection: &Collection, judge: &mut Judge) -> Result<Vec<(i64, f64)>, ReviewError> {
    let choice = OpinionChoice { topics: Vec::new(), since: None, limit: 10 };
    let mut seen = Vec::new();
    let take = |opinion: &StoredOpinion| {
        seen.push((opinion.article.0, opinion.probability));
        ControlFlow::Continue(())
    };
    review(&collection.store, &topics(), "judge", &choice, judge, || Timestamp::UNIX_EPOCH, take).map(|()| seen)
}

#[test]
fn each_match_is_asked_about_once_with_all_that_is_known_of_it() {
    let (collection, mut judge) = (collection(), Judge::default());
    assert_eq!(review_with(&collection, &mut judge).expect("reviewed"), [(2, 0.1), (1, 0.9)]);
    let question = &judge.asked[1];
    assert_eq!((question.title.as_str(), question.text.as_str()), ("Gas flows", "The gas is back."));
    assert_eq!((question.label.as_str(), question.description.as_str()), ("energy", "Gas and oil."));
    assert_eq!((question.score, question.terms.as_slice()), (2.0, &["gas".to_owned()][..]));
    assert_eq!(review_with(&collection, &mut judge).expect("reviewed"), []);
}

#[test]
fn what_was_said_before_the_model_failed_is_kept() {
    let collection = collection();
    let mut judge = Judge { fails_after: Some(1), ..Judge::default() };
    assert!(matches!(review_with(&collection, &mut judge), Err(ReviewError::Opinion(_))));
    let mut judge = Judge::default();
    assert_eq!(review_with(&collection, &mut judge).expect("reviewed"), [(1, 0.9)]);
}
