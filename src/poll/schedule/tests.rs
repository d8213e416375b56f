//! Pauses by table, and what holds for all of them.

use proptest::prelude::*;

use super::*;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const WEEK: Duration = LONGEST_ABSENCE;

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().expect("a time")
}

fn answered(max_age: Option<Duration>, ttl: Option<Duration>) -> TurnEnd {
    TurnEnd::Answered { freshness: Freshness { max_age }, ttl }
}

fn failed(kind: ErrorKind, failures: u32) -> TurnEnd {
    TurnEnd::Failed { kind, failures, retry_after: None }
}

fn sent_away(retry_after: Duration) -> TurnEnd {
    TurnEnd::Failed { kind: ErrorKind::TooManyRequests, failures: 1, retry_after: Some(retry_after) }
}

fn pause(rhythm: &Rhythm, end: TurnEnd, jitter: f64) -> Option<Duration> {
    let due = next_due(&Turn { now: now(), rhythm, end, jitter })?;
    Some(due.duration_since(now()).try_into().expect("not in the past"))
}

#[track_caller]
fn check(every: Duration, end: TurnEnd, expected: Duration) {
    assert_eq!(pause(&Rhythm::Every(every), end, 0.0), Some(expected), "every {every:?}, {end:?}");
}

#[test]
fn the_interval_holds_unless_the_server_wants_a_longer_one() {
    check(15 * MINUTE, answered(None, None), 15 * MINUTE);
    check(15 * MINUTE, answered(Some(MINUTE), None), 15 * MINUTE);
    check(15 * MINUTE, answered(Some(HOUR), None), HOUR);
    check(15 * MINUTE, answered(None, Some(2 * HOUR)), 2 * HOUR);
    check(15 * MINUTE, answered(Some(HOUR), Some(2 * HOUR)), 2 * HOUR);
    check(15 * MINUTE, answered(Some(3 * HOUR), Some(2 * HOUR)), 3 * HOUR);
    check(15 * MINUTE, answered(Some(365 * DAY), None), DAY);
    check(15 * MINUTE, answered(Some(Duration::MAX), Some(Duration::MAX)), DAY);
    check(3 * DAY, answered(Some(10 * DAY), None), 3 * DAY);
    check(Duration::ZERO, answered(None, None), SHORTEST_PAUSE);
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
fn what_is_gone_is_asked_once_more_then_hardly_ever() {
    for (failures, expected) in
        [(1, HOUR), (2, DAY), (3, 2 * DAY), (4, 4 * DAY), (5, WEEK), (99, WEEK), (u32::MAX, WEEK)]
    {
        check(HOUR, failed(ErrorKind::Gone, failures), expected);
    }
}

#[test]
fn retry_after_is_the_least_pause() {
    check(HOUR, sent_away(Duration::from_secs(1)), HOUR);
    check(HOUR, sent_away(5 * HOUR), 5 * HOUR);
    check(HOUR, sent_away(3 * DAY), 3 * DAY);
    check(HOUR, sent_away(Duration::MAX), WEEK);
    let tired = TurnEnd::Failed { kind: ErrorKind::Server, failures: 4, retry_after: Some(2 * HOUR) };
    check(HOUR, tired, 8 * HOUR);
}

#[test]
fn a_calendar_gives_due_times_for_retries_only() {
    let daily = Rhythm::Schedule("0 6 * * *".to_owned());
    assert_eq!(pause(&daily, answered(Some(HOUR), None), 0.0), None);
    assert_eq!(pause(&daily, failed(ErrorKind::Connect, 1), 0.0), Some(15 * MINUTE));
    assert_eq!(pause(&daily, failed(ErrorKind::Connect, 2), 0.0), Some(30 * MINUTE));
    assert_eq!(pause(&daily, sent_away(5 * HOUR), 0.0), Some(5 * HOUR));
}

#[test]
fn never_is_never() {
    assert_eq!(pause(&Rhythm::Never, answered(None, None), 0.0), None);
    assert_eq!(pause(&Rhythm::Never, failed(ErrorKind::Connect, 1), 0.0), None);
}

#[test]
fn chance_lengthens_by_up_to_a_tenth() {
    let rhythm = Rhythm::Every(HOUR);
    for (jitter, minutes) in [(0.0, 60), (0.5, 63), (1.0, 66), (7.0, 66), (-3.0, 60), (f64::NAN, 60)] {
        assert_eq!(pause(&rhythm, answered(None, None), jitter), Some(minutes * MINUTE), "{jitter}");
    }
}

#[test]
fn due_times_are_whole_seconds() {
    let turn = Turn {
        now: "2026-11-24T12:00:00.25Z".parse().expect("a time"),
        rhythm: &Rhythm::Every(Duration::from_millis(90_500)),
        end: answered(None, None),
        jitter: 0.0,
    };
    assert_eq!(next_due(&turn).map(|due| due.to_string()).as_deref(), Some("2026-11-24T12:01:31Z"));
}

#[test]
fn the_end_of_time_is_no_panic() {
    let rhythm = Rhythm::Every(Duration::MAX);
    let turn = Turn { now: Timestamp::MAX, rhythm: &rhythm, end: answered(None, None), jitter: 1.0 };
    assert_eq!(next_due(&turn).map(Timestamp::as_second), Some(Timestamp::MAX.as_second()));
    assert!(spread(Timestamp::MAX, 3).count() == 3);
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

fn any_duration() -> impl Strategy<Value = Duration> {
    prop_oneof![(0..=10 * 24 * 3600_u64).prop_map(Duration::from_secs), any::<u64>().prop_map(Duration::from_secs)]
}

fn any_end() -> impl Strategy<Value = TurnEnd> {
    let duration = || proptest::option::of(any_duration());
    prop_oneof![
        (duration(), duration()).prop_map(|(max_age, ttl)| answered(max_age, ttl)),
        (proptest::sample::select(ErrorKind::ALL), any::<u32>(), duration())
            .prop_map(|(kind, failures, retry_after)| TurnEnd::Failed { kind, failures, retry_after }),
    ]
}

proptest! {
    #[test]
    fn a_source_is_never_due_before_its_interval(every in any_duration(), end in any_end(), jitter in any::<f64>()) {
        let rhythm = Rhythm::Every(every);
        let turn = Turn { now: now(), rhythm: &rhythm, end, jitter };
        let due = next_due(&turn).expect("an interval makes due");
        prop_assert!(due > now());
        prop_assert!(due >= add(now(), every).min(Timestamp::from_second(Timestamp::MAX.as_second()).expect("valid")));
    }

    #[test]
    fn no_server_can_send_us_away_for_ever(hours in 0..48_u32, end in any_end(), jitter in 0.0..1.0) {
        let every = hours * HOUR;
        let pause = pause(&Rhythm::Every(every), end, jitter).expect("an interval makes due");
        prop_assert!(pause <= WEEK.max(every).mul_f64(1.0 + JITTER_SHARE) + Duration::from_secs(1));
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
