//! Regular expressions that users write.
//!
//! The `regex` crate takes time linear in the text whatever the expression is; what remains is to bound the expression
//! itself, which is compiled into memory, and to know how much of a text it may take at once.

mod extent;

use std::ops::Range;

use regex::{Regex, RegexBuilder};

pub use extent::{Extent, extent};

/// A compiled expression takes this many bytes at most: ten times what long hand-written lists of alternatives need.
const MAX_BYTES: usize = 1 << 20;

/// A compiled expression.
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

impl Pattern {
    /// Whether it matches anywhere in a text.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// The places that it matches, in bytes, one after the other.
    pub fn matches<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        self.0.find_iter(text).map(|found| found.range())
    }
}

/// Compiles an expression. Letters match in either case if `ignores_case`.
///
/// # Errors
/// It is no regular expression, or it is too large; the text says what is wrong with it, as a lower-case fragment.
pub fn compile(pattern: &str, ignores_case: bool) -> Result<Pattern, String> {
    let built = RegexBuilder::new(pattern).case_insensitive(ignores_case).size_limit(MAX_BYTES).build();
    built.map(Pattern).map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => format!("the regular expression `{pattern}` grows too large"),
        error => format!("`{pattern}` is no regular expression: {}", reason(&error.to_string())),
    })
}

/// The last line of the library's message; those before it draw the expression with a mark below.
fn reason(message: &str) -> String {
    let last = message.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_bounded_and_a_wrong_one_explained() {
        assert!(compile("رياضة|sport", true).expect("sound").is_match("/SPORT/1"));
        assert!(!compile("sport", false).expect("sound").is_match("/SPORT/1"));
        assert_eq!(compile("(a", false).unwrap_err(), "`(a` is no regular expression: unclosed group");
        assert!(compile(r"(\pL{100}){100}", false).unwrap_err().contains("too large"));
        let text = "S-300, s400";
        let pattern = compile("s-?[34]00", true).expect("sound");
        let found: Vec<&str> = pattern.matches(text).filter_map(|at| text.get(at)).collect();
        assert_eq!(found, ["S-300", "s400"]);
    }
}
