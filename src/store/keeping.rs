//! The pages of articles: how they are found again, and how they are kept in order.

use jiff::{SignedDuration, Timestamp};

use crate::model::{Dictionary, DictionaryId, Packed, Revision, SourceId};
use crate::pack;

use super::dictionaries::{self, Chosen};
use super::revisions::{self, Revised};
use super::snapshots::{self, KeptPage, PageRule};
use super::{ArticleId, Store, StoreError};

/// Pages that are deleted in one transaction: few, so that polls are not kept waiting.
const BATCH: u32 = 200;

/// How long a dictionary that was replaced may still be packed with, by a poll that began before.
const POLLS_END_WITHIN: SignedDuration = SignedDuration::from_hours(24);

impl Store {
    /// The page of an article, and the dictionary that it needs to be unpacked.
    ///
    /// # Errors
    /// The database fails.
    pub fn page(&self, article: ArticleId) -> Result<Option<(KeptPage, Option<Dictionary>)>, StoreError> {
        let Some(kept) = self.0.readers.read(|db| snapshots::of_article(db, article))? else { return Ok(None) };
        let dictionary = match kept.snapshot.body.dictionary {
            Some(id) => self.dictionary(id)?,
            None => None,
        };
        Ok(Some((kept, dictionary)))
    }

    /// The articles whose pages are kept, of these sources (none: all) and fetched since then, the oldest page first.
    ///
    /// # Errors
    /// The database fails.
    pub fn articles_with_pages(
        &self,
        sources: &[SourceId],
        since: Option<Timestamp>,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.0.readers.read(|db| snapshots::articles(db, sources, since))
    }

    /// Writes later readings over their articles and keeps what these said before, all in one transaction. The same readings
    /// once more change nothing.
    ///
    /// # Errors
    /// The database fails; nothing of it is stored then.
    pub fn revise(&self, revisions: Vec<Revision>) -> Result<Revised, StoreError> {
        let recent = self.0.recent.clone();
        self.writer()?.run(move |db| {
            let mut revised = Revised::default();
            revisions.iter().try_for_each(|revision| revisions::apply(db, &recent, revision, &mut revised))?;
            Ok(revised)
        })
    }

    /// What the pages of a source are packed with now.
    ///
    /// # Errors
    /// The database fails.
    pub fn dictionary_of(&self, source: &SourceId) -> Result<Option<Dictionary>, StoreError> {
        match self.0.readers.read(|db| dictionaries::current(db, source))? {
            Some(id) => self.dictionary(id),
            None => Ok(None),
        }
    }

    /// Deletes the pages that are past their rule (`others`: of sources that have none), then the oldest of those that take
    /// more than `max_bytes` together. Returns how many went.
    ///
    /// # Errors
    /// The database fails.
    pub fn prune_pages(
        &self,
        rules: &[PageRule],
        others: Option<Timestamp>,
        max_bytes: u64,
    ) -> Result<u64, StoreError> {
        let mut n_pruned = 0;
        loop {
            let rules = rules.to_vec();
            let n = self.writer()?.run(move |db| snapshots::prune(db, &rules, others, BATCH))?;
            n_pruned += n;
            if n < u64::from(BATCH) {
                break;
            }
        }
        loop {
            let n = self.writer()?.run(move |db| snapshots::trim(db, max_bytes, BATCH))?;
            n_pruned += n;
            if n < u64::from(BATCH) {
                return Ok(n_pruned);
            }
        }
    }

    /// Chooses a dictionary for each source that has enough pages and none that fits them, and forgets those that nobody
    /// needs. Returns for how many sources one was chosen. Takes a tenth of a second a source, on the caller's thread.
    ///
    /// # Errors
    /// The database fails.
    pub fn renew_dictionaries(&self, now: Timestamp) -> Result<u64, StoreError> {
        let before = now.checked_sub(POLLS_END_WITHIN).unwrap_or(Timestamp::MIN);
        self.writer()?.run(move |db| dictionaries::prune(db, before))?;
        let mut n_chosen = 0;
        for source in self.0.readers.read(dictionaries::wanted)? {
            if let Some(chosen) = self.choose_dictionary(source, now)? {
                self.writer()?.run(move |db| dictionaries::insert(db, &chosen))?;
                n_chosen += 1;
            }
        }
        Ok(n_chosen)
    }

    fn choose_dictionary(&self, source: SourceId, now: Timestamp) -> Result<Option<Chosen>, StoreError> {
        let current = self.dictionary_of(&source)?;
        let mut pages = Vec::new();
        for packed in self.0.readers.read(|db| dictionaries::sample(db, &source))? {
            pages.extend(self.unpacked(&packed)?);
        }
        let Some(choice) = pack::choose(&pages, current.as_ref()) else { return Ok(None) };
        let body = pages.get(choice.index).and_then(|page| pack::alone(page));
        Ok(body.map(|body| Chosen { source, made_at: now, share: choice.share, body }))
    }

    /// The bytes of a page; `None` for one that is damaged.
    fn unpacked(&self, packed: &Packed) -> Result<Option<Vec<u8>>, StoreError> {
        let dictionary = match packed.dictionary {
            Some(id) => self.dictionary(id)?,
            None => None,
        };
        Ok(pack::unpack(packed, dictionary.as_ref()).ok())
    }

    /// What pages are packed with, by its number; `None` where it is gone.
    ///
    /// # Errors
    /// The database fails.
    pub fn dictionary(&self, id: DictionaryId) -> Result<Option<Dictionary>, StoreError> {
        let packed = self.0.readers.read(|db| dictionaries::find(db, id))?;
        Ok(packed.and_then(|packed| Some(Dictionary { id, bytes: pack::unpack(&packed, None).ok()? })))
    }
}
