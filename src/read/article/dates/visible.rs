//! Dates that a reader sees, with what their labels say and how near the headline they stand.

use jiff::{Timestamp, ToSpan};

use super::candidate::{Candidate, Place, Refused, first_of_each};
use super::evidence::Evidence;
use super::label::{Label, read as read_label};
use super::lines::{Layout, Line, Region};
use crate::model::{Moment, Precision};
use crate::read::article::blocks::{Block, BlockKind};
use crate::read::article::document::Node;
use crate::read::article::hints::Hint;
use crate::text::date::{VisibleDate, find_relative, find_visible};

/// Letters and digits beside the date; more make a sentence.
const MAX_LETTERS_BESIDE: usize = 70;
/// As many letters as an author's name and a section have.
const MAX_LETTERS_OF_NAME: usize = 32;
/// The same for a line that ends as sentences do: enough for the abbreviated "year" behind some dates.
const MAX_LETTERS_IN_SENTENCE: usize = 4;
/// The same for a distance from now.
const MAX_LETTERS_BESIDE_RELATIVE: usize = 40;
/// Characters that a text's dateline stands in, and letters of the place before its date.
const LONGEST_DATELINE: usize = 90;
const MAX_LETTERS_BEFORE_DATELINE: usize = 30;
/// A line with more `time` elements is a programme.
const MAX_TIMES: usize = 3;

/// The visible dates, by what they are.
#[derive(Debug, Default)]
pub(super) struct Visible {
    /// Those that may be of publication; the first of each place.
    pub published: Vec<Candidate>,
    /// Those that are the page's clock as likely as not.
    pub refused: Vec<Refused>,
    /// The first with a label that calls it the date of a change.
    pub updated: Option<Moment>,
}

/// Looks at the lines of the page, those beside the headline first.
pub(super) fn find(evidence: &Evidence<'_>, layout: Layout) -> Visible {
    let mut found = Found::default();
    for line in layout.lines(evidence) {
        for node in time_elements(evidence, line.block) {
            found.take_time(evidence, line, node);
        }
        if layout.is_first_paragraph(line.block.position) {
            found.take_dateline(evidence, line);
        }
        if may_be_date_line(evidence, line.block) {
            found.take_line(evidence, line);
        }
    }
    found.published.extend(of_title(evidence));
    let published = rename_alone(found.published);
    Visible { published: first_of_each(published), refused: first_refused(found.refused), updated: found.updated }
}

/// One of each place is told.
fn first_refused(refused: Vec<Candidate>) -> Vec<Refused> {
    let first = first_of_each(refused);
    first.into_iter().map(|candidate| Refused { candidate, why: "is the day of fetching, without a label" }).collect()
}

/// Where a page shows one day only apart from its headline, that day is more than one of a list.
fn rename_alone(mut published: Vec<Candidate>) -> Vec<Candidate> {
    const APART: [Place; 5] = [
        Place::CalledBehind,
        Place::CalledElsewhere,
        Place::BareBehind,
        Place::TimeElsewhere,
        Place::LabelledElsewhere,
    ];
    let mut days = published.iter().filter(|one| APART.contains(&one.place)).map(|one| one.at.date());
    let first = days.next();
    if days.all(|day| Some(day) == first) {
        for one in &mut published {
            one.place = match one.place {
                Place::CalledBehind | Place::CalledElsewhere => Place::CalledAlone,
                Place::BareBehind => Place::BareAlone,
                Place::LabelledElsewhere => Place::LabelledAlone,
                Place::TimeElsewhere => Place::TimeAlone,
                place => place,
            };
        }
    }
    published
}

/// A date behind the page's title, as some sites put it there: `Title | Paper | 23.05.2011`.
fn of_title(evidence: &Evidence<'_>) -> Option<Candidate> {
    let title = evidence.metadata.title.as_deref()?;
    let dates = find_visible(title, evidence.language, evidence.fetched_at);
    let last = dates.last().filter(|date| date.range.end == title.len())?;
    let before = title.get(..last.range.start)?.trim_end();
    let is_apart = before.ends_with(['|', '-', '–', '—', '·', '•', '(', '/', '»', ':']);
    is_apart.then(|| Candidate::new(last.at, Place::Title))
}

/// The `time` elements of a short line. Lists of links have them, too.
fn time_elements<'e>(evidence: &Evidence<'e>, block: &Block) -> impl Iterator<Item = &'e Node<'e>> {
    let is_list = block.kind == BlockKind::ListItem;
    let is_short = block.weight <= if is_list { LONGEST_DATE } else { MAX_LETTERS_BESIDE * 2 };
    let owner = evidence.document.get(block.owner).filter(|_| is_short);
    let nodes = owner.map(|owner| evidence.document.within(owner)).unwrap_or_default();
    nodes.iter().filter(|node| node.tag == "time" && node.attr("datetime").is_some()).take(MAX_TIMES)
}

/// Whether a line may be a date with a few words beside it, and not a sentence.
fn may_be_date_line(evidence: &Evidence<'_>, block: &Block) -> bool {
    let is_short = |most: usize| block.text.chars().count() <= most;
    match block.kind {
        BlockKind::Quote | BlockKind::Caption => false,
        BlockKind::ListItem | BlockKind::TableRow | BlockKind::Heading => {
            is_short(LONGEST_DATE) || is_called_date(evidence, block)
        }
        BlockKind::Paragraph | BlockKind::Loose => is_short(3 * MAX_LETTERS_BESIDE),
    }
}

/// Characters of a date with weekday and time in any language.
const LONGEST_DATE: usize = 40;

/// Whether the element of a line, or one inside of it that holds most of the line, is called a date.
fn is_called_date(evidence: &Evidence<'_>, block: &Block) -> bool {
    let Some(owner) = evidence.document.get(block.owner) else { return false };
    owner.hints.has(Hint::Date) || evidence.document.within(owner).iter().any(|node| node.hints.has(Hint::Date))
}

#[derive(Debug, Default)]
struct Found {
    published: Vec<Candidate>,
    refused: Vec<Candidate>,
    updated: Option<Moment>,
}

impl Found {
    /// Takes a `time` element of a line, by the label before it or in its own class. Above the headline the day of fetching
    /// is the page's clock.
    fn take_time(&mut self, evidence: &Evidence<'_>, line: Line<'_>, node: &Node<'_>) {
        let Line { block, region, .. } = line;
        let Some(moment) = evidence.of_element(node) else { return };
        let shown = evidence.document.line(node);
        let before = block.text.split_once(&shown).map_or("", |(before, _)| before);
        let names = [node.attr("class"), node.attr("itemprop")].into_iter().flatten().collect::<String>();
        let place = match region {
            Region::Beside if line.is_in_clutter && line.is_before_text => Place::TimeInClutter,
            _ if line.is_in_clutter => return,
            Region::Beside => Place::Time,
            Region::Above => Place::TimeAbove,
            Region::Behind | Region::Elsewhere => Place::TimeElsewhere,
            Region::Top => Place::Top,
        };
        match read_label(&names).or_else(|| read_label(before)) {
            Some(Label::Updated) => self.update(moment),
            _ if region != Region::Beside && is_day_of(evidence.fetched_at, moment, 1) => {
                self.refused.push(Candidate::new(moment, place));
            }
            _ => self.published.push(Candidate::new(moment, place)),
        }
    }

    fn update(&mut self, moment: Moment) {
        self.updated.get_or_insert(moment);
    }

    /// Takes the dates of a line; a label may stand alone in the line before.
    fn take_line(&mut self, evidence: &Evidence<'_>, line: Line<'_>) {
        let Line { block, region, .. } = line;
        // Most lines hold no number and need not be read; every date has one.
        let has_number = block.text.chars().any(char::is_numeric);
        let read = || find_visible(&block.text, evidence.language, evidence.fetched_at);
        let dates = if has_number { read() } else { Vec::new() };
        let is_beside = matches!(region, Region::Beside | Region::Above);
        if dates.is_empty() && is_beside && !line.is_in_clutter {
            self.take_relative(evidence, block);
        }
        if dates.is_empty() {
            return;
        }
        let beside = beside(&block.text, &dates);
        let letters = letters(&beside);
        let is_sentence = block.ends_a_sentence() && block.kind == BlockKind::Paragraph;
        let is_labelled = read_label(&beside).is_some();
        if letters > if is_sentence && !is_labelled { MAX_LETTERS_IN_SENTENCE } else { MAX_LETTERS_BESIDE } {
            return;
        }
        let is_label = |line: &&str| line.chars().count() <= MAX_LETTERS_BESIDE / 2;
        let inherited = line.before.filter(is_label).filter(|_| letters == 0).and_then(read_label);
        let is_called = is_called_date(evidence, block);
        let mut read_to = 0;
        for date in &dates {
            let label = read_label(block.text.get(read_to..date.range.start).unwrap_or_default());
            let label = label.or(inherited.filter(|_| read_to == 0));
            if label == Some(Label::Updated) && !line.is_in_clutter {
                self.update(date.at);
            } else if let Some(place) = place(label, is_called, letters > MAX_LETTERS_OF_NAME, line) {
                let mut candidate = Candidate::new(date.at, place);
                candidate.may_be_a_day_off = date.may_be_a_day_off;
                let days_before = i64::from(region != Region::Beside || date.may_be_a_day_off);
                let is_clock = label.is_none() && is_day_of(evidence.fetched_at, date.at, days_before);
                let list = if is_clock { &mut self.refused } else { &mut self.published };
                list.push(candidate);
            }
            read_to = date.range.end;
        }
    }

    /// Takes the date that an agency or a ministry begins its text with: `RIGA, 3 May 2024 (LETA) -`, `(Bonn, 3.5.2024)`.
    /// A sentence that begins with a date goes on in words.
    fn take_dateline(&mut self, evidence: &Evidence<'_>, line: Line<'_>) {
        let text = &line.block.text;
        let begin =
            text.char_indices().nth(LONGEST_DATELINE).map_or(text.as_str(), |(end, _)| text.get(..end).unwrap_or(text));
        let dates = find_visible(begin, evidence.language, evidence.fetched_at);
        let Some(date) = dates.first() else { return };
        let before = begin.get(..date.range.start).unwrap_or_default();
        let behind = text.get(date.range.end..).unwrap_or_default().trim_start();
        let behind = behind.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(behind, |(_, rest)| rest);
        let is_begin = letters(before) <= MAX_LETTERS_BEFORE_DATELINE && !before.contains(['.', '!', '?', ':', ';']);
        let is_apart = behind.trim_start().starts_with(['-', '–', '—', '―', ')', '/', ':', '|', '„', '“', '"', '«']);
        if is_begin && is_apart {
            self.published.push(Candidate::new(date.at, Place::Dateline));
        }
    }

    /// Takes a distance from now that stands in a line of its own or behind a label.
    fn take_relative(&mut self, evidence: &Evidence<'_>, block: &Block) {
        let Some(date) = find_relative(&block.text, evidence.language, evidence.fetched_at) else { return };
        let is_few = letters(&beside(&block.text, std::slice::from_ref(&date))) <= MAX_LETTERS_BESIDE_RELATIVE;
        let before = block.text.get(..date.range.start).unwrap_or_default();
        if !is_few || read_label(before) == Some(Label::Updated) {
            return;
        }
        let mut candidate = Candidate::new(date.at, Place::Relative);
        candidate.may_be_a_day_off = date.at.precision() == Precision::Day;
        self.published.push(candidate);
    }
}

fn place(label: Option<Label>, is_called: bool, is_wordy: bool, line: Line<'_>) -> Option<Place> {
    let is_near = matches!(line.region, Region::Beside | Region::Above);
    Some(match (label, is_called, line.region) {
        (Some(Label::Updated), ..) => return None,
        (Some(_), ..) if line.is_in_clutter && line.is_before_text => Place::LabelledInClutter,
        (Some(_), ..) if line.is_in_clutter => Place::LabelledElsewhere,
        (None, true, _) if line.is_in_clutter && line.is_before_text && is_near => Place::CalledInClutter,
        _ if line.is_in_clutter => return None,
        (Some(_), ..) if is_near => Place::Labelled,
        (Some(_), ..) => Place::LabelledElsewhere,
        (None, true, Region::Beside) => Place::Called,
        (None, true, Region::Above) => Place::CalledAbove,
        (None, true, Region::Behind) => Place::CalledBehind,
        (None, true, Region::Elsewhere) => Place::CalledElsewhere,
        (None, true, Region::Top) => Place::Top,
        (None, false, Region::Beside) if is_wordy => Place::Wordy,
        (None, false, Region::Beside) => Place::Bare,
        (None, false, Region::Above) => Place::BareAbove,
        (None, false, Region::Behind) => Place::BareBehind,
        (None, false, Region::Elsewhere | Region::Top) => return None,
    })
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The text without its dates.
fn beside(text: &str, dates: &[VisibleDate]) -> String {
    let mut beside = String::new();
    let mut read_to = 0;
    for date in dates {
        beside.push_str(text.get(read_to..date.range.start).unwrap_or_default());
        read_to = date.range.end;
    }
    beside.push_str(text.get(read_to..).unwrap_or_default());
    beside
}

/// Whether a date is the day of fetching somewhere on earth, or up to so many days before it: a clock in America is a day
/// behind UTC for hours, and a Hijri one may always be.
fn is_day_of(fetched_at: Timestamp, moment: Moment, days_before: i64) -> bool {
    let fetched = Moment::utc(fetched_at).date();
    let day = |days: i64| fetched.checked_add(days.days()).unwrap_or(fetched);
    (day(-days_before)..=day(1)).contains(&moment.date())
}
