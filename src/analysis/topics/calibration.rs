//! How well a rule agrees with people: precision, recall and F1, each with an interval, and the threshold that would
//! serve best.
//!
//! A newcomer would question that F1 has an interval at all, since it is no share of anything. But it is a function
//! of one: tp / (tp + fp + fn), the share of right ones among all that the rule or the people named (F* of Hand,
//! Christen and Kirielle, 2021). The interval is that share's, carried over.

use serde::Serialize;

/// The standard normal distribution has 95 % of its mass within this distance of its middle.
const Z_95: f64 = 1.959_964;

/// What a rule makes of an article that somebody judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// The sum that the rule gives.
    pub score: f64,
    /// Whether something else than the threshold keeps the article out.
    pub is_blocked: bool,
    /// Whether it belongs to the topic, as people say.
    pub is_wanted: bool,
}

/// How often a rule and people agree, and in which way they do not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// Found, and wanted.
    pub right: u64,
    /// Found, and not wanted.
    pub wrong: u64,
    /// Not found, but wanted.
    pub missed: u64,
    /// Neither found nor wanted.
    pub left_out: u64,
}

/// A share between 0 and 1 with the interval in which it lies with 95 % confidence, were more articles judged.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// As measured.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A threshold with what would come of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TriedThreshold {
    /// The threshold.
    pub threshold: f64,
    /// How the rule would then agree with people.
    pub agreement: Agreement,
}

impl Agreement {
    /// Counts one article more.
    pub fn add(&mut self, is_found: bool, is_wanted: bool) {
        let count = match (is_found, is_wanted) {
            (true, true) => &mut self.right,
            (true, false) => &mut self.wrong,
            (false, true) => &mut self.missed,
            (false, false) => &mut self.left_out,
        };
        *count += 1;
    }

    /// How many articles were judged.
    #[must_use]
    pub fn n_judged(&self) -> u64 {
        self.right + self.wrong + self.missed + self.left_out
    }

    /// Of what the rule finds, the share that is wanted; `None` where it finds nothing.
    #[must_use]
    pub fn precision(&self) -> Option<Share> {
        wilson(self.right, self.right + self.wrong)
    }

    /// Of what is wanted, the share that the rule finds; `None` where nothing is.
    #[must_use]
    pub fn recall(&self) -> Option<Share> {
        wilson(self.right, self.right + self.missed)
    }

    /// The harmonic mean of the two; `None` where nothing is found or wanted.
    #[must_use]
    pub fn f1(&self) -> Option<Share> {
        let share = wilson(self.right, self.right + self.wrong + self.missed)?;
        let carry = |share: f64| 2.0 * share / (1.0 + share);
        Some(Share { value: carry(share.value), low: carry(share.low), high: carry(share.high) })
    }
}

/// The share of some in all, with the interval of Wilson (1927), which stays within 0 and 1 and is right for few, too.
/// `None` for a share of nothing.
#[must_use]
pub fn wilson(some: u64, all: u64) -> Option<Share> {
    if all == 0 {
        return None;
    }
    let (n, value) = (all as f64, some as f64 / all as f64);
    let z2 = Z_95 * Z_95;
    let middle = value + z2 / (2.0 * n);
    let reach = Z_95 * (value * (1.0 - value) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // Where all or none are right, an end is the value itself but for the last bit.
    let (low, high) = ((middle - reach) / scale, (middle + reach) / scale);
    Some(Share { value, low: low.clamp(0.0, value), high: high.clamp(value, 1.0) })
}

/// What a threshold would make of judged articles.
#[must_use]
pub fn at_threshold(judged: &[Judged], threshold: f64) -> TriedThreshold {
    let mut agreement = Agreement::default();
    for one in judged {
        agreement.add(!one.is_blocked && one.score >= threshold, one.is_wanted);
    }
    TriedThreshold { threshold, agreement }
}

/// The threshold with the best F1. Tried are the present one and every positive score; of equals the one nearest to the
/// present wins. `None` where nothing is wanted, so that no threshold is better than another.
#[must_use]
pub fn best_threshold(judged: &[Judged], present: f64) -> Option<TriedThreshold> {
    if !judged.iter().any(|one| one.is_wanted) {
        return None;
    }
    let mut sorted: Vec<Judged> = judged.iter().filter(|one| !one.is_blocked).copied().collect();
    sorted.sort_by(|a, b| b.score.total_cmp(&a.score));
    let blocked = judged.iter().filter(|one| one.is_blocked);
    let mut agreement = Agreement::default();
    // With a threshold above all scores nothing is found; from there down one article after the other comes in.
    for one in blocked.chain(&sorted) {
        agreement.add(false, one.is_wanted);
    }
    let mut best = at_threshold(judged, present);
    for group in sorted.chunk_by(|a, b| a.score.total_cmp(&b.score).is_eq()) {
        let Some(threshold) = group.first().map(|one| one.score).filter(|score| *score > 0.0) else { break };
        for one in group {
            agreement.move_in(one.is_wanted);
        }
        let tried = TriedThreshold { threshold, agreement };
        if is_better(&tried, &best, present) {
            best = tried;
        }
    }
    Some(best)
}

impl Agreement {
    /// Counts an article as found that was counted as not found.
    fn move_in(&mut self, is_wanted: bool) {
        if is_wanted {
            self.missed = self.missed.saturating_sub(1);
        } else {
            self.left_out = self.left_out.saturating_sub(1);
        }
        self.add(true, is_wanted);
    }

    /// F1 as a fraction, so that equal ones are equal.
    fn f1_parts(&self) -> (u64, u64) {
        (self.right, (self.right + self.wrong + self.missed).max(1))
    }
}

fn is_better(tried: &TriedThreshold, best: &TriedThreshold, present: f64) -> bool {
    let ((a, of_a), (b, of_b)) = (tried.agreement.f1_parts(), best.agreement.f1_parts());
    let distance = |one: &TriedThreshold| (one.threshold - present).abs();
    match (u128::from(a) * u128::from(of_b)).cmp(&(u128::from(b) * u128::from(of_a))) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => distance(tried) < distance(best),
        std::cmp::Ordering::Less => false,
    }
}

#[cfg(test)]
mod tests;
