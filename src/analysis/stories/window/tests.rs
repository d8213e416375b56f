use super::*;

const TALKS: &str =
    "Negotiators Marwan Haddad and Elena Petrova signed the ceasefire of Lattakia after nine nights of talks";

fn entry(id: i64, hour: i64, text: &str, language: &str) -> Entry {
    let at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000 + hour);
    let profile = Profile::of("", text, Some(language)).expect("text enough");
    Entry { id, first_seen: at, dated: at, profile }
}

fn near(window: &Window, own: &Entry) -> Vec<i64> {
    window.neighbours(own).into_iter().filter(|neighbour| neighbour.likeness >= 1.0).map(|one| one.id).collect()
}

#[test]
fn the_same_event_is_near_and_another_is_not() {
    let mut window = Window::default();
    window.add(entry(1, 0, TALKS, "en"));
    window.add(entry(
        2,
        1,
        "The bakery of Norwich won a prize for sourdough bread baked by its youngest apprentice",
        "en",
    ));
    window.add(entry(3, 2, &format!("{TALKS}, mediators said on Tuesday"), "en"));
    let own = entry(4, 3, &format!("Late in the night, {TALKS}"), "en");
    assert_eq!(near(&window, &own), [1, 3]);
}

#[test]
fn only_articles_of_lower_numbers_are_neighbours() {
    let mut window = Window::default();
    (1..=3).for_each(|id| window.add(entry(id, id, TALKS, "en")));
    assert_eq!(near(&window, &entry(2, 2, TALKS, "en")), [1]);
}

#[test]
fn what_is_rare_is_followed_first_however_much_the_rest_has_in_common() {
    let mut window = Window::default();
    window.add(entry(1, 0, TALKS, "en"));
    // Words that each of the others has, so many that their entries alone are more than are followed.
    let shared = "people house water school street family morning winter summer garden market number letter picture \
                  bridge office kitchen window mountain river village island flower animal doctor teacher brother sister";
    (2..200).for_each(|id| window.add(entry(id, 1, shared, "en")));
    let own = entry(200, 2, &format!("{shared} {TALKS}"), "en");
    assert!(window.neighbours(&own).iter().any(|neighbour| neighbour.id == 1));
}

#[test]
fn articles_that_are_too_old_leave() {
    let mut window = Window::default();
    window.add(entry(1, 0, TALKS, "en"));
    window.add(entry(
        2,
        24 * 7 + 1,
        "A week later the market square was full of people who sold apples and pears",
        "en",
    ));
    assert_eq!(window.len(), 1);
    let own = entry(3, 24 * 7 + 2, TALKS, "en");
    assert_eq!(near(&window, &own), [] as [i64; 0]);
    assert_eq!(window.likeness(&own, 1), None);
}

#[test]
fn what_an_article_says_anew_is_what_it_is_compared_by() {
    let mut window = Window::default();
    window.add(entry(1, 0, TALKS, "en"));
    let anew = entry(1, 0, "The match between the rivals was abandoned after heavy snow fell upon the stadium", "en");
    window.renew(1, anew.dated, &anew.profile);
    assert_eq!(near(&window, &entry(2, 1, TALKS, "en")), [] as [i64; 0]);
}

#[test]
fn what_has_left_takes_no_room_and_what_stays_is_found_as_before() {
    let profile = |text: &str| Profile::of("", text, Some("en")).expect("text enough");
    let talks = profile(TALKS);
    let bakery = profile("The bakery of Norwich won a prize for sourdough bread baked by its youngest apprentice");
    let each_hour = |id: i64| {
        let at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000 + id);
        let profile = if id % 3 == 0 { talks.clone() } else { bakery.clone() };
        Entry { id, first_seen: at, dated: at, profile }
    };
    let mut window = Window::default();
    (1..=3_000).for_each(|id| window.add(each_hour(id)));
    let mut short = Window::default();
    (3_000 - 168..=3_000).for_each(|id| short.add(each_hour(id)));
    assert_eq!((window.len(), short.len()), (169, 169));
    assert!(window.articles.len() < 169 + 169 / 4 + LEAST_LEFT + 2, "{}", window.articles.len());
    let own = each_hour(3_003);
    assert_eq!(window.neighbours(&own), short.neighbours(&own));
    assert!(!window.neighbours(&own).is_empty());
}
