//! Packs what a poll finds into outcomes that stay small.
//!
//! Why several: an outcome is one transaction and must stay under 900 kB, and what was found before a crash should be kept.
//! Only the last part carries the validators, so an interrupted poll is simply done again.

use tokio::sync::mpsc;

use crate::model::{Article, Deferral, FORMAT_VERSION, PollEnd, PollJob, PollOutcome, Sighting};

/// A part is sent once its texts reach this size; the longest article (400 kB in two-byte scripts) still fits on top.
const PART_BYTES: usize = 300_000;
/// A part is sent once it has this many articles, so that a slow site's articles appear while it is being read.
const PART_ARTICLES: usize = 25;

/// What a deferral takes beside its text: titles, addresses, field names.
const DEFERRAL_BYTES: usize = 1_000;

/// The parts of one poll on their way to the store.
pub(super) struct Parts<'a> {
    job: &'a PollJob,
    rules_version: &'a str,
    sender: &'a mpsc::Sender<PollOutcome>,
    part: PollOutcome,
    part_bytes: usize,
}

impl<'a> Parts<'a> {
    pub(super) fn new(job: &'a PollJob, rules_version: &'a str, sender: &'a mpsc::Sender<PollOutcome>) -> Self {
        Self { job, rules_version, sender, part: empty(job, rules_version), part_bytes: 0 }
    }

    pub(super) async fn article(&mut self, article: Article, sighting: Sighting) {
        self.part_bytes += article.text.len() + article.title.len();
        self.part.articles.push(article);
        self.part.sightings.push(sighting);
        if self.part_bytes >= PART_BYTES || self.part.articles.len() >= PART_ARTICLES {
            self.send().await;
        }
    }

    pub(super) fn sightings(&mut self, sightings: Vec<Sighting>) {
        self.part.sightings.extend(sightings);
    }

    pub(super) async fn deferral(&mut self, deferral: Deferral) {
        self.part_bytes += deferral.item.content.as_ref().map_or(0, String::len) + DEFERRAL_BYTES;
        self.part.deferred.push(deferral);
        if self.part_bytes >= PART_BYTES {
            self.send().await;
        }
    }

    /// Sends what is left without ending the poll: it was interrupted, and its source stays due.
    pub(super) async fn interrupt(mut self) {
        self.send().await;
    }

    /// Sends the last part.
    pub(super) async fn finish(mut self, end: PollEnd) {
        self.part.end = Some(end);
        self.send().await;
    }

    async fn send(&mut self) {
        let part = std::mem::replace(&mut self.part, empty(self.job, self.rules_version));
        self.part_bytes = 0;
        // The receiver is gone only when the program is going down; the poll is then done again at the next start.
        let _ = self.sender.send(part).await;
    }
}

fn empty(job: &PollJob, rules_version: &str) -> PollOutcome {
    PollOutcome {
        version: FORMAT_VERSION,
        source: job.source.id.clone(),
        generation: job.state.generation,
        rules_version: rules_version.to_owned(),
        articles: Vec::new(),
        sightings: Vec::new(),
        deferred: Vec::new(),
        end: None,
    }
}
