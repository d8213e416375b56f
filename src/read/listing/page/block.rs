//! The largest block of links to articles, found by its repetition.
//!
//! Links that stand under the same chain of elements were made by the same template. Of all such groups the one with the
//! most addresses that look like articles is the list.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ego_tree::NodeId;
use scraper::{ElementRef, Selector};
use url::Url;

use crate::model::{ArticleKey, Item};
use crate::read::{dom, markup};
use crate::text;

use super::{Page, selector};

/// A list is what repeats at least this often.
const MIN_LINKS: usize = 3;
/// Links looked at; the largest fronts have 2,000.
const MAX_LINKS: usize = 10_000;
/// Elements above a link that tell its template.
const CHAIN_LENGTH: usize = 4;
/// A headline has about four words …
const MIN_WORDS: usize = 4;
/// … or as many letters. A Chinese, Japanese or Thai character counts as [`DENSE_WEIGHT`] of them.
const MIN_LETTERS: usize = 20;
/// Letters of an alphabet that say as much as one character of a script without spaces, roughly.
const DENSE_WEIGHT: usize = 3;

static LINK: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));
static TIME: LazyLock<Selector> = LazyLock::new(|| selector("time"));
static HEADING: LazyLock<Selector> =
    LazyLock::new(|| selector("h1, h2, h3, h4, h5, h6, [class*=title i], [class*=headline i]"));

/// A link that looks like one to an article.
struct Candidate<'a> {
    link: ElementRef<'a>,
    url: Url,
    key: ArticleKey,
    title: String,
    is_headline: bool,
}

/// The items of the largest block, in the page's order; none if nothing repeats.
pub(super) fn items(page: &Page<'_>) -> Vec<Item> {
    let candidates = candidates(page);
    let mut groups: HashMap<String, Vec<&Candidate<'_>>> = HashMap::new();
    for candidate in &candidates {
        groups.entry(template(candidate.link)).or_default().push(candidate);
    }
    let size = |group: &[&Candidate<'_>]| {
        let headlines = group.iter().filter(|candidate| candidate.is_headline);
        headlines.map(|candidate| &candidate.key).collect::<HashSet<_>>().len()
    };
    let letters = |group: &[&Candidate<'_>]| group.iter().map(|candidate| candidate.title.len()).sum::<usize>();
    // The name of the template comes last, so that equal groups do not depend on the order of a hash table.
    let best = groups.iter().max_by_key(|(name, group)| (size(group), letters(group), std::cmp::Reverse(*name)));
    let Some((_, group)) = best.filter(|(_, group)| size(group) >= MIN_LINKS) else { return Vec::new() };
    let mut seen = HashSet::new();
    let mut members = members(group);
    members.retain(|candidate| seen.insert(&candidate.key));
    let owners = owners(&members);
    members.iter().map(|candidate| item(page, candidate, &owners)).collect()
}

/// The links of a group that are articles. A short headline is told from a label such as "Sport" or "More" by standing
/// in an item of its own beside longer ones, and by its words standing there once.
fn members<'a, 'b>(group: &[&'a Candidate<'b>]) -> Vec<&'a Candidate<'b>> {
    let headlines = group.iter().filter(|candidate| candidate.is_headline);
    let around_headlines: HashSet<NodeId> =
        headlines.flat_map(|candidate| candidate.link.ancestors().take(CHAIN_LENGTH)).map(|node| node.id()).collect();
    let mut n_times: HashMap<&str, usize> = HashMap::new();
    for candidate in group {
        *n_times.entry(&candidate.title).or_default() += 1;
    }
    let is_short_headline = |candidate: &Candidate<'_>| {
        let mut around =
            candidate.link.ancestors().take(CHAIN_LENGTH).map(|node| around_headlines.contains(&node.id()));
        around.next() == Some(false) && around.any(|is_shared| is_shared) && n_times.get(&*candidate.title) == Some(&1)
    };
    group.iter().copied().filter(|candidate| candidate.is_headline || is_short_headline(candidate)).collect()
}

fn candidates<'a>(page: &Page<'a>) -> Vec<Candidate<'a>> {
    let own_domain = page.address.host_str().map(text::url::registrable_domain);
    let own_key = text::url::key(page.address);
    let candidate = |link: ElementRef<'a>| {
        let url = page.resolve(link.attr("href")?)?;
        let is_own = url.host_str().map(text::url::registrable_domain) == own_domain;
        if !is_own || !is_deep(&url) || is_furniture(link) {
            return None;
        }
        let title = title(link);
        let key = text::url::key(&url);
        let is_headline = is_headline(&title);
        (!title.is_empty() && key != own_key).then_some(Candidate { link, url, key, title, is_headline })
    };
    page.html.select(&LINK).take(MAX_LINKS).filter_map(candidate).collect()
}

/// Whether an address leads deeper than to a section: by its path, a long name, a number or a query.
fn is_deep(url: &Url) -> bool {
    let segments: Vec<_> = url.path_segments().into_iter().flatten().filter(|segment| !segment.is_empty()).collect();
    let last = segments.last().copied().unwrap_or_default();
    let n_digits = last.chars().filter(char::is_ascii_digit).count();
    let n_joints = last.chars().filter(|c| matches!(c, '-' | '_')).count();
    let is_document = last.rsplit_once('.').is_some_and(|(_, ending)| ending.len() >= 3);
    segments.len() >= 2 || n_joints >= 2 || n_digits >= 4 || is_document || url.query().is_some()
}

/// Whether a link belongs to the frame of the page. The head of an article in a list is no frame.
fn is_furniture(link: ElementRef<'_>) -> bool {
    if dom::is_within(link, &["nav", "footer", "aside"]) {
        let is_foot_of_item = dom::is_within(link, &["article"]) && !dom::is_within(link, &["nav", "aside"]);
        return !is_foot_of_item;
    }
    dom::is_within(link, &["header"]) && !dom::is_within(link, &["article", "main", "section", "li"])
}

/// The headline of a link that may enclose a whole card with picture, teaser and date.
fn title(link: ElementRef<'_>) -> String {
    let heading = link.select(&HEADING).next().map(markup::line_text).filter(|heading| !heading.is_empty());
    heading.unwrap_or_else(|| markup::line_text(link))
}

fn is_headline(title: &str) -> bool {
    let (dense, spaced): (Vec<char>, Vec<char>) =
        title.chars().filter(|c| c.is_alphanumeric()).partition(|&c| is_dense(c));
    let n_words = title.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    n_words >= MIN_WORDS || spaced.len() + dense.len() * DENSE_WEIGHT >= MIN_LETTERS
}

/// Whether a character belongs to a script that is written without spaces.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The names of the elements above a link. Classes would split a list into odd and even, large and small.
fn template(link: ElementRef<'_>) -> String {
    let names = link.ancestors().filter_map(ElementRef::wrap).take(CHAIN_LENGTH).map(|element| element.value().name());
    names.collect::<Vec<_>>().join("<")
}

/// For each element around links of a block the one article that all of them lead to; `None` where there are several.
fn owners<'a>(group: &[&'a Candidate<'_>]) -> HashMap<NodeId, Option<&'a ArticleKey>> {
    let mut owners: HashMap<NodeId, Option<&ArticleKey>> = HashMap::new();
    for candidate in group {
        for ancestor in candidate.link.ancestors() {
            let owner = owners.entry(ancestor.id()).or_insert(Some(&candidate.key));
            if owner.is_some_and(|key| *key != candidate.key) {
                *owner = None;
            }
        }
    }
    owners
}

fn item(page: &Page<'_>, candidate: &Candidate<'_>, owners: &HashMap<NodeId, Option<&ArticleKey>>) -> Item {
    let is_own = |element: &ElementRef<'_>| owners.get(&element.id()).is_some_and(Option::is_some);
    let card = candidate.link.ancestors().filter_map(ElementRef::wrap).take_while(is_own).last();
    Item {
        url: Some(candidate.url.clone().into()),
        title: candidate.title.clone(),
        published: card.and_then(|card| date(page, card, &candidate.title)),
        language: page.language.clone(),
        ..Item::default()
    }
}

/// The date on an article's card: an element for times, else a visible date beside the headline.
fn date(page: &Page<'_>, card: ElementRef<'_>, title: &str) -> Option<crate::model::Moment> {
    let time = card.select(&TIME).filter_map(|time| page.date(time)).next();
    // A date within the headline is part of the story.
    time.or_else(|| {
        markup::element_text(card).lines().filter(|line| *line != title).find_map(|line| page.date_in(line))
    })
}
