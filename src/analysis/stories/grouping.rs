//! Which story an article belongs to, and whether a story is one.
//!
//! An article joins a story when the mean of what it has in common with its articles and the most that it has in common
//! with one of them are together enough. The most alone would chain: an overview of the day is like everything. The mean
//! alone would close a story that has several sides.

/// Articles of a story that are looked at, the latest.
pub const MOST_MEMBERS: usize = 24;

/// Where an article belongs, as places in the list of candidates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// The story that it joins.
    pub best: Option<usize>,
    /// Others that it would join as well: they may be one with it.
    pub others: Vec<usize>,
}

/// Puts an article into the story that fits best, the first of equals. Each candidate is what the article has in common
/// with each article of a story.
#[must_use]
pub fn choose(candidates: &[Vec<f64>]) -> Choice {
    let mut fitting: Vec<(f64, usize)> = candidates
        .iter()
        .enumerate()
        .map(|(place, likeness)| (fit(likeness), place))
        .filter(|(fit, _)| *fit >= 1.0)
        .collect();
    fitting.sort_by(|(one, place), (other, their)| other.total_cmp(one).then(place.cmp(their)));
    let mut places = fitting.into_iter().map(|(_, place)| place);
    Choice { best: places.next(), others: places.collect() }
}

/// How well an article, or all articles of a story, fit to others; 1 is enough.
#[must_use]
pub fn fit(likeness: &[f64]) -> f64 {
    let most = likeness.iter().copied().fold(0.0, f64::max);
    let mean = likeness.iter().sum::<f64>() / likeness.len().max(1) as f64;
    f64::midpoint(most, mean)
}

/// The one of so many articles that has most in common with the others; the first of equals.
pub fn central(n: usize, likeness: impl Fn(usize, usize) -> f64) -> Option<usize> {
    let closeness = |one: usize| (0..n).filter(|other| *other != one).map(|other| likeness(one, other)).sum::<f64>();
    let sums: Vec<f64> = (0..n).map(closeness).collect();
    (0..n).rev().max_by(|one, other| {
        let of = |index: &usize| sums.get(*index).copied().unwrap_or_default();
        of(one).total_cmp(&of(other))
    })
}

/// The articles that should leave a story of so many, because it is two: `None` while it is one.
///
/// The two articles that have least in common draw the others to themselves. The halves are two stories if each holds
/// together, and if they have little more in common than any two articles.
pub fn division(n: usize, likeness: impl Fn(usize, usize) -> f64) -> Option<Vec<usize>> {
    const APART: f64 = 0.5;
    let pairs = (0..n).flat_map(|one| (one + 1..n).map(move |other| (one, other)));
    let (first, second) = pairs.min_by(|a, b| likeness(a.0, a.1).total_cmp(&likeness(b.0, b.1)))?;
    let (near, far): (Vec<usize>, Vec<usize>) = (0..n)
        .partition(|&index| index == first || (index != second && likeness(index, first) >= likeness(index, second)));
    let mean = |ones: &[usize], others: &[usize]| {
        let pairs: Vec<f64> = ones
            .iter()
            .flat_map(|&one| others.iter().filter(move |&&other| other != one).map(move |&other| (one, other)))
            .map(|(one, other)| likeness(one, other))
            .collect();
        pairs.iter().sum::<f64>() / pairs.len().max(1) as f64
    };
    let holds = |half: &[usize]| half.len() >= 2 && mean(half, half) >= 1.0;
    (holds(&near) && holds(&far) && mean(&near, &far) < APART).then_some(far)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_joins_what_fits_best() {
        let candidates = [vec![1.2, 0.1, 0.1], vec![1.3, 0.9], vec![1.0]];
        assert_eq!(choose(&candidates), Choice { best: Some(1), others: vec![2] });
        assert_eq!(choose(&[]), Choice::default());
    }

    #[test]
    fn the_central_article_is_like_most_others() {
        let likeness = |one: usize, other: usize| if one == 1 || other == 1 { 1.5 } else { 0.5 };
        assert_eq!(central(3, likeness), Some(1));
        assert_eq!(central(3, |_, _| 1.0), Some(0));
        assert_eq!(central(0, |_, _| 1.0), None);
    }

    #[test]
    fn two_halves_that_have_nothing_in_common_part() {
        let halves = |one: usize, other: usize| if one % 2 == other % 2 { 1.4 } else { 0.2 };
        assert_eq!(division(5, halves), Some(vec![1, 3]));
        assert_eq!(division(5, |_, _| 1.1), None);
        assert_eq!(division(3, halves), None, "one article alone is no story");
    }
}
