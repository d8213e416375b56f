//! The rules for one page at work: each fact asked for in turn, and a record of what each rule matched.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::part::Part;
use super::region::Region;
use super::{Owned, Rules, SiteRule};
use crate::model::{DateOrigin, LanguageCode, Moment, Warning};
use crate::read::article::TextBlock;
use crate::read::article::blocks::{Block, BlockKind};
use crate::read::article::body::{self, Body};
use crate::read::article::document::{Document, Node};
use crate::read::article::explanation::{DateCandidate, JudgedLine, TriedRule};
use crate::text::{date, fold::fold, url as address};

/// A longer headline or byline is a mistake of the selector.
const MAX_VALUE_BYTES: usize = 1_000;
/// Elements of one rule that are looked at for a single value.
const MAX_ELEMENTS: usize = 50;

/// Rules in the course of being applied.
pub(in crate::read::article) struct Application<'d, 'a> {
    document: &'d Document<'a>,
    rules: Vec<Owned<'d>>,
    tried: Vec<TriedRule>,
}

impl<'d, 'a> Application<'d, 'a> {
    /// The rules for a page. One that was saved says in its canonical link where it came from.
    pub(in crate::read::article) fn new(
        document: &'d Document<'a>,
        rules: Option<Rules<'d>>,
        url: Option<&Url>,
        canonical: Option<&str>,
    ) -> Self {
        let saved_from = || canonical.and_then(|canonical| Url::parse(canonical.trim()).ok());
        let rules = rules.map(|rules| {
            let url = url.cloned().or_else(saved_from);
            rules.for_host(url.as_ref().and_then(Url::host_str))
        });
        Self { document, rules: rules.unwrap_or_default(), tried: Vec::new() }
    }

    /// The headline: what `clean` makes of the first value that is short enough.
    pub(in crate::read::article) fn title(&mut self, clean: impl Fn(&str) -> String) -> Option<String> {
        let part = |rule: &'d SiteRule| rule.title.as_ref();
        self.first("title", part, |document, part, nodes| {
            let mut values = nodes.iter().flat_map(|node| part.values(document, node, &["content"]));
            values.find(|value| value.len() <= MAX_VALUE_BYTES).map(|value| clean(&value))
        })
    }

    /// The authors: what `clean` makes of the selected values.
    pub(in crate::read::article) fn authors(
        &mut self,
        clean: impl Fn(&[String]) -> Vec<String>,
    ) -> Option<Vec<String>> {
        let part = |rule: &'d SiteRule| rule.authors.as_ref();
        self.first("authors", part, |document, part, nodes| {
            let values = nodes.iter().filter_map(|node| part.values(document, node, &["content"]).into_iter().next());
            let values: Vec<String> = values.filter(|value| value.len() <= MAX_VALUE_BYTES).collect();
            Some(clean(&values)).filter(|names| !names.is_empty())
        })
    }

    /// The date of publication; one of the future is none.
    pub(in crate::read::article) fn date(
        &mut self,
        language: Option<&LanguageCode>,
        fetched_at: Timestamp,
    ) -> Option<Moment> {
        let part = |rule: &'d SiteRule| rule.date.as_ref();
        let latest = fetched_at.saturating_add(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MAX);
        let read = |text: String| {
            let visible = || date::find_visible(&text, language, fetched_at).first().map(|date| date.at);
            let moment = date::parse_feed(&text, language).or_else(visible);
            moment.filter(|moment| moment.timestamp() <= latest)
        };
        self.first("date", part, |document, part, nodes| {
            let usual = ["datetime", "content", "title"];
            nodes.iter().flat_map(|node| part.values(document, node, &usual)).find_map(read)
        })
    }

    /// The next page of the article, on the same host.
    pub(in crate::read::article) fn next_page(&mut self, page: &Url, base: &Url) -> Option<Url> {
        let part = |rule: &'d SiteRule| rule.next_page.as_ref();
        self.first("next_page", part, |document, part, nodes| {
            let links = nodes.iter().filter_map(|node| address::resolve(base, part.link(document, node)?));
            links.into_iter().find(|link| link.host() == page.host() && address::key(link) != address::key(page))
        })
    }

    /// The text as `select` and `remove` say, without the headline; `None` where no `select` matches. `blocks` are all lines
    /// of the page, and `explains` asks for the reasons.
    pub(in crate::read::article) fn body(&mut self, title: &str, blocks: &[Block], explains: bool) -> Option<Body> {
        let part = |rule: &'d SiteRule| rule.select.as_ref();
        let mut removed = Vec::new();
        let mut selected = self.first("select", part, |document, _, nodes| {
            let region = Region::of(document, nodes);
            (!region.blocks(document).is_empty()).then_some(region)
        })?;
        self.removed(&mut removed);
        selected.remove(&removed);
        let is_headline =
            |block: &&Block| block.kind == BlockKind::Heading && !title.is_empty() && fold(&block.text) == fold(title);
        let lines = selected.blocks(self.document);
        let shown = body::each_once(&lines.iter().filter(|block| !is_headline(block)).collect::<Vec<_>>());
        let (text, links) = (body::texts(&shown), body::text_links(&shown));
        let lines = if explains { judge(&selected, blocks, &text) } else { Vec::new() };
        Some(Body { blocks: text, links, lines })
    }

    /// The lines of the page without what `remove` names; `None` where it names nothing.
    pub(in crate::read::article) fn without_removed(&mut self) -> Option<Vec<Block>> {
        let mut removed = Vec::new();
        self.removed(&mut removed);
        if removed.is_empty() {
            return None;
        }
        let mut region = Region::whole(self.document);
        region.remove(&removed);
        Some(region.blocks(self.document))
    }

    /// What was tried, with a warning for each fact that no rule could give.
    pub(in crate::read::article) fn finish(self, warnings: &mut Vec<Warning>) -> Vec<TriedRule> {
        // Not every article has what is to be removed, or a second page.
        let must_match = |tried: &&TriedRule| !matches!(tried.key, "remove" | "next_page") && !tried.is_used;
        for tried in self.tried.iter().filter(must_match) {
            let TriedRule { key, owner, written, .. } = tried;
            let what = if tried.n_elements == 0 { "matches nothing" } else { "matches nothing that can be used" };
            let detail = format!("`{key} = \"{written}\"` of the {owner} {what} on the page");
            warnings.push(Warning::new("rule-unmatched", detail));
        }
        self.tried
    }

    /// Asks the rules for a fact, the nearest first, until one of them gives it.
    fn first<T>(
        &mut self,
        key: &'static str,
        part: impl Fn(&'d SiteRule) -> Option<&'d Part>,
        read: impl Fn(&Document<'a>, &Part, &[&Node<'a>]) -> Option<T>,
    ) -> Option<T> {
        for Owned { owner, rule } in &self.rules {
            let Some(part) = part(rule) else { continue };
            let nodes = part.select(self.document);
            let looked_at = if key == "select" { nodes.len() } else { nodes.len().min(MAX_ELEMENTS) };
            let found = read(self.document, part, nodes.get(..looked_at).unwrap_or_default());
            self.tried.push(tried(key, owner, part, nodes.len(), found.is_some()));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// What any of the rules wants removed, in document order.
    fn removed(&mut self, removed: &mut Vec<&'d Node<'a>>) {
        for Owned { owner, rule } in &self.rules {
            for part in &rule.remove {
                let nodes = part.select(self.document);
                self.tried.push(tried("remove", owner, part, nodes.len(), !nodes.is_empty()));
                removed.extend(nodes);
            }
        }
        removed.sort_by_key(|node| node.index);
    }
}

fn tried(key: &'static str, owner: &str, part: &Part, n_elements: usize, is_used: bool) -> TriedRule {
    TriedRule { key, owner: owner.to_owned(), written: part.as_str().to_owned(), n_elements, is_used }
}

/// A date that a rule chose, as it stands among the candidates. It is not voted on.
pub(in crate::read::article) fn candidate(at: Moment) -> DateCandidate {
    let place = "where the rule `date` says".to_owned();
    DateCandidate { at, from: DateOrigin::Rule, place, weight: 0.0, verdict: "chosen: a rule decides".to_owned() }
}

/// The lines of a page whose text `select` chose, each with its verdict.
fn judge(region: &Region, blocks: &[Block], text: &[TextBlock]) -> Vec<JudgedLine> {
    let kept: HashSet<&str> = text.iter().map(|block| block.text.as_str()).collect();
    let judged = blocks.iter().map(|block| {
        let is_inside = region.holds(block.position);
        let is_kept = is_inside && kept.contains(block.text.as_str());
        let reason = match (is_inside, is_kept) {
            (true, true) => "within what `select` names",
            (true, false) => "within what `select` names, but the headline, said before, or cut by `remove`",
            (false, _) => "outside of what `select` names, hidden, or cut by `remove`",
        };
        JudgedLine { text: block.text.clone(), is_kept, reason: reason.to_owned() }
    });
    judged.collect()
}
