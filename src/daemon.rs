//! The life of the program as a service: which source is polled when, calendar jobs, signals, shutdown.
//!
//! `rasid poll` uses the same [`polling`] without the rest.
//!
//! **Invariant**: decisions about time are made in `poll::schedule` and [`due`], which are pure; here they are only carried out.

pub mod alerting;
mod beside;
pub mod calendar;
pub mod domains;
pub mod due;
pub mod housekeeping;
pub mod lifecycle;
mod notify;
pub mod outage;
pub mod polling;
pub mod report;
mod retagging;
pub mod runtime;
mod signals;
pub mod tools;
mod websub;
