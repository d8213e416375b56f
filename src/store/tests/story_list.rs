//! Lists of stories, one story, and counts by hour.

use jiff::Timestamp;

use super::fixture::{Fixture, article, language, matching, outcome, published, topic};
use crate::model::Article;
use crate::store::{ArticleFilter, ArticleId, ArticleName, Condition, StoryFilter, StoryId, StoryOrder};

const NOW: &str = "2026-11-24T08:00:00Z";

fn now() -> Timestamp {
    NOW.parse().expect("a time")
}

/// One article of a story, before stories are told apart by what they say: tests put them together by hand.
fn told(number: usize, hours_ago: i64) -> Article {
    let at = now() - jiff::SignedDuration::from_hours(hours_ago);
    published(article(&format!("https://p{number}.example/{number}"), &format!("Report {number}")), &at.to_string())
}

/// Puts articles into a story as the store would count it.
fn unite(fixture: &Fixture, story: i64, members: &[i64]) {
    let list = members.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let sql = format!(
        "update articles set story_id = {story} where id in ({list});
         insert into stories select {story}, {story}, (select title from articles where id = {story}), min(dated),
             max(dated), count(*), count(*) filter (where copy_of is null),
             (select count(distinct source_id) from sightings where article_id in ({list})),
             json_array('en'), null
         from articles where story_id = {story};"
    );
    fixture.outside().execute_batch(&sql).expect("united");
}

fn filter(order: StoryOrder) -> StoryFilter {
    let since = now() - jiff::SignedDuration::from_hours(24);
    StoryFilter { topics: Vec::new(), languages: Vec::new(), since, now: now(), order, limit: 20 }
}

/// Three stories: 1 of two sources of this hour, 3 of three sources of yesterday evening, 6 of one source with many
/// reports.
fn collection() -> Fixture {
    let fixture = Fixture::with_sources(&["a", "b", "c"]);
    let apply = |source: &str, articles: Vec<Article>| {
        assert!(fixture.store.apply(outcome(source, articles)).expect("applied").is_current);
    };
    let war = |article| matching(article, "war", 5.0);
    apply("a", vec![war(told(1, 1))]);
    apply("b", vec![told(2, 0)]);
    apply("a", vec![told(3, 12)]);
    apply("b", vec![told(4, 12)]);
    apply("c", vec![told(5, 12)]);
    apply("c", vec![told(6, 3), told(7, 2), told(8, 2), war(told(9, 5))]);
    apply("c", vec![told(10, 0)]);
    unite(&fixture, 1, &[1, 2]);
    unite(&fixture, 3, &[3, 4, 5]);
    unite(&fixture, 6, &[6, 7, 8, 9]);
    fixture
}

#[test]
fn stories_are_chosen_and_ordered() {
    let fixture = collection();
    let check = |what: &str, filter: StoryFilter, expected: &[i64]| {
        let found = fixture.store.stories(&filter).expect("listed");
        assert_eq!(found.iter().map(|row| row.id.0).collect::<Vec<_>>(), expected, "{what}: {found:?}");
    };
    let by = filter;
    check("rank", by(StoryOrder::Rank), &[1, 3, 6]);
    check("the first of them", StoryFilter { limit: 1, ..by(StoryOrder::Rank) }, &[1]);
    check("the first two", StoryFilter { limit: 2, ..by(StoryOrder::Rank) }, &[1, 3]);
    check("none", StoryFilter { limit: 0, ..by(StoryOrder::Rank) }, &[]);
    check("newest", by(StoryOrder::Newest), &[1, 6, 3]);
    check("size", by(StoryOrder::Size), &[6, 3, 1]);
    let since = now() - jiff::SignedDuration::from_hours(4);
    check("since", StoryFilter { since, ..by(StoryOrder::Rank) }, &[1, 6]);
    check("language", StoryFilter { languages: vec![language("en")], ..by(StoryOrder::Rank) }, &[1, 3, 6]);
    check("no language", StoryFilter { languages: vec![language("ar")], ..by(StoryOrder::Rank) }, &[]);
    // Half of the texts of 1 match, a quarter of those of 6.
    check("topic", StoryFilter { topics: vec![topic("war")], ..by(StoryOrder::Rank) }, &[1]);
    let rows = fixture.store.stories(&by(StoryOrder::Rank)).expect("listed");
    assert!((rows[1].weight - 1.5).abs() < 1e-9, "three sources of twelve hours ago: {rows:?}");
    assert_eq!(rows[0].topics, [(topic("war"), 1)]);
}

#[test]
fn a_source_of_copies_alone_adds_no_weight() {
    let fixture = collection();
    let weight = || fixture.store.story(StoryId(1), now()).expect("read").expect("a story").row.weight;
    let before = weight();
    fixture
        .outside()
        .execute_batch("update articles set copy_of = 1, copy_kind = 'exact' where id = 2")
        .expect("a copy now");
    assert!((before - weight() - 1.0).abs() < 1e-9, "{before} {}", weight());
}

#[test]
fn one_story_is_told_article_by_article() {
    let fixture = collection();
    fixture
        .outside()
        .execute_batch("update articles set copy_of = 9, copy_kind = 'near' where id = 8")
        .expect("a copy now");
    let story = fixture.store.story(StoryId(6), now()).expect("read").expect("a story");
    let told: Vec<(i64, Option<i64>)> =
        story.members.iter().map(|member| (member.id.0, member.copy_of.map(|(original, _)| original.0))).collect();
    assert_eq!(told, [(9, None), (8, Some(9)), (6, None), (7, None)], "copies stand below what they repeat");
    assert_eq!(story.sources.iter().map(|(source, n)| (source.as_str(), *n)).collect::<Vec<_>>(), [("c", 4)]);
    assert_eq!(fixture.store.story(StoryId(2), now()).expect("read"), None);
}

#[test]
fn a_story_that_went_into_another_leads_there() {
    let fixture = collection();
    fixture
        .outside()
        .execute_batch(
            "update articles set story_id = 1 where story_id = 3; update stories set merged_into = 1 where id = 3",
        )
        .expect("merged");
    let story = fixture.store.story(StoryId(3), now()).expect("read").expect("a story");
    assert_eq!((story.row.id, story.members.len()), (StoryId(1), 5));
    let of = |story| ArticleFilter { conditions: vec![Condition::Story(story)], ..ArticleFilter::newest(None) };
    assert_eq!(fixture.titles(&of(3)), ["Report 2", "Report 1", "Report 5", "Report 4", "Report 3"]);
    assert_eq!(fixture.titles(&of(10)), Vec::<String>::new());
    assert_eq!(fixture.store.stories(&filter(StoryOrder::Size)).expect("listed").len(), 2);
    let link = |id| fixture.store.article(&ArticleName::Id(ArticleId(id))).expect("read").expect("an article").story;
    assert_eq!(link(4).map(|story| (story.id, story.title)), Some((StoryId(1), "Report 1".to_owned())));
    assert_eq!(link(10), None);
}

#[test]
fn hours_are_counted_back_from_the_question() {
    let fixture = collection();
    let counts = |counts: &[u32]| counts.iter().enumerate().filter(|(_, n)| **n > 0).map(|(h, n)| (h, *n)).collect();
    let all: Vec<(usize, u32)> = counts(&fixture.store.hourly_articles(now(), 12).expect("read"));
    assert_eq!(all, [(0, 2), (1, 1), (2, 2), (3, 1), (5, 1)], "those of twelve hours ago are outside");
    let of_topic = fixture.store.hourly_of_topics(&[topic("war"), topic("peace")], now(), 24).expect("read");
    let hours: Vec<(usize, u32)> = counts(&of_topic.counts);
    assert_eq!((hours, of_topic.age_hours), (vec![(1, 1), (5, 1)], 6));
    assert_eq!(fixture.store.hourly_of_topics(&[topic("peace")], now(), 24).expect("read").age_hours, 0);
    let of_story = fixture.store.hourly_of_story(StoryId(6), now(), 24).expect("read");
    let hours: Vec<(usize, u32)> = counts(&of_story.counts);
    assert_eq!((hours, of_story.age_hours), (vec![(2, 2), (3, 1), (5, 1)], 6));
    fixture
        .outside()
        .execute_batch("update articles set copy_of = 6, copy_kind = 'near' where id in (7, 9)")
        .expect("copies now");
    let of_story = fixture.store.hourly_of_story(StoryId(6), now(), 24).expect("read");
    assert_eq!(counts(&of_story.counts) as Vec<(usize, u32)>, [(2, 1), (3, 1)], "a copy counts once");
    let of_topic = fixture.store.hourly_of_topics(&[topic("war")], now(), 24).expect("read");
    assert_eq!(counts(&of_topic.counts) as Vec<(usize, u32)>, [(1, 1)]);
}
