//! The integration tests: one binary, so that it links once. They drive the built program against a scripted site.

// `cfg(test)` tells clippy that everything in here is a test, helpers included.
#[cfg(test)]
mod addresses;
mod alerts;
#[cfg(test)]
mod api;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod copies;
#[cfg(test)]
mod corpus;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod credits;
#[cfg(test)]
mod daemon;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod door;
#[cfg(test)]
mod failures;
#[cfg(test)]
mod feeds;
#[cfg(test)]
mod gate;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod hostile;
#[cfg(test)]
mod lookups;
#[cfg(test)]
mod manners;
#[cfg(test)]
mod mcp;
mod metrics;
#[cfg(test)]
mod news_pages;
#[cfg(test)]
mod obstacles;
#[cfg(test)]
mod options;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod payloads;
#[cfg(test)]
mod poll;
#[cfg(test)]
mod program;
#[cfg(test)]
mod quality;
#[cfg(test)]
mod reader;
#[cfg(test)]
mod recheck;
#[cfg(test)]
mod reprocess;
#[cfg(test)]
mod retag;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod site;
#[cfg(test)]
mod tidy;
#[cfg(test)]
#[cfg(test)]
mod translations;
mod visitor;
mod websub;
