//! What was written by a released version is still read: a fixture of each, kept for ever.

use super::*;
use crate::model::{Moment, SourceKind};

const OUTCOME_1: &str = include_str!("fixtures/outcome-1.json");
const JOB_1: &str = include_str!("fixtures/job-1.json");

#[test]
fn an_outcome_of_version_1_is_read() {
    let outcome: PollOutcome = serde_json::from_str(OUTCOME_1).expect("it decodes");
    let article = outcome.articles.first().expect("an article");
    assert_eq!((outcome.version, outcome.generation, outcome.source.as_str()), (1, 7, "un-news-ar"));
    assert_eq!(
        article.published.map(|published| published.at.to_string()).as_deref(),
        Some("2021-11-15T00:05:00+04:00")
    );
    assert_eq!(article.matches.first().map(|found| found.evidence.len()), Some(1));
    assert_eq!(
        outcome.sightings.first().and_then(|seen| seen.published).map(Moment::precision),
        Some(crate::model::Precision::Day)
    );
    assert_eq!(outcome.deferred.first().map(|deferral| deferral.attempts), Some(1));
    assert_eq!(outcome.end.as_ref().and_then(|end| end.error_kind), Some(ErrorKind::NotAFeed));
    let again: PollOutcome = serde_json::from_value(serde_json::to_value(&outcome).expect("plain")).expect("decodes");
    assert_eq!(again, outcome);
}

#[test]
fn a_job_of_version_1_is_read() {
    let job: PollJob = serde_json::from_str(JOB_1).expect("it decodes");
    assert_eq!((job.version, job.source.kind, job.known.len()), (1, SourceKind::List, 1));
    assert_eq!(job.source.allow_private.len(), 1);
    let again: PollJob = serde_json::from_value(serde_json::to_value(&job).expect("plain")).expect("decodes");
    assert_eq!(again, job);
}
