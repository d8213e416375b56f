//! All pages together: the figures that have floors, and tables for people.

use std::fmt::Write as _;

use super::score::{DateVerdict, Score, TextScore, ratio};

/// A page that is read worse has lost its text, or has half as much of something else.
const POOR_F1: f64 = 0.8;

/// What is pinned. Shares go from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figures {
    /// F1 of the text, the mean over pages.
    pub(super) mean_f1: f64,
    /// F1 of the page that is read worst.
    pub(super) worst_f1: f64,
    /// Pages whose F1 is less than `POOR_F1`; a floor is the most of them.
    pub(super) n_poor: usize,
    /// Pages whose title is right to the letter.
    pub(super) titles: f64,
    /// Pages whose authors are all right, and no others are named.
    pub(super) authors: f64,
    /// Pages whose date is right, or rightly none.
    pub(super) dates: f64,
    /// Pages whose language is right.
    pub(super) languages: f64,
    /// Pages that are told from, or for, articles.
    pub(super) kinds: f64,
    /// Pages with a date that is not theirs; a floor is the most of them.
    pub(super) n_wrong_dates: usize,
}

impl Figures {
    /// The figures of these pages.
    pub(super) fn of(scores: &[Score]) -> Self {
        let texts = || scores.iter().filter_map(|score| score.text.as_ref()).map(TextScore::f1);
        let titles = || scores.iter().filter_map(|score| score.is_title_right);
        let share = |is_right: fn(&Score) -> bool| ratio(scores.iter().filter(|s| is_right(s)).count(), scores.len());
        Self {
            mean_f1: mean(texts()),
            worst_f1: texts().fold(1.0, f64::min),
            n_poor: texts().filter(|f1| *f1 < POOR_F1).count(),
            titles: ratio(titles().filter(|is_right| *is_right).count(), titles().count()),
            authors: share(|score| score.are_authors_right),
            dates: share(|score| score.date == DateVerdict::Right),
            languages: share(|score| score.is_language_right),
            kinds: share(|score| score.is_kind_right),
            n_wrong_dates: scores.iter().filter(|score| score.date == DateVerdict::Wrong).count(),
        }
    }

    /// A line for each figure that is worse than its floor.
    pub(super) fn below(&self, floors: &Self) -> Vec<String> {
        let figures = [
            ("mean_f1", self.mean_f1, floors.mean_f1),
            ("worst_f1", self.worst_f1, floors.worst_f1),
            ("titles", self.titles, floors.titles),
            ("authors", self.authors, floors.authors),
            ("dates", self.dates, floors.dates),
            ("languages", self.languages, floors.languages),
            ("kinds", self.kinds, floors.kinds),
        ];
        let low = figures.into_iter().filter(|(_, figure, floor)| figure < floor);
        let mut faults: Vec<String> =
            low.map(|(name, figure, floor)| format!("{name}: {figure:.3}, floor {floor:.3}")).collect();
        let counts =
            [("n_poor", self.n_poor, floors.n_poor), ("n_wrong_dates", self.n_wrong_dates, floors.n_wrong_dates)];
        let high = counts.into_iter().filter(|(_, count, most)| count > most);
        faults.extend(high.map(|(name, count, most)| format!("{name}: {count}, at most {most}")));
        faults
    }
}

/// Figures by class and by language, and every page that is not read right, the worst first.
pub(super) fn tables(scores: &[Score]) -> String {
    let mut tables = String::new();
    for (name, key) in
        [("class", (|score| &score.class) as fn(&Score) -> &String), ("language", |score| &score.language)]
    {
        let _ = writeln!(tables, "{name:<18} pages  F1    P     R    title author date  lang  kind");
        let mut groups: Vec<&String> = scores.iter().map(key).collect();
        groups.sort();
        groups.dedup();
        for group in groups {
            row(&mut tables, group, &mut scores.iter().filter(|score| key(score) == group));
        }
        row(&mut tables, "all", &mut scores.iter());
        tables.push('\n');
    }
    let mut worst: Vec<&Score> = scores.iter().filter(|score| !is_perfect(score)).collect();
    worst.sort_by(|a, b| f1(a).total_cmp(&f1(b)));
    for score in worst {
        page(&mut tables, score);
    }
    tables
}

fn row(tables: &mut String, name: &str, scores: &mut dyn Iterator<Item = &Score>) {
    let scores: Vec<&Score> = scores.collect();
    let texts = || scores.iter().filter_map(|score| score.text.as_ref());
    let share = |is_right: fn(&Score) -> bool| ratio(scores.iter().filter(|s| is_right(s)).count(), scores.len());
    let figures = [
        mean(texts().map(TextScore::f1)),
        mean(texts().map(|text| text.precision)),
        mean(texts().map(|text| text.recall)),
        share(|score| score.is_title_right != Some(false)),
        share(|score| score.are_authors_right),
        share(|score| score.date == DateVerdict::Right),
        share(|score| score.is_language_right),
        share(|score| score.is_kind_right),
    ];
    let figures: Vec<String> = figures.iter().map(|figure| format!("{figure:.3}")).collect();
    let _ = writeln!(tables, "{name:<18} {:>5}  {}", scores.len(), figures.join(" "));
}

fn page(tables: &mut String, score: &Score) {
    let _ = writeln!(tables, "{} ({}): F1 {:.3}  {}", score.file, score.class, f1(score), score.remarks.join("  "));
    let Some(text) = &score.text else { return };
    let lines = text.too_many.iter().map(|line| ('+', line)).chain(text.missing.iter().map(|line| ('-', line)));
    for (sign, line) in lines {
        let _ = writeln!(tables, "    {sign} {}", line.chars().take(100).collect::<String>());
    }
}

fn is_perfect(score: &Score) -> bool {
    f1(score) >= 1.0 && score.remarks.is_empty()
}

fn f1(score: &Score) -> f64 {
    score.text.as_ref().map_or(1.0, TextScore::f1)
}

fn mean(figures: impl Iterator<Item = f64>) -> f64 {
    let all: Vec<f64> = figures.collect();
    if all.is_empty() { 1.0 } else { all.iter().sum::<f64>() / ratio(all.len(), 1) }
}
