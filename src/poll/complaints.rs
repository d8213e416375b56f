//! What the log says of pages: all of it in detail for who asks, and once for each rule of the user's that finds nothing.
//!
//! A rule that a site outgrew fails on every page; said two hundred times, nobody would read it.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use url::Url;

use crate::model::{SourceId, Warning};

/// What was said since the configuration was read.
#[derive(Debug, Clone, Default)]
pub struct Complaints(Arc<Mutex<HashSet<(SourceId, String)>>>);

impl Complaints {
    /// Logs what the reading of a page noticed.
    pub(super) fn log(&self, source: &SourceId, page: &Url, warnings: &[Warning]) {
        for Warning { code, detail } in warnings {
            if *code == "rule-unmatched" && self.is_new(source, detail) {
                tracing::warn!(source.id = %source, url = %page, code, "{source}: {detail}: {page}");
            } else {
                tracing::debug!(source.id = %source, url = %page, code, "{source}: {detail}: {page}");
            }
        }
    }

    fn is_new(&self, source: &SourceId, detail: &str) -> bool {
        // A set that a panicking thread left behind is still a set.
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        said.insert((source.clone(), detail.to_owned()))
    }
}
