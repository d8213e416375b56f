//! How daemon, sources and collection stand at a moment, written for Prometheus.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, NoLabelSet};
use prometheus_client::metrics::MetricType;
use prometheus_client::registry::Unit;

use super::tallies::Tally;
use crate::model::SourceId;
use crate::serve::health::Health;
use crate::store::{SourcePulse, Totals, WriteCounts};

/// How all stands.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) health: Health,
    pub(super) now: Timestamp,
    /// The sources of the configuration.
    pub(super) sources: Vec<SourcePulse>,
    /// What their polls came to since the start.
    pub(super) polls: BTreeMap<SourceId, Tally>,
    pub(super) totals: Totals,
    pub(super) writes: WriteCounts,
}

/// When the process started, under the name that all processes have it by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Process(pub(super) Timestamp);

impl Collector for Process {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let mut writer = Writer(encoder);
        writer.gauge("process_start_time", Some(Unit::Seconds), "When the daemon started", seconds(self.0))
    }
}

impl Collector for Standing {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let mut writer = Writer(encoder);
        self.daemon(&mut writer)?;
        self.collection(&mut writer)?;
        self.sources(&mut writer)
    }
}

impl Standing {
    fn daemon(&self, writer: &mut Writer<'_>) -> fmt::Result {
        let health = &self.health;
        writer.info("build", "What runs", [("version", health.version)])?;
        let turned = seconds(health.last_progress);
        writer.gauge("scheduler_turned_timestamp", Some(Unit::Seconds), "When the schedule last moved", turned)?;
        let online = f64::from(u8::from(!health.is_offline));
        writer.gauge("network_up", None, "Whether the network as a whole can be reached", online)?;
        writer.gauge("polls_running", None, "Polls that run", number(health.n_polling as u64))?;
        let to_retag = number(health.n_to_retag as u64);
        writer.gauge("articles_to_retag", None, "Stored articles that wait for rules that have changed", to_retag)?;
        let WriteCounts { transactions, commands, undone } = self.writes;
        writer.counter("write_transactions", "Transactions that are on disk", transactions)?;
        writer.counter("write_commands", "Commands within these transactions", commands)?;
        writer.counter("write_transactions_undone", "Transactions that were undone", undone)
    }

    fn collection(&self, writer: &mut Writer<'_>) -> fmt::Result {
        let Totals { articles, stories, pages, page_bytes, size_bytes } = self.totals;
        writer.gauge("articles", None, "Articles in the collection, copies included", number(articles))?;
        writer.gauge("stories", None, "Events that several articles tell of", number(stories))?;
        writer.gauge("snapshots", None, "Pages that are kept", number(pages))?;
        writer.gauge("snapshots", Some(Unit::Bytes), "What kept pages take in the database", number(page_bytes))?;
        writer.gauge("database", Some(Unit::Bytes), "Size of the database", number(size_bytes))
    }

    fn sources(&self, writer: &mut Writer<'_>) -> fmt::Result {
        let count =
            |is: &dyn Fn(&SourcePulse) -> bool| number(self.sources.iter().filter(|source| is(source)).count() as u64);
        let is_due = |source: &SourcePulse| source.next_due.is_some_and(|at| at <= self.now);
        writer.gauge("sources", None, "Sources of the configuration", count(&|_| true))?;
        writer.gauge("sources_due", None, "Sources whose time has come and that wait or run", count(&is_due))?;
        writer.gauge(
            "sources_failing",
            None,
            "Sources whose last poll failed",
            count(&|source| source.failures > 0),
        )?;
        let failures = self.sources.iter().map(|source| (&source.id, number(u64::from(source.failures))));
        writer.by_source("source_failures", None, "Failed polls in a row", failures)?;
        let last_ok = self.sources.iter().filter_map(|source| Some((&source.id, seconds(source.last_ok?))));
        let what = "When the last poll ended that did not fail";
        writer.by_source("source_last_ok_timestamp", Some(Unit::Seconds), what, last_ok)?;
        let polls = self.polls.iter().flat_map(|(id, tally)| results(tally).map(move |(name, n)| (id, name, n)));
        writer.polls(polls)?;
        let tallied = |of: fn(&Tally) -> u64| self.polls.iter().map(move |(id, tally)| (id, of(tally)));
        writer.counters("items_seen", "Items that sources listed", tallied(|tally| tally.items_seen))?;
        writer.counters("items_failed", "Items whose pages failed", tallied(|tally| tally.items_failed))?;
        writer.counters("articles_new", "Articles stored since the start", tallied(|tally| tally.articles_new))
    }
}

/// How polls ended. Whether they went well is told also where it is zero, so that the first failure is a growth; the rest where
/// there is some.
fn results(tally: &Tally) -> impl Iterator<Item = (&'static str, u64)> + use<> {
    let rare = [("not-modified", tally.not_modified), ("postponed", tally.postponed), ("unstored", tally.unstored)];
    [("ok", tally.ok), ("failed", tally.failed)].into_iter().chain(rare.into_iter().filter(|(_, n)| *n > 0))
}

/// Of a moment, as Prometheus has it.
fn seconds(at: Timestamp) -> f64 {
    at.duration_since(Timestamp::UNIX_EPOCH).as_secs_f64()
}

/// Exact up to 2^53, which bytes of a disk do not reach.
#[expect(clippy::cast_precision_loss, reason = "gauges are floating point numbers")]
fn number(n: u64) -> f64 {
    n as f64
}

struct Writer<'e>(DescriptorEncoder<'e>);

impl Writer<'_> {
    fn gauge(&mut self, name: &str, unit: Option<Unit>, help: &str, value: f64) -> fmt::Result {
        self.0.encode_descriptor(name, &sentence(help), unit.as_ref(), MetricType::Gauge)?.encode_gauge(&value)
    }

    fn info<const N: usize>(&mut self, name: &str, help: &str, labels: [(&str, &str); N]) -> fmt::Result {
        self.0.encode_descriptor(name, &sentence(help), None, MetricType::Info)?.encode_info(&labels)
    }

    fn counter(&mut self, name: &str, help: &str, value: u64) -> fmt::Result {
        let mut encoder = self.0.encode_descriptor(name, &sentence(help), None, MetricType::Counter)?;
        encoder.encode_counter::<NoLabelSet, u64, f64>(&value, None)
    }

    fn by_source<'s>(
        &mut self,
        name: &str,
        unit: Option<Unit>,
        help: &str,
        values: impl Iterator<Item = (&'s SourceId, f64)>,
    ) -> fmt::Result {
        let mut encoder = self.0.encode_descriptor(name, &sentence(help), unit.as_ref(), MetricType::Gauge)?;
        for (source, value) in values {
            encoder.encode_family(&[("source", source.as_str())])?.encode_gauge(&value)?;
        }
        Ok(())
    }

    fn counters<'s>(
        &mut self,
        name: &str,
        help: &str,
        values: impl Iterator<Item = (&'s SourceId, u64)>,
    ) -> fmt::Result {
        let mut encoder = self.0.encode_descriptor(name, &sentence(help), None, MetricType::Counter)?;
        for (source, value) in values {
            let labels = [("source", source.as_str())];
            encoder.encode_family(&labels)?.encode_counter::<NoLabelSet, u64, f64>(&value, None)?;
        }
        Ok(())
    }

    fn polls<'s>(&mut self, polls: impl Iterator<Item = (&'s SourceId, &'static str, u64)>) -> fmt::Result {
        let help = sentence("Polls that ended, by how they did");
        let mut encoder = self.0.encode_descriptor("polls", &help, None, MetricType::Counter)?;
        for (source, result, n) in polls {
            let labels = [("source", source.as_str()), ("result", result)];
            encoder.encode_family(&labels)?.encode_counter::<NoLabelSet, u64, f64>(&n, None)?;
        }
        Ok(())
    }
}

/// The registry ends what it is told with a full stop; a collector has to do so itself.
fn sentence(help: &str) -> String {
    format!("{help}.")
}
