//! Queries as people type them, with the tree or the message that they give.

use proptest::prelude::*;

use super::{Field, Near, Node, Scope, Term, Words, parse};

fn term(term: &Term) -> String {
    match term {
        Term::Word(text) => text.clone(),
        Term::Prefix(text) => format!("{text}*"),
        Term::Phrase(text, is_prefix) => format!("\"{text}\"{}", if *is_prefix { "*" } else { "" }),
    }
}

/// The tree with all its brackets: `&` for all, `|` for any, `!` for not, `title:` before what stands in the title.
fn shown(node: &Node) -> String {
    let joined = |parts: &[Node], sign: &str| format!("({})", parts.iter().map(shown).collect::<Vec<_>>().join(sign));
    let terms = |terms: &[Term]| terms.iter().map(term).collect::<Vec<_>>().join("/");
    let scope = |scope: &Scope| if *scope == Scope::Title { "title:" } else { "" };
    match node {
        Node::All(parts) => joined(parts, " & "),
        Node::Any(parts) => joined(parts, " | "),
        Node::Not(inner) => format!("!{}", shown(inner)),
        Node::Words(Words::Term(one, place)) => format!("{}{}", scope(place), term(one)),
        Node::Words(Words::Near(Near { one, other, within, scope: place })) => {
            format!("{}{}~{within}~{}", scope(place), terms(one), terms(other))
        }
        Node::Field(Field::Topic(id)) => format!("topic:{id}"),
        Node::Field(Field::Source(id)) => format!("source:{id}"),
        Node::Field(Field::Language(code)) => format!("lang:{code}"),
        Node::Field(field) => format!("{field:?}"),
    }
}

fn check(query: &str, expected: &str) {
    assert_eq!(parse(query).as_ref().map(shown).as_deref(), Ok(expected), "{query}");
}

#[test]
fn words_phrases_prefixes_and_operators() {
    check("Moscow talks", "(Moscow & talks)");
    check("moscow AND talks", "(moscow & talks)");
    check("\"security council\"", "\"security council\"");
    check("“security council” «совет безопасности»", "(\"security council\" & \"совет безопасности\")");
    check("„Vereinte Nationen“", "\"Vereinte Nationen\"");
    check("terror*", "terror*");
    check("\"world cham\"*", "\"world cham\"*");
    check("peace -football", "(peace & !football)");
    check("peace NOT football", "(peace & !football)");
    check("peace -\"world cup\"", "(peace & !\"world cup\")");
    check("moscow OR kremlin talks", "((moscow | kremlin) & talks)");
    check("moscow AND talks OR visit", "(moscow & (talks | visit))");
    check("-peace OR war", "(!peace | war)");
    check("-football", "!football");
    check("or not and near", "(or & not & and & near)");
    check("Trump - Putin", "(Trump & - & Putin)");
    check("", "()");
}

#[test]
fn brackets_say_what_belongs_together() {
    check("(moscow talks) OR (kremlin visit)", "((moscow & talks) | (kremlin & visit))");
    check("gas -(price OR market)", "(gas & !(price | market))");
    check("((gas))", "gas");
    check("gas(price)", "(gas & price)");
}

#[test]
fn near_binds_two_things() {
    check("arms NEAR/5 talks", "arms~5~talks");
    check("arms NEAR talks", "arms~10~talks");
    check("(arms OR weapon*) NEAR/3 \"new talks\" gas", "(arms/weapon*~3~\"new talks\" & gas)");
    check("a NEAR/2 b NEAR/3 c", "(a~2~b & b~3~c)");
    check("title:(arms NEAR/5 talks)", "title:arms~5~talks");
}

#[test]
fn fields_take_their_values() {
    check("title:gas", "title:gas");
    check("title:\"oil price\" gas", "(title:\"oil price\" & gas)");
    check("title:(gas OR oil*)", "(title:gas | title:oil*)");
    check("TITLE:OR", "title:OR");
    check("topic:counter-terrorism", "topic:counter-terrorism");
    check("topic:(energy OR trade)", "(topic:energy | topic:trade)");
    check("-source:un-news-ar", "!source:un-news-ar");
    check("lang:ar-EG", "lang:ar");
    check("language:(ar OR fa)", "(lang:ar | lang:fa)");
    check("country:EG", "Country(\"eg\")");
    check("author:\"Anna Belova\"", "Author(\"Anna Belova\")");
    check("credit:وكالات OR credit:\"Agence France-Presse\"", "(Credit(\"وكالات\") | Credit(\"Agence France-Presse\"))");
    check("site:example.org", "Site(\"example.org\")");
    check("story:12", "Story(12)");
    check("links:un.org", "LinksTo(\"https://un.org/\")");
    check("links:https://www.un.org/en/1", "LinksTo(\"https://www.un.org/en/1\")");
    check("is:copy OR has:revision", "(Copy | Revised)");
    check("is:original", "Original");
    check("is:gone", "Gone");
    check("since:2026-11-01T08:00:00Z", "Since(At(2026-11-01T08:00:00Z))");
    check("until:yesterday", "Until(DaysAgo(1))");
    // What only looks like a field is looked for.
    check("10:30 http://a.example/b Re:start", "(10:30 & http://a.example/b & Re:start)");
}

#[test]
fn hebrew_abbreviations_keep_their_mark() {
    check("דובר צה\"ל", "(דובר & צה\"ל)");
}

#[test]
fn mistakes_name_their_column_and_the_way_out() {
    let check = |query: &str, expected: &str| {
        let message = parse(query).expect_err(query).to_string();
        assert!(message.starts_with(expected), "{query}: {message}");
    };
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
    check("peace AND AND war", "column 11: AND needs a word before it");
    check("before:2026-11-01", "column 1: there is no field before: did you mean until:");
    check("tag:war", "column 1: there is no field tag: did you mean topic:");
    check("peace NEAR/4", "column 7: NEAR/4 needs a word after it");
    check("NEAR/4 peace", "column 1: NEAR/4 needs a word before it");
    check("peace NEAR/0 war", "column 7: NEAR takes a distance of 1 to 100 words");
    check("peace NEAR/ten war", "column 7: NEAR takes a distance of 1 to 100 words");
    check(
        "peace NEAR topic:war",
        "column 7: NEAR wants a word, a \"phrase\" or (words OR phrases) on either side: a field",
    );
    check("peace NEAR (a b)", "column 7: NEAR wants a word");
    check("title:peace NEAR war", "column 13: NEAR wants a word");
    check("peace *ism", "column 7: * may only end a word");
    check("peace *", "column 7: * may only end a word");
    check("te*or", "column 1: * may only end a word");
    check("title:(", "column 7: the bracket is not closed: add ) at its end");
    check("(a (b)", "column 1: the bracket is not closed");
    check("a b)", "column 4: this bracket closes nothing");
    check("a ()", "column 3: nothing stands in these brackets");
    check("a title: b", "column 3: title: needs a value right behind it, as in title:ceasefire");
    check("topik:energy", "column 1: there is no field topik: did you mean topic:");
    check("sources:a", "column 1: there is no field sources: did you mean source:");
    check("lang:arabic", "column 6: lang: cannot be `arabic`: write a code of two or three letters");
    check("topic:(energy OR b!)", "column 18: topic: cannot be `b!`: write an id");
    check("topic:(a OR title:b)", "column 13: title: cannot stand in the brackets of topic:");
    check("since:soon", "column 7: since: cannot be `soon`: write a day (2026-11-01)");
    check("is:odd", "column 4: is: cannot be `odd`: write is:copy, is:original or is:gone");
    check("story:x", "column 7: story: cannot be `x`: write the number of a story");
    check("author:-", "column 8: author: cannot be `-`");
    check("credit:-", "column 8: credit: cannot be `-`: write the name of an agency");
    check("credits:afp", "column 1: there is no field credits: did you mean credit:");
    check(&"word ".repeat(65), "column 321: more than 64 words");
    check(&"(".repeat(17), "column 17: more than 16 brackets within one another");
}

#[test]
fn what_is_wrong_is_pointed_at() {
    let pointed = |query: &str| parse(query).expect_err(query).pointed_out(query);
    assert_eq!(pointed("title:("), "title:(\n      ^");
    assert_eq!(pointed("地震 lang:zzzz"), "地震 lang:zzzz\n          ^^^^");
    assert_eq!(pointed("a\tb ()"), "a b ()\n    ^^");
}

proptest! {
    #[test]
    fn any_text_gives_a_tree_or_a_message_within_it(query in any::<String>()) {
        if let Err(error) = parse(&query) {
            prop_assert!((1..=query.chars().count()).contains(&error.column), "{error}");
            let _ = error.pointed_out(&query);
        }
    }

    #[test]
    fn operators_in_any_order_never_panic(
        parts in proptest::collection::vec("AND|OR|NOT|NEAR/2|-|\"|«|»|\\*|\\(|\\)|title:|topic:|word|كلمة|国| ", 0..12)
    ) {
        let _ = parse(&parts.concat());
        let _ = parse(&parts.join(" "));
    }
}
