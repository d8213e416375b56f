//! What repeats what and what tells of the same event, found anew among the stored articles.

use std::ops::ControlFlow;

use super::rebuild::{self, Anew, Rebuild};
use super::{ArticleId, Store, StoreError, stories};

impl Store {
    /// Makes the links between copies, the stories, or both anew from the stored articles, as if each came for the first
    /// time, and tells after each part how many of how many articles were looked at, until told to stop. What is stored
    /// meanwhile is looked at, too. The same once more changes nothing. What was done before a stop is sound, but stories
    /// are missing then.
    ///
    /// # Errors
    /// The database fails.
    pub fn relate_anew(&self, anew: Anew, mut tell: impl FnMut(u64, u64) -> ControlFlow<()>) -> Result<(), StoreError> {
        // Few at a time, so that polls are not kept waiting.
        const AT_ONCE: u32 = 100;
        let n_all = self.0.readers.read(rebuild::n_articles)?;
        while anew.stories && self.writer()?.run(|db| stories::forget(db, 10 * AT_ONCE))? > 0 {}
        let rebuild = Rebuild::new(anew);
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
