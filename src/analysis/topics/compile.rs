//! From rules as written to a set that can be tried, with all that is wrong in them.
//!
//! What is wrong is reported and left out, and the rest works, so that a slip in one term neither stops the program
//! nor passes unseen; whether to go on with mistakes is for the caller to say.

use std::collections::BTreeMap;

use crate::model::{Side, TopicId};

use super::finder::Finder;
use super::lists::Lists;
use super::mistake::{RuleMistake, RulePlace};
use super::pattern::{self, Pattern};
use super::rule::{Condition, PlainTerm, TermGroup, TermLanguage, TermList, TopicRule};
use super::score::{ConditionKind, WeighedTerm, Worth};
use super::set::{CompiledTerm, TopicSet};
use super::tree;
use super::version;
use super::wholes;

/// Checks rules and makes a set of those that can be used.
///
/// A rule whose id is taken, or whose numbers make no sense, is left out; of the others the terms that make no sense.
/// Each of these is reported, in the order of the rules.
#[must_use]
pub fn compile(rules: Vec<TopicRule>, lists: Vec<TermList>) -> (TopicSet, Vec<RuleMistake>) {
    let mut mistakes = Vec::new();
    let lists = Lists::new(lists, &mut mistakes);
    let mut compiler = Compiler { lists, mistakes, ..Compiler::default() };
    for rule in rules {
        compiler.rule(rule);
    }
    compiler.finish()
}

impl Default for TopicSet {
    fn default() -> Self {
        let (set, _no_mistakes) = compile(Vec::new(), Vec::new());
        set
    }
}

/// The set as far as it is built.
#[derive(Default)]
struct Compiler {
    lists: Lists,
    rules: Vec<TopicRule>,
    versions: Vec<String>,
    terms: Vec<CompiledTerm>,
    patterns: Vec<Pattern>,
    mistakes: Vec<RuleMistake>,
}

impl Compiler {
    fn rule(&mut self, rule: TopicRule) {
        if self.rules.iter().any(|other| other.id == rule.id) {
            self.complain(&rule.id, None, "another topic has this id; ids must be unique".to_owned());
            return;
        }
        if let Err(message) = wholes::check(&rule) {
            self.complain(&rule.id, None, message);
            return;
        }
        let first = self.terms.len();
        self.own_terms(&rule);
        self.sides(&rule);
        self.conditions(&rule);
        if self.terms.len() == first && !rule.is_gathering() {
            let message = "the topic has no term that can be used; give it some under `terms`, `uses` or `sides`";
            self.complain(&rule.id, None, message.to_owned());
        }
        let terms = self.terms.get(first..).unwrap_or_default();
        if let Err(message) = wholes::check_reach(&rule, terms) {
            self.complain(&rule.id, None, message);
        }
        let terms = self.terms.get(first..).unwrap_or_default();
        self.versions.push(version::of_rule(&rule, terms));
        self.rules.push(rule);
    }

    /// The terms with weights: its own, then those of its lists that it does not have itself.
    fn own_terms(&mut self, rule: &TopicRule) {
        let mut seen = Seen::default();
        for term in &rule.terms {
            let written = PlainTerm { text: term.text.clone(), language: term.language.clone() };
            self.term(&rule.id, &written, Worth::Weight(term.weight), &mut seen, Twice::IsMistake);
        }
        for (list, weight) in &rule.uses {
            let group = TermGroup { uses: vec![list.clone()], terms: Vec::new() };
            self.group(&rule.id, &group, Worth::Weight(*weight), &mut seen);
        }
    }

    /// The names of both sides. A name of one side that is one of the other too would meet itself.
    fn sides(&mut self, rule: &TopicRule) {
        let Some(sides) = &rule.sides else { return };
        let mut seen = Seen::default();
        self.group(&rule.id, &sides.a, Worth::Side(Side::A), &mut seen);
        self.group(&rule.id, &sides.b, Worth::Side(Side::B), &mut seen);
    }

    fn conditions(&mut self, rule: &TopicRule) {
        let conditions = &rule.conditions;
        let kinds = [
            (ConditionKind::Any, &conditions.any),
            (ConditionKind::All, &conditions.all),
            (ConditionKind::None, &conditions.none),
        ];
        for (kind, list) in kinds {
            for (index, Condition { group, .. }) in list.iter().enumerate() {
                self.group(&rule.id, group, Worth::Condition(kind, index), &mut Seen::default());
            }
        }
    }

    fn group(&mut self, topic: &TopicId, group: &TermGroup, worth: Worth, seen: &mut Seen) {
        for id in group.uses.iter().filter(|id| !self.lists.has(id)) {
            let message = self.lists.unknown_list(id);
            self.mistakes.push(RuleMistake {
                place: RulePlace::Topic(topic.clone()),
                term: Some(id.to_string()),
                message,
            });
        }
        let terms: Vec<PlainTerm> = self.lists.terms(group).into_iter().cloned().collect();
        for term in &terms {
            let twice = if group.terms.contains(term) { Twice::IsMistake } else { Twice::IsFine };
            self.term(topic, term, worth, seen, twice);
        }
    }

    fn term(&mut self, topic: &TopicId, term: &PlainTerm, worth: Worth, seen: &mut Seen, twice: Twice) {
        let PlainTerm { text: written, language } = term;
        if let Worth::Weight(weight) = worth
            && !weight.is_finite()
        {
            let message = format!("weight {weight} of term `{written}` must be finite");
            return self.complain(topic, Some(written), message);
        }
        let pattern = match pattern::parse(written, language) {
            Ok(pattern) => pattern,
            Err(error) => return self.complain(topic, Some(written), error.to_string()),
        };
        if let Some(other) = seen.0.get(&(language.clone(), pattern.clone())) {
            if twice == Twice::IsMistake {
                let message =
                    format!("term `{written}` ({language}) finds the same as `{other}`; leave out one of them");
                self.complain(topic, Some(written), message);
            }
            return;
        }
        seen.0.insert((language.clone(), pattern.clone()), written.clone());
        let weighed = WeighedTerm { written: written.clone(), worth, n_letters: pattern.n_letters() };
        self.terms.push(CompiledTerm { topic: self.rules.len(), language: language.clone(), weighed });
        self.patterns.push(pattern);
    }

    fn complain(&mut self, topic: &TopicId, term: Option<&str>, message: String) {
        let place = RulePlace::Topic(topic.clone());
        self.mistakes.push(RuleMistake { place, term: term.map(str::to_owned), message });
    }

    fn finish(mut self) -> (TopicSet, Vec<RuleMistake>) {
        for (topic, message) in tree::faults(&self.rules) {
            self.complain(&topic, None, message);
        }
        let version = version::of_set(&self.rules, &self.versions);
        match Finder::new(self.patterns) {
            Ok(finder) => {
                let set = TopicSet { rules: self.rules, versions: self.versions, terms: self.terms, finder, version };
                (set, self.mistakes)
            }
            Err(error) => {
                let message = format!("the terms of all topics are too many to be searched for: {error}");
                let of_rule = |rule: TopicRule| RuleMistake {
                    place: RulePlace::Topic(rule.id),
                    term: None,
                    message: message.clone(),
                };
                self.mistakes.extend(self.rules.into_iter().map(of_rule));
                (TopicSet::default(), self.mistakes)
            }
        }
    }
}

/// What one part of a topic looks for already, with how it is written. The same word twice would count once, and which
/// is chance.
#[derive(Default)]
struct Seen(BTreeMap<(TermLanguage, Pattern), String>);

/// What it means that a term is there twice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Twice {
    /// Its author wrote both.
    IsMistake,
    /// It comes from a list: the first counts.
    IsFine,
}
