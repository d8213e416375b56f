//! A checked set of topics: compiled once, tried on every article.
//!
//! Rules are checked as a whole. What is wrong is reported and left out, and the rest works, so that a slip in one
//! term neither stops the program nor passes unseen; whether to go on with mistakes is for the caller to say.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Field, LanguageCode, TopicId, TopicMatch};
use crate::text::hash;

use super::finder::Finder;
use super::pattern::{self, Pattern};
use super::rule::{Side, TermLanguage, TopicRule};
use super::score::{self, FieldHits, Meeting, Sum, TopicHit, WeighedTerm, Worth};
use super::weighing::METHOD;
use super::words::Words;

/// Topics, ready to be tried on articles. Without topics by default.
#[derive(Debug, Clone)]
pub struct TopicSet {
    rules: Vec<TopicRule>,
    terms: Vec<CompiledTerm>,
    finder: Finder,
    version: String,
}

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

/// A term and whose it is.
#[derive(Debug, Clone)]
struct CompiledTerm {
    /// Index of its topic.
    topic: usize,
    language: TermLanguage,
    weighed: WeighedTerm,
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

impl TopicSet {
    /// A short name of the rules, for telling matches of these from matches of others: equal for equal rules in
    /// any order, `0` for none. Labels and descriptions do not matter.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The rules that are tried, in the order given.
    #[must_use]
    pub fn rules(&self) -> &[TopicRule] {
        &self.rules
    }

    /// The topics of an article, in the order of the rules, with their evidence.
    ///
    /// `language` is that of the text; where it is not known, terms of every language are tried. `only` names the
    /// topics to try; empty means all.
    #[must_use]
    pub fn tag(&self, title: &str, text: &str, language: Option<&LanguageCode>, only: &[TopicId]) -> Vec<TopicMatch> {
        let is_wanted: Vec<bool> = self.rules.iter().map(|rule| only.is_empty() || only.contains(&rule.id)).collect();
        let (title, text) = (Words::new(title), Words::new(text));
        let mut in_title = self.hits_by_topic(&title, language, &is_wanted);
        let mut in_text = self.hits_by_topic(&text, language, &is_wanted);
        let touched: BTreeSet<usize> = in_title.keys().chain(in_text.keys()).copied().collect();
        touched
            .into_iter()
            .filter_map(|topic| {
                let fields = [
                    FieldHits { field: Field::Title, words: &title, hits: in_title.remove(&topic).unwrap_or_default() },
                    FieldHits { field: Field::Text, words: &text, hits: in_text.remove(&topic).unwrap_or_default() },
                ];
                self.matched(topic, &fields)
            })
            .collect()
    }

    fn hits_by_topic(
        &self,
        words: &Words<'_>,
        language: Option<&LanguageCode>,
        is_wanted: &[bool],
    ) -> HashMap<usize, Vec<TopicHit<'_>>> {
        let tries = |term: &CompiledTerm| is_wanted.get(term.topic) == Some(&true) && term.language.covers(language);
        let mut by_topic: HashMap<usize, Vec<TopicHit<'_>>> = HashMap::new();
        for hit in self.finder.hits(words, |index| self.terms.get(index).is_some_and(tries)) {
            let Some(term) = self.terms.get(hit.term) else { continue };
            let topic_hit = TopicHit { index: hit.term, term: &term.weighed, words: hit.words };
            by_topic.entry(term.topic).or_default().push(topic_hit);
        }
        by_topic
    }

    fn matched(&self, topic: usize, fields: &[FieldHits<'_>]) -> Option<TopicMatch> {
        let rule = self.rules.get(topic)?;
        let meeting = rule.sides.as_ref().map(|sides| Meeting { within: sides.within, weight: sides.weight });
        let Sum { score, evidence, is_prominent } = score::sum(meeting, fields);
        (is_prominent && score >= rule.threshold).then(|| TopicMatch { topic: rule.id.clone(), score, evidence })
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
            && (weight == 0.0 || !weight.is_finite())
        {
            return mistake(format!("weight {weight} of term `{written}` must be finite and not 0"));
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
