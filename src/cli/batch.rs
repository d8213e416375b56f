//! Many inputs in one run: a line in, a line out, in order; one bad line never ends the batch.

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::Context;
use serde::Serialize;

use crate::poll::foreign;

/// Answers each line of `input` with one line of JSON. `answer` makes the answer; if it panics, `excuse` does.
///
/// # Errors
/// Reading or writing failed, as when the reader of our output went away.
pub(super) fn answer_lines<T: Serialize>(
    mut input: impl BufRead,
    mut output: impl Write,
    answer: impl Fn(&str) -> T,
    excuse: impl Fn(&str, String) -> T,
) -> anyhow::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line).context("failed to read standard input")? == 0 {
            return Ok(());
        }
        // Paths and addresses may hold any bytes; a line that is not UTF-8 is answered, not refused.
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\n', '\r']);
        if text.is_empty() {
            continue;
        }
        let answered = catch_unwind(AssertUnwindSafe(|| answer(text)))
            .unwrap_or_else(|payload| excuse(text, format!("panicked: {}", foreign::message(&*payload))));
        serde_json::to_writer(&mut output, &answered).context("failed to write the answer")?;
        output.write_all(b"\n").context("failed to write the answer")?;
        output.flush().context("failed to write the answer")?;
    }
}

/// The fields of a line that are not empty, by position.
pub(super) fn fields(line: &str) -> impl Iterator<Item = Option<&str>> {
    line.split('\t').map(|field| Some(field.trim()).filter(|field| !field.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_answered_in_order_even_after_a_panic() {
        let mut output = Vec::new();
        let answer = |line: &str| if line == "bad" { panic!("oh") } else { line.to_owned() };
        let input: &[u8] = b"one\nbad\r\n\n\xffthree";
        answer_lines(input, &mut output, answer, |line, why| format!("{line}: {why}")).expect("memory does not fail");
        assert_eq!(String::from_utf8_lossy(&output), "\"one\"\n\"bad: panicked: oh\"\n\"\u{fffd}three\"\n");
    }

    #[test]
    fn empty_fields_are_none() {
        let all: Vec<_> = fields("a\t\t c ").collect();
        assert_eq!(all, [Some("a"), None, Some("c")]);
    }
}
