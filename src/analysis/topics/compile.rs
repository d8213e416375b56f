//! From rules as written to a set that can be tried, with all that is wrong in them.
//!
//! What is wrong is reported and left out, and the rest works, so that a slip in one term neither stops the program
//! nor passes unseen; whether to go on with mistakes is for the caller to say.

use std::collections::BTreeMap;

use crate::model::TopicId;
use crate::text::hash;

use super::finder::Finder;
use super::pattern::{self, Pattern};
use super::rule::{TermLanguage, TopicRule};
use super::score::{Side, WeighedTerm, Worth};
use super::set::{CompiledTerm, TopicSet};
use super::weighing::METHOD;

/// A mistake in a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleMistake {
    /// The topic that has it.
    pub topic: TopicId,
    /// The term as written, where the mistake is in one.
    pub term: Option<String>,
    /// What is wrong and how to mend it: a lower-case fragment.
    pub message: String,
}

/// Checks rules and makes a set of those that can be used.
///
/// A rule whose id is taken, or whose threshold or sides make no sense, is left out; of the others the terms that make
/// no sense. Each of these is reported, in the order of the rules.
#[must_use]
pub fn compile(rules: Vec<TopicRule>) -> (TopicSet, Vec<RuleMistake>) {
    let mut compiler = Compiler::default();
    for rule in rules {
        compiler.rule(rule);
    }
    compiler.finish()
}

impl Default for TopicSet {
    fn default() -> Self {
        let (set, _no_mistakes) = compile(Vec::new());
        set
    }
}

/// The set as far as it is built.
#[derive(Default)]
struct Compiler {
    rules: Vec<TopicRule>,
    terms: Vec<CompiledTerm>,
    patterns: Vec<Pattern>,
    mistakes: Vec<RuleMistake>,
}

impl Compiler {
    fn rule(&mut self, rule: TopicRule) {
        if let Err(message) = self.check(&rule) {
            self.mistakes.push(RuleMistake { topic: rule.id, term: None, message });
            return;
        }
        let n_terms_before = self.terms.len();
        // The same word twice in one language, as a term or as a name, would count once, and which is chance.
        let mut seen = BTreeMap::new();
        for term in &rule.terms {
            let worth = Worth::Weight(term.weight);
            self.term(&rule.id, &term.text, &term.language, worth, &mut seen);
        }
        for (side, names) in rule.sides.iter().flat_map(|sides| [(Side::A, &sides.a), (Side::B, &sides.b)]) {
            for name in names {
                self.term(&rule.id, &name.text, &name.language, Worth::Side(side), &mut seen);
            }
        }
        if self.terms.len() == n_terms_before {
            let message = "the topic has no term that can be used; give it some under `terms` or `sides`".to_owned();
            self.mistakes.push(RuleMistake { topic: rule.id.clone(), term: None, message });
        }
        self.rules.push(rule);
    }

    /// Checks what concerns a rule as a whole.
    fn check(&self, rule: &TopicRule) -> Result<(), String> {
        if self.rules.iter().any(|other| other.id == rule.id) {
            return Err("another topic has this id; ids must be unique".to_owned());
        }
        if !is_positive(rule.threshold) {
            return Err(format!("threshold {} must be finite and above 0", rule.threshold));
        }
        let Some(sides) = &rule.sides else { return Ok(()) };
        if sides.within == 0 {
            return Err("`within` of the sides must be at least 1 word".to_owned());
        }
        if !is_positive(sides.weight) {
            return Err(format!("weight {} of the sides must be finite and above 0", sides.weight));
        }
        if sides.a.is_empty() || sides.b.is_empty() {
            return Err("both sides need at least one name".to_owned());
        }
        Ok(())
    }

    fn term(
        &mut self,
        topic: &TopicId,
        written: &str,
        language: &TermLanguage,
        worth: Worth,
        seen: &mut BTreeMap<(TermLanguage, Pattern), String>,
    ) {
        let mut mistake = |message: String| {
            let term = Some(written.to_owned());
            self.mistakes.push(RuleMistake { topic: topic.clone(), term, message });
        };
        if let Worth::Weight(weight) = worth
            && !weight.is_finite()
        {
            return mistake(format!("weight {weight} of term `{written}` must be finite"));
        }
        let pattern = match pattern::parse(written, language) {
            Ok(pattern) => pattern,
            Err(error) => return mistake(error.to_string()),
        };
        if let Some(other) = seen.insert((language.clone(), pattern.clone()), written.to_owned()) {
            return mistake(format!(
                "term `{written}` ({language}) finds the same as `{other}`; leave out one of them"
            ));
        }
        let weighed = WeighedTerm { written: written.to_owned(), worth, n_letters: pattern.n_letters() };
        self.terms.push(CompiledTerm { topic: self.rules.len(), language: language.clone(), weighed });
        self.patterns.push(pattern);
    }

    fn finish(mut self) -> (TopicSet, Vec<RuleMistake>) {
        let version = version_of(&self.rules);
        match Finder::new(self.patterns) {
            Ok(finder) => (TopicSet { rules: self.rules, terms: self.terms, finder, version }, self.mistakes),
            Err(error) => {
                let message = format!("the terms of all topics are too many to be searched for: {error}");
                let of_rule = |rule: TopicRule| RuleMistake { topic: rule.id, term: None, message: message.clone() };
                self.mistakes.extend(self.rules.into_iter().map(of_rule));
                (TopicSet::default(), self.mistakes)
            }
        }
    }
}

fn is_positive(number: f64) -> bool {
    number.is_finite() && number > 0.0
}

fn version_of(rules: &[TopicRule]) -> String {
    if rules.is_empty() {
        return "0".to_owned();
    }
    let mut lines: Vec<String> = rules.iter().flat_map(lines_of).collect();
    lines.sort_unstable();
    lines.push(format!("method {METHOD}"));
    let hash = hash::content_hash(lines.join("\n").as_bytes());
    hash.as_str().chars().take(12).collect()
}

/// All of a rule that decides what matches, one fact a line; each line names the topic, so that all can be sorted.
fn lines_of(rule: &TopicRule) -> Vec<String> {
    let id = &rule.id;
    let mut lines = vec![format!("{id} threshold {}", rule.threshold)];
    lines.extend(rule.terms.iter().map(|term| format!("{id} term {} {} {}", term.language, term.weight, term.text)));
    if let Some(sides) = &rule.sides {
        lines.push(format!("{id} sides {} {}", sides.within, sides.weight));
        for (name, side) in [("a", &sides.a), ("b", &sides.b)] {
            lines.extend(side.iter().map(|term| format!("{id} side {name} {} {}", term.language, term.text)));
        }
    }
    lines
}
