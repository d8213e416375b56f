//! The terms of all topics, with what is looked for to find them: what several terms look for is there once.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::model::{ListId, Side};

use super::finder::{Pattern, Sought};
use super::lists::{ListedTerm, Lists, same_as};
use super::rule::{PlainTerm, TermLanguage};
use super::syntax::{self, Form, Near, Operand};
use super::worth::{NearOperand, Purpose, WeighedTerm, Worth};

/// A term and whose it is.
#[derive(Debug, Clone)]
pub(super) struct CompiledTerm {
    /// Index of its topic.
    pub(super) topic: usize,
    /// Index of the texts that it is tried on.
    pub(super) language: usize,
    /// The rest of it.
    pub(super) weighed: WeighedTerm,
    /// For what a list puts beside a `NEAR`: how the list writes it.
    pub(super) listed: Option<Box<str>>,
}

/// What a term is added as.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    /// It counts by itself.
    Alone(Purpose),
    /// It is a name of a side.
    Side(Side),
}

/// What one part of a topic looks for already. The same word twice would count once, and which is chance.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Index of the language and of the pattern, to that of the term.
    patterns: HashMap<(usize, usize), usize>,
    /// Language and meaning, to how it is written.
    others: BTreeMap<(TermLanguage, Form), String>,
}

/// The terms as far as they are collected.
#[derive(Debug, Default)]
pub(super) struct Terms {
    terms: Vec<CompiledTerm>,
    languages: Vec<TermLanguage>,
    /// What is looked for, each to its index in `sought_by`.
    patterns: HashMap<Pattern, usize>,
    /// The terms that each pattern is of.
    sought_by: Vec<Vec<usize>>,
    topic: usize,
    first_of_topic: usize,
    n_nears: usize,
}

impl Terms {
    /// From here on terms belong to this topic.
    pub(super) fn begin_topic(&mut self, topic: usize) {
        self.topic = topic;
        self.first_of_topic = self.terms.len();
    }

    /// The terms since then.
    pub(super) fn of_topic(&self) -> &[CompiledTerm] {
        self.terms.get(self.first_of_topic..).unwrap_or_default()
    }

    /// The texts that a term is tried on.
    pub(super) fn language(&self, term: &CompiledTerm) -> &TermLanguage {
        self.languages.get(term.language).unwrap_or(&TermLanguage::Any)
    }

    /// The terms, their languages, and what is looked for.
    pub(super) fn into_parts(self) -> (Vec<CompiledTerm>, Vec<TermLanguage>, impl Iterator<Item = Sought>) {
        let mut sought_by = self.sought_by;
        let sought = self.patterns.into_iter().map(move |(pattern, index)| {
            let terms = sought_by.get_mut(index).map(std::mem::take).unwrap_or_default();
            Sought { pattern, terms }
        });
        (self.terms, self.languages, sought)
    }

    /// Adds a term that the topic's author wrote.
    ///
    /// # Errors
    /// What is wrong with it, and how to mend it.
    pub(super) fn add(&mut self, lists: &Lists, plain: &PlainTerm, role: Role, seen: &mut Seen) -> Result<(), String> {
        let form = syntax::parse(&plain.text, &plain.language).map_err(|fault| fault.to_string())?;
        let before = self.add_form(lists, plain, form, role, seen)?;
        before.map_or(Ok(()), |before| Err(same_as(plain, &before)))
    }

    /// Adds the terms of a list that are not there yet.
    ///
    /// # Errors
    /// The list holds what cannot be used so.
    pub(super) fn add_list(&mut self, lists: &Lists, list: &ListId, role: Role, seen: &mut Seen) -> Result<(), String> {
        lists
            .terms([list])
            .into_iter()
            .try_for_each(|term| self.add_form(lists, &term.plain, term.form.clone(), role, seen).map(drop))
    }

    /// Adds a term, unless it is there; then that one is returned as it is written.
    fn add_form(
        &mut self,
        lists: &Lists,
        plain: &PlainTerm,
        form: Form,
        role: Role,
        seen: &mut Seen,
    ) -> Result<Option<Arc<str>>, String> {
        let pattern = match form {
            Form::Phrase(phrase) => Pattern::Phrase(phrase),
            Form::Expression(expression) => Pattern::Expression(expression),
            Form::Near(_) | Form::List(_) => return self.add_other(lists, plain, form, role, seen),
        };
        let worth = match role {
            Role::Alone(purpose) => Worth::Alone(purpose),
            Role::Side(side) => Worth::Side(side),
        };
        let n_letters = pattern.n_letters();
        let place = (self.language_index(&plain.language), self.pattern_index(pattern));
        if let Some(before) = seen.patterns.get(&place).and_then(|&index| self.terms.get(index)) {
            return Ok(Some(Arc::clone(&before.weighed.written)));
        }
        seen.patterns.insert(place, self.terms.len());
        let weighed = WeighedTerm { written: plain.text.as_str().into(), worth, n_letters };
        self.push(place, weighed, None);
        Ok(None)
    }

    fn add_other(
        &mut self,
        lists: &Lists,
        plain: &PlainTerm,
        form: Form,
        role: Role,
        seen: &mut Seen,
    ) -> Result<Option<Arc<str>>, String> {
        match seen.others.entry((plain.language.clone(), form.clone())) {
            Entry::Occupied(taken) => return Ok(Some(taken.get().as_str().into())),
            Entry::Vacant(free) => free.insert(plain.text.clone()),
        };
        match form {
            Form::Near(near) => self.add_near(lists, plain, near, role)?,
            Form::List(list) => self.add_list_in_language(lists, plain, &list, role, seen)?,
            Form::Phrase(_) | Form::Expression(_) => {}
        }
        Ok(None)
    }

    /// `@…`: under `any` each term in its own language, under a language those of it.
    fn add_list_in_language(
        &mut self,
        lists: &Lists,
        plain: &PlainTerm,
        list: &ListId,
        role: Role,
        seen: &mut Seen,
    ) -> Result<(), String> {
        let terms = terms_in_language(lists, list, &plain.language)?;
        terms.into_iter().try_for_each(|(term, language)| {
            let plain = PlainTerm { text: term.plain.text.clone(), language };
            self.add_form(lists, &plain, term.form.clone(), role, seen).map(drop)
        })
    }

    fn add_near(&mut self, lists: &Lists, plain: &PlainTerm, near: Near, role: Role) -> Result<(), String> {
        let text = &plain.text;
        let purpose = match role {
            Role::Alone(Purpose::Weight(0.0)) => {
                return Err(format!("`{text}` with weight 0 does nothing; give it a weight, or write a phrase"));
            }
            Role::Alone(purpose) => purpose,
            Role::Side(_) => {
                return Err(format!(
                    "a side has names, not `{text}`; write it under `terms` of the topic, with a weight"
                ));
            }
        };
        if let Some(message) = lists.faults_of(&near).next() {
            return Err(message);
        }
        self.n_nears += 1;
        let (number, written) = (self.n_nears, Arc::from(text.as_str()));
        for (side, operands) in [(Side::A, near.one), (Side::B, near.other)] {
            let worth = Worth::Near(NearOperand { near: number, side, within: near.within, purpose });
            for operand in operands {
                self.add_operand(lists, &written, &plain.language, operand, worth)?;
            }
        }
        Ok(())
    }

    fn add_operand(
        &mut self,
        lists: &Lists,
        written: &Arc<str>,
        language: &TermLanguage,
        operand: Operand,
        worth: Worth,
    ) -> Result<(), String> {
        match operand {
            Operand::Phrase(phrase) => self.push_operand(written, language, Pattern::Phrase(phrase), worth, None),
            Operand::List(id) => {
                for (term, language) in terms_in_language(lists, &id, language)? {
                    if let Some(pattern) = pattern_of(&term.form) {
                        self.push_operand(written, &language, pattern, worth, Some(term.plain.text.as_str().into()));
                    }
                }
            }
        }
        Ok(())
    }

    fn push_operand(
        &mut self,
        written: &Arc<str>,
        language: &TermLanguage,
        pattern: Pattern,
        worth: Worth,
        listed: Option<Box<str>>,
    ) {
        let weighed = WeighedTerm { written: Arc::clone(written), worth, n_letters: pattern.n_letters() };
        let place = (self.language_index(language), self.pattern_index(pattern));
        self.push(place, weighed, listed);
    }

    fn push(&mut self, (language, pattern): (usize, usize), weighed: WeighedTerm, listed: Option<Box<str>>) {
        if let Some(terms) = self.sought_by.get_mut(pattern) {
            terms.push(self.terms.len());
        }
        self.terms.push(CompiledTerm { topic: self.topic, language, weighed, listed });
    }

    fn language_index(&mut self, language: &TermLanguage) -> usize {
        self.languages.iter().position(|known| known == language).unwrap_or_else(|| {
            self.languages.push(language.clone());
            self.languages.len() - 1
        })
    }

    fn pattern_index(&mut self, pattern: Pattern) -> usize {
        *self.patterns.entry(pattern).or_insert_with(|| {
            self.sought_by.push(Vec::new());
            self.sought_by.len() - 1
        })
    }
}

/// The terms of a list that are tried on some texts, each with the texts that it is tried on then.
fn terms_in_language<'l>(
    lists: &'l Lists,
    list: &'l ListId,
    language: &TermLanguage,
) -> Result<Vec<(&'l ListedTerm, TermLanguage)>, String> {
    if let Some(message) = lists.unknown(list) {
        return Err(message);
    }
    let narrowed = |term: &ListedTerm| match (&term.plain.language, language) {
        (own, TermLanguage::Any) => Some(own.clone()),
        (TermLanguage::Any, wanted) => Some(wanted.clone()),
        (own, wanted) => (own == wanted).then(|| own.clone()),
    };
    let terms: Vec<(&ListedTerm, TermLanguage)> =
        lists.terms([list]).into_iter().filter_map(|term| Some((term, narrowed(term)?))).collect();
    if terms.is_empty() {
        return Err(format!("list `{list}` has no terms in `{language}`; write them there, or `@{list}` under `any`"));
    }
    Ok(terms)
}

fn pattern_of(form: &Form) -> Option<Pattern> {
    match form {
        Form::Phrase(phrase) => Some(Pattern::Phrase(phrase.clone())),
        Form::Expression(expression) => Some(Pattern::Expression(expression.clone())),
        Form::Near(_) | Form::List(_) => None,
    }
}
