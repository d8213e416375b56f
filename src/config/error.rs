//! All mistakes of a configuration, shown as a compiler shows them: each under its line, with how to mend it.

use std::fmt;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::mistakes::{Mistake, Mistakes};
use super::texts::Texts;

/// A configuration that cannot be used. Its `Display` is the whole report, without colours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError {
    texts: Texts,
    mistakes: Vec<Mistake>,
}

impl ConfigError {
    pub(super) fn new(texts: Texts, mistakes: Mistakes) -> Self {
        Self { texts, mistakes: mistakes.into_sorted() }
    }

    /// How many mistakes there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.mistakes.len()
    }

    /// The whole report with colours, for a terminal.
    #[must_use]
    pub fn coloured(&self) -> String {
        self.report(&Renderer::styled().hyperlink(false))
    }

    fn report(&self, renderer: &Renderer) -> String {
        let mut report = String::new();
        for mistake in &self.mistakes {
            report.push_str(&renderer.render(&[self.show(mistake)]));
            report.push_str("\n\n");
        }
        let noun = if self.count() == 1 { "mistake" } else { "mistakes" };
        report + &format!("{} {noun} in the configuration", self.count())
    }

    fn show<'a>(&'a self, mistake: &'a Mistake) -> Group<'a> {
        let mut group = Level::ERROR.primary_title(mistake.fault.message.as_str()).elements(self.snippets(mistake));
        if let Some(hint) = &mistake.fault.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        group
    }

    /// One snippet, or two if the places stand in different files.
    fn snippets<'a>(&'a self, mistake: &'a Mistake) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
        let Some((text, span)) = mistake.place.as_ref().and_then(|place| self.texts.locate(place)) else {
            return Vec::new();
        };
        let snippet = Snippet::source(text.content.as_str())
            .path(text.name.as_str())
            .annotation(AnnotationKind::Primary.span(span));
        let Some((other, label)) = &mistake.other else {
            return vec![snippet];
        };
        match self.texts.locate(other) {
            Some((second, span)) => {
                let annotation = AnnotationKind::Context.span(span).label(*label);
                if second == text {
                    vec![snippet.annotation(annotation)]
                } else {
                    let content = second.content.as_str();
                    vec![snippet, Snippet::source(content).path(second.name.as_str()).annotation(annotation)]
                }
            }
            None => vec![snippet],
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report(&Renderer::plain()))
    }
}
