//! `[[topic]]` and `[[list]]`: to the rules of `analysis::topics`, and what these complain of back to its line.

mod conditions;
mod examples;
mod terms;

use std::collections::{BTreeMap, HashMap};

use super::values;
use super::{Names, Surroundings};
use crate::analysis::topics::{RulePlace, Scope, Sides, TermList, TopicRule, TopicSet, Weighing, compile};
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::{RawConfig, RawSides, RawTermGroup, RawTopic, Text};
use crate::config::shape::Shaped;
use crate::config::texts::Span;
use crate::model::{LanguageCode, TopicId};
use terms::Terms;

/// Words between the two sides of a relation, where the rule does not say how many.
const DEFAULT_WITHIN: u32 = 12;

/// Checks all topics and lists and compiles them; gives back the lists too, as written.
pub(super) fn topics(raw: &RawConfig, around: Surroundings<'_>, mistakes: &mut Mistakes) -> (TopicSet, Vec<TermList>) {
    let mut places = HashMap::new();
    let lists = lists(raw, &mut places, mistakes);
    let mut ids = Names::new();
    let mut rules = Vec::new();
    for shaped in &raw.topics {
        let Some(raw) = &shaped.value else { continue };
        let Some(written) = &raw.id else {
            shaped.key_is_missing("id", "give the topic a short name: id = \"elections\"", mistakes);
            continue;
        };
        let Some(id) = mistakes.check(written, values::topic_id) else { continue };
        let mut terms = Terms::new(mistakes);
        let rule = Reading { shaped, around, terms: &mut terms }.rule(raw, id.clone());
        let terms = terms.places;
        // A rule of a name that is taken would be complained of once more.
        if ids.claim(id.clone(), written.span(), "topic", mistakes) {
            rules.extend(rule);
            places.insert(RulePlace::Topic(id), Place { header: shaped.place.clone(), terms });
        }
    }
    let (topics, rule_mistakes) = compile(rules, lists.clone());
    for mistake in rule_mistakes {
        let Some(found) = places.get(&mistake.place) else { continue };
        let place = mistake.term.and_then(|term| found.terms.get(&term)).unwrap_or(&found.header);
        mistakes.at(place.clone(), Fault::plain(mistake.message));
    }
    (topics, lists)
}

/// Where a topic or a list, and its terms, stand.
struct Place {
    header: Span,
    terms: HashMap<String, Span>,
}

fn lists(raw: &RawConfig, places: &mut HashMap<RulePlace, Place>, mistakes: &mut Mistakes) -> Vec<TermList> {
    let mut ids = Names::new();
    let mut lists = Vec::new();
    for shaped in &raw.lists {
        let Some(raw) = &shaped.value else { continue };
        let Some(written) = &raw.id else {
            shaped.key_is_missing("id", "give the list a short name: id = \"actors/police\"", mistakes);
            continue;
        };
        let Some(id) = mistakes.check(written, values::list_id) else { continue };
        let mut terms = Terms::new(mistakes);
        let group = terms.group(raw.uses.as_deref(), raw.terms.as_ref());
        let terms = terms.places;
        if ids.claim(id.clone(), written.span(), "list", mistakes) {
            places.insert(RulePlace::List(id.clone()), Place { header: shaped.place.clone(), terms });
            lists.push(TermList { id, group });
        }
    }
    lists
}

/// The reading of one topic.
struct Reading<'a, 'm> {
    shaped: &'a Shaped<RawTopic>,
    around: Surroundings<'a>,
    terms: &'a mut Terms<'m>,
}

impl Reading<'_, '_> {
    fn rule(mut self, raw: &RawTopic, id: TopicId) -> Option<TopicRule> {
        let rule = TopicRule {
            id,
            label: self.label(raw),
            description: raw.description.clone().unwrap_or_default(),
            parent: raw.parent.as_ref().and_then(|parent| self.terms.topic(parent)),
            threshold: raw.threshold,
            weighing: weighing(raw),
            scope: self.scope(raw),
            uses: raw.uses.as_ref().map(|uses| self.terms.lists_by_weight(uses)).unwrap_or_default(),
            terms: self.terms.by_language_and_weight(raw.terms.as_ref()),
            sides: raw.sides.as_ref().and_then(|sides| self.sides(sides.get_ref(), &sides.span())),
            conditions: conditions::conditions(raw, self.terms),
            examples: examples::examples(self.shaped, self.around, self.terms.mistakes),
        };
        if rule.threshold.is_none() && !rule.is_gathering() {
            let hint = "say from which sum on an article matches: threshold = 6";
            self.shaped.key_is_missing("threshold", hint, self.terms.mistakes);
            return None;
        }
        Some(rule)
    }

    fn label(&mut self, raw: &RawTopic) -> BTreeMap<LanguageCode, String> {
        let written = raw.label.iter().flatten();
        written
            .filter_map(|(language, label)| {
                Some((self.terms.mistakes.check(language, values::language)?, label.clone()))
            })
            .collect()
    }

    fn scope(&mut self, raw: &RawTopic) -> Scope {
        Scope {
            languages: self.each(raw.languages.as_deref(), values::language),
            sources: self.each(raw.sources.as_deref(), values::source_id),
            countries: self.each(raw.countries.as_deref(), values::country),
            tags: self.each(raw.tags.as_deref(), values::words),
        }
    }

    fn each<T>(&mut self, written: Option<&[Text]>, rule: impl Fn(&str) -> Result<T, Fault>) -> Vec<T> {
        let written = written.unwrap_or_default().iter();
        written.filter_map(|text| self.terms.mistakes.check(text, &rule)).collect()
    }

    fn sides(&mut self, raw: &RawSides, place: &Span) -> Option<Sides> {
        if raw.weight.is_none() {
            let hint = "say what two names that meet add: weight = 2";
            self.shaped.key_is_missing_in(place, "weight", hint, self.terms.mistakes);
        }
        let mut side = |raw: Option<&RawTermGroup>| {
            raw.map(|raw| self.terms.group(raw.uses.as_deref(), raw.terms.as_ref())).unwrap_or_default()
        };
        let (a, b) = (side(raw.a.as_ref()), side(raw.b.as_ref()));
        Some(Sides { within: raw.within.unwrap_or(DEFAULT_WITHIN), weight: raw.weight?, a, b })
    }
}

fn weighing(raw: &RawTopic) -> Weighing {
    let usual = Weighing::default();
    Weighing {
        title_boost: raw.title_boost.unwrap_or(usual.title_boost),
        lead_boost: raw.lead_boost.unwrap_or(usual.lead_boost),
        lead_words: raw.lead_words.unwrap_or(usual.lead_words),
        front: raw.front,
        enough: raw.enough,
        passage_words: raw.passage_words.unwrap_or(usual.passage_words),
        core: raw.core,
        term_cap: raw.term_cap.unwrap_or(usual.term_cap),
        full_words: raw.full_words.unwrap_or(usual.full_words),
    }
}
