//! Stories whose articles are linked: who cites the same statement, and who cites whom.

use super::fixture::{Fixture, linking, outcome, published, with_text};
use crate::model::Article;
use crate::store::Anew;

const STATEMENT: &str = "https://ministry.example/statements/2026-11-24-harbour";

const ENGLISH: &str = "Ships may enter the port of Mersin again from Wednesday, after divers of the coast guard had removed the \
    last wreck of the August storm. Tarek Mansaray, who leads the harbour board, told reporters that cranes were working day \
    and night, and that grain for the inland towns would be unloaded first. Insurers had asked for a second survey of the \
    sea bed in Antalya and Izmir.";

/// Tells of the same as [`ENGLISH`]; of its names it shares few.
const ARABIC: &str = "أعلنت السلطات أن الملاحة ستستأنف صباح الأربعاء في ميناء مرسين بعد انتشال آخر حطام خلفته عاصفة الصيف. وأوضح \
    طارق منساراي أن الأولوية ستكون لسفن القمح المتجهة إلى مدن الداخل، وأن العمل سيجري ليلا ونهارا حتى نهاية الشهر. وكان \
    التجار قد شكوا من ارتفاع الأسعار منذ إغلاق الميناء.";

/// Tells of something else.
const ARABIC_OTHER: &str = "افتتحت وزيرة الثقافة معرضا للكتاب في قصر المؤتمرات يستمر عشرة أيام بمشاركة دور نشر من المنطقة. \
    وقالت إن المعرض يضم جناحا للأطفال وورشا للخط والرسم، وإن الدخول مجاني للطلبة. ويتوقع المنظمون أن يزوره عدد كبير من \
    القراء في نهاية الأسبوع.";

const BAKERY: &str = "The bakery of Norwich won a prize for sourdough bread baked by its youngest apprentice, who had learnt \
    the craft from her grandmother. Judges praised the crust, the scent and the patience behind each loaf, and asked for the \
    recipe, which the family has kept to itself for seventy years.";

/// What ships, cranes and surveys are told of in as well, half of it as in [`ENGLISH`].
const FOLLOWING: &str = "Who pays for cranes that stood still? Merchants of the northern towns have counted what three months without \
    ships cost them, and found that no contract speaks of storms. A court in the capital will hear them in spring. Grain came \
    by rail meanwhile, at twice the price, and half of the warehouses near the harbour stand empty.";

fn article(url: &str, text: &str, code: &str, at: &str, links: &[&str]) -> Article {
    let article = published(with_text(url, "", text), at);
    linking(article, code, links)
}

/// The story of each article, in order; 0 for none.
fn stories(articles: Vec<Article>) -> Vec<i64> {
    let fixture = Fixture::with_sources(&["a"]);
    for article in articles {
        assert!(fixture.store.apply(outcome("a", vec![article])).expect("applied").is_current);
    }
    let before = fixture.digest();
    let anew = Anew { copies: true, stories: true };
    fixture.store.relate_anew(anew, |_, _| std::ops::ControlFlow::Continue(())).expect("done");
    assert_eq!(fixture.digest(), before, "made anew they are the same");
    let db = fixture.outside();
    let mut statement = db.prepare("select coalesce(story_id, 0) from articles order by id").expect("valid");
    statement.query_map([], |row| row.get(0)).expect("read").collect::<Result<_, _>>().expect("read")
}

const MORNING: &str = "2026-11-24T06:00:00Z";
const NOON: &str = "2026-11-24T08:00:00Z";

fn english(links: &[&str]) -> Article {
    article("https://paper.example/1", ENGLISH, "en", MORNING, links)
}

fn arabic(links: &[&str]) -> Article {
    article("https://jarida.example/1", ARABIC, "ar", NOON, links)
}

#[test]
fn reports_in_two_languages_that_cite_one_statement_are_one_story() {
    assert_eq!(stories(vec![english(&[]), arabic(&[])]), [0, 0], "their names alone are too few");
    assert_eq!(stories(vec![english(&[STATEMENT]), arabic(&[STATEMENT])]), [1, 1]);
    let more = ["https://jarida.example/2026/older-report-of-ours", STATEMENT];
    assert_eq!(stories(vec![english(&[STATEMENT]), arabic(&more)]), [1, 1], "one of few links is enough");
}

#[test]
fn a_report_and_the_report_that_it_cites_are_one_story() {
    assert_eq!(stories(vec![english(&[]), arabic(&["https://paper.example/1"])]), [1, 1]);
    let [later, earlier] = [arabic(&[]), english(&["https://jarida.example/1"])];
    assert_eq!(stories(vec![later, earlier]), [1, 1], "whichever comes first");
}

#[test]
fn what_shares_nothing_but_a_link_is_no_story() {
    let bakery = article("https://bread.example/1", BAKERY, "en", NOON, &[STATEMENT]);
    let other = article("https://jarida.example/2", ARABIC_OTHER, "ar", NOON, &[STATEMENT]);
    assert_eq!(stories(vec![english(&[STATEMENT]), bakery, other]), [0, 0, 0]);
    let citing = article("https://jarida.example/2", ARABIC_OTHER, "ar", NOON, &["https://paper.example/1"]);
    assert_eq!(stories(vec![english(&[]), citing]), [0, 0]);
}

#[test]
fn one_link_of_a_digest_says_little() {
    let links: Vec<String> = (1..32).map(|n| format!("https://paper{n}.example/{n}")).collect();
    let mut links: Vec<&str> = links.iter().map(String::as_str).collect();
    links.push(STATEMENT);
    assert_eq!(stories(vec![english(&[STATEMENT]), arabic(&links)]), [0, 0]);
}

#[test]
fn what_everybody_links_to_says_nothing() {
    let words = |n: usize| {
        let own = |m: usize| format!("{}{}", char::from(b'a' + ((n * 7 + m * 11) % 26) as u8), n * 31 + m);
        (0..40).map(own).collect::<Vec<_>>().join(" ")
    };
    let mut articles: Vec<Article> = (0..130)
        .map(|n| article(&format!("https://site{n}.example/{n}"), &words(n), "en", MORNING, &[STATEMENT]))
        .collect();
    articles.extend([english(&[STATEMENT]), arabic(&[STATEMENT])]);
    assert_eq!(stories(articles)[130..], [0, 0]);
}

#[test]
fn what_all_articles_of_a_paper_link_to_joins_none_of_them() {
    let at_home = |url: &str| article(url, FOLLOWING, "en", NOON, &[STATEMENT]);
    assert_eq!(stories(vec![english(&[STATEMENT]), at_home("https://other.example/2")]), [1, 1]);
    assert_eq!(stories(vec![english(&[STATEMENT]), at_home("https://paper.example/2")]), [0, 0]);
}

#[test]
fn what_links_to_last_weeks_report_is_another_story() {
    let earlier = article("https://paper.example/1", ENGLISH, "en", "2026-11-17T09:00:00Z", &[]);
    assert_eq!(stories(vec![earlier, arabic(&["https://paper.example/1"])]), [0, 0]);
}
