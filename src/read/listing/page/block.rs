//! The largest block of links to articles, found by its repetition, with the lead stories above it.
//!
//! Links that stand under the same chain of elements were made by the same template. Of all such groups the one with the
//! most and the plainest signs of articles (headlines in headings, dates) is the list. Of the others only headlines in the
//! same part of the page are taken along: a lead story has a template of its own.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use scraper::ElementRef;

use crate::model::{ArticleKey, Item};
use crate::text;

use super::cards::{self, Card, LINK, Link, MAX_LINKS};
use super::frame::Frame;
use super::{Page, address};

/// A list is what repeats at least this often.
const MIN_LINKS: usize = 3;
/// Elements above a link that tell its template.
const CHAIN_LENGTH: usize = 4;

/// The items of the largest block, in the page's order; none if nothing repeats.
pub(super) fn items(page: &Page<'_>) -> Vec<Item> {
    let cards = cards::group(links(page));
    let mut groups: HashMap<String, Vec<&Card<'_>>> = HashMap::new();
    for card in &cards {
        groups.entry(template(card.link.element)).or_default().push(card);
    }
    let letters = |group: &[&Card<'_>]| group.iter().map(|card| card.title.len()).sum::<usize>();
    // The name of the template comes last, so that equal groups do not depend on the order of a hash table.
    let best = groups.iter().max_by_key(|(name, group)| (weight(group), letters(group), std::cmp::Reverse(*name)));
    let Some((_, group)) = best.filter(|(_, group)| n_headlines(group) >= MIN_LINKS) else { return Vec::new() };
    let members = members(group);
    let chosen: HashSet<NodeId> = members.iter().map(|card| card.link.element.id()).collect();
    let leads = leads(&cards, &members);
    let is_taken = |card: &&Card<'_>| {
        let id = card.link.element.id();
        chosen.contains(&id) || leads.contains(&id)
    };
    let taken: Vec<_> = alike(cards.iter().filter(is_taken).collect());
    taken.into_iter().map(|card| item(page, card)).collect()
}

/// The titles of all addresses on the page that may be articles, for structured data that name addresses alone.
pub(super) fn titles(page: &Page<'_>) -> HashMap<ArticleKey, String> {
    let cards = cards::group(links(page));
    cards.into_iter().filter(|card| card.is_headline).map(|card| (card.link.key, card.title)).collect()
}

/// The links that may lead to articles: within the site, deeper than its sections, and not in the frame of the page.
fn links<'a>(page: &Page<'a>) -> Vec<Link<'a>> {
    let own_domain = page.address.host_str().map(text::url::registrable_domain);
    let all: Vec<_> = page.html.select(&LINK).take(MAX_LINKS).collect();
    let frame = Frame::new(&all);
    let candidate = |element: ElementRef<'a>| {
        let link = Link::new(page, element)?;
        let is_own = link.url.host_str().map(text::url::registrable_domain) == own_domain;
        // A headline in a heading is an article's even at a short address.
        let is_plain = link.is_heading && cards::is_headline(&link.title) && address::may_be_article(&link.url);
        let leads_on = address::is_deep(&link.url) || is_plain;
        (is_own && leads_on && !is_other_page(page, &link) && !frame.holds(element)).then_some(link)
    };
    all.into_iter().filter_map(candidate).collect()
}

/// Whether a link leads to another page of the same list: its path, with the number of a page.
fn is_other_page(page: &Page<'_>, link: &Link<'_>) -> bool {
    let same_path = link.url.path().trim_end_matches('/') == page.address.path().trim_end_matches('/');
    same_path && link.url.query_pairs().any(|(name, _)| address::is_name_of_paging(&name))
}

fn n_headlines(group: &[&Card<'_>]) -> usize {
    group.iter().filter(|card| card.is_headline).count()
}

/// How much a group looks like a list of articles: its headlines, of which those in headings and beside dates count more.
fn weight(group: &[&Card<'_>]) -> usize {
    let headlines = group.iter().filter(|card| card.is_headline);
    headlines.map(|card| 2 + usize::from(card.is_heading) + usize::from(card.has_time())).sum()
}

/// The articles of a group. A short headline is told from a label such as "Sport" or "More" by standing in an item of its
/// own beside longer ones, and by its words standing there once.
fn members<'b, 'a>(group: &[&'b Card<'a>]) -> Vec<&'b Card<'a>> {
    let headlines = group.iter().filter(|card| card.is_headline);
    let around_headlines: HashSet<NodeId> =
        headlines.flat_map(|card| card.link.element.ancestors().take(CHAIN_LENGTH)).map(|node| node.id()).collect();
    let mut n_times: HashMap<&str, usize> = HashMap::new();
    for card in group {
        *n_times.entry(&card.title).or_default() += 1;
    }
    let is_short_headline = |card: &Card<'_>| {
        let above = card.link.element.ancestors().take(CHAIN_LENGTH);
        let mut around = above.map(|node| around_headlines.contains(&node.id()));
        around.next() == Some(false)
            && around.any(|is_shared| is_shared)
            && !card.title.is_empty()
            && n_times.get(&*card.title) == Some(&1)
    };
    group.iter().copied().filter(|card| card.is_headline || is_short_headline(card)).collect()
}

/// Leaves out addresses that are unlike the others: where most articles have a number in theirs, a section has none.
fn alike<'b, 'a>(mut cards: Vec<&'b Card<'a>>) -> Vec<&'b Card<'a>> {
    let headlines = cards.iter().filter(|card| card.is_headline);
    let n_numbered = headlines.filter(|card| address::has_number(&card.link.url)).count();
    if n_numbered * 5 >= n_headlines(&cards) * 4 {
        cards.retain(|card| address::has_number(&card.link.url));
    }
    cards
}

/// Headlines in headings within the same part of the page as the block.
fn leads(cards: &[Card<'_>], members: &[&Card<'_>]) -> HashSet<NodeId> {
    let Some(part) = part_of_page(members) else { return HashSet::new() };
    let is_lead = |card: &&Card<'_>| {
        let stands_within = card.link.element.ancestors().any(|node| node.id() == part);
        card.is_headline && card.is_heading && stands_within
    };
    cards.iter().filter(is_lead).map(|card| card.link.element.id()).collect()
}

/// The `main` element around all of them; where there is none, what is just around the innermost element that they share.
fn part_of_page(cards: &[&Card<'_>]) -> Option<NodeId> {
    let (first, rest) = cards.split_first()?;
    let around: Vec<_> = first.link.element.ancestors().filter_map(ElementRef::wrap).collect();
    let places: HashMap<NodeId, usize> = around.iter().enumerate().map(|(at, element)| (element.id(), at)).collect();
    // How far up the innermost element that all share is: the first that each further card has in common with the first.
    let up = |card: &&Card<'_>| card.link.element.ancestors().find_map(|node| places.get(&node.id()).copied());
    let innermost = rest.iter().filter_map(up).max().unwrap_or(0);
    let shared = around.get(innermost..)?;
    let is_main = |element: &&ElementRef<'_>| element.value().name() == "main" || element.attr("role") == Some("main");
    let above = shared.get(1).filter(|element| !matches!(element.value().name(), "html" | "body"));
    shared.iter().find(is_main).or(above).or(shared.first()).map(|element| element.id())
}

/// The names of the elements above a link. Classes would split a list into odd and even, large and small.
fn template(link: ElementRef<'_>) -> String {
    let names = link.ancestors().filter_map(ElementRef::wrap).take(CHAIN_LENGTH).map(|element| element.value().name());
    names.collect::<Vec<_>>().join("<")
}

fn item(page: &Page<'_>, card: &Card<'_>) -> Item {
    Item {
        url: Some(card.link.url.clone().into()),
        title: card.title.clone(),
        published: card.date(page),
        language: page.language.clone(),
        ..Item::default()
    }
}
