//! Which articles tell of the same event.
//!
//! An article is reduced to a [`Profile`] where it is read: the words that set it apart from other texts of its language,
//! and the names and numbers that stay the same in every language. A [`Window`] of the latest articles finds those whose
//! profiles have much in common ([`likeness`](Window::likeness)): by words within a language, by names across languages,
//! and by the links of both.
//! [`choose`] puts an article into a story, [`division`] parts one that turns out to be two. No one here knows a database
//! or an address.
//!
//! What a newcomer would question: how common a word is, is told by a table for each language and only then by the
//! collection. With the collection alone the first hundred articles would all be one story (pair F1 .55 instead of .88 on
//! fifty articles of one weekend, measured in eleven languages).

mod citations;
mod commonness;
mod grouping;
mod names;
mod profile;
mod sound;
mod stems;
mod window;

pub use grouping::{Choice, MOST_MEMBERS, central, choose, division, fit};
pub use profile::Profile;
pub use window::{Entry, Neighbour, Window};
