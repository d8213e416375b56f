//! What can be wrong with a term, each with what to write instead.

/// A shorter part of a word matches half of the dictionary, unless other words stand beside it.
pub(super) const MIN_LETTERS: usize = 3;

/// The greatest distance: farther apart two words have no more to do with each other than any two of an article.
pub(super) const MAX_WITHIN: u32 = 100;

/// A term that cannot be used, and how to mend it. Each names the term, or the part of it that is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(in crate::analysis::topics) enum TermFault {
    /// Nothing is left of it once folded.
    #[error("term `{0}` has no letters or digits; write a word, or leave it out")]
    NoWords(String),
    /// A star within a word, two in a row, or one alone.
    #[error("in term `{0}` a `*` must begin or end a word, as in `terroris*`, `*terror` or `*terror*`")]
    MisplacedStar(String),
    /// Part of a word that is too short, and no other word beside it.
    #[error(
        "term `{0}` needs at least {MIN_LETTERS} letters beside its `*` or `~`; write out the words that are meant"
    )]
    TooShort(String),
    /// A `=` that is not the first character of the term.
    #[error("in term `{0}` a `=` must stand at the very beginning; it is for all words of the term")]
    MisplacedEquals(String),
    /// `=` contradicts `*` and `~`.
    #[error("term `{0}` is exact, so it cannot have a `*` or `~`; leave out one of the two")]
    ExactPart(String),
    /// A `~` that does not end a word.
    #[error("in term `{0}` a `~` must end a word, as in `взрыв~`")]
    MisplacedTilde(String),
    /// Endings of a language that has no table of them.
    #[error(
        "term `{term}`: the endings of `{language}` are not known, only those of ar, fa, he, ru and uk; write `*` for \
         whatever may follow, or each form as a term of its own"
    )]
    NoEndings {
        /// The term.
        term: String,
        /// The language that it stands under.
        language: String,
    },
    /// Endings of a language that does not write so.
    #[error("in term `{0}` a `~` follows a word that its language does not write so; write `*` instead")]
    ForeignEndings(String),
    /// A `|` outside of NEAR.
    #[error("in term `{0}` a `|` parts alternatives beside NEAR only; write each as a term of its own")]
    LoneBar(String),
    /// Nothing before or after a `|`, or beside NEAR.
    #[error("term `{0}` lacks a word beside `NEAR` or `|`; write it as in `oil NEAR/8 sanction*|embargo*`")]
    MissingOperand(String),
    /// NEAR without a distance.
    #[error(
        "in term `{0}` NEAR wants the most words between the two, 1 to {MAX_WITHIN}: `NEAR/8`; the word itself is `near`"
    )]
    NoDistance(String),
    /// More than one NEAR.
    #[error("term `{0}` has more than one NEAR; write a term for each pair")]
    TwiceNear(String),
    /// A list within a phrase, or none behind the `@`.
    #[error(
        "`{0}` names no list; write `@` and an id, as in `@actors/russia`, and `NEAR/5` between it and other words"
    )]
    NoListName(String),
    /// A regular expression beside NEAR.
    #[error("`{0}`: a regular expression cannot stand beside NEAR; put it into a list, and write `@` and its id here")]
    ExpressionNear(String),
    /// An expression without its end.
    #[error("the regular expression `{0}` must end with a `/`; a term cannot begin with one otherwise")]
    OpenExpression(String),
    /// What the expression itself has.
    #[error("{0}")]
    Expression(String),
}
