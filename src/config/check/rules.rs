//! `[[site]]` and `[source.article]`: to the rules of `read::article::rules`.

use std::collections::HashMap;
use std::sync::Arc;

use toml::Spanned;

use super::Surroundings;
use super::values;
use crate::config::mistakes::{Fault, Mistake, Mistakes};
use crate::config::raw::{OneOrMore, RawConfig, RawSite, RawSource, Text};
use crate::config::shape::Shaped;
use crate::config::texts::Span;
use crate::model::SourceId;
use crate::read::article::rules::{RuleSet, SiteRule};

/// Checks the rules of all sites, groups and sources, and puts them together.
pub(super) fn rules(raw: &RawConfig, around: Surroundings<'_>, mistakes: &mut Mistakes) -> RuleSet {
    let of_domains = of_domains(&raw.sites, around, mistakes);
    // What a group says is checked also where no source is in it.
    of_sources(&raw.groups, mistakes);
    RuleSet::new(of_sources(&raw.sources, mistakes), of_domains)
}

/// The rules of `[[site]]` by domain. Within one file a domain stands once; between files the first wins, so that a file
/// of one's own comes before a pack that it includes.
fn of_domains(
    raw: &[Shaped<RawSite>],
    around: Surroundings<'_>,
    mistakes: &mut Mistakes,
) -> Vec<(String, Arc<SiteRule>)> {
    let mut taken = HashMap::new();
    let mut rules = Vec::new();
    for shaped in raw {
        let Some(site) = &shaped.value else { continue };
        let file = around.texts.locate(&shaped.place).map_or(0, |(text, _)| text.start);
        let domains = domains(site, shaped, mistakes);
        domains.iter().for_each(|domain| claim(domain, file, &mut taken, mistakes));
        let rule = rule(site, &shaped.place, shaped.is_whole(), mistakes).map(Arc::new);
        rules.extend(domains.into_iter().filter_map(|domain| Some((domain.into_inner(), rule.clone()?))));
    }
    rules
}

fn domains(site: &RawSite, shaped: &Shaped<RawSite>, mistakes: &mut Mistakes) -> Vec<Text> {
    let Some(written) = &site.domain else {
        shaped.key_is_missing("domain", "say whose pages they are for: domain = \"example.org\"", mistakes);
        return Vec::new();
    };
    let texts = OneOrMore::texts(written).into_iter();
    texts.filter_map(|text| Some(Spanned::new(text.span(), mistakes.check(&text, values::domain)?))).collect()
}

/// Notes where a file speaks of a domain; twice is a mistake, since one of them would be overlooked.
fn claim(domain: &Text, file: usize, taken: &mut HashMap<(usize, String), Span>, mistakes: &mut Mistakes) {
    let first = taken.entry((file, domain.get_ref().clone())).or_insert_with(|| domain.span());
    if *first != domain.span() {
        let fault = Fault::new(format!("`{}` has rules already", domain.get_ref()), "put them together");
        let other = Some((first.clone(), "the first ones"));
        mistakes.note(Mistake { fault, place: Some(domain.span()), other });
    }
}

/// The rules of `[source.article]`. A group's are read once for all its sources.
fn of_sources(raw: &[Shaped<RawSource>], mistakes: &mut Mistakes) -> Vec<(SourceId, Arc<SiteRule>)> {
    let mut read: HashMap<usize, Option<Arc<SiteRule>>> = HashMap::new();
    let mut rules = Vec::new();
    for shaped in raw {
        let Some(source) = &shaped.value else { continue };
        let (Some(id), Some(article)) = (&source.id, &source.article) else { continue };
        let rule = read
            .entry(article.span().start)
            .or_insert_with(|| of_source(article, shaped.is_whole(), mistakes).map(Arc::new));
        // That an id is none is said with the source itself.
        rules.extend(SourceId::parse(id.get_ref()).ok().zip(rule.clone()));
    }
    rules
}

fn of_source(article: &Spanned<RawSite>, is_whole: bool, mistakes: &mut Mistakes) -> Option<SiteRule> {
    if let Some(domain) = &article.get_ref().domain {
        let hint = "they hold for all pages of the source; rules for a domain stand in `[[site]]`";
        mistakes.at(domain.span(), Fault::new("a `domain` in the rules of a source", hint));
    }
    rule(article.get_ref(), &article.span(), is_whole, mistakes)
}

/// The rules of a table; to say nothing is a mistake, unless what it says was one (`is_whole` is false).
fn rule(raw: &RawSite, place: &Span, is_whole: bool, mistakes: &mut Mistakes) -> Option<SiteRule> {
    let keys = [&raw.select, &raw.title, &raw.authors, &raw.date, &raw.next_page];
    if keys.iter().all(|key| key.is_none()) && raw.remove.is_none() {
        if is_whole {
            mistakes.absent(place.clone(), Fault::new("no rule", "say what to read: select = \"div.story\""));
        }
        return None;
    }
    let mut element = |written: &Option<Text>| mistakes.check_if_given(written.as_ref(), values::element);
    let mut rule = SiteRule { select: element(&raw.select), ..SiteRule::default() };
    let removed = raw.remove.as_ref().map(OneOrMore::texts).unwrap_or_default();
    rule.remove = mistakes.check_each(&removed, values::element);
    let mut part = |written: &Option<Text>| mistakes.check_if_given(written.as_ref(), values::part);
    rule.title = part(&raw.title);
    rule.authors = part(&raw.authors);
    rule.date = part(&raw.date);
    rule.next_page = part(&raw.next_page);
    Some(rule)
}
