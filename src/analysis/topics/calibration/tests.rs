use proptest::prelude::*;

use super::*;

fn judged(list: &[(f64, bool)]) -> Vec<Judged> {
    list.iter().map(|&(score, is_wanted)| Judged { score, is_blocked: false, is_wanted }).collect()
}

fn near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 5e-4, "{value} is not {expected}");
}

#[test]
fn the_interval_is_wilsons() {
    // Worked by hand: 8 of 10, z = 1.96.
    let share = wilson(8, 10).expect("of ten");
    near(share.value, 0.8);
    near(share.low, 0.4902);
    near(share.high, 0.9433);
    let all = wilson(5, 5).expect("of five");
    near(all.low, 0.5655);
    near(all.high, 1.0);
    assert_eq!(wilson(0, 0), None);
}

#[test]
fn agreement_gives_precision_recall_and_f1() {
    let agreement = Agreement { right: 6, wrong: 2, missed: 4, left_out: 88 };
    assert_eq!(agreement.n_judged(), 100);
    near(agreement.precision().expect("found").value, 0.75);
    near(agreement.recall().expect("wanted").value, 0.6);
    let f1 = agreement.f1().expect("some");
    near(f1.value, 2.0 * 0.75 * 0.6 / 1.35);
    assert!(f1.low < f1.value && f1.value < f1.high);
    assert_eq!(Agreement::default().f1(), None);
}

#[test]
fn the_best_threshold_parts_what_is_wanted_from_the_rest() {
    let list = judged(&[(9.0, true), (7.0, true), (5.0, true), (4.0, false), (1.0, false)]);
    let best = best_threshold(&list, 6.0).expect("some are wanted");
    assert_eq!((best.threshold, best.agreement.wrong, best.agreement.missed), (5.0, 0, 0));
    assert_eq!(best_threshold(&judged(&[(3.0, false)]), 6.0), None);
}

#[test]
fn of_equal_thresholds_the_nearest_to_the_present_wins() {
    // 6 and 9 find the same as 7 does; nobody need change anything.
    let list = judged(&[(9.0, true), (2.0, false)]);
    assert_eq!(best_threshold(&list, 7.0).expect("one is wanted").threshold, 7.0);
    let list = judged(&[(9.0, true), (8.0, false), (4.0, true)]);
    let best = best_threshold(&list, 7.0).expect("two are wanted");
    assert_eq!(best.threshold, 4.0, "F1 .80 against .67 of 9");
}

#[test]
fn no_threshold_lets_in_what_something_else_keeps_out() {
    let mut list = judged(&[(9.0, true), (8.0, true)]);
    list[1].is_blocked = true;
    let best = best_threshold(&list, 20.0).expect("two are wanted");
    assert_eq!((best.threshold, best.agreement.right, best.agreement.missed), (9.0, 1, 1));
}

proptest! {
    #[test]
    fn no_other_threshold_is_better(list in prop::collection::vec((0_u8..12, any::<bool>(), any::<bool>()), 1..40)) {
        let list: Vec<Judged> = list
            .into_iter()
            .map(|(score, is_blocked, is_wanted)| Judged { score: f64::from(score), is_blocked, is_wanted })
            .collect();
        let f1 = |tried: &TriedThreshold| tried.agreement.f1().map_or(0.0, |share| share.value);
        if let Some(best) = best_threshold(&list, 6.0) {
            prop_assert_eq!(best, at_threshold(&list, best.threshold));
            for threshold in 1..14 {
                prop_assert!(f1(&at_threshold(&list, f64::from(threshold))) <= f1(&best) + 1e-12);
            }
        }
    }

    #[test]
    fn a_share_lies_within_its_interval(some in 0_u64..50, more in 0_u64..50) {
        if let Some(share) = wilson(some, some + more) {
            prop_assert!(0.0 <= share.low && share.low <= share.value && share.value <= share.high && share.high <= 1.0);
        }
    }
}
