//! Where, if anywhere, the share of yes in a row of yes and no fell suddenly.

/// Fewer pages before the fall tell nothing of what is usual.
pub(super) const MIN_BEFORE: usize = 30;
/// Fewer pages after it may be chance: an evening of videos.
const MIN_AFTER: usize = 15;
/// How much the share must fall.
const MIN_FALL: f64 = 0.3;
/// Twice the logarithm of the likelihood ratio. At a given place a chi-squared of one degree, of which 25 is beyond one in
/// a million; the place is sought among some two hundred, and there are thousands of sources.
const MIN_EVIDENCE: f64 = 25.0;
/// Pages on each side of the fall that must show it as well, so that a slow drift is none.
pub(super) const NEAR: usize = 20;

/// A fall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fall {
    /// The place of the first one after it.
    pub(super) at: usize,
    /// Twice the logarithm of the likelihood ratio.
    pub(super) evidence: f64,
}

/// Finds the fall for which there is the most evidence, if it is large, sudden and not over.
pub(super) fn find(row: &[bool]) -> Option<Fall> {
    let mut sums = vec![0_usize];
    sums.extend(row.iter().scan(0, |sum, is_yes| {
        *sum += usize::from(*is_yes);
        Some(*sum)
    }));
    let n_yes = |from: usize, to: usize| sums.get(to).zip(sums.get(from)).map_or(0, |(to, from)| to - from);
    let share = |from: usize, to: usize| n_yes(from, to) as f64 / to.saturating_sub(from).max(1) as f64;
    let n = row.len();
    let falls = (1..n).filter(|&at| share(0, at) > share(at, n)).map(|at| {
        let apart = log_likelihood(n_yes(0, at), at) + log_likelihood(n_yes(at, n), n - at);
        Fall { at, evidence: 2.0 * (apart - log_likelihood(n_yes(0, n), n)) }
    });
    let fall = falls.max_by(|a, b| a.evidence.total_cmp(&b.evidence))?;
    let at = fall.at;
    if at < MIN_BEFORE || n - at < MIN_AFTER {
        return None;
    }
    let is_large = share(0, at) - share(at, n) >= MIN_FALL;
    let is_sudden = share(at.saturating_sub(NEAR), at) - share(at, n.min(at + NEAR)) >= MIN_FALL;
    let is_lasting = share(0, at) - share(n - MIN_AFTER, n) >= MIN_FALL;
    (fall.evidence >= MIN_EVIDENCE && is_large && is_sudden && is_lasting).then_some(fall)
}

/// Of the most likely share: how likely it makes so many yes among so many.
fn log_likelihood(n_yes: usize, n: usize) -> f64 {
    let (yes, n) = (n_yes as f64, n as f64);
    let part = |count: f64| if count > 0.0 { count * (count / n).ln() } else { 0.0 };
    part(yes) + part(n - yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row from runs of `(how many, how many of ten are yes)`, evenly mixed.
    fn row(runs: &[(usize, usize)]) -> Vec<bool> {
        // Steps of 7 through ten places: the same ten numbers in another order.
        let run = |&(n, share): &(usize, usize)| (0..n).map(move |i| i * 7 % 10 < share);
        runs.iter().flat_map(run).collect()
    }

    #[test]
    fn only_a_large_sudden_and_lasting_fall_of_enough_pages_is_one() {
        let check = |runs: &[(usize, usize)], expected: Option<usize>| {
            let found = find(&row(runs)).map(|fall| fall.at);
            let is_right = match (found, expected) {
                (Some(found), Some(expected)) => found.abs_diff(expected) <= 3,
                (found, expected) => found == expected,
            };
            assert!(is_right, "{runs:?}: found {found:?}, expected {expected:?}");
        };
        check(&[(200, 10), (40, 0)], Some(200));
        check(&[(200, 10), (40, 1)], Some(200));
        check(&[(100, 9), (30, 3)], Some(100));
        check(&[(30, 10), (15, 0)], Some(30));
        check(&[(60, 8), (120, 2)], Some(60));
        // Too few after it, or before it.
        check(&[(200, 10), (14, 0)], None);
        check(&[(29, 10), (100, 0)], None);
        // Too small.
        check(&[(200, 9), (40, 7)], None);
        // Slow.
        check(&[(40, 10), (40, 9), (40, 7), (40, 6), (40, 4), (40, 3)], None);
        // Over.
        check(&[(150, 10), (40, 0), (20, 10)], None);
        // A rise, and no change.
        check(&[(200, 2), (40, 10)], None);
        check(&[(240, 10)], None);
        check(&[(240, 0)], None);
        check(&[(240, 5)], None);
        check(&[], None);
    }

    #[test]
    fn chance_alone_is_no_fall() {
        let mut state = 0x2545_F491_4F6C_DD1D_u64;
        let mut dice = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        for share in [0.3, 0.5, 0.7, 0.9, 0.97] {
            let n_found = (0..1_000).filter(|_| find(&(0..240).map(|_| dice() < share).collect::<Vec<_>>()).is_some());
            assert_eq!(n_found.count(), 0, "of 1,000 rows with a steady share of {share}");
        }
    }
}
