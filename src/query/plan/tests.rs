//! Queries with the parts of the filter that they fill.

use proptest::prelude::*;

use super::add;
use crate::search::parse;
use crate::store::{ArticleFilter, Condition, Part, Phrase, Words};

fn filter(query: &str) -> ArticleFilter {
    let mut filter = ArticleFilter::newest(None);
    let now = "2026-11-24T12:00:00Z".parse().expect("a time");
    add(&mut filter, &parse(query).expect(query), now).expect(query);
    filter
}

fn phrases(phrases: &[Phrase]) -> String {
    let shown = phrases.iter().map(|phrase| phrase.tokens.join("+") + if phrase.is_prefix { "*" } else { "" });
    shown.collect::<Vec<_>>().join("|")
}

/// `alpha|beta+gamma*`: the ways in which something may stand; `+` joins the tokens of a phrase.
fn shown(words: &Words) -> String {
    let joined = |parts: &[Words], sign: &str| parts.iter().map(shown).collect::<Vec<_>>().join(sign);
    match words {
        Words::Phrases(alternatives, Part::Any) => phrases(alternatives),
        Words::Phrases(alternatives, Part::Title) => format!("title:{}", phrases(alternatives)),
        Words::Near(one, other, within, _) => format!("{} ~{within}~ {}", phrases(one), phrases(other)),
        Words::All(parts) => format!("({})", joined(parts, "  ")),
        Words::Any(parts) => format!("({})", joined(parts, " or ")),
        Words::But(wanted, unwanted) => format!("{} but not {}", shown(wanted), shown(unwanted)),
    }
}

#[test]
fn words_become_one_question_to_the_index() {
    let check = |query: &str, expected: &str| {
        let words = filter(query).words.map(|words| shown(&words));
        assert_eq!(words.as_deref(), Some(expected), "{query}");
    };
    check("\"Moscow\" \"talks\"", "(moscow  talks)");
    check("Moscow-Washington", "moscow+washington");
    check("\"peace\" -\"football\" -\"tennis\"", "peace but not (football or tennis)");
    check("\"moscow\" OR \"red square\" \"talks\"", "((moscow or red+square)  talks)");
    check("title:\"gas\"", "title:gas");
    check("\"a b\" NEAR/5 \"c\"", "a+b ~5~ c");
    check("\"Trump\" - \"Putin\" — 🤝", "(trump  putin)");
    check("\"\" \"peace\"", "peace");
    check("2254", "2254");
    check("٢٢٥٤", "2254");
    check("\"İstanbul\"", "istanbul");
    check("terror*", "terror*");
}

#[test]
fn scripts_take_their_own_forms() {
    let finds = |query: &str, expected: &str| {
        let text = shown(&filter(query).words.expect(query));
        assert!(text.split(['|', ' ']).any(|form| form == expected), "{query}: {expected} in {text}");
    };
    finds("إرهاب", "ارهاب");
    finds("\"وزير الخارجية\"", "لوزير+الخارجيه");
    finds("ارهاب*", "بالارهاب*");
    finds("联合国", "联合+合国");
    finds("反恐", "反恐");
    finds("恐", "恐*");
    finds("\"恐\"", "恐*");
    // A text may go on behind the last character: A股市场.
    finds("A股", "a+股*");
    finds("\"13岁\"", "13+岁*");
    finds("台湾", "臺灣");
    finds("\"總統\"", "总统");
    finds("總統*", "总统*");
}

#[test]
fn what_may_lead_a_list_stands_in_its_place() {
    let found = filter(
        "gas topic:energy source:(a OR b) lang:ar country:eg since:2026-11-01 since:2026-10-01 until:2026-11-02",
    );
    assert!(found.words.is_some() && found.conditions.is_empty(), "{found:?}");
    assert_eq!((found.topics.len(), found.sources.len(), found.languages.len(), found.countries.len()), (1, 2, 1, 1));
    assert_eq!(found.since, "2026-11-01T00:00:00Z".parse().ok());
    assert_eq!(found.until, "2026-11-03T00:00:00Z".parse().ok());
    // A second list of the same kind, and what is not all of one kind, is held against each article.
    assert_eq!(filter("topic:a topic:b").conditions.len(), 1);
    assert_eq!(filter("topic:a OR lang:ar").conditions.len(), 1);
    assert!(matches!(filter("gas OR topic:a").conditions.as_slice(), [Condition::Any(parts)] if parts.len() == 2));
    assert!(matches!(filter("-football").conditions.as_slice(), [Condition::Not(_)]));
}

#[test]
fn who_speaks_of_copies_sees_them() {
    assert!(!filter("gas").with_copies);
    for query in ["is:copy", "gas -is:copy", "is:original OR gas"] {
        assert!(filter(query).with_copies, "{query}");
    }
}

#[test]
fn what_has_no_letters_asks_nothing() {
    for query in ["", " — 🤝 ", "\"\"", "(— OR 🤝)"] {
        assert_eq!(filter(query), ArticleFilter::newest(None), "{query}");
    }
}

proptest! {
    #[test]
    fn any_word_gives_tokens_that_the_index_may_hold(word in "\\PC{1,12}") {
        if let Ok(query) = parse(&word) {
            let mut filter = ArticleFilter::newest(None);
            add(&mut filter, &query, jiff::Timestamp::UNIX_EPOCH).expect("no times");
            if let Some(Words::Phrases(alternatives, _)) = filter.words {
                for phrase in alternatives {
                    prop_assert!(!phrase.tokens.is_empty());
                    prop_assert!(phrase.tokens.iter().all(|token| !token.is_empty() && !token.contains(['"', ' ', '*'])));
                }
            }
        }
    }
}
