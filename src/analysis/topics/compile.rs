//! From rules as written to a set that can be tried, with all that is wrong in them.
//!
//! What is wrong is reported and left out, and the rest works, so that a slip in one term neither stops the program
//! nor passes unseen; whether to go on with mistakes is for the caller to say.

use crate::model::{Side, TopicId};

use super::finder::Finder;
use super::lists::Lists;
use super::mistake::{RuleMistake, RulePlace};
use super::rule::{Condition, PlainTerm, TermGroup, TermList, TopicRule};
use super::set::TopicSet;
use super::terms::{Role, Seen, Terms};
use super::tree;
use super::version;
use super::wholes;
use super::worth::{ConditionKind, Purpose};

/// Checks rules and makes a set of those that can be used.
///
/// A rule whose id is taken, or whose numbers make no sense, is left out; of the others the terms that make no sense.
/// Each of these is reported, in the order of the rules.
#[must_use]
pub fn compile(rules: Vec<TopicRule>, lists: Vec<TermList>) -> (TopicSet, Vec<RuleMistake>) {
    let mut mistakes = Vec::new();
    let lists = Lists::new(lists, &mut mistakes);
    let mut compiler =
        Compiler { lists: &lists, rules: Vec::new(), versions: Vec::new(), terms: Terms::default(), mistakes };
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
struct Compiler<'l> {
    lists: &'l Lists,
    rules: Vec<TopicRule>,
    versions: Vec<String>,
    terms: Terms,
    mistakes: Vec<RuleMistake>,
}

impl Compiler<'_> {
    fn rule(&mut self, rule: TopicRule) {
        if self.rules.iter().any(|other| other.id == rule.id) {
            self.complain(&rule.id, None, "another topic has this id; ids must be unique".to_owned());
            return;
        }
        if let Err(message) = wholes::check(&rule) {
            self.complain(&rule.id, None, message);
            return;
        }
        self.terms.begin_topic(self.rules.len());
        self.own_terms(&rule);
        self.sides(&rule);
        self.conditions(&rule);
        let terms = self.terms.of_topic();
        if terms.is_empty() && !rule.is_gathering() {
            let message = "the topic has no term that can be used; give it some under `terms`, `uses` or `sides`";
            self.complain(&rule.id, None, message.to_owned());
        } else if let Err(message) = wholes::check_reach(&rule, terms) {
            self.complain(&rule.id, None, message);
        }
        self.versions.push(version::of_rule(&rule, &self.terms));
        self.rules.push(rule);
    }

    /// The terms with weights: its own, then those of its lists that it does not have itself.
    fn own_terms(&mut self, rule: &TopicRule) {
        let mut seen = Seen::default();
        for term in &rule.terms {
            let plain = PlainTerm { text: term.text.clone(), language: term.language.clone() };
            if term.weight.is_finite() {
                self.term(&rule.id, &plain, Role::Alone(Purpose::Weight(term.weight)), &mut seen);
            } else {
                let message = format!("weight {} of term `{}` must be finite", term.weight, term.text);
                self.complain(&rule.id, Some(&term.text), message);
            }
        }
        for (list, weight) in &rule.uses {
            let group = TermGroup { uses: vec![list.clone()], terms: Vec::new() };
            self.group(&rule.id, &group, Role::Alone(Purpose::Weight(*weight)), &mut seen);
        }
    }

    /// The names of both sides. A name of one side that is one of the other too would meet itself.
    fn sides(&mut self, rule: &TopicRule) {
        let Some(sides) = &rule.sides else { return };
        let mut seen = Seen::default();
        self.group(&rule.id, &sides.a, Role::Side(Side::A), &mut seen);
        self.group(&rule.id, &sides.b, Role::Side(Side::B), &mut seen);
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
                let role = Role::Alone(Purpose::Condition(kind, index));
                self.group(&rule.id, group, role, &mut Seen::default());
            }
        }
    }

    fn group(&mut self, topic: &TopicId, group: &TermGroup, role: Role, seen: &mut Seen) {
        for term in &group.terms {
            self.term(topic, term, role, seen);
        }
        for id in &group.uses {
            match self.lists.unknown(id) {
                Some(message) => self.complain(topic, Some(id.as_str()), message),
                None => {
                    let result = self.terms.add_list(self.lists, id, role, seen);
                    self.complain_if(topic, id.as_str(), result);
                }
            }
        }
    }

    fn term(&mut self, topic: &TopicId, term: &PlainTerm, role: Role, seen: &mut Seen) {
        let result = self.terms.add(self.lists, term, role, seen);
        self.complain_if(topic, &term.text, result);
    }

    fn complain_if(&mut self, topic: &TopicId, term: &str, result: Result<(), String>) {
        if let Err(message) = result {
            self.complain(topic, Some(term), message);
        }
    }

    fn complain(&mut self, topic: &TopicId, term: Option<&str>, message: String) {
        let place = RulePlace::Topic(topic.clone());
        self.mistakes.push(RuleMistake { place, term: term.map(str::to_owned), message });
    }

    fn finish(mut self) -> (TopicSet, Vec<RuleMistake>) {
        for (topic, parent, message) in tree::faults(&self.rules) {
            self.complain(&topic, parent.as_ref().map(TopicId::as_str), message);
        }
        let version = version::of_set(&self.rules, &self.versions);
        let (terms, languages, sought) = self.terms.into_parts();
        match Finder::new(sought) {
            Ok(finder) => {
                let set = TopicSet { rules: self.rules, versions: self.versions, terms, languages, finder, version };
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
