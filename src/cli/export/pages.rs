//! The kept pages of articles, as a web archive.

use std::collections::BTreeMap;
use std::io::Write;

use crate::cli::complain;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::model::{Dictionary, DictionaryId};
use crate::pack;
use crate::query::render::warc::WarcWriter;
use crate::store::{ArticleId, Store, StoreError};

/// Dictionaries that are kept in memory: of a source's pages most have the same one, and each is as large as a page.
const MAX_DICTIONARIES: usize = 64;

/// Writes the pages of articles; ends with 5 if some could not be unpacked.
pub(super) fn write(context: &Context, store: &Store, ids: &[ArticleId], out: impl Write) -> anyhow::Result<Exit> {
    let mut writer = WarcWriter::new(out, context.clock.now())?;
    let mut dictionaries = Dictionaries::default();
    let (mut n_pages, mut n_failed) = (0_usize, 0_usize);
    for &id in ids {
        for kept in store.pages(id)? {
            let body = &kept.snapshot.body;
            match pack::unpack(body, dictionaries.find(store, body.dictionary)?) {
                Ok(bytes) => {
                    writer.page(&kept.snapshot, &bytes)?;
                    n_pages += 1;
                }
                Err(error) => {
                    complain(&format!("the page of article {id} cannot be unpacked: {error}"));
                    n_failed += 1;
                }
            }
        }
    }
    writer.finish()?;
    if n_pages + n_failed == 0 && !ids.is_empty() {
        complain("no page of these articles is kept; `snapshots` in the configuration says for how long");
    }
    Ok(if n_failed == 0 { Exit::Done } else { Exit::SomeFailed })
}

#[derive(Default)]
struct Dictionaries(BTreeMap<DictionaryId, Option<Dictionary>>);

impl Dictionaries {
    fn find(&mut self, store: &Store, id: Option<DictionaryId>) -> Result<Option<&Dictionary>, StoreError> {
        let Some(id) = id else { return Ok(None) };
        if !self.0.contains_key(&id) {
            if self.0.len() >= MAX_DICTIONARIES {
                self.0.clear();
            }
            self.0.insert(id, store.dictionary(id)?);
        }
        Ok(self.0.get(&id).and_then(Option::as_ref))
    }
}
