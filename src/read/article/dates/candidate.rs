//! A date that might be that of publication, and how far its place is to be believed.
//!
//! A weight is the logarithm of the odds that the place is right, as far as no other place of its group has said the same
//! already: places of a group repeat one another, so of each group only the strongest counts.

use jiff::civil::Date;

use crate::model::{DateOrigin, Moment, Precision};

/// Where a date stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// JSON-LD of the article: date of publication.
    Article,
    /// JSON-LD of the article: date of creation or upload.
    ArticleCreated,
    /// JSON-LD of something else on the page, as of the page itself.
    OtherNode,
    /// A `meta` element whose name says publication.
    MetaPublished,
    /// A `meta` element whose name says no more than date.
    MetaDate,
    /// Microdata or RDFa.
    Property,
    /// The same apart from the headline.
    PropertyElsewhere,
    /// A class of the hentry and h-entry microformats.
    Microformat,
    /// The same apart from the headline.
    MicroformatElsewhere,
    /// A `time` element beside the headline.
    Time,
    /// A `time` element above the headline.
    TimeAbove,
    /// A `time` element elsewhere, outside of clutter.
    TimeElsewhere,
    /// A `time` element beside buttons for sharing or the like.
    TimeInClutter,
    /// Visible beside the headline, with a label.
    Labelled,
    /// A `time` element or a text called a date far above the headline.
    Top,
    /// Visible elsewhere, with a label.
    LabelledElsewhere,
    /// Visible beside the headline, in an element called a date.
    Called,
    /// The same above the headline.
    CalledAbove,
    /// The same behind the text.
    CalledBehind,
    /// The same within the text, or far from it.
    CalledElsewhere,
    /// In clutter, with a label.
    LabelledInClutter,
    /// In clutter beside the headline, in an element called a date.
    CalledInClutter,
    /// Visible beside the headline, alone or with a few words, as of an author.
    Bare,
    /// Visible beside the headline among more words.
    Wordy,
    /// Visible above the headline, alone or with words.
    BareAbove,
    /// The same behind the text.
    BareBehind,
    /// Visible apart from the headline, the only day that the page shows there, in an element called a date.
    CalledAlone,
    /// The same, in any short line.
    BareAlone,
    /// The same, with a label.
    LabelledAlone,
    /// The same, in a `time` element.
    TimeAlone,
    /// Visible beside the headline as a distance from now.
    Relative,
    /// The dateline of the text.
    Dateline,
    /// Behind the page's title.
    Title,
    /// The page's address.
    Address,
    /// The address that the page claims.
    Canonical,
    /// The address of the main image.
    Image,
    /// What feed or list said.
    Listed,
    /// The state of a script that names one such date.
    Script,
    /// The first of several that the states of scripts name.
    ScriptFirst,
}

/// Places that repeat one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Group {
    Structured,
    Head,
    Marked,
    Visible,
    Title,
    Address,
    Image,
    Listed,
    Script,
}

impl Place {
    /// Its group, its weight, what it is called in the collection, and for a person.
    #[rustfmt::skip]
    fn facts(self) -> (Group, f64, DateOrigin, &'static str) {
        match self {
            Self::Article => (Group::Structured, 2.5, DateOrigin::JsonLd, "JSON-LD of the article"),
            Self::ArticleCreated => (Group::Structured, 0.8, DateOrigin::JsonLd, "JSON-LD of the article, date of creation"),
            Self::OtherNode => (Group::Structured, 1.7, DateOrigin::JsonLd, "JSON-LD of the page"),
            Self::MetaPublished => (Group::Head, 2.2, DateOrigin::Meta, "meta"),
            Self::MetaDate => (Group::Head, 1.1, DateOrigin::Meta, "meta"),
            Self::Property => (Group::Marked, 1.8, DateOrigin::Time, "element marked as date of publication"),
            Self::Microformat => (Group::Marked, 0.8, DateOrigin::Time, "element with a class of microformats"),
            Self::PropertyElsewhere => (Group::Marked, 1.3, DateOrigin::Time, "element marked as date of publication, apart from the headline"),
            Self::MicroformatElsewhere => (Group::Marked, 0.5, DateOrigin::Time, "element with a class of microformats, apart from the headline"),
            Self::TimeInClutter => (Group::Visible, 0.9, DateOrigin::Time, "time element in clutter"),
            Self::CalledAbove => (Group::Visible, 1.6, DateOrigin::Text, "text called a date above the headline"),
            Self::CalledBehind => (Group::Visible, 0.2, DateOrigin::Text, "text called a date behind the text"),
            Self::LabelledInClutter => (Group::Visible, 0.9, DateOrigin::Text, "labelled text in clutter"),
            Self::CalledInClutter => (Group::Visible, 0.9, DateOrigin::Text, "text called a date in clutter"),
            Self::CalledAlone => (Group::Visible, 0.9, DateOrigin::Text, "text called a date, the only one"),
            Self::BareAlone => (Group::Visible, 0.7, DateOrigin::Text, "text behind the text, the only one"),
            Self::LabelledAlone => (Group::Visible, 1.1, DateOrigin::Text, "labelled text, the only date"),
            Self::TimeAlone => (Group::Visible, 0.9, DateOrigin::Time, "time element, the only one"),
            Self::Top => (Group::Visible, 0.3, DateOrigin::Text, "far above the headline"),
            Self::Dateline => (Group::Visible, 1.2, DateOrigin::Text, "dateline of the text"),
            Self::Title => (Group::Title, 1.4, DateOrigin::Text, "behind the title of the page"),
            Self::Image => (Group::Image, 0.1, DateOrigin::Url, "address of the main image"),
            Self::Time => (Group::Visible, 1.8, DateOrigin::Time, "time element beside the headline"),
            Self::TimeAbove => (Group::Visible, 1.9, DateOrigin::Time, "time element above the headline"),
            Self::TimeElsewhere => (Group::Visible, 0.1, DateOrigin::Time, "time element elsewhere"),
            Self::Labelled => (Group::Visible, 3.2, DateOrigin::Text, "labelled text beside the headline"),
            Self::LabelledElsewhere => (Group::Visible, 0.6, DateOrigin::Text, "labelled text elsewhere"),
            Self::Called => (Group::Visible, 2.6, DateOrigin::Text, "text called a date beside the headline"),
            Self::CalledElsewhere => (Group::Visible, 0.5, DateOrigin::Text, "text called a date elsewhere"),
            Self::Bare => (Group::Visible, 2.7, DateOrigin::Text, "text beside the headline"),
            Self::Wordy => (Group::Visible, 1.5, DateOrigin::Text, "text with other words beside the headline"),
            Self::BareAbove => (Group::Visible, 1.7, DateOrigin::Text, "text above the headline"),
            Self::BareBehind => (Group::Visible, 0.3, DateOrigin::Text, "text behind the text"),
            Self::Relative => (Group::Visible, 0.8, DateOrigin::Text, "distance from now beside the headline"),
            Self::Address => (Group::Address, 3.2, DateOrigin::Url, "address"),
            Self::Canonical => (Group::Address, 2.2, DateOrigin::Url, "canonical address"),
            Self::Listed => (Group::Listed, 2.0, DateOrigin::Feed, "feed or list"),
            Self::Script => (Group::Script, 1.4, DateOrigin::Script, "script"),
            Self::ScriptFirst => (Group::Script, 0.5, DateOrigin::Script, "script, the first of several"),
        }
    }

    pub(super) fn group(self) -> Group {
        self.facts().0
    }

    /// In log-odds.
    pub(super) fn weight(self) -> f64 {
        self.facts().1
    }

    pub(super) fn origin(self) -> DateOrigin {
        self.facts().2
    }

    /// For a person.
    pub(super) fn words(self) -> &'static str {
        self.facts().3
    }
}

/// A date with its place.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The date.
    pub at: Moment,
    /// Where it stood.
    pub place: Place,
    /// The name of the field, where the place has several.
    pub field: Option<String>,
    /// Whether the day next to it may be meant.
    pub may_be_a_day_off: bool,
}

impl Candidate {
    pub(super) fn new(at: Moment, place: Place) -> Self {
        Self { at, place, field: None, may_be_a_day_off: false }
    }

    pub(super) fn of_field(at: Moment, place: Place, field: &str) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(at, place) }
    }

    /// Whether it may mean a day: it names it, or it is an instant that falls on it where the paper is.
    pub(super) fn supports(&self, day: Date) -> bool {
        let own = self.at.date();
        if own == day {
            return true;
        }
        let is_next_to_it = own.until(day).is_ok_and(|span| span.get_days().abs() == 1);
        // A time that people read is that of their place already.
        let may_be_elsewhere = self.place.origin() != DateOrigin::Text;
        is_next_to_it && (self.may_be_a_day_off || (may_be_elsewhere && self.falls_on(day)))
    }

    /// Whether it is an instant in the evening of a day, in its own zone: then dailies put out what their issue of the next
    /// day will hold, under that issue's date.
    pub(super) fn is_evening_of(&self, day: Date) -> bool {
        const EVENING: i8 = 18;
        self.at.offset().is_some() && self.at.date() == day && self.at.hour() >= EVENING
    }

    /// Whether it is the bare day after another.
    pub(super) fn is_issue_after(&self, day: Date) -> bool {
        self.at.precision() == Precision::Day && day.tomorrow().is_ok_and(|next| next == self.at.date())
    }

    /// Whether an instant without a known zone is of a day in some zone, or of that day in UTC.
    fn falls_on(&self, day: Date) -> bool {
        /// No more than these hours part the zones that most papers live in from UTC.
        const HOURS_EAST: i64 = 13;
        const HOURS_WEST: i64 = 10;
        if self.at.precision() == Precision::Day {
            return false;
        }
        let timestamp = self.at.timestamp();
        if self.at.offset().is_some() {
            return Moment::utc(timestamp).date() == day;
        }
        [HOURS_EAST, -HOURS_WEST].into_iter().any(|hours| {
            let there = timestamp.checked_add(jiff::SignedDuration::from_hours(hours));
            there.is_ok_and(|there| Moment::utc(there).date() == day)
        })
    }
}

/// A date that cannot be that of publication, and why.
#[derive(Debug, Clone)]
pub(super) struct Refused {
    pub candidate: Candidate,
    pub why: &'static str,
}

/// The first candidate of each place: what follows are comments, and other articles that are not recognised as such.
pub(super) fn first_of_each(candidates: impl IntoIterator<Item = Candidate>) -> Vec<Candidate> {
    let mut first: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        if !first.iter().any(|other| other.place == candidate.place) {
            first.push(candidate);
        }
    }
    first
}
