//! The store's part in looking at pages again.

use jiff::Timestamp;

use super::{Store, StoreError, rechecks};
use crate::model::{ArticleKey, Claims, KnownItem, Recheck, RecheckCause, SourceId};

impl Store {
    /// Those of some keys that an article is known by, whichever source listed it, with what this source said of them.
    ///
    /// # Errors
    /// The database fails.
    pub fn known_items(&self, source: &SourceId, keys: &[ArticleKey]) -> Result<Vec<KnownItem>, StoreError> {
        self.0.readers.read(|db| rechecks::known_items(db, source, keys))
    }

    /// What became of a source's word that articles had changed.
    ///
    /// # Errors
    /// The database fails.
    pub fn claims(&self, source: &SourceId) -> Result<Claims, StoreError> {
        self.0.readers.read(|db| rechecks::claims(db, source))
    }

    /// What it takes to look at the articles again that a source lists by these keys.
    ///
    /// # Errors
    /// The database fails.
    pub fn rechecks_of(
        &self,
        source: &SourceId,
        keys: &[(ArticleKey, RecheckCause)],
    ) -> Result<Vec<Recheck>, StoreError> {
        self.0.readers.read(|db| rechecks::claimed(db, source, keys))
    }

    /// When the next article of a source is to be looked at again; `None` if none is.
    ///
    /// # Errors
    /// The database fails.
    pub fn next_recheck(&self, source: &SourceId) -> Result<Option<Timestamp>, StoreError> {
        self.0.readers.read(|db| rechecks::next_due(db, source))
    }

    /// The same for all configured sources of which any article is.
    ///
    /// # Errors
    /// The database fails.
    pub fn recheck_times(&self) -> Result<Vec<(SourceId, Timestamp)>, StoreError> {
        self.0.readers.read(rechecks::due_times)
    }
}
