//! Why an article matches a topic or not, for people: the verdict, the sum hit by hit, what does not count, the groups.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::screen::Screen;
use super::sheet::{Sheet, on_screen};
use super::table;
use super::verdict;
use crate::analysis::topics::{CountedHit, Explanation};
use crate::model::Field;
use crate::query::cases::explanation::{Explained, field, part, why_not};
use crate::query::listing::{Cell, Column, Row};

/// Writes an explanation.
///
/// # Errors
/// It could not be written.
pub fn write_explanation(out: impl Write, screen: Screen, explained: &Explained<'_>) -> io::Result<()> {
    let mut page = Sheet { out, screen };
    page.head(explained)?;
    page.hits(explained)?;
    page.uncounted(explained)?;
    page.groups(explained.explanation)?;
    page.out.flush()
}

impl<W: Write> Sheet<W> {
    fn head(&mut self, explained: &Explained<'_>) -> io::Result<()> {
        let Explanation { verdict, version, n_words, length_factor, .. } = explained.explanation;
        let rule = verdict.rule;
        let bold = self.styled(Style::new().bold());
        let label = on_screen(rule.name(), self.screen);
        writeln!(self.out, "{bold}{}{bold:#} {label}\n", rule.id)?;
        self.fact("article", &format!("{}: {}", explained.name, explained.title))?;
        let language = explained.language.map_or("not known: terms of all languages are tried", |code| code.as_str());
        self.fact("language", language)?;
        if !verdict.is_match() && !explained.other_languages.is_empty() {
            let codes: Vec<String> = explained.other_languages.iter().map(ToString::to_string).collect();
            self.fact("beside it", &format!("terms of other languages stand in it as well: {}", codes.join(", ")))?;
        }
        self.fact("rule", &format!("version {version}"))?;
        self.optional_fact("stored", stored(explained).as_deref())?;
        self.verdict(explained)?;
        self.fact("in front", &in_front(explained.explanation))?;
        let length = if *length_factor < 1.0 {
            format!(
                "{n_words} words, of which {} count in full: hits in the text count ×{length_factor:.2}",
                rule.weighing.full_words
            )
        } else {
            format!("{n_words} words: hits in the text count in full")
        };
        self.fact("length", &length)
    }

    fn verdict(&mut self, explained: &Explained<'_>) -> io::Result<()> {
        let verdict = &explained.explanation.verdict;
        let colour = if verdict.is_match() { AnsiColor::Green } else { AnsiColor::Yellow };
        let style = self.styled(colour.on_default().bold());
        let words = match (verdict.is_match(), verdict.rule.threshold) {
            (true, Some(threshold)) => format!("matches: its sum is {}, and {threshold} are asked for", verdict.score),
            (true, None) => "matches".to_owned(),
            (false, _) => format!("does not match: {}", verdict::reasons(verdict)),
        };
        let dim = self.styled(Style::new().dimmed());
        let words = on_screen(&words, self.screen);
        writeln!(self.out, "{dim}{:11}{dim:#}{style}{words}{style:#}", "verdict")
    }

    fn hits(&mut self, explained: &Explained<'_>) -> io::Result<()> {
        let hits = &explained.explanation.counted;
        if hits.is_empty() {
            return writeln!(self.out, "\nno term of its language stands in it");
        }
        let columns = [
            Column::whole("adds"),
            Column::elastic("term"),
            Column::whole("language"),
            Column::whole("weight"),
            Column::whole("place"),
            Column::whole("length"),
            Column::elastic("words around"),
        ];
        let rows: Vec<Row> = hits.iter().map(|hit| counted(explained, hit)).collect();
        writeln!(self.out)?;
        table::write(&mut self.out, &self.screen, &columns, &rows)?;
        writeln!(self.out, "{:.2} in all", explained.explanation.verdict.score)
    }

    fn uncounted(&mut self, explained: &Explained<'_>) -> io::Result<()> {
        let hits = &explained.explanation.uncounted;
        if hits.is_empty() {
            return Ok(());
        }
        let columns = [
            Column::elastic("does not count"),
            Column::whole("language"),
            Column::whole("place"),
            Column::elastic("why"),
            Column::elastic("words around"),
        ];
        let row = |hit: &crate::analysis::topics::UncountedHit<'_>| -> Row {
            vec![
                hit.term.written.into(),
                hit.term.language.to_string().into(),
                field(hit.field).into(),
                why_not(&hit.why).into(),
                explained.snippet(hit.field, &hit.chars).to_string().into(),
            ]
        };
        let rows: Vec<Row> = hits.iter().map(row).collect();
        writeln!(self.out)?;
        table::write(&mut self.out, &self.screen, &columns, &rows)
    }

    fn groups(&mut self, explanation: &Explanation<'_>) -> io::Result<()> {
        if explanation.groups.is_empty() {
            return Ok(());
        }
        let columns = [Column::whole("group"), Column::whole("is met"), Column::elastic("by"), Column::elastic("so")];
        let row = |state: &crate::analysis::topics::GroupState| -> Row {
            let so = match (state.kind, state.by.is_some(), state.weight) {
                ("none", true, None) => "forbids the article".to_owned(),
                ("none", true, Some(weight)) => format!("subtracts: {weight}"),
                ("none", false, _) => "as it should be".to_owned(),
                (_, true, Some(weight)) => format!("adds {weight}"),
                ("all", false, _) => "keeps the article out".to_owned(),
                _ => String::new(),
            };
            let name = format!("{} {}", state.kind, state.group + 1);
            vec![name.into(), state.by.is_some().into(), state.by.as_deref().into(), so.into()]
        };
        let rows: Vec<Row> = explanation.groups.iter().map(row).collect();
        writeln!(self.out)?;
        table::write(&mut self.out, &self.screen, &columns, &rows)
    }
}

fn counted(explained: &Explained<'_>, hit: &CountedHit<'_>) -> Row {
    let evidence = &hit.evidence;
    let place = match (evidence.field, hit.is_in_front) {
        (Field::Title, _) => "headline",
        (Field::Text, true) => "lead",
        (Field::Text, false) => "text",
    };
    let place =
        if (hit.boost - 1.0).abs() > f64::EPSILON { format!("{place} ×{}", hit.boost) } else { place.to_owned() };
    let length = (hit.length_factor < 1.0).then(|| format!("×{:.2}", hit.length_factor));
    let use_of_it = hit.term.map(|term| part(term.part)).filter(|part| part != "term");
    let term = match use_of_it {
        Some(part) => format!("{} ({part})", evidence.term),
        None => evidence.term.clone(),
    };
    vec![
        evidence.weight.into(),
        term.into(),
        hit.term.map(|term| term.language.to_string()).into(),
        Cell::Real(hit.weight),
        place.into(),
        length.into(),
        explained.snippet(evidence.field, &(evidence.start..evidence.end)).to_string().into(),
    ]
}

fn in_front(explanation: &Explanation<'_>) -> String {
    let (verdict, weighing) = (&explanation.verdict, &explanation.verdict.rule.weighing);
    let wanted = match (verdict.front_wanted, weighing.enough) {
        (Some(front), _) => format!("{front} are asked for"),
        (None, Some(enough)) if weighing.front.is_some() => {
            format!("any hit will do, since the sum is {enough} or more")
        }
        (None, _) => "any hit will do".to_owned(),
    };
    format!("{} of the sum stand in the headline or the first {} words; {wanted}", verdict.front, weighing.lead_words)
}

fn stored(explained: &Explained<'_>) -> Option<String> {
    let found = explained.stored?;
    let by = if found.rules_version == explained.explanation.version {
        "by this rule".to_owned()
    } else {
        format!("by another rule, version {}", found.rules_version)
    };
    Some(format!("matches with {}, {by}", found.score))
}
