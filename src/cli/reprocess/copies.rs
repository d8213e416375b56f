//! `rasid reprocess --copies`: what repeats what, found anew among the stored articles.

use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;

use crate::cli::complain;
use crate::cli::exit::Exit;
use crate::store::Store;

/// Makes the links between copies anew.
pub(super) fn relink(store: &Store, now: Timestamp) -> anyhow::Result<Exit> {
    let before = store.stats(now)?.copies;
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} articles {eta}").expect("a constant template");
    let bar = ProgressBar::new(0).with_style(style);
    store.relink_copies(|n_done, n_all| {
        bar.set_length(n_all);
        bar.set_position(n_done);
        ControlFlow::Continue(())
    })?;
    bar.finish_and_clear();
    store.checkpoint()?;
    let after = store.stats(now)?;
    complain(&format!("{} articles compared: {} are copies, {before} were before", after.articles, after.copies));
    Ok(Exit::Done)
}
