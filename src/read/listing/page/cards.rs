//! Links to one article, put together: a card has a picture, a headline, a teaser and "read more", all of them links to
//! the same address.

use std::collections::HashMap;
use std::sync::LazyLock;

use ego_tree::NodeId;
use scraper::{ElementRef, Selector};
use url::Url;

use crate::model::{ArticleKey, Moment};
use crate::read::{dom, markup};
use crate::text;

use super::{Page, selector};

/// Links looked at; the largest fronts have 2,000.
pub(super) const MAX_LINKS: usize = 10_000;
/// Elements above a link that may be its card. A card is small; a body with one link would be the whole page.
const MAX_CARD_HEIGHT: usize = 8;
/// Lines of a card that are searched for a date.
const MAX_CARD_LINES: usize = 40;
/// A headline has about four words …
const MIN_WORDS: usize = 4;
/// … or as many letters. A Chinese, Japanese or Thai character counts as [`DENSE_WEIGHT`] of them.
const MIN_LETTERS: usize = 20;
/// Letters of an alphabet that say as much as one character of a script without spaces, roughly.
const DENSE_WEIGHT: usize = 3;
/// More than this is a teaser, whatever element it stands in.
const MAX_TITLE_CHARS: usize = 300;

/// A link and the elements around it whose names may say that it is a title.
const TITLE_HEIGHT: usize = 3;

const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

/// What leads anywhere.
pub(super) static LINK: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));
static IMAGE: LazyLock<Selector> = LazyLock::new(|| selector("img[alt]"));
static BREAK: LazyLock<Selector> = LazyLock::new(|| selector("br"));
static TIME: LazyLock<Selector> = LazyLock::new(|| selector("time"));
static HEADING: LazyLock<Selector> = LazyLock::new(|| selector("h1, h2, h3, h4, h5, h6"));
static NAMED_TITLE: LazyLock<Selector> = LazyLock::new(|| selector("[class*=title i], [class*=headline i]"));

/// A link with what it says.
pub(super) struct Link<'a> {
    pub(super) element: ElementRef<'a>,
    pub(super) url: Url,
    pub(super) key: ArticleKey,
    /// Its headline on one line; empty for a picture.
    pub(super) title: String,
    /// Whether the title stands in a heading.
    pub(super) is_heading: bool,
}

/// An article on the page, with all links to it.
pub(super) struct Card<'a> {
    /// The link that says most.
    pub(super) link: Link<'a>,
    /// The headline: the link's, else that of the card's heading.
    pub(super) title: String,
    /// Whether the headline is one by its length.
    pub(super) is_headline: bool,
    /// Whether it stands in a heading.
    pub(super) is_heading: bool,
    /// The largest element around the link without a link to another article; `None` if there is none.
    pub(super) element: Option<ElementRef<'a>>,
}

impl<'a> Link<'a> {
    /// The link of an element, unless it leads nowhere or back to the page itself.
    pub(super) fn new(page: &Page<'_>, element: ElementRef<'a>) -> Option<Self> {
        let url = page.resolve(element.attr("href")?)?;
        let key = text::url::key(&url);
        if key == page.key {
            return None;
        }
        let (title, is_heading) = title(element);
        Some(Self { element, url, key, title, is_heading })
    }

    fn rank(&self) -> (bool, bool) {
        (self.is_heading, is_headline(&self.title))
    }
}

/// The link that says most of its article: in a heading, else with the words of a headline, else the first with any.
pub(super) fn best<'b, 'a>(links: &'b [Link<'a>]) -> Option<&'b Link<'a>> {
    let said = links.iter().filter(|link| !link.title.is_empty());
    // Of equals the first.
    said.rev().max_by_key(|link| link.rank()).or_else(|| links.first())
}

/// The articles that links lead to, in the order of the first link to each.
pub(super) fn group(links: Vec<Link<'_>>) -> Vec<Card<'_>> {
    let owners = owners(&links);
    let mut order: Vec<ArticleKey> = Vec::new();
    let mut groups: HashMap<ArticleKey, Vec<Link<'_>>> = HashMap::new();
    for link in links {
        let group = groups.entry(link.key.clone()).or_default();
        if group.is_empty() {
            order.push(link.key.clone());
        }
        group.push(link);
    }
    order.into_iter().filter_map(|key| card(groups.remove(&key)?, &owners)).collect()
}

fn card<'a>(mut links: Vec<Link<'a>>, owners: &Owners) -> Option<Card<'a>> {
    let chosen = best(&links)?.element.id();
    let at = links.iter().position(|link| link.element.id() == chosen)?;
    let link = links.swap_remove(at);
    let is_own = |element: &ElementRef<'_>| owners.get(&element.id()).is_some_and(Option::is_some);
    let above = link.element.ancestors().filter_map(ElementRef::wrap).take(MAX_CARD_HEIGHT);
    let element = above.take_while(is_own).filter(|element| !is_page(*element)).last();
    let (mut title, mut is_heading) = (link.title.clone(), link.is_heading);
    // "Read more" beneath a heading that is no link itself.
    if !is_headline(&title)
        && let Some(heading) = element.and_then(heading)
        && (is_headline(&heading) || title.is_empty())
    {
        (title, is_heading) = (heading, true);
    }
    let is_headline = is_headline(&title);
    Some(Card { link, title, is_headline, is_heading, element })
}

/// For each element around links, the number of the one article that all of them lead to; `None` where there are several.
type Owners = HashMap<NodeId, Option<ArticleKey>>;

fn owners(links: &[Link<'_>]) -> Owners {
    let mut owners: Owners = HashMap::new();
    for link in links {
        for ancestor in link.element.ancestors().take(MAX_CARD_HEIGHT) {
            let owner = owners.entry(ancestor.id()).or_insert_with(|| Some(link.key.clone()));
            if owner.as_ref().is_some_and(|key| *key != link.key) {
                *owner = None;
            }
        }
    }
    owners
}

fn is_page(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "html" | "body" | "main")
}

/// The headline of a link that may enclose a whole card with picture, teaser and date, and whether it is a heading.
fn title(link: ElementRef<'_>) -> (String, bool) {
    if let Some(heading) = heading(link) {
        return (whole(link, heading), true);
    }
    if let Some(named) = link.select(&NAMED_TITLE).map(markup::line_text).find(|title| !title.is_empty()) {
        return (whole(link, named), true);
    }
    let is_heading = dom::is_within(link, HEADINGS) || is_named_title(link);
    let text = markup::element_text(link);
    if text.is_empty() {
        return (label(link).unwrap_or_default(), is_heading);
    }
    // Lines apart are headline, teaser and date, unless the author broke the headline itself.
    let has_lines = text.contains('\n') && link.select(&BREAK).next().is_none();
    let is_title = |line: &&str| is_headline(line) && line.chars().count() <= MAX_TITLE_CHARS;
    let line = text.lines().find(is_title).filter(|_| has_lines).map(str::to_owned);
    (whole(link, line.unwrap_or_else(|| markup::collapse(&text))), is_heading)
}

/// A headline that was cut to fit, as the `title` attribute has it whole.
fn whole(link: ElementRef<'_>, title: String) -> String {
    let Some(stem) = title.strip_suffix('…').or_else(|| title.strip_suffix("...")) else { return title };
    let attribute = link.attr("title").map(markup::collapse);
    attribute.filter(|whole| whole.starts_with(stem.trim_end())).unwrap_or(title)
}

/// What a picture with a link is called.
fn label(link: ElementRef<'_>) -> Option<String> {
    let own = ["title", "aria-label"].iter().filter_map(|name| link.attr(name));
    let of_image = link.select(&IMAGE).filter_map(|image| image.attr("alt"));
    own.chain(of_image).map(markup::collapse).find(|label| is_headline(label))
}

/// Whether a link or what is close around it is called a title by its class.
fn is_named_title(link: ElementRef<'_>) -> bool {
    let around = std::iter::once(link).chain(link.ancestors().filter_map(ElementRef::wrap)).take(TITLE_HEIGHT);
    around.filter_map(|element| element.attr("class")).any(|class| {
        let class = class.to_ascii_lowercase();
        class.contains("title") || class.contains("headline")
    })
}

fn heading(element: ElementRef<'_>) -> Option<String> {
    element.select(&HEADING).map(markup::line_text).find(|heading| !heading.is_empty())
}

/// Whether a text is long enough for a headline, in its script.
pub(super) fn is_headline(title: &str) -> bool {
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

impl Card<'_> {
    /// Whether the card has an element for times.
    pub(super) fn has_time(&self) -> bool {
        self.element.is_some_and(|element| element.select(&TIME).next().is_some())
    }

    /// The date on the card: an element for times, else a visible date beside the headline.
    pub(super) fn date(&self, page: &Page<'_>) -> Option<Moment> {
        let element = self.element?;
        let time = element.select(&TIME).filter_map(|time| page.date(time)).next();
        // A date within the headline is part of the story.
        time.or_else(|| {
            let text = markup::element_text(element);
            let mut lines = text.lines().take(MAX_CARD_LINES).filter(|line| *line != self.title);
            lines.find_map(|line| page.date_in(line))
        })
    }
}
