//! `[[topic]]`: to the rules of `analysis::topics`, and what these complain of back to its line.

use std::collections::{BTreeMap, HashMap};

use super::Names;
use super::values;
use crate::analysis::topics::{RuleMistake, SideTerm, Sides, Term, TermLanguage, TopicRule, TopicSet, compile};
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::{RawSides, RawTopic, Text};
use crate::config::shape::Shaped;
use crate::config::texts::Span;
use crate::model::{LanguageCode, TopicId};

/// Words between the two sides of a relation, where the rule does not say how many.
const DEFAULT_WITHIN: u32 = 12;

/// Checks all topics and compiles them.
pub(super) fn topics(raw: &[Shaped<RawTopic>], mistakes: &mut Mistakes) -> TopicSet {
    let mut ids = Names::new();
    let mut places = Places::default();
    let mut rules = Vec::new();
    for shaped in raw {
        let Some(raw) = &shaped.value else { continue };
        let Some(written) = &raw.id else {
            shaped.key_is_missing("id", "give the topic a short name: id = \"elections\"", mistakes);
            continue;
        };
        let id = mistakes.check(written, values::topic_id);
        let is_first = id.as_ref().is_none_or(|id| ids.claim(id.clone(), written.span(), "topic", mistakes));
        let reading = Reading { places: places.0.entry(written.get_ref().clone()).or_default(), mistakes };
        let rule = reading.rule(shaped, raw, id);
        rules.extend(rule.filter(|_| is_first));
    }
    let (topics, rule_mistakes) = compile(rules);
    for mistake in rule_mistakes {
        places.note(mistake, mistakes);
    }
    topics
}

/// Where the terms of each topic stand.
#[derive(Default)]
struct Places(HashMap<String, TopicPlaces>);

#[derive(Default)]
struct TopicPlaces {
    header: Span,
    /// The last place, if a term stands twice: that is the one to complain of.
    terms: HashMap<String, Span>,
}

impl Places {
    fn note(&self, mistake: RuleMistake, mistakes: &mut Mistakes) {
        let Some(topic) = self.0.get(mistake.topic.as_str()) else { return };
        let place = mistake.term.and_then(|term| topic.terms.get(&term)).unwrap_or(&topic.header);
        mistakes.at(place.clone(), Fault::plain(mistake.message));
    }
}

/// The reading of one topic.
struct Reading<'a> {
    places: &'a mut TopicPlaces,
    mistakes: &'a mut Mistakes,
}

impl Reading<'_> {
    fn rule(mut self, shaped: &Shaped<RawTopic>, raw: &RawTopic, id: Option<TopicId>) -> Option<TopicRule> {
        self.places.header = shaped.place.clone();
        if raw.threshold.is_none() {
            let hint = "say from which sum on an article matches: threshold = 6";
            shaped.key_is_missing("threshold", hint, self.mistakes);
        }
        let label = self.label(raw);
        let terms = self.terms(raw);
        let sides = raw.sides.as_ref().and_then(|sides| self.sides(sides.get_ref(), &sides.span()));
        Some(TopicRule {
            id: id?,
            label,
            description: raw.description.clone().unwrap_or_default(),
            threshold: raw.threshold?,
            terms,
            sides,
        })
    }

    fn label(&mut self, raw: &RawTopic) -> BTreeMap<LanguageCode, String> {
        let written = raw.label.iter().flatten();
        written
            .filter_map(|(language, label)| Some((self.mistakes.check(language, values::language)?, label.clone())))
            .collect()
    }

    fn terms(&mut self, raw: &RawTopic) -> Vec<Term> {
        let mut terms = Vec::new();
        for (language, by_weight) in raw.terms.iter().flatten() {
            let language = self.mistakes.check(language, term_language);
            for (weight, written) in by_weight {
                let weight = self.mistakes.check(weight, weight_of_terms);
                for text in written {
                    let text = self.text(text);
                    if let (Some(language), Some(weight)) = (&language, weight) {
                        terms.push(Term { text, weight, language: language.clone() });
                    }
                }
            }
        }
        terms
    }

    fn sides(&mut self, raw: &RawSides, place: &Span) -> Option<Sides> {
        if raw.weight.is_none() {
            let fault = Fault::new("missing key `weight`", "say what two names that meet add: weight = 2");
            self.mistakes.absent(place.clone(), fault);
        }
        let (a, b) = (self.side(raw.a.as_ref()), self.side(raw.b.as_ref()));
        Some(Sides { within: raw.within.unwrap_or(DEFAULT_WITHIN), weight: raw.weight?, a, b })
    }

    fn side(&mut self, raw: Option<&BTreeMap<Text, Vec<Text>>>) -> Vec<SideTerm> {
        let mut names = Vec::new();
        for (language, written) in raw.into_iter().flatten() {
            let language = self.mistakes.check(language, term_language);
            for text in written {
                let text = self.text(text);
                names.extend(language.clone().map(|language| SideTerm { text, language }));
            }
        }
        names
    }

    fn text(&mut self, written: &Text) -> String {
        self.places.terms.insert(written.get_ref().clone(), written.span());
        written.get_ref().clone()
    }
}

fn term_language(text: &str) -> Result<TermLanguage, Fault> {
    if text == "any" { Ok(TermLanguage::Any) } else { values::language(text).map(TermLanguage::Of) }
}

fn weight_of_terms(text: &str) -> Result<f64, Fault> {
    let weight = text.parse::<f64>().ok().filter(|weight| weight.is_finite());
    weight.ok_or_else(|| {
        let message = format!("`{text}` is no weight");
        Fault::new(
            message,
            "write terms under their weight: 3 = [\"…\"]; one with a point in quotes: \"0.5\" = [\"…\"]",
        )
    })
}
