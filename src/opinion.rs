//! A second opinion on matches, from a model of the user's own.
//!
//! Rules decide; an opinion only ranks and flags what they matched, so that a model that errs, or changes overnight,
//! changes no tag. What gives it stands behind one trait, [`SecondOpinion`]; the one way there is, is a program that
//! reads questions and writes answers, a JSON object a line (`command`). A file of weights needs a runtime of several
//! hundred megabytes that most users would carry for nothing, and every such runtime can be driven by a short script.

mod command;

use serde::{Deserialize, Serialize};

use crate::model::{LanguageCode, TopicId};

pub use command::Command;

/// A match that somebody else shall judge.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Names the question; the answer carries it.
    pub id: String,
    /// The topic that matched.
    pub topic: TopicId,
    /// What it is called.
    pub label: String,
    /// What belongs to it and what does not.
    pub description: String,
    /// The headline.
    pub title: String,
    /// The body.
    pub text: String,
    /// The language of the text.
    pub language: Option<LanguageCode>,
    /// The sum that the rules gave.
    pub score: f64,
    /// The words that earned it.
    pub terms: Vec<String>,
}

/// What somebody else thinks of a match.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opinion {
    /// The question's.
    pub id: String,
    /// How likely the article belongs to the topic: 0 to 1.
    pub probability: f64,
    /// Why, in a few words.
    #[serde(default)]
    pub note: Option<String>,
}

/// Who gives second opinions.
pub trait SecondOpinion {
    /// Asks one question and waits for the answer.
    ///
    /// # Errors
    /// There is no answer, or none that makes sense; [`OpinionError`] says which.
    fn ask(&mut self, question: &Question) -> Result<Opinion, OpinionError>;
}

/// An opinion that could not be had. Each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpinionError {
    /// The program does not start.
    #[error("`{program}` does not start; check `command` in [opinion]")]
    NotStarted {
        /// The program's name.
        program: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It went away.
    #[error("`{program}` ended without an answer; run it by hand with a question on its standard input")]
    Ended {
        /// The program's name.
        program: String,
    },
    /// It is silent.
    #[error("`{program}` gave no answer within {seconds} s; raise `timeout` in [opinion], or mend the program")]
    Silent {
        /// The program's name.
        program: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// It says something that is no answer.
    #[error("`{program}` answered `{answer}`, which is no line of {{\"id\", \"probability\", \"note\"?}}: {why}")]
    Nonsense {
        /// The program's name.
        program: String,
        /// The beginning of the answer.
        answer: String,
        /// What is wrong with it.
        why: String,
    },
}
