//! Scores of topics as listings.

use crate::analysis::topics::calibration::{Agreement, Share};
use crate::lab::judging::{Difference, TopicScore};
use crate::query::listing::{Cell, Column, Listing, Row};
use crate::query::render::verdict::{Standing, reason};

/// Two rows a topic: of what is stored, and of today's rules.
pub(super) fn listing(scores: &[TopicScore]) -> Listing {
    let mut columns = ["topic", "rules", "judged", "right", "wrong", "missed"].map(Column::whole).to_vec();
    columns.extend(["precision", "recall", "f1"].map(Column::whole));
    columns.extend(["threshold", "best_threshold"].map(Column::whole));
    columns.extend(["left_out", "best_agreement", "best_f1", "differences"].map(Column::hidden));
    let rows = scores.iter().flat_map(|score| {
        let stored = row(score, "stored", &score.stored, false);
        let today = row(score, "today", &score.today, true);
        [stored, today]
    });
    Listing { columns, rows: rows.collect() }
}

fn row(score: &TopicScore, rules: &'static str, agreement: &Agreement, is_today: bool) -> Row {
    let best = score.best.filter(|_| is_today);
    let differences = score.differences.iter().filter(|_| is_today);
    vec![
        score.topic.as_str().into(),
        rules.into(),
        Cell::count(agreement.n_judged()),
        Cell::count(agreement.right),
        Cell::count(agreement.wrong),
        Cell::count(agreement.missed),
        share(agreement.precision()),
        share(agreement.recall()),
        share(agreement.f1()),
        score.threshold.filter(|_| is_today).into(),
        best.map(|best| best.threshold).into(),
        Cell::count(agreement.left_out),
        best.map(|best| counts(&best.agreement)).into(),
        best.map(|best| share(best.agreement.f1())).into(),
        Cell::List(differences.map(|difference| record(score, difference)).collect()),
    ]
}

/// The listing with shares as people read them: `0.92 (0.85 to 0.96)`.
pub(super) fn for_people(mut listing: Listing) -> Listing {
    for cell in listing.rows.iter_mut().flatten() {
        if let Cell::Record(fields) = cell
            && let [(_, Cell::Real(value)), (_, Cell::Real(low)), (_, Cell::Real(high))] = fields.as_slice()
        {
            *cell = Cell::Text(format!("{value:.2} ({low:.2} to {high:.2})"));
        }
    }
    listing
}

/// A share with its interval.
fn share(share: Option<Share>) -> Cell {
    share.map_or(Cell::Null, |Share { value, low, high }| {
        Cell::record([("value", value.into()), ("low", low.into()), ("high", high.into())])
    })
}

fn counts(agreement: &Agreement) -> Cell {
    Cell::record([
        ("right", Cell::count(agreement.right)),
        ("wrong", Cell::count(agreement.wrong)),
        ("missed", Cell::count(agreement.missed)),
        ("left_out", Cell::count(agreement.left_out)),
    ])
}

/// What the thresholds that were tried advise.
pub(super) fn advice(score: &TopicScore) -> Option<String> {
    let (best, present) = (score.best?, score.threshold?);
    let f1 = |agreement: &Agreement| agreement.f1().map_or(0.0, |share| share.value);
    let topic = &score.topic;
    if (best.threshold - present).abs() < f64::EPSILON {
        return Some(format!("{topic}: no threshold serves better than the present {present}"));
    }
    let Agreement { wrong, missed, .. } = best.agreement;
    Some(format!(
        "{topic}: threshold = {} would serve best: F1 {:.2} instead of {:.2}, {wrong} wrong, {missed} missed",
        best.threshold,
        f1(&best.agreement),
        f1(&score.today)
    ))
}

/// The articles on which the rule and people differ.
pub(super) fn differences(score: &TopicScore) -> Listing {
    let columns = vec![
        Column::whole("article"),
        Column::whole("people_say"),
        Column::whole("score"),
        Column::whole("language"),
        Column::elastic("title"),
        Column::elastic("why"),
    ];
    let row = |difference: &Difference| {
        vec![
            difference.id.0.into(),
            difference.is_wanted.into(),
            difference.score.into(),
            difference.language.as_ref().map(ToString::to_string).into(),
            difference.title.as_str().into(),
            why(score, difference).into(),
        ]
    };
    Listing { columns, rows: score.differences.iter().map(row).collect() }
}

/// Why the rule decides as it does.
fn why(score: &TopicScore, difference: &Difference) -> String {
    let standing = Standing { score: difference.score, front: difference.front, threshold: score.threshold };
    let reasons: Vec<String> = difference.obstacles.iter().map(|obstacle| reason(standing, obstacle)).collect();
    if reasons.is_empty() { difference.terms.join(", ") } else { reasons.join("; ") }
}

fn record(score: &TopicScore, difference: &Difference) -> Cell {
    Cell::record([
        ("article", difference.id.0.into()),
        ("belongs", difference.is_wanted.into()),
        ("score", difference.score.into()),
        ("language", difference.language.as_ref().map(ToString::to_string).into()),
        ("title", difference.title.as_str().into()),
        ("terms", Cell::texts(&difference.terms)),
        ("why", why(score, difference).into()),
    ])
}
