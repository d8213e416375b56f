//! Text cut where evidence of topics begins and ends, so that it can be shown where it stands.

use crate::model::{Evidence, Field, TopicId, TopicMatch};

/// A part of a text, and what stands there.
#[derive(Debug, Clone, PartialEq)]
pub struct Run<'m> {
    /// The text.
    pub text: String,
    /// The hits that it belongs to, of whatever topic; none: it is no evidence. Hits may lie within one another, and overlap.
    pub hits: Vec<Hit<'m>>,
}

/// Evidence and the topic that it speaks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit<'m> {
    /// The topic.
    pub topic: &'m TopicId,
    /// The evidence.
    pub evidence: &'m Evidence,
}

/// Cuts a part of a field; `first_place` is where it stands in the field, in characters. All runs together are the text.
#[must_use]
pub fn runs<'m>(text: &str, matches: &'m [TopicMatch], field: Field, first_place: usize) -> Vec<Run<'m>> {
    let length = text.chars().count();
    let last_place = first_place + length;
    let place = |hit: &Hit<'_>| {
        let (start, end) = (hit.evidence.start as usize, hit.evidence.end as usize);
        (start.max(first_place), end.min(last_place))
    };
    let of_field = matches.iter().flat_map(|found| {
        let topic = &found.topic;
        found.evidence.iter().filter(|evidence| evidence.field == field).map(move |evidence| Hit { topic, evidence })
    });
    let hits: Vec<Hit<'m>> = of_field.filter(|hit| place(hit).0 < place(hit).1).collect();
    let mut cuts: Vec<usize> = hits.iter().flat_map(|hit| [place(hit).0, place(hit).1]).collect();
    cuts.extend([first_place, last_place]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut chars = text.chars();
    let mut runs = Vec::new();
    for (start, end) in cuts.iter().copied().zip(cuts.iter().copied().skip(1)) {
        let covers = |hit: &&Hit<'m>| place(hit).0 <= start && end <= place(hit).1;
        runs.push(Run {
            text: chars.by_ref().take(end - start).collect(),
            hits: hits.iter().filter(covers).copied().collect(),
        });
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(topic: &str, places: &[(u32, u32)]) -> TopicMatch {
        let evidence = |&(start, end): &(u32, u32)| Evidence {
            term: "term".to_owned(),
            field: Field::Text,
            start,
            end,
            weight: 1.0,
            side: None,
        };
        TopicMatch {
            topic: TopicId::parse(topic).expect("an id"),
            score: 1.0,
            evidence: places.iter().map(evidence).collect(),
            rules_version: String::new(),
        }
    }

    #[test]
    fn hits_within_one_another_are_told_apart() {
        let matches = [found("a", &[(0, 9), (2, 4)]), found("b", &[(3, 6), (20, 30), (5, 5)])];
        let runs = runs("يد الإرهاب وما", &matches, Field::Text, 0);
        let shown: Vec<(&str, usize)> = runs.iter().map(|run| (run.text.as_str(), run.hits.len())).collect();
        assert_eq!(shown, [("يد", 1), (" ", 2), ("ا", 3), ("لإ", 2), ("رها", 1), ("ب وما", 0)]);
        assert!(super::runs("", &matches, Field::Text, 3).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_of_the_text_is_lost(text in "\\PC{0,20}", places in prop::collection::vec((0_u32..25, 0_u32..25), 0..5)) {
            let matches = [found("a", &places)];
            let whole: String = runs(&text, &matches, Field::Text, 2).into_iter().map(|run| run.text).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
