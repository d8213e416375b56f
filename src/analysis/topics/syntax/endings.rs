//! What may follow the stem of a word within its language: endings of number, case, gender and owner, written `~`.
//!
//! Each language has a table of whole endings, so that an author can foresee what is found, and nobody has to follow a
//! stemmer's steps. A word may be written as its stem or as dictionaries have it: where that form ends in what the
//! others do not share (the ة of حملة, the а of атака, the ן of ארגון), the endings are those that take its place.
//! Sounds that change within a stem (захід, заходу; конец, конца) are not followed.

mod arabic;
mod hebrew;
mod persian;
mod russian;
mod slavic;
mod ukrainian;

/// A table of endings, folded.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Table {
    /// What may follow a stem, the empty ending among them where the stem itself is a word.
    attached: &'static [&'static str],
    /// Endings that may be set off by a half space, which folding makes a space of.
    loose: &'static [&'static str],
}

/// The endings of a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Endings {
    table: &'static Table,
    /// For Hebrew: the last letter at the end of a word, and before an ending.
    last: Option<(char, char)>,
}

/// A word cut into the letters that all its forms share, and what may follow them.
pub(super) struct Inflected {
    /// The letters, folded.
    pub(super) stem: String,
    /// What may follow.
    pub(super) endings: Endings,
}

/// Cuts a word. The first argument is the word folded, the second as it is written; `None` if the language does not
/// write so.
type Inflect = fn(&str, &str) -> Option<Inflected>;

impl Endings {
    /// How a language inflects, if that is known.
    pub(super) fn of_language(code: &str) -> Option<Inflect> {
        match code {
            "ar" => Some(arabic::inflect),
            "fa" => Some(persian::inflect),
            "he" => Some(hebrew::inflect),
            "ru" => Some(russian::inflect),
            "uk" => Some(ukrainian::inflect),
            _ => None,
        }
    }

    /// Whether these letters are an ending.
    pub(super) fn allow(self, rest: &str) -> bool {
        let Some((at_end, before_ending)) = self.last else { return self.table.attached.contains(&rest) };
        let ending = rest.strip_prefix(before_ending);
        ending.is_some_and(|ending| !ending.is_empty() && self.table.attached.contains(&ending))
            || rest.strip_prefix(at_end).is_some_and(str::is_empty)
    }

    /// Whether a word is an ending that is set off.
    pub(super) fn is_loose(self, word: &str) -> bool {
        self.table.loose.contains(&word)
    }

    /// Whether there are endings that may be set off.
    pub(super) fn has_loose(self) -> bool {
        !self.table.loose.is_empty()
    }
}

/// A stem with a table.
fn inflected(stem: &str, table: &'static Table) -> Option<Inflected> {
    Some(Inflected { stem: stem.to_owned(), endings: Endings { table, last: None } })
}

/// Whether a folded letter is of the Arabic script, the letters of Persian among them.
fn is_arabic_script(c: char) -> bool {
    ('\u{620}'..='\u{6d3}').contains(&c)
}
