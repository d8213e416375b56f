//! In how many stored articles each term stands.

use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use super::pass::Pass;
use crate::analysis::topics::lint::UseCounts;
use crate::analysis::topics::{Subject, TopicSet};
use crate::store::StoreError;

/// Counts over the articles of a pass; `progress` is told how many are done.
///
/// # Errors
/// The database fails.
pub fn count(pass: &Pass, rules: &TopicSet, mut progress: impl FnMut(usize)) -> Result<UseCounts, StoreError> {
    let mut counts = UseCounts::default();
    pass.run(
        &AtomicBool::new(false),
        |article| {
            let language = article.language.clone();
            let subject =
                Subject { title: &article.title, text: &article.text, language: language.as_ref(), seen: None };
            let terms = rules.terms_in(&subject, None);
            (language, terms)
        },
        |chunk| {
            progress(chunk.len());
            for (language, terms) in chunk {
                counts.add(language.as_ref(), &terms);
            }
            ControlFlow::Continue(())
        },
    )?;
    Ok(counts)
}
