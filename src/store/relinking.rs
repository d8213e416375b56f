//! What repeats what, found anew among the stored articles.

use std::ops::ControlFlow;

use super::rebuild::{self, Rebuild};
use super::{ArticleId, Store, StoreError};

impl Store {
    /// Makes the links between copies anew from the stored articles, as if each came for the first time, and tells after
    /// each part how many of how many articles were looked at, until told to stop. What is stored meanwhile is looked at,
    /// too. The same once more changes nothing, and what was done before a stop is sound.
    ///
    /// # Errors
    /// The database fails.
    pub fn relink_copies(&self, mut tell: impl FnMut(u64, u64) -> ControlFlow<()>) -> Result<(), StoreError> {
        // Few at a time, so that polls are not kept waiting.
        const AT_ONCE: u32 = 100;
        let n_all = self.0.readers.read(rebuild::n_articles)?;
        let rebuild = Rebuild::default();
        let (mut last, mut n_done) = (ArticleId(0), 0);
        loop {
            let rebuild = rebuild.clone();
            let part = self.writer()?.run(move |db| rebuild.next(db, last, AT_ONCE))?;
            n_done += part.n_articles;
            let Some(id) = part.last else { return Ok(()) };
            last = id;
            if tell(n_done, n_all.max(n_done)).is_break() {
                return Ok(());
            }
        }
    }
}
