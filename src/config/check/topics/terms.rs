//! Terms and names of lists, with the places where they stand.

use std::collections::{BTreeMap, HashMap};

use crate::analysis::topics::{PlainTerm, Term, TermGroup, TermLanguage};
use crate::config::check::values;
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::{RawUses, Text};
use crate::config::texts::Span;
use crate::model::{ListId, TopicId};

/// The weight of a list's terms where the topic gives none.
const WEIGHT_OF_LISTS: f64 = 1.0;

/// What a topic or a list writes, and where.
pub(super) struct Terms<'m> {
    /// The last place, if a term stands twice: that is the one to complain of.
    pub(super) places: HashMap<String, Span>,
    pub(super) mistakes: &'m mut Mistakes,
}

impl<'m> Terms<'m> {
    pub(super) fn new(mistakes: &'m mut Mistakes) -> Self {
        Self { places: HashMap::new(), mistakes }
    }

    /// `uses` and `terms` of a list, a side or a condition.
    pub(super) fn group(&mut self, uses: Option<&[Text]>, terms: Option<&BTreeMap<Text, Vec<Text>>>) -> TermGroup {
        let uses = uses.unwrap_or_default().iter().filter_map(|name| self.list(name)).collect();
        let mut plain = Vec::new();
        for (language, written) in terms.into_iter().flatten() {
            let language = self.mistakes.check(language, term_language);
            for text in written {
                let text = self.text(text);
                plain.extend(language.clone().map(|language| PlainTerm { text, language }));
            }
        }
        TermGroup { uses, terms: plain }
    }

    /// `terms` of a topic.
    pub(super) fn by_language_and_weight(
        &mut self,
        raw: Option<&BTreeMap<Text, BTreeMap<Text, Vec<Text>>>>,
    ) -> Vec<Term> {
        let mut terms = Vec::new();
        for (language, by_weight) in raw.into_iter().flatten() {
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

    /// `uses` of a topic.
    pub(super) fn lists_by_weight(&mut self, raw: &RawUses) -> Vec<(ListId, f64)> {
        let mut lists = Vec::new();
        match raw {
            RawUses::Named(names) => {
                lists.extend(names.iter().filter_map(|name| Some((self.list(name)?, WEIGHT_OF_LISTS))));
            }
            RawUses::ByWeight(by_weight) => {
                for (weight, names) in by_weight {
                    let weight = self.mistakes.check(weight, weight_of_terms);
                    for name in names {
                        lists.extend(self.list(name).zip(weight));
                    }
                }
            }
        }
        lists
    }

    /// Another topic, named by its id.
    pub(super) fn topic(&mut self, name: &Text) -> Option<TopicId> {
        self.text(name);
        self.mistakes.check(name, values::topic_id)
    }

    fn list(&mut self, name: &Text) -> Option<ListId> {
        self.text(name);
        self.mistakes.check(name, values::list_id)
    }

    fn text(&mut self, written: &Text) -> String {
        self.places.insert(written.get_ref().clone(), written.span());
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
