//! The integration tests: one binary, so that it links once.

// `cfg(test)` tells clippy that everything in here is a test, helpers included.
#[cfg(test)]
mod docs;
#[cfg(test)]
mod site;
#[cfg(test)]
mod tidy;
