use super::*;
use crate::analysis::copies::Reading;

fn time(days: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * days)
}

/// An article of 300 words, of which the first `shared` are the same in all.
fn entry(id: i64, day: i64, shared: usize) -> Entry {
    let own = (shared..300).map(|n| format!("own{id}x{n}"));
    let text: Vec<String> = (0..shared).map(|n| format!("word{n}")).chain(own).collect();
    let sketch = Sketch::of(&Reading::of(&text.join(" "))).expect("long enough");
    Entry { id, first_seen: time(day), sketch }
}

fn window(entries: &[Entry]) -> Window {
    let mut window = Window::default();
    entries.iter().for_each(|entry| window.add(entry));
    window
}

fn similar(window: &Window, entry: &Entry) -> Vec<i64> {
    window.similar(entry).iter().map(|hit| hit.id).collect()
}

#[test]
fn what_shares_much_is_found_the_most_alike_first() {
    let window = window(&[entry(1, 0, 150), entry(2, 0, 0), entry(3, 0, 280)]);
    let found = window.similar(&entry(4, 0, 300));
    assert_eq!(found.iter().map(|hit| hit.id).collect::<Vec<_>>(), [3, 1]);
    assert!(found.iter().all(|hit| hit.containment > 0.3 && hit.containment <= 1.0), "{found:?}");
    assert_eq!(similar(&window, &entry(5, 0, 0)), [] as [i64; 0]);
}

#[test]
fn only_articles_of_lower_numbers_and_of_the_last_days_are_found() {
    let window = window(&[entry(1, 0, 300), entry(2, 20, 300), entry(3, 40, 300)]);
    assert_eq!(similar(&window, &entry(3, 40, 300)), [2]);
    assert_eq!(similar(&window, &entry(4, 60, 300)), [3]);
    assert_eq!(similar(&window, &entry(200_000, 40, 300)), [] as [i64; 0], "too many lie between");
}

#[test]
fn it_is_stale_once_its_first_article_is_twice_as_old_as_may_be() {
    let mut window = window(&[entry(1, 0, 0), entry(2, 59, 0)]);
    assert!(!window.is_stale() && window.len() == 2 && !window.is_empty());
    window.add(&entry(3, 61, 0));
    assert!(window.is_stale());
}

#[test]
fn a_key_that_everybody_has_costs_no_more() {
    let entries: Vec<Entry> = (1..=200).map(|id| entry(id, 0, 300)).collect();
    let found = similar(&window(&entries), &entry(201, 0, 300));
    assert_eq!(found.len(), MOST_HITS);
}
