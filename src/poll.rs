//! One poll of one source: the order of the stages, and when the source is due next.
//!
//! ```text
//! PollJob ─▶ source: fetch, read the list ─▶ plan: what is new ─▶ page: fetch, extract ─▶ enrich ─▶ parts ─▶ PollOutcome
//!    └─────────────▶ claims, second_look: pages of known articles, again ─────────────────────┘
//! ```
//!
//! **Invariant**: nothing here opens the database. What is remembered comes with the job, what is found leaves in outcomes.

pub mod again;
mod arrival;
pub mod claims;
pub mod complaints;
pub mod discovery;
pub mod enrich;
pub mod foreign;
mod index;
pub mod key;
pub mod later_pages;
pub mod listed;
mod moves;
mod obstacle;
mod page;
mod parts;
mod plan;
mod reading;
mod request;
pub mod schedule;
mod second_look;
mod selection;
mod source;
pub mod tools;
pub mod worker;
