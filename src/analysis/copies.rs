//! When an article repeats another: what articles are recognised by, and the rules that judge them.
//!
//! An article is reduced to [`Fingerprints`](crate::model::Fingerprints) where it is read: hashes of its text and its
//! title, which find equal ones of any age, and a signature, by which a [`Window`] of the latest articles finds texts that
//! share much. Both only suggest; [`verdict()`] decides on equal texts and titles, [`judge`] on two texts that were compared
//! word by word ([`Reading`]). No one here knows a database or an address.
//!
//! A newcomer would question that an equal text is not always a copy and an equal headline only rarely. Pages behind a
//! paywall all "say" the same few sentences, and weather reports, exchange rates and morning briefings carry the same
//! headline every day, over texts that differ in a few numbers. Linking them would hide articles from the reader, which is
//! worse than a copy that is not seen.

mod comparison;
mod hashes;
mod judgement;
mod reading;
mod signature;
mod verdict;
mod window;

pub use comparison::{Figures, compare};
pub use hashes::{VERSION, fingerprints};
pub use judgement::{Print, Relation, Role, compare_prints, is_kin, judge, may_share_headline, role_by_length};
pub use reading::Reading;
pub use signature::{N_VALUES, Sketch};
pub use verdict::{Imprint, TITLE_WINDOW_DAYS, verdict};
pub use window::{Entry, Hit, Window};
