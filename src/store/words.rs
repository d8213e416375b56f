//! A full-text question, and how it is put to the search index.
//!
//! What a user types never reaches SQLite's own query language: it is parsed elsewhere into this tree, whose words are
//! written out in quotation marks, where nothing has a meaning but the quotation mark itself.

/// Clauses that must all hold. No clauses hold for every article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(pub Vec<Clause>);

/// Phrases of which one must occur, or none may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Whether the clause holds where none of the phrases occurs.
    pub is_negated: bool,
    /// Other spellings, or what the user joined with OR.
    pub alternatives: Vec<Phrase>,
}

/// Words that follow one another in the title or in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words, folded as the index is.
    pub tokens: Vec<String>,
    /// Whether the last word may go on.
    pub is_prefix: bool,
}

/// A question in the language of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Match {
    /// Holds for every article.
    Everything,
    /// Holds for the articles that match.
    Those(String),
    /// Holds for the articles that do not match: the index cannot say NOT without something before it.
    AllBut(String),
}

impl Words {
    /// Writes the question for the index.
    pub(super) fn to_match(&self) -> Match {
        let rendered = |is_negated: bool| -> Vec<String> {
            self.0.iter().filter(|clause| clause.is_negated == is_negated).filter_map(Clause::render).collect()
        };
        let (wanted, unwanted) = (rendered(false).join(" AND "), rendered(true).join(" OR "));
        match (wanted.is_empty(), unwanted.is_empty()) {
            (true, true) => Match::Everything,
            (true, false) => Match::AllBut(unwanted),
            (false, true) => Match::Those(wanted),
            (false, false) => Match::Those(format!("({wanted}) NOT ({unwanted})")),
        }
    }
}

impl Clause {
    /// `None` for a clause without a word, such as one of punctuation alone, which asks nothing.
    fn render(&self) -> Option<String> {
        let phrases: Vec<String> = self.alternatives.iter().filter_map(Phrase::render).collect();
        (!phrases.is_empty()).then(|| format!("({})", phrases.join(" OR ")))
    }
}

impl Phrase {
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

    fn clause(is_negated: bool, alternatives: &[&str]) -> Clause {
        let phrase = |text: &&str| Phrase {
            tokens: text.trim_end_matches('*').split(' ').map(str::to_owned).collect(),
            is_prefix: text.ends_with('*'),
        };
        Clause { is_negated, alternatives: alternatives.iter().map(phrase).collect() }
    }

    #[test]
    fn clauses_become_quoted_phrases() {
        let those = |text: &str| Match::Those(text.to_owned());
        let cases = [
            (vec![], Match::Everything),
            (vec![clause(false, &["gas"])], those(r#"("gas")"#)),
            (vec![clause(false, &["gas", "oil price*"])], those(r#"("gas" OR "oil price"*)"#)),
            (vec![clause(false, &["a"]), clause(false, &["b"])], those(r#"("a") AND ("b")"#)),
            (vec![clause(false, &["a"]), clause(true, &["b"])], those(r#"(("a")) NOT (("b"))"#)),
            (vec![clause(true, &["b"]), clause(true, &["c"])], Match::AllBut(r#"("b") OR ("c")"#.to_owned())),
            (vec![clause(false, &[""]), clause(false, &[])], Match::Everything),
            (vec![clause(false, &[r#"x" OR title:"y"#])], those(r#"("x"" OR title:""y")"#)),
        ];
        for (clauses, expected) in cases {
            assert_eq!(Words(clauses.clone()).to_match(), expected, "{clauses:?}");
        }
    }
}
