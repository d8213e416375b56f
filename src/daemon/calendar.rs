//! Calendar jobs: what runs at the times of a cron line, in UTC.
//!
//! `tokio-cron-scheduler` keeps the time. It skips what was missed while the program was down and its closures do not
//! survive a restart, so it only sends names here; the last run of each name is in the database, and a job that missed its
//! time is run once at the start.

use std::str::FromStr;

use chrono::DateTime;
use croner::Cron;
use jiff::Timestamp;
use tokio::sync::mpsc;
use tokio_cron_scheduler::{Job, JobScheduler, JobSchedulerError};

/// Something with a cron line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    /// Its name in the database.
    pub name: String,
    /// Its cron line of five or six fields; the configuration has checked it.
    pub schedule: String,
}

/// The running calendar.
pub struct Calendar {
    scheduler: JobScheduler,
}

impl Calendar {
    /// Starts to send the names of entries when their times come.
    ///
    /// # Errors
    /// The scheduler refused a line.
    pub async fn start(entries: &[Entry], due: &mpsc::Sender<String>) -> Result<Self, JobSchedulerError> {
        let scheduler = JobScheduler::new().await?;
        for entry in entries {
            let name = entry.name.clone();
            let due = due.clone();
            let send = move |_, _| {
                let (name, due) = (name.clone(), due.clone());
                let sending = async move {
                    // The receiver is gone only when the program is going down.
                    let _ = due.send(name).await;
                };
                Box::pin(sending) as std::pin::Pin<Box<dyn Future<Output = ()> + Send>>
            };
            scheduler.add(Job::new_async(with_seconds(&entry.schedule), send)?).await?;
        }
        scheduler.start().await?;
        Ok(Self { scheduler })
    }

    /// Stops sending.
    pub async fn stop(mut self) {
        if let Err(error) = self.scheduler.shutdown().await {
            tracing::warn!("calendar did not stop cleanly: {error}");
        }
    }
}

/// Whether a time of the line lies after the last run and not after now. What never ran has missed nothing.
#[must_use]
pub fn has_missed(schedule: &str, last_run: Option<Timestamp>, now: Timestamp) -> bool {
    let Some(last_run) = last_run else { return false };
    let Ok(cron) = Cron::from_str(schedule) else { return false };
    let Some(after) = DateTime::from_timestamp(last_run.as_second(), 0) else { return false };
    let next = cron.find_next_occurrence(&after, false);
    next.is_ok_and(|next| next.timestamp() <= now.as_second())
}

/// The scheduler wants a field for seconds, which people leave out.
fn with_seconds(schedule: &str) -> String {
    match schedule.split_whitespace().count() {
        5 => format!("0 {schedule}"),
        _ => schedule.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect(text)
    }

    #[test]
    fn a_time_that_passed_since_the_last_run_was_missed() {
        let check = |schedule, last: Option<&str>, now, expected| {
            assert_eq!(has_missed(schedule, last.map(at), at(now)), expected, "{schedule} {last:?} {now}");
        };
        let nightly = "30 3 * * *";
        check(nightly, Some("2026-11-23T03:30:00Z"), "2026-11-24T03:29:59Z", false);
        check(nightly, Some("2026-11-23T03:30:00Z"), "2026-11-24T03:30:00Z", true);
        check(nightly, Some("2026-11-20T03:30:00Z"), "2026-11-24T00:00:00Z", true);
        check(nightly, None, "2026-11-24T04:00:00Z", false);
        check("0 30 3 * * *", Some("2026-11-23T03:30:00Z"), "2026-11-24T04:00:00Z", true);
    }

    #[test]
    fn lines_without_seconds_get_some() {
        assert_eq!(with_seconds("30 3 * * *"), "0 30 3 * * *");
        assert_eq!(with_seconds("5 30 3 * * *"), "5 30 3 * * *");
    }
}
