//! Packs what a poll finds into outcomes that stay small.
//!
//! Why several: an outcome is one transaction and must stay under 900 kB, and what was found before a crash should be kept.
//! Only the last part carries the validators, so an interrupted poll is simply done again.

use tokio::sync::mpsc;

use crate::model::{
    Article, Deferral, FORMAT_VERSION, Look, PollEnd, PollJob, PollOutcome, PollPart, Seen, Sighting, Snapshot,
    SourceId,
};

/// A part is sent once its texts reach this size; the longest article (400 kB in two-byte scripts) still fits on top.
const PART_BYTES: usize = 300_000;
/// A part is sent once it has this many articles, so that a slow site's articles appear while it is being read.
const PART_ARTICLES: usize = 25;

/// A part is sent once the packed pages beside it reach this size.
const SNAPSHOT_BYTES: usize = 2_000_000;

/// What a row takes beside its texts: dates, keys, field names.
const ROW_BYTES: usize = 500;

/// The parts of one poll on their way to the store.
pub(super) struct Parts<'a> {
    source: SourceId,
    generation: u64,
    rules_version: &'a str,
    sender: &'a mpsc::Sender<PollPart>,
    part: PollOutcome,
    part_bytes: usize,
    snapshots: Vec<Snapshot>,
    snapshot_bytes: usize,
}

impl<'a> Parts<'a> {
    pub(super) fn new(job: &PollJob, rules_version: &'a str, sender: &'a mpsc::Sender<PollPart>) -> Self {
        let (source, generation) = (job.source.id.clone(), job.state.generation);
        let part = empty(source.clone(), generation, rules_version);
        Self {
            source,
            generation,
            rules_version,
            sender,
            part,
            part_bytes: 0,
            snapshots: Vec::new(),
            snapshot_bytes: 0,
        }
    }

    pub(super) async fn article(&mut self, article: Article, sighting: Sighting, snapshot: Option<Snapshot>) {
        self.snapshot_bytes += snapshot.as_ref().map_or(0, |snapshot| snapshot.body.bytes.len());
        self.snapshots.extend(snapshot);
        let size_bytes = article.text.len() + article.title.len() + ROW_BYTES;
        self.part.articles.push(article);
        self.part.sightings.push(sighting);
        self.added(size_bytes).await;
    }

    pub(super) async fn sighting(&mut self, sighting: Sighting) {
        let size_bytes = sighting.title.len() + sighting.url.len() + ROW_BYTES;
        self.part.sightings.push(sighting);
        self.added(size_bytes).await;
    }

    pub(super) async fn deferral(&mut self, deferral: Deferral) {
        let item = &deferral.item;
        let texts = [&item.content, &item.summary].into_iter().flatten().map(String::len).sum::<usize>();
        let size_bytes = texts + item.title.len() + ROW_BYTES;
        self.part.deferred.push(deferral);
        self.added(size_bytes).await;
    }

    /// A second look; the sighting by which its source spoke of a change goes with it, or the change would be forgotten if
    /// the poll broke off in between.
    pub(super) async fn look(&mut self, look: Look, sighting: Option<Sighting>, snapshot: Option<Snapshot>) {
        self.snapshot_bytes += snapshot.as_ref().map_or(0, |snapshot| snapshot.body.bytes.len());
        self.snapshots.extend(snapshot);
        let text_bytes = match &look.seen {
            Seen::Read(article) => article.text.len() + article.title.len(),
            _ => 0,
        };
        self.part.looks.push(look);
        self.part.sightings.extend(sighting);
        self.added(text_bytes + ROW_BYTES).await;
    }

    /// Sends the part once it is large enough.
    async fn added(&mut self, size_bytes: usize) {
        self.part_bytes += size_bytes;
        let is_full = self.part_bytes >= PART_BYTES || self.snapshot_bytes >= SNAPSHOT_BYTES;
        if is_full || self.part.articles.len() >= PART_ARTICLES {
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
        let outcome =
            std::mem::replace(&mut self.part, empty(self.source.clone(), self.generation, self.rules_version));
        let snapshots = std::mem::take(&mut self.snapshots);
        (self.part_bytes, self.snapshot_bytes) = (0, 0);
        // The receiver is gone only when the program is going down; the poll is then done again at the next start.
        let _ = self.sender.send(PollPart { outcome, snapshots }).await;
    }
}

fn empty(source: SourceId, generation: u64, rules_version: &str) -> PollOutcome {
    PollOutcome {
        version: FORMAT_VERSION,
        source,
        generation,
        rules_version: rules_version.to_owned(),
        articles: Vec::new(),
        sightings: Vec::new(),
        deferred: Vec::new(),
        looks: Vec::new(),
        end: None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::{Source, SourceKind, SourceState};
    use crate::text::hash;

    #[tokio::test]
    async fn many_sightings_are_sent_in_parts_that_stay_small() {
        let id = SourceId::parse("s").expect("an id");
        let job = PollJob {
            version: FORMAT_VERSION,
            source: Source::new(id, "https://example.org/sitemap.xml".to_owned(), SourceKind::Sitemap),
            state: SourceState::default(),
            known: Vec::new(),
            deferred: Vec::new(),
            rechecks: Vec::new(),
            now: Timestamp::UNIX_EPOCH,
            jitter: 0.0,
        };
        let (sender, mut outcomes) = mpsc::channel(100);
        let mut parts = Parts::new(&job, "0", &sender);
        for n in 0..5_000 {
            let url = format!("https://example.org/{n}");
            let key = hash::article_key(&url);
            let title = "Заголовок".repeat(10);
            let seen_at = Timestamp::UNIX_EPOCH;
            parts.sighting(Sighting { key, url, title, guid: None, published: None, updated: None, seen_at }).await;
        }
        parts.interrupt().await;
        drop(sender);
        let mut n_sightings = 0;
        while let Some(PollPart { outcome, .. }) = outcomes.recv().await {
            n_sightings += outcome.sightings.len();
            assert!(serde_json::to_vec(&outcome).expect("plain values").len() < 900_000);
        }
        assert_eq!(n_sightings, 5_000);
    }
}
