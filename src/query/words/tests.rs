//! Queries as people type them, with the clauses or the message that they give.

use proptest::prelude::*;

use super::parse;
use crate::store::{Clause, Words};

/// `alpha | beta+gamma*  !delta`: clauses, each with its alternatives; `+` joins the tokens of a phrase.
fn shown(query: &Words) -> String {
    let Words(clauses) = query;
    let clause = |clause: &Clause| {
        let phrases = clause.alternatives.iter().map(|p| p.tokens.join("+") + if p.is_prefix { "*" } else { "" });
        format!("{}{}", if clause.is_negated { "!" } else { "" }, phrases.collect::<Vec<_>>().join("|"))
    };
    clauses.iter().map(clause).collect::<Vec<_>>().join("  ")
}

#[test]
fn words_phrases_prefixes_and_operators() {
    let check =
        |query: &str, expected: &str| assert_eq!(parse(query).as_ref().map(shown).as_deref(), Ok(expected), "{query}");
    check("Moscow talks", "moscow  talks");
    check("moscow AND talks", "moscow  talks");
    check("\"security council\"", "security+council");
    check("“security council” «совет безопасности»", "security+council  совет+безопасности");
    check("„Vereinte Nationen“", "vereinte+nationen");
    check("terror*", "terror*");
    check("Moscow-Washington", "moscow+washington");
    check("peace -football", "peace  !football");
    check("peace NOT football", "peace  !football");
    check("peace -\"world cup\"", "peace  !world+cup");
    check("moscow OR kremlin talks", "moscow|kremlin  talks");
    check("talks moscow OR kremlin OR \"red square\"", "talks  moscow|kremlin|red+square");
    check("or not and", "or  not  and");
    check("Trump - Putin — 🤝", "trump  putin");
    check("\"\" peace", "peace");
    check("2254", "2254");
    check("٢٢٥٤", "2254");
    check("İstanbul", "istanbul");
}

#[test]
fn scripts_take_their_own_forms() {
    let finds = |query: &str, expected: &str| {
        let text = shown(&parse(query).expect(query));
        assert!(text.split(['|', ' ']).any(|form| form == expected), "{query}: {expected} in {text}");
    };
    finds("إرهاب", "ارهاب");
    finds("إرهاب", "والارهاب*");
    finds("\"وزير الخارجية\"", "لوزير+الخارجيه");
    finds("ارهاب*", "بالارهاب*");
    finds("联合国", "联合+合国");
    finds("反恐", "反恐");
    finds("恐", "恐*");
    finds("\"恐\"", "恐*");
}

#[test]
fn hebrew_abbreviations_keep_their_mark() {
    let tokens = |query| shown(&parse(query).expect("valid")).split('|').next().map(str::to_owned);
    assert_eq!(tokens("צה\"ל"), tokens("\"צה\"ל\""));
    assert_eq!(parse("דובר צה\"ל").expect("valid").0.len(), 2);
}

#[test]
fn mistakes_name_their_column_and_the_way_out() {
    let check = |query: &str, expected: &str| {
        let message = parse(query).expect_err(query).to_string();
        assert!(message.starts_with(expected), "{query}: {message}");
    };
    check("", "query has no words");
    check(" — 🤝 ", "query has no words");
    check("\"\"", "query has no words");
    check("-football", "query has only negated words");
    check("NOT football -tennis", "query has only negated words");
    check("peace \"talks", "column 7: the quotation is not closed: add \" at its end");
    check("سلام «محادثات", "column 6: the quotation is not closed: add » at its end");
    check("OR peace", "column 1: OR needs a word before it");
    check("peace OR", "column 7: OR needs a word after it");
    check("peace OR AND war", "column 7: OR needs a word after it");
    check("peace AND OR war", "column 11: OR needs a word before it");
    check("AND peace", "column 1: AND needs a word before it");
    check("peace AND", "column 7: AND needs a word after it");
    check("peace NOT", "column 7: NOT needs a word after it");
    check("peace -NOT", "column 7: NOT needs a word after it");
    check("peace *ism", "column 7: * may only end a word");
    check("peace *", "column 7: * may only end a word");
    check("te*or", "column 1: * may only end a word");
    check("peace OR -war", "column 10: a negated word cannot stand beside OR");
    check("-peace OR war", "column 1: a negated word cannot stand beside OR");
    check(&"word ".repeat(33), "query has more than 32 words");
}

proptest! {
    #[test]
    fn any_text_gives_tokens_or_a_message(query in any::<String>()) {
        if let Ok(Words(clauses)) = parse(&query) {
            prop_assert!(clauses.iter().any(|clause| !clause.is_negated));
            for phrase in clauses.iter().flat_map(|clause| &clause.alternatives) {
                prop_assert!(!phrase.tokens.is_empty());
                prop_assert!(phrase.tokens.iter().all(|token| !token.is_empty() && !token.contains(['"', ' ', '*'])));
            }
        }
    }

    #[test]
    fn operators_in_any_order_never_panic(parts in proptest::collection::vec("AND|OR|NOT|-|\"|«|»|\\*|word|كلمة|国| ", 0..12)) {
        let _ = parse(&parts.concat());
        let _ = parse(&parts.join(" "));
    }
}
