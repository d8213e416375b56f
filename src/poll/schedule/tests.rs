//! Pauses by table, and what holds for all of them.

use proptest::prelude::*;

use super::*;
use crate::model::Tempo;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const WEEK: Duration = LONGEST_ABSENCE;

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().expect("a time")
}

fn answered(max_age: Option<Duration>) -> TurnEnd {
    TurnEnd::Answered { freshness: Freshness { max_age } }
}

fn failed(kind: ErrorKind, failures: u32) -> TurnEnd {
    TurnEnd::Failed { kind, failures, before: None, retry_after: None }
}

fn sent_away(retry_after: Duration) -> TurnEnd {
    let kind = ErrorKind::TooManyRequests;
    TurnEnd::Failed { kind, failures: 1, before: None, retry_after: Some(retry_after) }
}

fn wishing(pause: Option<Duration>) -> Habits {
    Habits { pacing: Pacing { pause, ..Pacing::default() }, ..Habits::default() }
}

fn pause(rhythm: &Rhythm, end: TurnEnd, jitter: f64) -> Option<Duration> {
    pause_of(rhythm, &Habits::default(), end, jitter)
}

fn pause_of(rhythm: &Rhythm, habits: &Habits, end: TurnEnd, jitter: f64) -> Option<Duration> {
    let due = next_due(&Turn { now: now(), rhythm, habits, end, jitter })?;
    Some(due.duration_since(now()).try_into().expect("not in the past"))
}

#[track_caller]
fn check(every: Duration, end: TurnEnd, expected: Duration) {
    assert_eq!(pause(&Rhythm::Every(every), end, 0.0), Some(expected), "every {every:?}, {end:?}");
}

#[track_caller]
fn check_wish(max_age: Option<Duration>, wish: Option<Duration>, expected: Duration) {
    let found = pause_of(&Rhythm::Every(15 * MINUTE), &wishing(wish), answered(max_age), 0.0);
    assert_eq!(found, Some(expected), "{max_age:?} {wish:?}");
}

#[test]
fn the_interval_holds_unless_the_server_wants_a_longer_one() {
    check_wish(None, None, 15 * MINUTE);
    check_wish(Some(MINUTE), None, 15 * MINUTE);
    check_wish(Some(HOUR), None, HOUR);
    check_wish(None, Some(2 * HOUR), 2 * HOUR);
    check_wish(Some(HOUR), Some(2 * HOUR), 2 * HOUR);
    check_wish(Some(3 * HOUR), Some(2 * HOUR), 3 * HOUR);
    check_wish(Some(365 * DAY), None, DAY);
    check_wish(Some(Duration::MAX), Some(Duration::MAX), DAY);
    check(3 * DAY, answered(Some(10 * DAY)), 3 * DAY);
    check(Duration::ZERO, answered(None), SHORTEST_PAUSE);
}

#[test]
fn an_adaptive_interval_follows_the_source_and_the_server_still_lengthens_it() {
    let rhythm = Rhythm::Adaptive { min: 10 * MINUTE, max: 6 * HOUR };
    let habits = |gap: Duration| {
        let tempo = Tempo { gap: Some(gap), last_new: Some(now()), empty_since: None };
        Habits { tempo, ..Habits::default() }
    };
    assert_eq!(pause_of(&rhythm, &habits(2 * HOUR), answered(None), 0.0), Some(HOUR));
    assert_eq!(pause_of(&rhythm, &habits(MINUTE), answered(None), 0.0), Some(10 * MINUTE));
    assert_eq!(pause_of(&rhythm, &habits(30 * DAY), answered(None), 0.0), Some(6 * HOUR));
    assert_eq!(pause_of(&rhythm, &habits(MINUTE), answered(Some(12 * HOUR)), 0.0), Some(12 * HOUR));
    assert_eq!(pause_of(&rhythm, &habits(2 * HOUR), failed(ErrorKind::Server, 3), 0.0), Some(4 * HOUR));
}

#[test]
fn a_closed_feed_is_asked_when_it_opens() {
    let pacing = Pacing { skip_hours: vec![12, 13], ..Pacing::default() };
    let habits = Habits { pacing, ..Habits::default() };
    let every = Rhythm::Every(15 * MINUTE);
    assert_eq!(pause_of(&every, &habits, answered(None), 0.0), Some(2 * HOUR));
    assert_eq!(pause_of(&every, &habits, failed(ErrorKind::Server, 1), 0.0), Some(2 * HOUR));
    let daily = Rhythm::Schedule("0 6 * * *".to_owned());
    assert_eq!(pause_of(&daily, &habits, failed(ErrorKind::Server, 1), 0.0), Some(15 * MINUTE), "the user's own hours");
}

#[test]
fn failures_back_off_to_a_day() {
    for (failures, expected) in
        [(0, HOUR), (1, HOUR), (2, 2 * HOUR), (3, 4 * HOUR), (5, 16 * HOUR), (6, DAY), (60, DAY), (u32::MAX, DAY)]
    {
        check(HOUR, failed(ErrorKind::Server, failures), expected);
    }
    check(3 * DAY, failed(ErrorKind::Server, 9), 3 * DAY);
    check(Duration::ZERO, failed(ErrorKind::Dns, 3), 4 * SHORTEST_PAUSE);
}

#[test]
fn failures_of_the_network_back_off_gently() {
    for (failures, expected) in [(1, HOUR), (2, 2 * HOUR), (3, 4 * HOUR), (9, 4 * HOUR)] {
        check(HOUR, failed(ErrorKind::Connect, failures), expected);
    }
    check(6 * HOUR, failed(ErrorKind::Timeout, 9), 6 * HOUR);
}

#[test]
fn a_turn_that_did_not_take_place_is_made_up_for_when_its_hindrance_ends() {
    check(HOUR, TurnEnd::Postponed { wait: 40 * MINUTE }, 40 * MINUTE);
    check(HOUR, TurnEnd::Postponed { wait: Duration::MAX }, WEEK);
    assert_eq!(pause(&Rhythm::Never, TurnEnd::Postponed { wait: MINUTE }, 0.0), None);
}

#[test]
fn what_is_gone_twice_in_a_row_is_asked_no_more() {
    let gone = |before| TurnEnd::Failed { kind: ErrorKind::Gone, failures: 2, before, retry_after: None };
    check(HOUR, gone(None), 2 * HOUR);
    check(HOUR, gone(Some(ErrorKind::NotFound)), 2 * HOUR);
    for rhythm in [Rhythm::Every(HOUR), Rhythm::Schedule("0 6 * * *".to_owned()), Rhythm::Never] {
        assert_eq!(pause(&rhythm, gone(Some(ErrorKind::Gone)), 0.0), None);
    }
    let other =
        TurnEnd::Failed { kind: ErrorKind::Server, failures: 3, before: Some(ErrorKind::Gone), retry_after: None };
    check(HOUR, other, 4 * HOUR);
}

#[test]
fn retry_after_is_the_least_pause() {
    check(HOUR, sent_away(Duration::from_secs(1)), HOUR);
    check(HOUR, sent_away(5 * HOUR), 5 * HOUR);
    check(HOUR, sent_away(3 * DAY), 3 * DAY);
    check(HOUR, sent_away(Duration::MAX), WEEK);
    let tired = TurnEnd::Failed { kind: ErrorKind::Server, failures: 4, before: None, retry_after: Some(2 * HOUR) };
    check(HOUR, tired, 16 * HOUR);
}

#[test]
fn a_calendar_gives_due_times_for_retries_only() {
    let daily = Rhythm::Schedule("0 6 * * *".to_owned());
    assert_eq!(pause(&daily, answered(Some(HOUR)), 0.0), None);
    assert_eq!(pause(&daily, failed(ErrorKind::Connect, 1), 0.0), Some(15 * MINUTE));
    assert_eq!(pause(&daily, failed(ErrorKind::Connect, 2), 0.0), Some(30 * MINUTE));
    assert_eq!(pause(&daily, sent_away(5 * HOUR), 0.0), Some(5 * HOUR));
}

#[test]
fn never_is_never() {
    assert_eq!(pause(&Rhythm::Never, answered(None), 0.0), None);
    assert_eq!(pause(&Rhythm::Never, failed(ErrorKind::Connect, 1), 0.0), None);
}

#[test]
fn chance_lengthens_by_up_to_a_tenth() {
    let rhythm = Rhythm::Every(HOUR);
    for (jitter, minutes) in [(0.0, 60), (0.5, 63), (1.0, 66), (7.0, 66), (-3.0, 60), (f64::NAN, 60)] {
        assert_eq!(pause(&rhythm, answered(None), jitter), Some(minutes * MINUTE), "{jitter}");
    }
}

#[test]
fn due_times_are_whole_seconds() {
    let turn = Turn {
        now: "2026-11-24T12:00:00.25Z".parse().expect("a time"),
        rhythm: &Rhythm::Every(Duration::from_millis(90_500)),
        habits: &Habits::default(),
        end: answered(None),
        jitter: 0.0,
    };
    assert_eq!(next_due(&turn).map(|due| due.to_string()).as_deref(), Some("2026-11-24T12:01:31Z"));
}

#[test]
fn the_end_of_time_is_no_panic() {
    let rhythm = Rhythm::Every(Duration::MAX);
    let turn =
        Turn { now: Timestamp::MAX, rhythm: &rhythm, habits: &Habits::default(), end: answered(None), jitter: 1.0 };
    assert_eq!(next_due(&turn).map(Timestamp::as_second), Some(Timestamp::MAX.as_second()));
    assert!(spread(Timestamp::MAX, 3).count() == 3 && spread_over_domain(Timestamp::MAX, 3).count() == 3);
}

#[test]
fn overdue_sources_start_one_after_the_other() {
    let seconds = |n| spread(now(), n).map(|due| due.duration_since(now()).as_secs_f64()).collect::<Vec<_>>();
    assert_eq!(seconds(0), [0.0; 0]);
    assert_eq!(seconds(1), [0.0]);
    assert_eq!(seconds(3), [0.0, 1.0, 2.0]);
    let many = seconds(10_000);
    assert!(many.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(many.iter().all(|seconds| *seconds < START_WINDOW.as_secs_f64()));
}

#[test]
fn the_sources_of_a_domain_never_come_closer_than_a_second() {
    let all: Vec<Timestamp> = spread_over_domain(now(), 1_000).collect();
    assert_eq!(all.first(), Some(&now()));
    assert!(all.windows(2).all(|pair| pair[1].duration_since(pair[0]) == SignedDuration::from_secs(1)));
}

fn any_duration() -> impl Strategy<Value = Duration> {
    prop_oneof![(0..=10 * 24 * 3600_u64).prop_map(Duration::from_secs), any::<u64>().prop_map(Duration::from_secs)]
}

fn any_habits() -> impl Strategy<Value = Habits> {
    let few = |n| proptest::collection::vec(0..n, 0..4);
    (proptest::option::of(any_duration()), few(24_u8), few(8_u8)).prop_map(|(pause, skip_hours, skip_days)| Habits {
        pacing: Pacing { pause, skip_hours, skip_days },
        ..Habits::default()
    })
}

fn any_end() -> impl Strategy<Value = TurnEnd> {
    let duration = || proptest::option::of(any_duration());
    prop_oneof![
        duration().prop_map(answered),
        (proptest::sample::select(ErrorKind::ALL), any::<u32>(), duration())
            .prop_map(|(kind, failures, retry_after)| TurnEnd::Failed { kind, failures, before: None, retry_after }),
    ]
}

proptest! {
    #[test]
    fn a_source_is_never_due_before_its_interval(
        every in any_duration(),
        habits in any_habits(),
        end in any_end(),
        jitter in any::<f64>(),
    ) {
        let rhythm = Rhythm::Every(every);
        let turn = Turn { now: now(), rhythm: &rhythm, habits: &habits, end, jitter };
        let due = next_due(&turn).expect("an interval makes due");
        prop_assert!(due > now());
        prop_assert!(due >= add(now(), every).min(Timestamp::from_second(Timestamp::MAX.as_second()).expect("valid")));
    }

    #[test]
    fn no_server_can_send_us_away_for_ever(
        hours in 0..48_u32,
        habits in any_habits(),
        end in any_end(),
        jitter in 0.0..1.0,
    ) {
        let every = hours * HOUR;
        let pause = pause_of(&Rhythm::Every(every), &habits, end, jitter).expect("an interval makes due");
        prop_assert!(pause <= WEEK.max(every).mul_f64(1.0 + JITTER_SHARE) + 8 * DAY);
    }

    #[test]
    fn more_failures_never_shorten_the_pause(
        every in any_duration(),
        kind in proptest::sample::select(ErrorKind::ALL),
        failures in 0..u32::MAX,
    ) {
        let rhythm = Rhythm::Every(every);
        let after = |failures| pause(&rhythm, failed(kind, failures), 0.0);
        prop_assert!(after(failures) <= after(failures + 1));
    }

    #[test]
    fn retry_after_is_obeyed_up_to_a_week(every in any_duration(), asked in any_duration(), jitter in 0.0..1.0) {
        let pause = pause(&Rhythm::Every(every), sent_away(asked), jitter).expect("an interval makes due");
        prop_assert!(pause >= asked.min(WEEK));
    }
}
