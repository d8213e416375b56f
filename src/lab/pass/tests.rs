use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{CHUNK, Pass, PassEnd};
use crate::lab::fixture::Collection;
use crate::store::{TextChoice, TextsOf};

/// As many articles, named by their numbers.
fn collection(n: usize) -> Collection {
    let titles: Vec<String> = (1..=n).map(|n| n.to_string()).collect();
    let articles: Vec<(&str, &str)> = titles.iter().map(|title| (title.as_str(), title.as_str())).collect();
    Collection::of(&articles, "rules-1")
}

fn pass(collection: &Collection) -> Pass {
    let threads = NonZero::new(3).expect("more than none");
    Pass::choose(&collection.store, &TextChoice::ever(TextsOf::All)).expect("chosen").with_threads(threads)
}

#[test]
fn every_article_is_seen_once_the_newest_chunk_first() {
    let n = CHUNK * 20 + 7;
    let collection = collection(n);
    let pass = pass(&collection);
    assert_eq!(pass.n_articles(), n);
    let mut chunks: Vec<Vec<i64>> = Vec::new();
    let end = pass.run(
        &AtomicBool::new(false),
        |article| {
            assert_eq!(article.title, article.id.to_string());
            article.id.0
        },
        |chunk| {
            chunks.push(chunk);
            ControlFlow::Continue(())
        },
    );
    assert_eq!(end.expect("read"), PassEnd::Complete);
    assert_eq!((chunks.len(), chunks.last().map(Vec::len)), (21, Some(7)));
    chunks.reverse();
    let expected: Vec<i64> = (1..=i64::try_from(n).expect("few")).collect();
    assert_eq!(chunks.concat(), expected, "in order, without gaps");
}

#[test]
fn the_receiver_may_break_off() {
    let collection = collection(CHUNK * 50);
    let mut n_received = 0;
    let end = pass(&collection).run(
        &AtomicBool::new(false),
        |_| (),
        |chunk| {
            n_received += chunk.len();
            if n_received >= 2 * CHUNK { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        },
    );
    assert_eq!((end.expect("read"), n_received), (PassEnd::Stopped, 2 * CHUNK));
}

#[test]
fn a_pass_that_is_told_to_stop_hands_nothing_more_on() {
    let collection = collection(CHUNK * 50);
    let stop = AtomicBool::new(false);
    let mut n_chunks = 0;
    let end = pass(&collection).run(
        &stop,
        |_| (),
        |_| {
            n_chunks += 1;
            stop.store(n_chunks == 3, Ordering::Relaxed);
            ControlFlow::Continue(())
        },
    );
    assert_eq!((end.expect("read"), n_chunks), (PassEnd::Stopped, 3));
    let end = pass(&collection).run(&AtomicBool::new(true), |_| (), |_| panic!("nothing was wanted"));
    assert_eq!(end.expect("read"), PassEnd::Stopped);
}

#[test]
fn threads_do_not_run_ahead_of_the_receiver_without_end() {
    let collection = collection(CHUNK * 60);
    let n_seen = std::sync::atomic::AtomicUsize::new(0);
    let mut most_ahead = 0;
    let mut n_received = 0;
    let look = |_: &_| {
        n_seen.fetch_add(1, Ordering::SeqCst);
    };
    let end = pass(&collection).run(&AtomicBool::new(false), look, |chunk| {
        most_ahead = most_ahead.max(n_seen.load(Ordering::SeqCst) - n_received);
        n_received += chunk.len();
        ControlFlow::Continue(())
    });
    assert_eq!(end.expect("read"), PassEnd::Complete);
    assert!(most_ahead <= 3 * super::CHUNKS_A_THREAD * CHUNK, "{most_ahead} articles ahead");
}

#[test]
fn a_panic_of_the_look_reaches_the_caller_and_ends_the_threads() {
    let collection = collection(CHUNK * 50);
    let run = || {
        pass(&collection).run(
            &AtomicBool::new(false),
            |_| panic!("a look that fails"),
            |_: Vec<()>| ControlFlow::Continue(()),
        )
    };
    let payload = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).expect_err("it panics");
    assert_eq!(payload.downcast_ref::<&str>(), Some(&"a look that fails"));
}

#[test]
fn a_pass_over_nothing_is_complete() {
    let collection = Collection::of(&[], "rules-1");
    let end = pass(&collection).run(&AtomicBool::new(false), |_| (), |_| panic!("there is nothing"));
    assert_eq!(end.expect("read"), PassEnd::Complete);
}
