//! Work that ends, fails, hangs and turns in circles.

use std::collections::HashSet;
use std::sync::atomic::AtomicBool;

use super::*;

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(20);

fn limits() -> Limits {
    Limits { threads: 2, budget: LONG, wall: LONG, abandoned: 2 }
}

/// Work that takes all the CPU time it gets until it is told to end.
fn circling() -> (Arc<AtomicBool>, impl FnOnce() + Send + 'static) {
    let is_ending = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&is_ending);
    let work = move || {
        while !flag.load(Ordering::SeqCst) {
            std::hint::spin_loop();
        }
    };
    (is_ending, work)
}

async fn until_abandoned_is(pool: &Pool, expected: usize) {
    let mut n_abandoned = pool.shared.n_abandoned.subscribe();
    timeout(LONG, n_abandoned.wait_for(|n| *n == expected)).await.expect("in time").expect("the pool lives");
}

#[tokio::test]
async fn a_panic_becomes_an_error_and_the_thread_goes_on() {
    let pool = Pool::new(limits());
    let result = pool.run(|| -> u8 { panic!("at byte {}", 7) }).await;
    assert_eq!(result, Err(Spoiled::Panicked("at byte 7".to_owned())));
    assert_eq!(pool.run(|| 7).await, Ok(7));
}

#[tokio::test]
async fn what_turns_in_circles_is_given_up_and_stops_nothing_else() {
    let pool = Pool::new(Limits { threads: 1, budget: SHORT, ..limits() });
    let (is_ending, work) = circling();
    assert_eq!(pool.run(work).await, Err(Spoiled::TooSlow(SHORT)));
    until_abandoned_is(&pool, 1).await;
    assert_eq!(pool.run(|| 7).await, Ok(7), "beside it");
    is_ending.store(true, Ordering::SeqCst);
    until_abandoned_is(&pool, 0).await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn who_only_has_to_wait_is_not_too_slow() {
    let pool = Pool::new(Limits { budget: SHORT, ..limits() });
    let (sender, receiver) = channel::<u8>();
    let mut waiting = std::pin::pin!(pool.run(move || receiver.recv()));
    assert!(timeout(5 * SHORT, &mut waiting).await.is_err(), "it waits still");
    sender.send(7).expect("it waits");
    assert_eq!(waiting.await, Ok(Ok(7)));
}

#[tokio::test]
async fn who_waits_for_ever_is_given_up_at_last() {
    let pool = Pool::new(Limits { budget: SHORT, wall: 2 * SHORT, ..limits() });
    let (sender, receiver) = channel::<u8>();
    assert_eq!(pool.run(move || receiver.recv()).await, Err(Spoiled::TooSlow(SHORT)));
    drop(sender);
    until_abandoned_is(&pool, 0).await;
}

#[tokio::test]
async fn beside_too_many_abandoned_ones_nothing_is_begun_until_one_ends() {
    let pool = Pool::new(Limits { budget: SHORT, abandoned: 1, ..limits() });
    let (is_ending, work) = circling();
    assert_eq!(pool.run(work).await, Err(Spoiled::TooSlow(SHORT)));
    assert_eq!(pool.run(|| 7).await, Err(Spoiled::Overloaded(1)));
    is_ending.store(true, Ordering::SeqCst);
    until_abandoned_is(&pool, 0).await;
    assert_eq!(pool.run(|| 7).await, Ok(7));
}

#[tokio::test]
async fn threads_are_few_and_used_again() {
    let pool = Pool::new(limits());
    let ids = (0..50).map(|_| pool.run(|| std::thread::current().id()));
    let ids: HashSet<_> =
        futures_util::future::join_all(ids).await.into_iter().map(|id| id.expect("it ends")).collect();
    assert!(ids.len() <= 10, "{} threads", ids.len());
    assert!(pool.shared.lock_idle().len() <= 2);
}

#[tokio::test]
async fn stacks_are_deep() {
    fn sum(depth: usize) -> usize {
        let frame = std::hint::black_box([1_u8; 1024]);
        if depth == 0 { 0 } else { sum(depth - 1) + usize::from(frame[depth % 1024]) }
    }
    assert_eq!(Pool::new(limits()).run(|| sum(6_000)).await, Ok(6_000));
}

#[test]
fn a_thread_knows_what_it_used() {
    let clock = ThreadClock::of_this_thread();
    if let Some(before) = clock.read() {
        let began = Instant::now();
        while clock.read().is_some_and(|now| now <= before) && began.elapsed() < LONG {}
        assert!(clock.read() > Some(before));
    }
}
