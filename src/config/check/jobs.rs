//! `[[job]]`.

use super::Names;
use super::values::{self, Limits};
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::RawJob;
use crate::config::settings::{CalendarJob, Task};
use crate::config::shape::Shaped;

/// The tasks that there are.
const TASKS: [&str; 3] = ["prune-polls", "prune-articles", "optimize"];

pub(super) fn jobs(raw: &[Shaped<RawJob>], mistakes: &mut Mistakes) -> Vec<CalendarJob> {
    let mut names = Names::new();
    raw.iter().filter_map(|job| self::job(job, &mut names, mistakes)).collect()
}

fn job(shaped: &Shaped<RawJob>, names: &mut Names<String>, mistakes: &mut Mistakes) -> Option<CalendarJob> {
    let raw = shaped.value.as_ref()?;
    let name = mistakes.check_if_given(raw.name.as_ref(), values::words);
    match (&name, &raw.name) {
        (Some(name), Some(written)) => {
            names.claim(name.clone(), written.span(), "job", mistakes);
        }
        (_, Some(_)) => {}
        (_, None) => shaped.key_is_missing("name", "its last run is remembered by its name", mistakes),
    }
    let schedule = mistakes.check_if_given(raw.schedule.as_ref(), values::cron);
    if raw.schedule.is_none() {
        shaped.key_is_missing("schedule", "say when it runs: schedule = \"30 3 * * *\"", mistakes);
    }
    let task = task(raw, shaped, mistakes);
    Some(CalendarJob { name: name?, schedule: schedule?, task: task? })
}

fn task(raw: &RawJob, shaped: &Shaped<RawJob>, mistakes: &mut Mistakes) -> Option<Task> {
    let older_than = mistakes.check_if_given(raw.older_than.as_ref(), |text| values::duration(text, Limits::AGE));
    let Some(written) = &raw.task else {
        shaped.key_is_missing("task", &format!("the tasks are `{}`", TASKS.join("`, `")), mistakes);
        return None;
    };
    let task = mistakes.check(written, |text| values::choice("task", text, &TASKS))?;
    if task == "prune-polls" {
        if raw.older_than.is_none() {
            shaped.key_is_missing("older_than", "say which records go: older_than = \"90d\"", mistakes);
        }
        return Some(Task::PrunePolls { older_than: older_than? });
    }
    if let Some(older_than) = &raw.older_than {
        mistakes.at(older_than.span(), Fault::new("`older_than` is only for the task `prune-polls`", "leave it out"));
    }
    Some(if task == "prune-articles" { Task::PruneArticles } else { Task::Optimize })
}
