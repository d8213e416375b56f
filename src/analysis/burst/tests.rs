//! What is marked, and what is not.

use super::*;

/// A generator that gives the same numbers on every machine (`SplitMix64`).
struct Chance(u64);

impl Chance {
    /// A number from 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A count of events that happen at this rate (Poisson, by Knuth's way).
    fn count(&mut self, rate: f64) -> u32 {
        let (limit, mut product, mut n) = ((-rate).exp(), self.next(), 0);
        while product > limit {
            product *= self.next();
            n += 1;
        }
        n
    }
}

/// A collection that brings many articles by day and few by night, and one topic of it.
struct World {
    own: Vec<u32>,
    all: Vec<u32>,
}

/// The share of its daily rate that an hour has: little from 0 to 5 o'clock. The last hour is the one before `now`.
fn daylight(hours_ago: usize, now: usize) -> f64 {
    let hour = (now + 24 * 100 - 1 - hours_ago) % 24;
    if hour < 5 { 0.15 } else { 1.22 }
}

impl World {
    /// Counts of four weeks, asked at an hour of the day.
    fn new(chance: &mut Chance, now: usize, own_each_hour: f64, rest_each_hour: f64) -> Self {
        let mut world = Self { own: Vec::new(), all: Vec::new() };
        for hours_ago in 0..HABIT_HOURS {
            let own = chance.count(own_each_hour * daylight(hours_ago, now));
            world.own.push(own);
            world.all.push(own + chance.count(rest_each_hour * daylight(hours_ago, now)));
        }
        world
    }

    fn counts(&self, age_hours: usize) -> Counts<'_> {
        Counts { own: &self.own, all: &self.all, age_hours }
    }

    fn mark(&self) -> Option<Mark> {
        let counts = self.counts(HABIT_HOURS);
        let growths: Vec<Growth> = TOPIC_HOURS.iter().filter_map(|&hours| of_topic(counts, hours)).collect();
        strongest(&growths).and_then(|growth| growth.mark)
    }

    /// The same with so many times as much in the last hours, of the topic and of the rest.
    fn grown(mut self, hours: usize, own: u32, rest: u32) -> Self {
        for (mine, all) in self.own.iter_mut().zip(&mut self.all).take(hours) {
            let others = *all - *mine;
            *mine *= own;
            *all = *mine + others * rest;
        }
        self
    }
}

/// How many of a thousand worlds are marked.
fn marked(own_each_hour: f64, now: usize, change: impl Fn(World) -> World) -> usize {
    let mut chance = Chance(7 + now as u64);
    let worlds = (0..1000).map(|_| World::new(&mut chance, now, own_each_hour, 40.0));
    worlds.map(change).filter(|world| world.mark().is_some()).count()
}

#[test]
fn what_is_as_ever_is_rarely_marked() {
    // Two spans of hours at one in a thousand each, and little counts are never that exact.
    for (rate, now) in [(0.05, 12), (0.5, 12), (0.5, 4), (4.0, 8), (4.0, 23)] {
        let n = marked(rate, now, |world| world);
        assert!(n <= 3, "{n} of 1000 at {rate} an hour, at {now} o'clock");
    }
}

#[test]
fn a_tripling_is_marked() {
    for (rate, now, least) in [(4.0, 12, 970), (2.0, 18, 800)] {
        let n = marked(rate, now, |world| world.grown(6, 3, 1));
        assert!(n >= least, "{n} of 1000 at {rate} an hour, at {now} o'clock");
    }
}

#[test]
fn what_grows_with_everything_else_is_no_burst() {
    for rate in [0.5, 4.0] {
        let n = marked(rate, 12, |world| world.grown(6, 3, 3));
        assert!(n <= 10, "{n} of 1000 at {rate} an hour");
    }
}

#[test]
fn sources_that_come_back_after_an_outage_are_no_burst() {
    let silent = |mut world: World| {
        // Nothing for two days, and what was missed comes in the last hours.
        for hours in [&mut world.own, &mut world.all] {
            let missed: u32 = hours[3..51].iter().sum();
            hours[3..51].fill(0);
            hours[0] += missed;
        }
        world
    };
    for rate in [0.5, 4.0] {
        let n = marked(rate, 12, silent);
        assert!(n <= 10, "{n} of 1000 at {rate} an hour");
    }
}

#[test]
fn the_hours_of_night_have_a_habit_of_their_own() {
    // What is usual by day is a burst where a topic sleeps and the rest does not.
    let mut world = World::new(&mut Chance(3), 6, 0.0, 40.0);
    let is_night = |hours_ago: usize| hours_ago % 24 < 6;
    for (hours_ago, (own, all)) in world.own.iter_mut().zip(&mut world.all).enumerate() {
        *own = if is_night(hours_ago) { u32::from(hours_ago % 24 == 0) } else { 4 };
        *all = *own + 40;
    }
    assert_eq!(world.mark(), None);
    let by_night = of_topic(world.counts(HABIT_HOURS), 6).expect("a habit");
    assert!(by_night.expected < 5.0, "{by_night:?}");
    for (own, all) in world.own.iter_mut().zip(&mut world.all).take(6) {
        (*own, *all) = (4, 44);
    }
    assert_eq!(world.mark(), Some(Mark::Burst));
}

#[test]
fn a_burst_of_last_week_hides_none_of_today() {
    let mut world = World::new(&mut Chance(5), 12, 1.0, 40.0).grown(6, 8, 1);
    let today = of_topic(world.counts(HABIT_HOURS), 6).expect("a habit");
    for hours_ago in 24 * 5..24 * 5 + 12 {
        world.own[hours_ago] += 20;
        world.all[hours_ago] += 20;
    }
    let after = of_topic(world.counts(HABIT_HOURS), 6).expect("a habit");
    assert_eq!((today.mark, after.mark), (Some(Mark::Burst), Some(Mark::Burst)), "{today:?} {after:?}");
}

#[test]
fn few_articles_and_what_is_new_make_no_mark() {
    let silent = |now_brought: u32| {
        let mut world = World { own: vec![0; HABIT_HOURS], all: vec![40; HABIT_HOURS] };
        world.own[0] = now_brought;
        world
    };
    assert_eq!(silent(3).mark(), None);
    assert_eq!(silent(30).mark(), Some(Mark::Burst));
    // Its first article came yesterday: nobody knows what is usual.
    assert_eq!(of_topic(silent(30).counts(30), 6), None);
    assert_eq!(of_topic(Counts { own: &[], all: &[], age_hours: 9 }, 6), None);
}

#[test]
fn a_collection_of_one_topic_goes_by_time() {
    let mut chance = Chance(11);
    let own: Vec<u32> = (0..HABIT_HOURS).map(|_| chance.count(2.0)).collect();
    let mut world = World { all: own.clone(), own };
    assert_eq!(world.mark(), None);
    world = world.grown(6, 4, 1);
    assert_eq!(world.mark(), Some(Mark::Burst));
}

/// A story of so many texts in each six hours, the last first, among forty other articles an hour.
fn story(texts: &[u32]) -> Growth {
    let mut own = vec![0; HABIT_HOURS];
    for (span, n) in texts.iter().enumerate() {
        own[span * 6] = *n;
    }
    let all: Vec<u32> = own.iter().map(|n| n + 40).collect();
    of_story(Counts { own: &own, all: &all, age_hours: texts.len() * 6 }).expect("the collection is old enough")
}

#[test]
fn in_the_first_days_of_a_collection_nobody_knows_what_a_usual_story_is() {
    let of_hours = |collected: usize| {
        let mut all = vec![0; HABIT_HOURS];
        all[..collected].fill(40);
        of_story(Counts { own: &[30], all: &all, age_hours: 1 })
    };
    assert_eq!(of_hours(1), None);
    assert_eq!(of_hours(71), None);
    let grown = of_hours(72).expect("three days");
    assert_eq!(grown.mark, Some(Mark::Burst));
    assert!((1.0..3.0).contains(&grown.expected), "{grown:?}");
}

#[test]
fn a_story_is_held_against_its_own_past() {
    assert_eq!(story(&[2, 2, 3, 2]).mark, None);
    assert_eq!(story(&[6, 4, 3]).mark, None, "reports come in clusters");
    assert_eq!(story(&[3]).mark, None);
    assert_eq!(story(&[24, 2, 3, 2, 1]).mark, Some(Mark::Burst));
    assert_eq!(story(&[20]).mark, Some(Mark::Rising), "few stories begin like that");
    assert_eq!(story(&[20, 20, 20]).mark, None, "a large story that goes on");
    let usual = story(&[4, 4, 4, 4, 4, 4, 4, 4]);
    assert!((3.0..5.0).contains(&usual.expected), "{usual:?}");
}

#[test]
fn stories_of_chance_are_rarely_marked() {
    let mut chance = Chance(1);
    let stories = (0..2000).map(|_| (0..8).map(|_| chance.count(3.0)).collect::<Vec<u32>>());
    let n = stories.filter(|texts| story(texts).mark.is_some()).count();
    assert!(n <= 4, "{n} of 2000");
}

#[test]
fn what_is_all_that_comes_in_may_still_burst() {
    let rest = |hour: usize| if hour < 12 { 0 } else { 2 };
    let own: Vec<u32> = (0..HABIT_HOURS).map(|hour| if hour == 1 { 12 } else { 0 }).collect();
    let all: Vec<u32> = own.iter().enumerate().map(|(hour, own)| own + rest(hour)).collect();
    let mark = |own: &[u32], age_hours| of_story(Counts { own, all: &all, age_hours }).and_then(|growth| growth.mark);
    assert_eq!(mark(&own, 2), Some(Mark::Burst));
    assert_eq!(mark(&vec![0; HABIT_HOURS], 2), None, "nothing is no burst");
    let topic = of_topic(Counts { own: &own, all: &all, age_hours: HABIT_HOURS }, 6).expect("there is a habit");
    assert_eq!(topic.mark, Some(Mark::Burst));
}
