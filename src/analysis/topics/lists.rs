//! Terms that are written once and used by many: which terms a list has, with those of the lists that it uses.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::ListId;
use crate::text::likeness::nearest;

use super::mistake::{RuleMistake, RulePlace};
use super::rule::{PlainTerm, TermList};
use super::syntax::{self, Form, Near, Operand};

/// All lists, by name, with what their terms mean.
#[derive(Debug, Default)]
pub(super) struct Lists(BTreeMap<ListId, List>);

#[derive(Debug)]
struct List {
    uses: Vec<ListId>,
    terms: Vec<ListedTerm>,
}

/// A term of a list.
#[derive(Debug)]
pub(super) struct ListedTerm {
    /// As written.
    pub(super) plain: PlainTerm,
    /// As understood; never a list.
    pub(super) form: Form,
}

impl Lists {
    /// Takes lists in; of two of one name the first. What is wrong with them is noted, and left out.
    pub(super) fn new(lists: Vec<TermList>, mistakes: &mut Vec<RuleMistake>) -> Self {
        let mut known = Self::default();
        for TermList { id, group } in lists {
            match known.0.entry(id) {
                Entry::Vacant(free) => {
                    let is_empty = group.is_empty();
                    let list = Reading { id: free.key().clone(), mistakes }.list(group.uses, group.terms);
                    if is_empty {
                        let message = "the list has no terms; give it some under `terms` or `uses`";
                        mistakes.push(of_list(free.key(), None, message.to_owned()));
                    }
                    free.insert(list);
                }
                Entry::Occupied(taken) => {
                    let message = "another list has this id; ids must be unique".to_owned();
                    mistakes.push(of_list(taken.key(), None, message));
                }
            }
        }
        let faults: Vec<RuleMistake> = known.0.iter().flat_map(|(id, list)| known.faults(id, list)).collect();
        for fault in &faults {
            known.leave_out(fault);
        }
        mistakes.extend(faults);
        known
    }

    /// Topics that use the list are not to complain of its faulty terms once more.
    fn leave_out(&mut self, fault: &RuleMistake) {
        if let RulePlace::List(id) = &fault.place
            && let Some(list) = self.0.get_mut(id)
        {
            list.terms.retain(|term| fault.term.as_ref() != Some(&term.plain.text));
        }
    }

    /// What is wrong with one list as one among others.
    fn faults(&self, id: &ListId, list: &List) -> Vec<RuleMistake> {
        let unknown = list.uses.iter().filter_map(|name| Some((name.to_string(), self.unknown(name)?)));
        let in_terms = list.terms.iter().flat_map(|term| {
            let of_near = |near| self.faults_of(near).map(|message| (term.plain.text.clone(), message));
            near_of(&term.form).into_iter().flat_map(of_near)
        });
        let mut faults: Vec<RuleMistake> =
            unknown.chain(in_terms).map(|(term, message)| of_list(id, Some(term), message)).collect();
        if self.closure(&list.uses).contains(&id) {
            let message = "the list uses itself, by way of its `uses`; leave out one of them";
            faults.push(of_list(id, None, message.to_owned()));
        }
        faults
    }

    /// What is wrong with the lists beside a `NEAR`.
    pub(super) fn faults_of<'a>(&'a self, near: &'a Near) -> impl Iterator<Item = String> + 'a {
        near.one.iter().chain(&near.other).filter_map(|operand| match operand {
            Operand::Phrase(_) => None,
            Operand::List(id) => self.unknown(id).or_else(|| {
                let inner = self.terms([id]).into_iter().find(|term| near_of(&term.form).is_some())?;
                let text = &inner.plain.text;
                Some(format!("list `{id}` holds `{text}`, and a NEAR cannot stand beside another; name a list without"))
            }),
        })
    }

    /// The complaint of a name that no list has.
    pub(super) fn unknown(&self, id: &ListId) -> Option<String> {
        if self.0.contains_key(id) {
            return None;
        }
        let known: Vec<&str> = self.0.keys().map(ListId::as_str).collect();
        Some(match nearest(id.as_str(), &known) {
            Some(meant) => format!("unknown list `{id}`; did you mean `{meant}`?"),
            None => format!("unknown list `{id}`; write a `[[list]]` with this id"),
        })
    }

    /// The terms of some lists, each once.
    pub(super) fn terms<'a>(&'a self, names: impl IntoIterator<Item = &'a ListId>) -> Vec<&'a ListedTerm> {
        let terms = self.closure(names).into_iter().filter_map(|id| self.0.get(id)).flat_map(|list| &list.terms);
        let mut seen = BTreeSet::new();
        terms.filter(|term| seen.insert((&term.plain.language, &term.form))).collect()
    }

    /// The lists named, those that they use, and so on; a list that uses itself ends there.
    fn closure<'a>(&'a self, names: impl IntoIterator<Item = &'a ListId>) -> Vec<&'a ListId> {
        let mut found: Vec<&ListId> = Vec::new();
        let mut waiting: Vec<&ListId> = names.into_iter().collect();
        waiting.reverse();
        while let Some(id) = waiting.pop() {
            if !found.contains(&id) {
                found.push(id);
                waiting.extend(self.0.get(id).into_iter().flat_map(|list| list.uses.iter().rev()));
            }
        }
        found
    }
}

/// The reading of one list.
struct Reading<'m> {
    id: ListId,
    mistakes: &'m mut Vec<RuleMistake>,
}

impl Reading<'_> {
    fn list(mut self, uses: Vec<ListId>, terms: Vec<PlainTerm>) -> List {
        let mut seen = BTreeMap::new();
        let mut listed = Vec::new();
        for plain in terms {
            match syntax::parse(&plain.text, &plain.language) {
                Ok(Form::List(other)) => {
                    let message =
                        format!("a list names another under its `uses`, not among its terms: uses = [\"{other}\"]");
                    self.complain(&plain, message);
                }
                Ok(form) => match seen.entry((plain.language.clone(), form.clone())) {
                    Entry::Vacant(free) => {
                        free.insert(plain.text.clone());
                        listed.push(ListedTerm { plain, form });
                    }
                    Entry::Occupied(taken) => self.complain(&plain, same_as(&plain, taken.get())),
                },
                Err(fault) => self.complain(&plain, fault.to_string()),
            }
        }
        List { uses, terms: listed }
    }

    fn complain(&mut self, term: &PlainTerm, message: String) {
        self.mistakes.push(of_list(&self.id, Some(term.text.clone()), message));
    }
}

/// The complaint of a term that stands there already.
pub(super) fn same_as(term: &PlainTerm, other: &str) -> String {
    format!("term `{}` ({}) finds the same as `{other}`; leave out one of them", term.text, term.language)
}

fn near_of(form: &Form) -> Option<&Near> {
    match form {
        Form::Near(near) => Some(near),
        Form::Phrase(_) | Form::Expression(_) | Form::List(_) => None,
    }
}

fn of_list(id: &ListId, term: Option<String>, message: String) -> RuleMistake {
    RuleMistake { place: RulePlace::List(id.clone()), term, message }
}
