//! The store as its callers see it. Each test has a database of its own in a folder that goes with it.

mod addresses;
mod applying;
mod concurrency;
mod copies;
mod exporting;
mod fixture;
mod housekeeping;
mod linked_stories;
mod opening;
mod opinions;
mod pages;
mod reading;
mod rechecks;
mod revisions;
mod sources;
mod sql;
mod stories;
mod story_list;
mod topics;
mod websub;
