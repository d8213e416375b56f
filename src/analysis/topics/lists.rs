//! Terms that are written once and used by many: which terms a list has, with those of the lists that it uses.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::ListId;
use crate::text::likeness::nearest;

use super::mistake::{RuleMistake, RulePlace};
use super::rule::{PlainTerm, TermGroup, TermList};

/// All lists, by name.
#[derive(Debug, Default)]
pub(super) struct Lists(BTreeMap<ListId, TermGroup>);

impl Lists {
    /// Takes lists in; of two of one name the first.
    pub(super) fn new(lists: Vec<TermList>, mistakes: &mut Vec<RuleMistake>) -> Self {
        let mut known = Self::default();
        for TermList { id, group } in lists {
            match known.0.entry(id) {
                Entry::Vacant(free) => {
                    free.insert(group);
                }
                Entry::Occupied(taken) => {
                    mistakes.push(of_list(taken.key(), "another list has this id; ids must be unique".to_owned()));
                }
            }
        }
        let faults: Vec<RuleMistake> = known.0.iter().flat_map(|(id, group)| known.faults(id, group)).collect();
        mistakes.extend(faults);
        known
    }

    /// What is wrong with one list.
    fn faults(&self, id: &ListId, group: &TermGroup) -> Vec<RuleMistake> {
        let mut faults: Vec<RuleMistake> = self.unknown(group).map(|message| of_list(id, message)).collect();
        if self.closure(&group.uses).contains(id) {
            faults.push(of_list(id, "the list uses itself, by way of its `uses`".to_owned()));
        }
        if group.is_empty() {
            faults.push(of_list(id, "the list has no terms; give it some under `terms` or `uses`".to_owned()));
        }
        faults
    }

    /// A complaint for each list that a group names and nobody wrote.
    pub(super) fn unknown<'a>(&'a self, group: &'a TermGroup) -> impl Iterator<Item = String> + 'a {
        group.uses.iter().filter(|id| !self.0.contains_key(id)).map(|id| self.unknown_list(id))
    }

    /// The complaint of a name that no list has.
    pub(super) fn unknown_list(&self, id: &ListId) -> String {
        let known: Vec<&str> = self.0.keys().map(ListId::as_str).collect();
        match nearest(id.as_str(), &known) {
            Some(meant) => format!("unknown list `{id}`; did you mean `{meant}`?"),
            None => format!("unknown list `{id}`; write a `[[list]]` with this id"),
        }
    }

    /// Whether there is such a list.
    pub(super) fn has(&self, id: &ListId) -> bool {
        self.0.contains_key(id)
    }

    /// The terms of a group: its own, then those of its lists, each once.
    pub(super) fn terms<'a>(&'a self, group: &'a TermGroup) -> Vec<&'a PlainTerm> {
        let lists = self.closure(&group.uses);
        let of_lists = lists.iter().filter_map(|id| self.0.get(id)).flat_map(|list| &list.terms);
        let mut seen = BTreeSet::new();
        group.terms.iter().chain(of_lists).filter(|term| seen.insert((&term.text, &term.language))).collect()
    }

    /// The lists named, those that they use, and so on; a list that uses itself ends there.
    fn closure(&self, names: &[ListId]) -> Vec<ListId> {
        let mut found: Vec<ListId> = Vec::new();
        let mut waiting: Vec<&ListId> = names.iter().rev().collect();
        while let Some(id) = waiting.pop() {
            if !found.contains(id) {
                found.push(id.clone());
                waiting.extend(self.0.get(id).into_iter().flat_map(|group| group.uses.iter().rev()));
            }
        }
        found
    }
}

fn of_list(id: &ListId, message: String) -> RuleMistake {
    RuleMistake { place: RulePlace::List(id.clone()), term: None, message }
}
