//! Dates that a reader sees beside the headline, with what their labels say.

use super::evidence::Evidence;
use super::label::{Label, read as read_label};
use crate::model::Moment;
use crate::read::article::blocks::{Block, BlockKind};
use crate::read::article::document::Node;
use crate::read::article::hints::Hint;
use crate::read::article::prose::prose;
use crate::text::date::find_visible;
use crate::text::fold::fold;

/// Lines looked at before and behind the headline.
const LINES_BEFORE: usize = 6;
const LINES_BEHIND: usize = 12;
/// Where this many paragraphs of running text have begun, the text has: a standfirst may stand above the date.
const PARAGRAPHS_BEHIND: usize = 2;
/// What a paragraph says at least, in Latin letters.
const MIN_PARAGRAPH_WEIGHT: f64 = 120.0;
/// Letters and digits beside the date; more make a sentence.
const MAX_LETTERS_BESIDE: usize = 70;
/// The same for a line that ends as sentences do: enough for the abbreviated "year" behind some dates.
const MAX_LETTERS_IN_SENTENCE: usize = 4;

/// The visible dates, by what they are.
#[derive(Debug, Default)]
pub(super) struct Visible {
    /// In a `time` element.
    pub time: Option<Moment>,
    /// With a label that calls it the date of publication.
    pub labelled: Option<Moment>,
    /// Without a label, and not the day of fetching.
    pub bare: Option<Moment>,
    /// With a label that calls it the date of a change.
    pub updated: Option<Moment>,
}

/// Looks at the lines around the headline.
pub(super) fn find(evidence: &Evidence<'_>) -> Visible {
    let headline = headline(evidence);
    let lines = evidence.blocks.iter().filter(|block| !evidence.clutter.holds(block.position)).collect::<Vec<_>>();
    let at = lines.partition_point(|block| block.position < headline);
    let mut n_paragraphs = 0;
    let mut is_before_text = |index: &usize| {
        n_paragraphs += usize::from(lines.get(*index).is_some_and(|block| prose(block) >= MIN_PARAGRAPH_WEIGHT));
        n_paragraphs < PARAGRAPHS_BEHIND
    };
    // Behind the headline first: what stands before it is more often the page's own.
    let behind = (at..lines.len()).take(LINES_BEHIND).take_while(|index| is_before_text(index)).collect::<Vec<_>>();
    let before = (0..at).rev().take(LINES_BEFORE);
    let mut visible = Visible::default();
    for index in behind.into_iter().chain(before) {
        let Some(block) = lines.get(index) else { continue };
        let line_before = index.checked_sub(1).and_then(|index| lines.get(index)).map(|block| block.text.as_str());
        for node in time_elements(evidence, block) {
            visible.take_time(evidence, block, node, index >= at);
        }
        if may_be_date_line(evidence, block) {
            visible.take_line(evidence, block, line_before);
        }
    }
    visible
}

/// Where the headline stands; the first heading or line where none is marked.
fn headline(evidence: &Evidence<'_>) -> usize {
    let title = fold(evidence.title);
    let is_title = |block: &&Block| block.text.len().abs_diff(evidence.title.len()) < 40 && fold(&block.text) == title;
    let headings = || evidence.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let first_h1 = || evidence.document.elements("h1").next().map(|node| node.index);
    let found = headings().find(is_title).or_else(|| evidence.blocks.iter().find(is_title)).map(|block| block.position);
    found.or_else(first_h1).unwrap_or_default()
}

/// The `time` elements of a short line. Lists of links have them, too.
fn time_elements<'e>(evidence: &Evidence<'e>, block: &Block) -> impl Iterator<Item = &'e Node<'e>> {
    let is_short = block.weight <= MAX_LETTERS_BESIDE * 2 && block.kind != BlockKind::ListItem;
    let owner = evidence.document.get(block.owner).filter(|_| is_short);
    let nodes = owner.map(|owner| evidence.document.within(owner)).unwrap_or_default();
    nodes.iter().filter(|node| node.tag == "time" && node.attr("datetime").is_some()).take(MAX_TIMES)
}

/// A line with more `time` elements is a programme.
const MAX_TIMES: usize = 3;

/// Whether a line may be a date with a few words beside it, and not a sentence.
fn may_be_date_line(evidence: &Evidence<'_>, block: &Block) -> bool {
    let is_called_date = || evidence.document.get(block.owner).is_some_and(|node| node.hints.has(Hint::Date));
    match block.kind {
        BlockKind::Heading | BlockKind::Quote | BlockKind::Caption => false,
        BlockKind::ListItem | BlockKind::TableRow => is_called_date(),
        BlockKind::Paragraph | BlockKind::Loose => block.text.chars().count() <= 3 * MAX_LETTERS_BESIDE,
    }
}

impl Visible {
    /// Takes a `time` element of a line, by the label before it or in its own class. Above the headline the day of fetching
    /// is the page's clock.
    fn take_time(&mut self, evidence: &Evidence<'_>, block: &Block, node: &Node<'_>, is_behind_headline: bool) {
        let Some(moment) = evidence.of_element(node) else { return };
        let shown = evidence.document.line(node);
        let before = block.text.split_once(&shown).map_or("", |(before, _)| before);
        let names = [node.attr("class"), node.attr("itemprop")].into_iter().flatten().collect::<String>();
        match read_label(&names).or_else(|| read_label(before)) {
            Some(Label::Updated) => self.updated.get_or_insert(moment),
            _ if is_behind_headline || !is_day_of(evidence.fetched_at, moment) => self.time.get_or_insert(moment),
            _ => return,
        };
    }

    /// Takes the dates of a line; a label may stand alone in the line before.
    fn take_line(&mut self, evidence: &Evidence<'_>, block: &Block, line_before: Option<&str>) {
        let dates = find_visible(&block.text, evidence.language, evidence.fetched_at);
        let beside = beside(&block.text, dates.iter().map(|date| date.range.clone()));
        let letters = beside.chars().filter(|c| c.is_alphanumeric()).count();
        let is_sentence = block.ends_a_sentence() && block.kind == BlockKind::Paragraph;
        let is_labelled = read_label(&beside).is_some();
        if letters > if is_sentence && !is_labelled { MAX_LETTERS_IN_SENTENCE } else { MAX_LETTERS_BESIDE } {
            return;
        }
        let mut read_to = 0;
        for date in &dates {
            let label = read_label(block.text.get(read_to..date.range.start).unwrap_or_default());
            let is_label = |line: &&str| line.chars().count() <= MAX_LETTERS_BESIDE / 2;
            let inherited =
                || line_before.filter(is_label).filter(|_| read_to == 0 && letters == 0).and_then(read_label);
            let is_fetching_day = is_day_of(evidence.fetched_at, date.at);
            match label.or_else(inherited) {
                Some(Label::Published) => self.labelled.get_or_insert(date.at),
                Some(Label::Updated) => self.updated.get_or_insert(date.at),
                None if !is_fetching_day => self.bare.get_or_insert(date.at),
                None => continue,
            };
            read_to = date.range.end;
        }
    }
}

/// The text without its dates.
fn beside(text: &str, dates: impl Iterator<Item = std::ops::Range<usize>>) -> String {
    let mut beside = String::new();
    let mut read_to = 0;
    for range in dates {
        beside.push_str(text.get(read_to..range.start).unwrap_or_default());
        read_to = range.end;
    }
    beside.push_str(text.get(read_to..).unwrap_or_default());
    beside
}

/// Whether a date is the day of fetching somewhere on earth.
fn is_day_of(fetched_at: jiff::Timestamp, moment: Moment) -> bool {
    let fetched = Moment::utc(fetched_at).date();
    moment.date() == fetched || fetched.tomorrow().is_ok_and(|tomorrow| moment.date() == tomorrow)
}
