//! All mistakes of a configuration, shown as a compiler shows them: each under its line, with how to mend it.

use std::fmt;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::mistakes::{Mistake, Mistakes};
use super::texts::{Text, Texts};

/// More are counted, but not shown: nobody reads them, and each takes a look at its whole file.
const MAX_SHOWN: usize = 100;

/// A configuration that cannot be used. Its `Display` is the report, without colours.
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

    /// The report with colours, for a terminal.
    #[must_use]
    pub fn coloured(&self) -> String {
        self.report(&Renderer::styled().hyperlink(false))
    }

    fn report(&self, renderer: &Renderer) -> String {
        let mut report = String::new();
        for mistake in self.mistakes.iter().take(MAX_SHOWN) {
            report.push_str(&renderer.render(&[self.show(mistake)]));
            report.push_str("\n\n");
        }
        let count = self.count();
        let noun = if count == 1 { "mistake" } else { "mistakes" };
        let rest =
            if count > MAX_SHOWN { format!(", of which the first {MAX_SHOWN} are shown") } else { String::new() };
        report + &format!("{count} {noun} in the configuration{rest}")
    }

    fn show<'a>(&'a self, mistake: &'a Mistake) -> Group<'a> {
        let mut group = Level::ERROR.primary_title(mistake.fault.message.as_str()).elements(self.snippets(mistake));
        if let Some(hint) = &mistake.fault.hint {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        group
    }

    /// One snippet, or two if the places stand in different files.
    fn snippets<'a>(&'a self, mistake: &'a Mistake) -> Vec<Snippet<'a, Annotation<'a>>> {
        let Some((text, span)) = mistake.place.as_ref().and_then(|place| self.texts.locate(place)) else {
            return Vec::new();
        };
        let snippet = snippet_of(text).annotation(AnnotationKind::Primary.span(span));
        let other = mistake.other.as_ref().and_then(|(place, label)| Some((self.texts.locate(place)?, *label)));
        let Some(((other_text, span), label)) = other else {
            return vec![snippet];
        };
        let annotation = AnnotationKind::Context.span(span).label(label);
        if other_text == text {
            vec![snippet.annotation(annotation)]
        } else {
            vec![snippet, snippet_of(other_text).annotation(annotation)]
        }
    }
}

fn snippet_of(text: &Text) -> Snippet<'_, Annotation<'_>> {
    Snippet::source(text.content.as_str()).path(text.name.as_str())
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report(&Renderer::plain()))
    }
}
