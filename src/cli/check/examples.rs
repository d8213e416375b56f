//! The examples of the topics, tried.

use std::fmt;

use crate::analysis::topics::{ExampleResult, StoredExample, TopicSet};
use crate::cli::context::Context;
use crate::query::render::verdict;
use crate::store::{ArticleId, ArticleName, Store, StoreError};

/// How the examples came out.
#[derive(Debug, Default)]
pub(in crate::cli) struct Tally {
    n_held: usize,
    n_failed: usize,
    n_absent: usize,
}

impl Tally {
    /// Whether every example says of its topic what it must.
    pub(in crate::cli) fn all_hold(&self) -> bool {
        self.n_failed == 0
    }
}

/// Tries all examples and names those that fail on standard error. Articles of the collection are looked up where there
/// is one.
pub(in crate::cli) fn check(context: &Context, topics: &TopicSet) -> anyhow::Result<Tally> {
    let collection = match context.collection() {
        Ok(collection) => Some(collection),
        // Before the first poll there is none; of any other fault people should hear.
        Err(error) if matches!(error.downcast_ref(), Some(StoreError::Missing { .. })) => None,
        Err(error) => return Err(error),
    };
    let mut tally = Tally::default();
    for rule in topics.rules() {
        for (example, result) in topics.try_examples(&rule.id, |id| stored(collection.as_ref(), id))? {
            match result {
                ExampleResult::Holds => tally.n_held += 1,
                ExampleResult::Absent(_) => tally.n_absent += 1,
                ExampleResult::Fails(found) => {
                    tally.n_failed += 1;
                    let (must, why) = match example.must_match {
                        true => ("must match", verdict::reasons(&found)),
                        false => ("must not match", format!("its sum is {}", found.score)),
                    };
                    let sum = verdict::sum(&found);
                    super::super::complain(&format!("{}: {must} {}: {why} ({sum})", example.place, rule.id));
                }
            }
        }
    }
    Ok(tally)
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { n_held, n_failed, n_absent } = self;
        write!(f, "Examples       {n_held} hold")?;
        if *n_failed > 0 {
            write!(f, ", {n_failed} fail")?;
        }
        if *n_absent > 0 {
            write!(f, ", {n_absent} name an article that is not in the collection")?;
        }
        Ok(())
    }
}

fn stored(collection: Option<&Store>, id: i64) -> Result<Option<StoredExample>, StoreError> {
    let Some(collection) = collection else { return Ok(None) };
    let found = collection.article(&ArticleName::Id(ArticleId(id)))?;
    Ok(found.map(|found| StoredExample { title: found.row.title, text: found.text, language: found.row.language }))
}
