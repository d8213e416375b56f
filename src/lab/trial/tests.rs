use super::*;
use crate::analysis::topics::{Condition, PlainTerm, Term, TermGroup, TermLanguage, TopicRule, compile};
use crate::lab::fixture::{Collection, source};
use crate::store::{TextChoice, TextsOf};

fn rules(threshold: f64, terms: &[(f64, &str)], forbidden: &[&str]) -> TopicSet {
    let term = |&(weight, text): &(f64, &str)| Term { text: text.to_owned(), weight, language: TermLanguage::Any };
    let plain = |text: &&str| PlainTerm { text: (*text).to_owned(), language: TermLanguage::Any };
    let mut rule = TopicRule::new(TopicId::parse("sea").expect("an id"));
    rule.threshold = Some(threshold);
    rule.terms = terms.iter().map(term).collect();
    if !forbidden.is_empty() {
        let group = TermGroup { uses: Vec::new(), terms: forbidden.iter().map(plain).collect() };
        rule.conditions.none.push(Condition { group, weight: None });
    }
    let (set, mistakes) = compile(vec![rule], Vec::new());
    assert_eq!(mistakes, []);
    set
}

fn tried(set: &TopicSet) -> TopicTrial {
    let collection = Collection::of(
        &[("Trawlers sail", "A fleet."), ("Harbour news", "The trawler is back."), ("Recipes", "A cake.")],
        "rules-1",
    );
    let pass = Pass::choose(&collection.store, &TextChoice::ever(TextsOf::All)).expect("chosen");
    let listings = Listings::new(&[source()]);
    let question = Question { rules: set, listings: &listings, sample: 5 };
    let mut n_done = 0;
    let mut trials = run(&collection.store, &pass, question, |n| {
        n_done += n;
        ControlFlow::Continue(())
    })
    .expect("read");
    assert_eq!((n_done, trials.len()), (3, 1));
    trials.remove(0)
}

#[test]
fn what_would_be_added_is_told_with_its_words() {
    let trial = tried(&rules(2.0, &[(2.0, "trawler*")], &[]));
    assert_eq!(trial.total, Split { before: 0, after: 2, added: 2, dropped: 0 });
    assert_eq!(trial.added_by, [("trawler*".to_owned(), 2)]);
    let titles: Vec<&str> = trial.added.iter().map(|change| change.title.as_str()).collect();
    assert_eq!(titles, ["Harbour news", "Trawlers sail"]);
    let english = LanguageCode::from_tag("en");
    assert_eq!(trial.by_language.get(&english).map(|split| split.added), Some(2));
    assert_eq!(trial.by_source.get(&source().id).map(|split| split.added), Some(2));
}

#[test]
fn what_is_forbidden_is_not_added() {
    let trial = tried(&rules(2.0, &[(2.0, "trawler*")], &["fleet"]));
    assert_eq!(trial.total.added, 1);
}
