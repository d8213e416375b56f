//! Beginnings of words to the words of the index that begin so.
//!
//! For a beginning the index merges what it knows of all words that begin so before it gives the first article; words it
//! reads as far as needed. So beginnings are spelled out, unless too many words begin so.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::words::{Phrase, Words};

/// A beginning of more words stays one.
const MOST_WORDS: usize = 96;

/// What a connection needs to look up the words of the index; it lives and dies with the connection.
pub(super) const VOCABULARY: &str =
    "create virtual table if not exists temp.index_words using fts5vocab ('main', 'articles_fts', 'instance');";

/// The question with its beginnings spelled out.
pub(super) fn spelled_out(db: &Connection, words: &Words) -> rusqlite::Result<Words> {
    let all = |parts: &[Words]| parts.iter().map(|part| spelled_out(db, part)).collect::<rusqlite::Result<Vec<_>>>();
    Ok(match words {
        Words::Phrases(phrases, part) => Words::Phrases(phrases_spelled_out(db, phrases)?, *part),
        Words::Near(one, other, within, part) => {
            Words::Near(phrases_spelled_out(db, one)?, phrases_spelled_out(db, other)?, *within, *part)
        }
        Words::All(parts) => Words::All(all(parts)?),
        Words::Any(parts) => Words::Any(all(parts)?),
        Words::But(wanted, unwanted) => {
            Words::But(Box::new(spelled_out(db, wanted)?), Box::new(spelled_out(db, unwanted)?))
        }
    })
}

/// Words that the index does not hold are left out: most of the forms that a word may take stand in no article, and to have
/// the index look for each takes longer than all the rest.
fn phrases_spelled_out(db: &Connection, phrases: &[Phrase]) -> rusqlite::Result<Vec<Phrase>> {
    let (mut spelled, mut forms) = (Vec::new(), Vec::new());
    for phrase in phrases {
        match phrase.tokens.as_slice() {
            [token] if phrase.is_prefix => match words_beginning(db, token)? {
                Some(words) => spelled.extend(words.iter().map(|word| Phrase::word(word))),
                None => spelled.push(phrase.clone()),
            },
            [token] if phrases.len() > 1 => forms.push(token.as_str()),
            _ => spelled.push(phrase.clone()),
        }
    }
    spelled.extend(known(db, forms)?.into_iter().map(Phrase::word));
    let mut seen = std::collections::HashSet::new();
    spelled.retain(|phrase| seen.insert((phrase.tokens.clone(), phrase.is_prefix)));
    if spelled.is_empty() { Ok(phrases.iter().take(1).cloned().collect()) } else { Ok(spelled) }
}

/// The words that begin so; `None` for too many.
fn words_beginning(db: &Connection, beginning: &str) -> rusqlite::Result<Option<Vec<String>>> {
    let mut words: Vec<String> = Vec::new();
    let mut from = beginning.to_owned();
    while let Some(word) = next_word(db, &from)?.filter(|word| word.starts_with(beginning)) {
        if words.len() == MOST_WORDS {
            return Ok(None);
        }
        // The next one in order is not before this: no word holds a control character.
        from = format!("{word}\u{1}");
        words.push(word);
    }
    Ok(Some(words))
}

/// Those of some words that the index holds. Words and index are gone through in their order, each leaping to where the
/// other one is, so that a thousand forms of which thirty are there take some hundred looks.
fn known<'w>(db: &Connection, mut words: Vec<&'w str>) -> rusqlite::Result<Vec<&'w str>> {
    words.sort_unstable();
    words.dedup();
    let mut known = Vec::new();
    let mut rest = words.as_slice();
    while let Some((word, after)) = rest.split_first() {
        let Some(next) = next_word(db, word)? else { break };
        if next == *word {
            known.push(*word);
            rest = after;
        } else {
            rest = rest.get(rest.partition_point(|word| *word < next.as_str())..).unwrap_or_default();
        }
    }
    Ok(known)
}

fn next_word(db: &Connection, from: &str) -> rusqlite::Result<Option<String>> {
    const SQL: &str = "select term from temp.index_words where term >= :from limit 1";
    db.prepare_cached(SQL)?.query_row(named_params! {":from": from}, |row| row.get(0)).optional()
}
