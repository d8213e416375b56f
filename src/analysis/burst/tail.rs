//! The upper tail of the negative binomial distribution.

/// Terms below this share of the sum add nothing more.
const NEGLIGIBLE: f64 = 1e-12;

/// How likely a count is `least` or more, where `mean` is expected and the variance is `mean + mean² / size`.
pub(super) fn at_least(least: u32, mean: f64, size: f64) -> f64 {
    if least == 0 {
        return 1.0;
    }
    let share = mean / (size + mean);
    // The likelihood of exactly `least`, by its logarithm: products of so many factors would vanish.
    let factors = (0..least).map(|n| ((size + f64::from(n)) / (f64::from(n) + 1.0) * share).ln());
    let first = (size * (1.0 - share).ln() + factors.sum::<f64>()).exp();
    if f64::from(least) <= mean {
        return 1.0 - below(least, first, size, share);
    }
    let (mut sum, mut term, mut n) = (first, first, f64::from(least));
    while term > sum * NEGLIGIBLE {
        term *= (size + n) / (n + 1.0) * share;
        sum += term;
        n += 1.0;
    }
    sum.min(1.0)
}

/// How likely a count is less, from the likelihood of exactly `least` downwards.
fn below(least: u32, first: f64, size: f64, share: f64) -> f64 {
    let (mut sum, mut term) = (0.0, first);
    for n in (1..=least).rev().map(f64::from) {
        term *= n / ((size + n - 1.0) * share);
        sum += term;
    }
    sum.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::at_least;

    fn check(least: u32, mean: f64, size: f64, expected: f64) {
        let found = at_least(least, mean, size);
        assert!((found / expected - 1.0).abs() < 1e-3, "{least} of {mean}, size {size}: {found}, not {expected}");
    }

    #[test]
    fn tails_are_those_of_the_textbook() {
        // Of size 1 it is geometric: each further one has the same chance.
        check(3, 1.0, 1.0, 0.125);
        check(17, 2.0, 1.0, (2.0_f64 / 3.0).powi(17));
        // Of a large size it is that of Poisson.
        check(12, 4.0, 1e9, 9.149e-4);
        check(1, 3.0, 1e9, 1.0 - (-3.0_f64).exp());
        check(0, 3.0, 5.0, 1.0);
        // Two failures before the fifth success of a fair coin, or more: 1 - 1/32 - 5/64.
        check(2, 5.0, 5.0, 1.0 - 1.0 / 32.0 - 5.0 / 64.0);
        check(2000, 1000.0, 1e9, at_least(2000, 1000.0, 1e10));
    }
}
