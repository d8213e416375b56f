//! A full-text question, and how it is put to the search index.
//!
//! What a user types never reaches SQLite's own query language: it is parsed elsewhere into this tree, whose words are
//! written out in quotation marks, where nothing has a meaning but the quotation mark itself.

/// What must stand in the words of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// One of these phrases.
    Phrases(Vec<Phrase>, Part),
    /// One of these near one of those, at most so many words from the one to the other; 1 for neighbours.
    Near(Vec<Phrase>, Vec<Phrase>, u32, Part),
    /// All of these.
    All(Vec<Words>),
    /// One of these.
    Any(Vec<Words>),
    /// The one without the other.
    But(Box<Words>, Box<Words>),
}

/// Words that follow one another in the title or in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words, folded as the index is.
    pub tokens: Vec<String>,
    /// Whether the last word may go on.
    pub is_prefix: bool,
}

/// The part of an article that words stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its title or its text.
    Any,
    /// Its title.
    Title,
}

impl Words {
    /// The question in the language of the index; `None` where it asks nothing, as one of punctuation alone does.
    pub(super) fn to_match(&self) -> Option<String> {
        match self {
            Self::Phrases(phrases, part) => {
                let phrases: Vec<String> = phrases.iter().filter_map(Phrase::render).collect();
                (!phrases.is_empty()).then(|| part.around(&phrases.join(" OR ")))
            }
            Self::Near(one, other, within, part) => {
                // The index counts the words between the two.
                let between = within.saturating_sub(1);
                let others: Vec<String> = other.iter().filter_map(Phrase::render).collect();
                let pairs: Vec<String> = one
                    .iter()
                    .filter_map(Phrase::render)
                    .flat_map(|one| others.iter().map(move |other| format!("NEAR({one} {other}, {between})")))
                    .collect();
                (!pairs.is_empty()).then(|| part.around(&pairs.join(" OR ")))
            }
            Self::All(parts) => joined(parts, " AND "),
            Self::Any(parts) => joined(parts, " OR "),
            Self::But(wanted, unwanted) => match (wanted.to_match(), unwanted.to_match()) {
                (Some(wanted), Some(unwanted)) => Some(format!("({wanted} NOT {unwanted})")),
                (wanted, _) => wanted,
            },
        }
    }
}

impl Part {
    fn around(self, inner: &str) -> String {
        match self {
            Self::Any => format!("({inner})"),
            Self::Title => format!("{{title}} : ({inner})"),
        }
    }
}

fn joined(parts: &[Words], operator: &str) -> Option<String> {
    let parts: Vec<String> = parts.iter().filter_map(Words::to_match).collect();
    (!parts.is_empty()).then(|| format!("({})", parts.join(operator)))
}

impl Phrase {
    /// One word as it stands.
    #[must_use]
    pub fn word(token: &str) -> Self {
        Self { tokens: vec![token.to_owned()], is_prefix: false }
    }

    fn render(&self) -> Option<String> {
        // SQLite reads the text as ending at a NUL.
        let words = self.tokens.join(" ").replace('\0', " ").replace('"', "\"\"");
        let star = if self.is_prefix { "*" } else { "" };
        (!words.trim().is_empty()).then(|| format!("\"{words}\"{star}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(alternatives: &[&str]) -> Vec<Phrase> {
        let phrase = |text: &&str| Phrase {
            tokens: text.trim_end_matches('*').split(' ').map(str::to_owned).collect(),
            is_prefix: text.ends_with('*'),
        };
        alternatives.iter().map(phrase).collect()
    }

    fn any(alternatives: &[&str]) -> Words {
        Words::Phrases(phrases(alternatives), Part::Any)
    }

    #[test]
    fn a_tree_becomes_quoted_phrases() {
        let but = |one: Words, other: Words| Words::But(Box::new(one), Box::new(other));
        let cases = [
            (any(&["gas"]), Some(r#"("gas")"#)),
            (any(&["gas", "oil price*"]), Some(r#"("gas" OR "oil price"*)"#)),
            (Words::All(vec![any(&["a"]), any(&["b"])]), Some(r#"(("a") AND ("b"))"#)),
            (Words::Any(vec![any(&["a"]), any(&["b"])]), Some(r#"(("a") OR ("b"))"#)),
            (but(any(&["a"]), any(&["b"])), Some(r#"(("a") NOT ("b"))"#)),
            (but(any(&["a"]), any(&[""])), Some(r#"("a")"#)),
            (Words::Phrases(phrases(&["gas"]), Part::Title), Some(r#"{title} : ("gas")"#)),
            (
                Words::Near(phrases(&["a", "b"]), phrases(&["c"]), 5, Part::Any),
                Some(r#"(NEAR("a" "c", 4) OR NEAR("b" "c", 4))"#),
            ),
            (any(&[""]), None),
            (Words::All(vec![any(&[])]), None),
            (any(&[r#"x" OR title:"y"#]), Some(r#"("x"" OR title:""y")"#)),
        ];
        for (words, expected) in cases {
            assert_eq!(words.to_match().as_deref(), expected, "{words:?}");
        }
    }
}
