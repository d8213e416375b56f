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
pub struct Endings {
    table: &'static Table,
    /// For Hebrew: the last letter at the end of a word, and before an ending.
    last: Option<(char, char)>,
}

/// A word cut into the letters that all its forms share, and what may follow them.
#[derive(Debug, Clone)]
pub struct Inflected {
    /// The letters, folded.
    pub stem: String,
    /// What may follow.
    pub endings: Endings,
}

/// Cuts a word. The first argument is the word folded, the second as it is written; `None` if the language does not
/// write so.
pub type Inflect = fn(&str, &str) -> Option<Inflected>;

impl Endings {
    /// How a language inflects, if that is known.
    #[must_use]
    pub fn of_language(code: &str) -> Option<Inflect> {
        match code {
            "ar" => Some(arabic::inflect),
            "fa" => Some(persian::inflect),
            "he" => Some(hebrew::inflect),
            "ru" => Some(russian::inflect),
            "uk" => Some(ukrainian::inflect),
            _ => None,
        }
    }

    /// Those of an Arabic stem.
    pub(super) fn of_arabic_stems() -> Self {
        Self { table: &arabic::STEM, last: None }
    }

    /// Whether these letters are an ending.
    #[must_use]
    pub fn allow(self, rest: &str) -> bool {
        let Some((at_end, before_ending)) = self.last else { return self.table.attached.contains(&rest) };
        let ending = rest.strip_prefix(before_ending);
        ending.is_some_and(|ending| !ending.is_empty() && self.table.attached.contains(&ending))
            || rest.strip_prefix(at_end).is_some_and(str::is_empty)
    }

    /// Whether a word is an ending that is set off.
    #[must_use]
    pub fn is_loose(self, word: &str) -> bool {
        self.table.loose.contains(&word)
    }

    /// Every ending, as it stands behind the stem.
    pub fn each(self) -> impl Iterator<Item = String> {
        let (at_end, before_ending) = self.last.unzip();
        self.table.attached.iter().map(move |ending| match (at_end, before_ending) {
            (Some(at_end), _) if ending.is_empty() => at_end.to_string(),
            (_, Some(before_ending)) => format!("{before_ending}{ending}"),
            _ => (*ending).to_owned(),
        })
    }

    /// What of an ending follows the last letter of a word that is written otherwise at its end.
    pub(super) fn behind_last_letter(self, ending: &str) -> &str {
        self.last.map_or(ending, |(at_end, before_ending)| {
            ending.strip_prefix(before_ending).or_else(|| ending.strip_prefix(at_end)).unwrap_or(ending)
        })
    }

    /// Whether there are endings that may be set off.
    #[must_use]
    pub fn has_loose(self) -> bool {
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
