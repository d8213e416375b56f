//! The second look: what the first one said of a line and of those around it.
//!
//! A text is one piece, so a line among text is text more often than not. The first pass cannot know what it will say of
//! the lines behind; the second one can (stacked sequential learning, W. Cohen and V. Carvalho, IJCAI 2005).

use super::super::super::blocks::Block;
use super::super::super::prose::Sums;
use super::line::{Line, Page};

/// What is measured in the second pass, behind the features of the first.
#[rustfmt::skip]
pub(super) const FEATURES: &[&str] = &[
    FIRST_LOOK, "first-1-before", "first-1-behind", "first-2-before", "first-2-behind", "first-3-before", "first-3-behind",
    "first-around-3", "first-around-8", "kept-before", "kept", "first-alike", "first-around", "first-around-2",
    "first-around-3-steps", "from-first-kept", "to-last-kept",
];

/// What the first look said of the line itself.
pub(super) const FIRST_LOOK: &str = "first";

/// Where there is nothing to measure.
const NOTHING: f64 = -1.0;
/// Lines beyond this distance are far away.
const MOST_LINES: f64 = 60.0;

/// What the first pass said of a page.
pub(super) struct First<'p> {
    probabilities: &'p [f32],
    /// Sums over the lines: the probability, the same by weight, the weight.
    plain: Vec<f64>,
    kept: Sums,
    weight: Sums,
    alike: Vec<f64>,
    first_kept: f64,
    last_kept: f64,
}

impl<'p> First<'p> {
    /// Sums up what the first pass said.
    pub(super) fn read(page: &'p Page<'p>, probabilities: &'p [f32]) -> Self {
        let said = |index: usize| probabilities.get(index).copied().map_or(0.0, f64::from);
        let weigh = |block: &Block| block.weight as f64 + 1.0;
        let mut plain = vec![0.0];
        let mut sum = 0.0;
        for probability in probabilities {
            sum += f64::from(*probability);
            plain.push(sum);
        }
        let is_kept = |probability: &f32| *probability >= 0.5;
        Self {
            probabilities,
            plain,
            kept: Sums::of(
                page.blocks().iter().enumerate().map(|(at, block)| (block.position, said(at) * weigh(block))),
            ),
            weight: Sums::of(page.blocks().iter().map(|block| (block.position, weigh(block)))),
            alike: page.means_alike(|at, block| (said(at) * weigh(block), weigh(block)), NOTHING),
            first_kept: probabilities.iter().position(is_kept).unwrap_or_default() as f64,
            last_kept: probabilities.iter().rposition(is_kept).unwrap_or(probabilities.len()) as f64,
        }
    }

    /// The measures of a line that follow from the first pass.
    pub(super) fn measure(&self, line: &Line<'_>) -> Vec<f32> {
        let at = line.index();
        let neighbour = |distance| self.neighbour(at, distance);
        let measures = [
            neighbour(0),
            neighbour(-1),
            neighbour(1),
            neighbour(-2),
            neighbour(2),
            neighbour(-3),
            neighbour(3),
            self.mean_around(at, 3),
            self.mean_around(at, 8),
            (self.kept.before(line.block.position + 1)) / self.kept.total().max(1.0),
            self.kept.total().ln_1p(),
            self.alike.get(at).copied().unwrap_or(NOTHING),
            self.mean_within(line, 1),
            self.mean_within(line, 2),
            self.mean_within(line, 3),
            (at as f64 - self.first_kept).clamp(-MOST_LINES, MOST_LINES),
            (self.last_kept - at as f64).clamp(-MOST_LINES, MOST_LINES),
        ];
        measures.into_iter().map(|measure| measure as f32).collect()
    }

    fn neighbour(&self, at: usize, distance: isize) -> f64 {
        let neighbour = at.checked_add_signed(distance).and_then(|at| self.probabilities.get(at));
        neighbour.copied().map_or(NOTHING, f64::from)
    }

    /// The mean of so many lines on either side, without the line itself.
    fn mean_around(&self, at: usize, reach: usize) -> f64 {
        let (from, to) = (at.saturating_sub(reach), (at + reach + 1).min(self.probabilities.len()));
        let sum = |at: usize| self.plain.get(at).copied().unwrap_or_default();
        (sum(to) - sum(from) - self.neighbour(at, 0)) / (to - from).saturating_sub(1).max(1) as f64
    }

    /// The mean of what else stands within the element so many steps around, by weight.
    fn mean_within(&self, line: &Line<'_>, steps: usize) -> f64 {
        let Some(node) = line.enclosing(steps) else { return NOTHING };
        let own = line.block.weight as f64 + 1.0;
        let others = self.weight.within(node) - own;
        if others < 1.0 {
            return NOTHING;
        }
        (self.kept.within(node) - own * self.neighbour(line.index(), 0)) / others
    }
}
