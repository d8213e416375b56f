//! A program of the user's that reads questions and writes answers, a JSON object a line each.
//!
//! It is started once and asked one question after the other, since models take long to load. Its standard error goes to
//! ours. Its answers are read on a thread of their own, so that a silent program is given up instead of waited for.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use super::{Opinion, OpinionError, Question, SecondOpinion};

/// The longest line that is taken for an answer, in bytes.
const MAX_ANSWER: u64 = 64 * 1024;

/// How much of an answer that is none is shown, in characters.
const SHOWN: usize = 120;

/// The running program. It is ended when this goes.
#[derive(Debug)]
pub struct Command {
    program: String,
    timeout: Duration,
    child: Child,
    /// `None` once it was closed.
    questions: Option<ChildStdin>,
    answers: Receiver<String>,
}

impl Command {
    /// Starts the program, which is the first of the words, with the others as its arguments.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(words: &[String], timeout: Duration) -> Result<Self, OpinionError> {
        let program = words.first().cloned().unwrap_or_default();
        let not_started = |source| OpinionError::NotStarted { program: program.clone(), source };
        let mut child = std::process::Command::new(&program)
            .args(words.iter().skip(1))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(not_started)?;
        let questions = child.stdin.take();
        let answers = child.stdout.take().map(read_lines).transpose().map_err(not_started)?;
        let answers = answers.unwrap_or_else(|| mpsc::channel().1);
        Ok(Self { program, timeout, child, questions, answers })
    }

    fn write(&mut self, question: &Question) -> std::io::Result<()> {
        let Some(questions) = &mut self.questions else { return Err(std::io::ErrorKind::BrokenPipe.into()) };
        let mut line = serde_json::to_vec(question)?;
        line.push(b'\n');
        questions.write_all(&line)?;
        questions.flush()
    }

    fn read(&self) -> Result<String, OpinionError> {
        let program = self.program.clone();
        self.answers.recv_timeout(self.timeout).map_err(|error| match error {
            RecvTimeoutError::Timeout => OpinionError::Silent { program, seconds: self.timeout.as_secs() },
            RecvTimeoutError::Disconnected => OpinionError::Ended { program },
        })
    }
}

impl SecondOpinion for Command {
    fn ask(&mut self, question: &Question) -> Result<Opinion, OpinionError> {
        if self.write(question).is_err() {
            return Err(OpinionError::Ended { program: self.program.clone() });
        }
        let answer = self.read()?;
        read_answer(&answer, question).map_err(|why| OpinionError::Nonsense {
            program: self.program.clone(),
            answer: answer.chars().take(SHOWN).collect(),
            why,
        })
    }
}

impl Drop for Command {
    /// A well-behaved program ends when its input does; another is not waited for.
    fn drop(&mut self) {
        drop(self.questions.take());
        // Both fail only where it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_answer(answer: &str, question: &Question) -> Result<Opinion, String> {
    let opinion: Opinion = serde_json::from_str(answer).map_err(|error| error.to_string())?;
    if opinion.id != question.id {
        return Err(format!("the question was `{}`, the answer is to `{}`", question.id, opinion.id));
    }
    if !(0.0..=1.0).contains(&opinion.probability) {
        return Err(format!("the probability {} is not between 0 and 1", opinion.probability));
    }
    Ok(opinion)
}

/// The lines of the program's output, read on a thread that ends with it.
fn read_lines(output: ChildStdout) -> std::io::Result<Receiver<String>> {
    let (sender, lines) = mpsc::sync_channel(1);
    let mut output = BufReader::new(output);
    std::thread::Builder::new().name("opinion".to_owned()).spawn(move || {
        loop {
            let mut line = Vec::new();
            match output.by_ref().take(MAX_ANSWER).read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) => {}
            }
            let line = String::from_utf8_lossy(&line).trim().to_owned();
            if !line.is_empty() && sender.send(line).is_err() {
                return;
            }
        }
    })?;
    Ok(lines)
}

#[cfg(test)]
mod tests;
