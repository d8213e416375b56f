//! The paths that a file names (`crate::text::fold`, `super::Page`, `use a::{b, c as d}`), without a full parser.

/// A path as written, with the groups of `use` spread out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedPath {
    /// `["crate", "text", "fold"]`.
    pub(super) segments: Vec<String>,
    /// The line, counted from 1.
    pub(super) line: usize,
    /// For a `pub use`: the name that it gives to the outside.
    pub(super) public_name: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    Separator,
    Sign(char),
}

/// Every path of a text whose comments and literals are blanked.
pub(super) fn named_paths(code: &str) -> Vec<NamedPath> {
    let tokens = tokens(code);
    let mut paths = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match tokens[i].0 {
            Token::Word("use") => {
                let is_public = i > 0 && matches!(tokens[i - 1].0, Token::Word("pub") | Token::Sign(')'));
                let mut walk = Walk { tokens: &tokens, is_public, paths: &mut paths };
                i = walk.tree(i + 1, &[]);
            }
            Token::Word(_) => {
                let mut walk = Walk { tokens: &tokens, is_public: false, paths: &mut paths };
                i = walk.plain(i);
            }
            _ => i += 1,
        }
    }
    paths
}

/// The child modules that a file declares in files of their own.
pub(super) fn declared_modules(code: &str) -> Vec<String> {
    let tokens = tokens(code);
    let declared = tokens.windows(3).filter_map(|window| match [window[0].0, window[1].0, window[2].0] {
        [Token::Word("mod"), Token::Word(name), Token::Sign(';')] => Some(name.to_owned()),
        _ => None,
    });
    declared.collect()
}

struct Walk<'t, 'a> {
    tokens: &'t [(Token<'a>, usize)],
    is_public: bool,
    paths: &'t mut Vec<NamedPath>,
}

impl<'a> Walk<'_, 'a> {
    fn at(&self, i: usize) -> Token<'a> {
        self.tokens.get(i).map_or(Token::Sign(';'), |&(token, _)| token)
    }

    /// A path outside of `use`: words joined by `::`.
    fn plain(&mut self, start: usize) -> usize {
        let mut i = start;
        let mut segments = Vec::new();
        while let Token::Word(word) = self.at(i) {
            segments.push(word.to_owned());
            i += 1;
            if self.at(i) != Token::Separator {
                break;
            }
            i += 1;
        }
        if segments.len() > 1 {
            self.push(start, segments, None);
        }
        i
    }

    /// One branch of a `use`; gives back where it ends.
    fn tree(&mut self, start: usize, prefix: &[String]) -> usize {
        let mut segments = prefix.to_vec();
        let mut i = start;
        loop {
            match self.at(i) {
                Token::Word(word) => segments.push(word.to_owned()),
                Token::Sign('*') => segments.push("*".to_owned()),
                Token::Sign('{') => return self.group(i + 1, &segments),
                Token::Separator => {}
                Token::Sign(_) => break,
            }
            i += 1;
            if self.at(i) == Token::Word("as") {
                let Token::Word(alias) = self.at(i + 1) else { break };
                self.push(start, segments, Some(alias.to_owned()));
                return i + 2;
            }
        }
        let name = segments.last().cloned();
        self.push(start, segments, name);
        i
    }

    fn group(&mut self, start: usize, prefix: &[String]) -> usize {
        let mut i = start;
        loop {
            match self.at(i) {
                Token::Sign('}' | ';') => return i + 1,
                Token::Sign(',') => i += 1,
                _ => i = self.tree(i, prefix),
            }
        }
    }

    fn push(&mut self, at: usize, segments: Vec<String>, name: Option<String>) {
        let line = self.tokens.get(at).map_or(0, |&(_, line)| line);
        let public_name = if self.is_public { name } else { None };
        self.paths.push(NamedPath { segments, line, public_name });
    }
}

fn tokens(code: &str) -> Vec<(Token<'_>, usize)> {
    let mut tokens = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let (token, length) = match first {
                _ if length > 0 => (Some(Token::Word(&rest[..length])), length),
                ':' if rest.starts_with("::") => (Some(Token::Separator), 2),
                c if c.is_whitespace() => (None, c.len_utf8()),
                c => (Some(Token::Sign(c)), c.len_utf8()),
            };
            tokens.extend(token.map(|token| (token, number + 1)));
            rest = &rest[length..];
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_spread_and_public_names_kept() {
        let code = "pub use a::{B, c::D as E};\nuse super::x::*;\nfn f() { crate::g::h::<u8>(1); i::j }";
        let found: Vec<(String, usize, Option<String>)> =
            named_paths(code).into_iter().map(|p| (p.segments.join("::"), p.line, p.public_name)).collect();
        let expected = [
            ("a::B", 1, Some("B")),
            ("a::c::D", 1, Some("E")),
            ("super::x::*", 2, None),
            ("crate::g::h", 3, None),
            ("i::j", 3, None),
        ];
        assert_eq!(found, expected.map(|(path, line, name)| (path.to_owned(), line, name.map(str::to_owned))));
    }

    #[test]
    fn declared_modules_are_those_with_files() {
        assert_eq!(declared_modules("mod a;\npub(crate) mod b;\nmod c { mod d; }"), ["a", "b", "d"]);
    }
}
