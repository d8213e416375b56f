//! The nouns of the program as plain, serialisable values.
//!
//! Every other module speaks in these words; the list under "Words" in `ARCHITECTURE.md` says what each means.
//! Two of them are the border of the program: a worker turns a [`PollJob`] into [`PollOutcome`]s, and the store applies them.
//!
//! **Invariant**: no input or output, no clock, no behaviour but constructors that check.

pub mod article;
pub mod failure;
pub mod habits;
pub mod identity;
pub mod item;
pub mod moment;
pub mod pacing;
pub mod poll;
pub mod recheck;
pub mod revision;
pub mod secret;
pub mod signature;
pub mod snapshot;
pub mod source;
pub mod state;
pub mod topic;
pub mod warning;
pub mod websub;

pub use article::{Address, Article, CopyKind, DateOrigin, Fingerprints, Published, TextOrigin, Translation};
pub use failure::ErrorKind;
pub use habits::{Habits, Move, Tempo};
pub use identity::{
    AlertId, ArticleKey, ContentHash, IdentityError, LanguageCode, ListId, SearchId, SourceId, TopicId,
};
pub use item::{Item, Sighting};
pub use moment::{Moment, Precision};
pub use pacing::Pacing;
pub use poll::{Deferral, FORMAT_VERSION, FeedFacts, PollEnd, PollJob, PollOutcome, PollPart, PollResult};
pub use recheck::{Claims, KnownItem, Look, Recheck, RecheckCause, Seen};
pub use revision::{Revision, RevisionCause};
pub use secret::Secret;
pub use signature::Signature;
pub use snapshot::{Dictionary, DictionaryId, Packed, PageRetention, Snapshot};
pub use source::{FullText, ItemFilter, Rhythm, Selectors, Source, SourceKind};
pub use state::{SourceState, Validators};
pub use topic::{Evidence, Field, Side, TopicMatch};
pub use warning::Warning;
pub use websub::{Hub, Subscription, SubscriptionState};
