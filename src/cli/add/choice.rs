//! The question on a terminal: write it, another one, or nothing.

use std::io::{self, BufRead as _, Write as _};
use std::path::Path;

/// What happens to a source that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is written.
    Write,
    /// It was only looked at.
    Look,
    /// It would be asked about, and nobody is there.
    NobodyToAsk,
}

/// Asks which of `n` candidates to write; `None` for none. The end of the input is a no.
pub(super) fn ask(n: usize, file: &Path) -> io::Result<Option<usize>> {
    let others = match n {
        ..=1 => String::new(),
        2 => ", or 2 for the other".to_owned(),
        _ => format!(", or 2 to {n} for another"),
    };
    let mut stdin = io::stdin().lock();
    loop {
        let mut stderr = io::stderr().lock();
        write!(stderr, "Write this to {}? [Y/n{others}] ", file.display())?;
        stderr.flush()?;
        let mut line = String::new();
        if stdin.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        if let Some(answer) = read(&line, n) {
            return Ok(answer);
        }
    }
}

/// What an answer means; `None` if that cannot be said.
fn read(line: &str, n: usize) -> Option<Option<usize>> {
    match line.trim().to_lowercase().as_str() {
        "" | "y" | "yes" => Some(Some(0)),
        "n" | "no" | "q" => Some(None),
        number => number.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < n).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn answers_are_few() {
        let check = |line: &str, expected| assert_eq!(read(line, 3), expected, "{line}");
        check("\n", Some(Some(0)));
        check(" Y ", Some(Some(0)));
        check("n", Some(None));
        check("3\n", Some(Some(2)));
        check("4", None);
        check("0", None);
        check("what?", None);
    }
}
