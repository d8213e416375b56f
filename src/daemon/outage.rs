//! What the daemon does while the network is down: it waits, tries one source now and then, and begins again gently.

use std::time::Duration;

use tokio::time::Instant;

use super::report::PollReport;
use crate::model::{ErrorKind, PollResult, SourceId};

/// Between two tries; it doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
const LONGEST_PAUSE: Duration = Duration::from_secs(5 * 60);

/// What became of the network with the end of a poll.
#[derive(Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing that asks for action.
    None,
    /// It has turned out to be down. The failures of these sources led to the verdict, and count for nothing.
    Began(Vec<SourceId>),
    /// It is back.
    Ended,
}

/// The watch over the network.
#[derive(Debug, Default)]
pub struct Outage {
    /// The sources that could not be reached since a host of the internet was.
    suspects: Vec<SourceId>,
    /// While it is down: when the next source is tried, and the pause after that.
    next_try: Option<(Instant, Duration)>,
}

impl Outage {
    /// Takes note of a poll, given what the fetcher thinks of the network after it.
    pub fn note(&mut self, report: &PollReport, is_offline: bool, is_in_doubt: bool, now: Instant) -> Change {
        let is_unreached = matches!(report.error_kind, Some(ErrorKind::Dns | ErrorKind::Connect | ErrorKind::Timeout));
        match (is_offline, self.next_try) {
            (true, None) => {
                self.next_try = Some((now + FIRST_PAUSE, FIRST_PAUSE));
                Change::Began(std::mem::take(&mut self.suspects))
            }
            (true, Some(_)) => Change::None,
            (false, Some(_)) => {
                *self = Self::default();
                Change::Ended
            }
            (false, None) => {
                if !is_in_doubt {
                    self.suspects.clear();
                } else if is_unreached && report.result == Some(PollResult::Failed) {
                    self.suspects.push(report.source.clone());
                }
                Change::None
            }
        }
    }

    /// Whether sources of the internet are polled as usual.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.next_try.is_none()
    }

    /// Whether one source may be tried now; if so, the next one may after a longer pause.
    pub fn may_try(&mut self, now: Instant) -> bool {
        match &mut self.next_try {
            Some((at, pause)) if *at <= now => {
                *pause = pause.saturating_mul(2).min(LONGEST_PAUSE);
                *at = now + *pause;
                true
            }
            _ => false,
        }
    }

    /// When the next source may be tried.
    #[must_use]
    pub fn next_try(&self) -> Option<Instant> {
        self.next_try.map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(name: &str, error_kind: Option<ErrorKind>) -> PollReport {
        let source = SourceId::parse(name).expect("valid");
        let result = Some(if error_kind.is_some() { PollResult::Failed } else { PollResult::Ok });
        PollReport { result, error_kind, ..PollReport::blank(source) }
    }

    #[test]
    fn the_failures_that_led_to_the_verdict_are_given_back() {
        let (mut outage, now) = (Outage::default(), Instant::now());
        let failed = |name| report(name, Some(ErrorKind::Connect));
        assert_eq!(outage.note(&failed("a"), false, true, now), Change::None);
        assert_eq!(outage.note(&report("b", Some(ErrorKind::Server)), false, false, now), Change::None);
        assert_eq!(outage.note(&failed("c"), false, true, now), Change::None);
        assert_eq!(outage.note(&report("d", Some(ErrorKind::NotFound)), false, true, now), Change::None);
        let began = outage.note(&report("e", Some(ErrorKind::Offline)), true, true, now);
        assert_eq!(began, Change::Began(vec![SourceId::parse("c").expect("valid")]));
        assert!(!outage.is_over());
        assert_eq!(outage.note(&report("f", None), false, false, now), Change::Ended);
        assert!(outage.is_over());
    }

    #[test]
    fn one_source_is_tried_now_and_then() {
        let (mut outage, start) = (Outage::default(), Instant::now());
        assert!(!outage.may_try(start), "there is no outage");
        outage.note(&report("a", Some(ErrorKind::Offline)), true, true, start);
        let mut tries = Vec::new();
        for second in 0..1_500 {
            if outage.may_try(start + Duration::from_secs(second)) {
                tries.push(second);
            }
        }
        assert_eq!(tries, [30, 90, 210, 450, 750, 1_050, 1_350]);
    }
}
