//! One turn of a source, and when the next one is due.

pub mod schedule;
