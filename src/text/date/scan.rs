//! A date's text as numbers, words and symbols, and a cursor that reads them.
//!
//! Works on folded text, so digits are ASCII, letters small and without accents, and bidi controls gone.

use std::ops::{Range, RangeInclusive};

use crate::text::script::is_mark;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// ASCII digits.
    Number,
    /// Letters and their marks; or one character that counts years, months, days, hours in Chinese, Japanese, Korean.
    Word,
    /// One character that is neither, nor a space.
    Symbol,
}

/// A piece of folded text.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Where it stands in the folded text.
    pub(super) range: Range<usize>,
    /// Whether it follows the token before it without a space.
    pub(super) is_glued: bool,
}

/// Cuts folded text into tokens.
pub(super) fn scan(folded: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut chars = folded.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let last = tokens.last().filter(|last| last.range.end == start);
        let kind = kind(first);
        let stands_alone =
            kind == Kind::Symbol || (is_counter(first) && last.is_some_and(|last| last.kind == Kind::Number));
        let is_glued = last.is_some();
        while !stands_alone && let Some((i, c)) = chars.next_if(|&(_, c)| self::kind(c) == kind || is_mark(c)) {
            end = i + c.len_utf8();
        }
        let Some(text) = folded.get(start..end) else { continue };
        tokens.push(Token { kind, text, range: start..end, is_glued });
    }
    tokens
}

fn kind(c: char) -> Kind {
    match c {
        c if c.is_ascii_digit() => Kind::Number,
        c if c.is_alphabetic() => Kind::Word,
        _ => Kind::Symbol,
    }
}

/// Whether a character after a number says what the number counts.
fn is_counter(c: char) -> bool {
    "年月日号號時时點点分秒년월일시분초".contains(c)
}

/// A place in a row of tokens. Readers copy it, try, and keep the copy if they succeed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    tokens: &'t [Token<'t>],
    at: usize,
}

impl<'t> Cursor<'t> {
    /// A cursor at a token.
    pub(super) fn new(tokens: &'t [Token<'t>], at: usize) -> Self {
        Self { tokens, at }
    }

    /// The index of the next token.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// The next token, not taken.
    pub(super) fn peek(self) -> Option<&'t Token<'t>> {
        self.tokens.get(self.at)
    }

    /// Whether all tokens are taken.
    pub(super) fn is_at_end(self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Whether the next token is glued to the one before it.
    pub(super) fn is_glued(self) -> bool {
        self.peek().is_some_and(|token| token.is_glued)
    }

    /// Takes a token of this kind.
    fn take(&mut self, kind: Kind) -> Option<&'t str> {
        let token = self.peek().filter(|token| token.kind == kind)?;
        self.at += 1;
        Some(token.text)
    }

    /// Takes a number with so many digits.
    pub(super) fn number(&mut self, n_digits: RangeInclusive<usize>) -> Option<i32> {
        self.digits(n_digits)?.parse().ok()
    }

    /// Takes a number with so many digits, as it is written.
    pub(super) fn digits(&mut self, n_digits: RangeInclusive<usize>) -> Option<&'t str> {
        let mut ahead = *self;
        let digits = ahead.take(Kind::Number).filter(|digits| n_digits.contains(&digits.len()))?;
        *self = ahead;
        Some(digits)
    }

    /// Takes a word.
    pub(super) fn word(&mut self) -> Option<&'t str> {
        self.take(Kind::Word)
    }

    /// Takes one of these words and says which.
    pub(super) fn word_of(&mut self, words: &[&str]) -> Option<&'t str> {
        let mut ahead = *self;
        let word = ahead.word().filter(|word| words.contains(word))?;
        *self = ahead;
        Some(word)
    }

    /// Takes one of these symbols and says which.
    pub(super) fn symbol(&mut self, symbols: &str) -> Option<char> {
        let mut ahead = *self;
        let symbol = ahead.take(Kind::Symbol)?.chars().next().filter(|&c| symbols.contains(c))?;
        *self = ahead;
        Some(symbol)
    }

    /// Goes on to the next token, whatever this one is.
    pub(super) fn skip(&mut self) {
        self.at += 1;
    }
}
