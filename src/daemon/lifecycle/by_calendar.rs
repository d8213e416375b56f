//! What the daemon does by the calendar: sources and jobs with cron lines.

use anyhow::Context;
use jiff::Timestamp;

use super::Daemon;
use crate::daemon::calendar::{self, Calendar, Entry};
use crate::daemon::housekeeping;
use crate::daemon::polling::on_blocking_thread;
use crate::model::{Rhythm, Source, SourceId};
use crate::store::StoreError;

impl Daemon {
    pub(super) async fn start_calendar(&mut self, now: Timestamp) -> anyhow::Result<()> {
        if let Some(calendar) = self.calendar.take() {
            calendar.stop().await;
        }
        let entries = self.calendar_entries();
        for entry in &entries {
            let (store, name) = (self.polling.store.clone(), entry.name.clone());
            let last_run = on_blocking_thread(move || store.job_last_run(&name)).await?;
            if calendar::has_missed(&entry.schedule, last_run, now) {
                tracing::info!("{} missed its time while the program was down and is run now", entry.name);
                self.calendar_rings(&entry.name);
            } else if last_run.is_none() {
                self.record_run(&entry.name, now).await?;
            }
        }
        let calendar = Calendar::start(&entries, &self.calendar_due).await;
        self.calendar = Some(calendar.context("failed to start the calendar")?);
        Ok(())
    }

    fn calendar_entries(&self) -> Vec<Entry> {
        let jobs = self.jobs.iter().map(|job| Entry { name: job.name.clone(), schedule: job.schedule.clone() });
        let sources = self.sources.iter().filter_map(|(id, watched)| match &watched.source.rhythm {
            Rhythm::Schedule(schedule) => Some(Entry { name: entry_name(id), schedule: schedule.clone() }),
            Rhythm::Every(_) | Rhythm::Adaptive { .. } | Rhythm::Never => None,
        });
        jobs.chain(sources).collect()
    }

    async fn record_run(&self, name: &str, at: Timestamp) -> Result<(), StoreError> {
        let (store, name) = (self.polling.store.clone(), name.to_owned());
        on_blocking_thread(move || store.record_job_run(&name, at)).await
    }

    /// The calendar says that something is due: a source is queued, a job is run.
    pub(super) fn calendar_rings(&mut self, name: &str) {
        let now = self.clock.now();
        let source = self.sources.keys().find(|id| entry_name(id) == name).cloned();
        let store = self.polling.store.clone();
        let job = self.jobs.iter().find(|job| job.name == name).cloned();
        let limits = self.page_limits;
        let sources: Vec<Source> = self.sources.values().map(|watched| Source::clone(&watched.source)).collect();
        let source = source.filter(|source| !self.running.contains_key(source));
        let due = source.iter().map(|source| (source.clone(), Some(now))).collect();
        if let Some(source) = source {
            self.queue.set(source, now);
        }
        let name = name.to_owned();
        let work = move || {
            if let Some(job) = job {
                housekeeping::run(&store, &job, &sources, limits, now)?;
            }
            // Due in the database too, before the run counts as done: a crash in between must not swallow it.
            store.set_next_due(due)?;
            store.record_job_run(&name, now)
        };
        self.chores.spawn_blocking(move || {
            if let Err(error) = work() {
                tracing::error!("calendar job failed: {error}");
            }
        });
    }
}

/// The name of a source's cron line among those of the jobs; a job cannot have it, since `/` stands in no id.
fn entry_name(source: &SourceId) -> String {
    format!("source/{source}")
}
