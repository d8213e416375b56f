//! `rasid reprocess --copies --stories`: what repeats what and what tells of the same event, found anew among the stored
//! articles.

use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;

use crate::cli::complain;
use crate::cli::exit::Exit;
use crate::store::{Anew, Store};

/// Makes the links between copies, the stories, or both anew.
pub(super) fn relate(store: &Store, anew: Anew, now: Timestamp) -> anyhow::Result<Exit> {
    let before = store.stats(now)?;
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} articles {eta}").expect("a constant template");
    let bar = ProgressBar::new(0).with_style(style);
    store.relate_anew(anew, |n_done, n_all| {
        bar.set_length(n_all);
        bar.set_position(n_done);
        ControlFlow::Continue(())
    })?;
    bar.finish_and_clear();
    store.checkpoint()?;
    let after = store.stats(now)?;
    if anew.copies {
        let (copies, were) = (after.copies, before.copies);
        complain(&format!("{} articles compared: {copies} are copies, {were} were before", after.articles));
    }
    if anew.stories {
        complain(&format!("{} stories, {} were before", after.stories, before.stories));
    }
    Ok(Exit::Done)
}
