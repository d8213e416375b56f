//! Where texts link to: read from pages and feeds, kept with the article, given out, and known again.

use serde_json::{Value, json};

use crate::paper::{document, prose, rss};
use crate::program::{Workspace, source};
use crate::site::{Answer, FakeSite};

const STATEMENT: &str = "https://ministry.example/statements/2026-11-24-harbour";
const REPORT: &str = "https://agency.example/a/90210";

/// A page with links in its text and around it.
fn page(site: &FakeSite, title: &str, path: &str) -> Answer {
    let text = prose(title);
    let (first, rest) = text.split_once('\n').expect("some paragraphs");
    let rest: String = rest.lines().map(|line| format!("<p>{line}</p>")).collect();
    let own = site.url(path);
    let body = format!(
        "<nav><a href=\"https://elsewhere.example/2026/navigation-is-no-text\">More</a></nav>
         <article><h1>{title}</h1>
         <p>{first} The <a href=\"http://www.ministry.example/statements/2026-11-24-harbour?utm_source=x#top\">ministry</a>
         said so, and <a href=\"/2026/an-earlier-report-of-ours\">we had told of it</a> before.</p>{rest}
         <p>As <a href=\"{REPORT}\">the agency wrote</a> in the <a href=\"/tag/harbour-of-the-north\">harbour</a> file, the
         council meets again on Friday, and <a href=\"{own}\">this page</a> will tell of it.</p></article>
         <aside class=\"related\"><a href=\"https://elsewhere.example/2026/a-related-article\">Related</a></aside>
         <footer><a href=\"https://elsewhere.example/2026/terms-of-our-use\">Terms</a></footer>"
    );
    Answer::html(document(title, "", &body))
}

fn paper() -> (FakeSite, Workspace) {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/1", "The harbour opens again")])));
    site.route("/1", page(&site, "The harbour opens again", "/1"));
    let workspace = Workspace::new(&source("paper", &site.url("/feed.xml")));
    assert_eq!(workspace.poll(), 1);
    (site, workspace)
}

fn links(workspace: &Workspace) -> Vec<String> {
    workspace.ask("select url from article_links order by article_id, position")
}

/// What is kept of [`page`]; whatever stands in the form of an own address is canonical.
fn expected(site: &FakeSite) -> Vec<String> {
    let own = site.url("/2026/an-earlier-report-of-ours").replace("http://", "https://");
    vec![STATEMENT.to_owned(), own, REPORT.to_owned()]
}

#[test]
fn the_links_of_the_text_are_kept_and_given_out_and_come_back() {
    let (site, workspace) = paper();
    assert_eq!(links(&workspace), expected(&site));
    let shown = workspace.run(&["show", "1", "--format", "json"]).json();
    assert_eq!(shown[0]["links"], json!(expected(&site)));
    assert!(workspace.run(&["show", "1"]).stdout.contains(STATEMENT));
    let finds = |query: &str| workspace.run(&["search", "--format", "jsonl", "--", query]).json_lines().len();
    for query in [
        "links:ministry.example",
        "links:http://www.ministry.example/statements?utm_source=x",
        "links:ministry.example/statements/2026-11-24-harbour",
        "links:(elsewhere.example OR agency.example)",
        "-links:elsewhere.example",
    ] {
        assert_eq!(finds(query), 1, "{query}");
    }
    for query in ["links:ministry.example.test", "links:ministry.example/state", "links:elsewhere.example"] {
        assert_eq!(finds(query), 0, "{query}");
    }
    let exported = workspace.run(&["export", "--format", "jsonl"]);
    assert_eq!(exported.json_lines()[0]["links"], json!(expected(&site)));
    let other = Workspace::new("");
    assert_eq!(other.run_with_input(&["import", "-"], &exported.stdout).code, 0);
    assert_eq!(links(&other), expected(&site));
}

#[test]
fn reading_again_finds_the_links_of_what_an_earlier_version_stored() {
    let (site, workspace) = paper();
    workspace.tamper("delete from article_links");
    let before: String = workspace.ask("select text from articles").concat();
    assert_eq!(workspace.run(&["reprocess"]).code, 0);
    assert_eq!((links(&workspace), workspace.ask("select text from articles").concat()), (expected(&site), before));
    let again = workspace.run(&["reprocess"]);
    assert!(again.stderr.contains("0 articles changed"), "{again:?}");
}

#[test]
fn a_later_version_has_its_own_links_and_the_revision_those_before() {
    let site = FakeSite::start();
    site.route("/feed.xml", Answer::feed(rss(&[("/1", "The harbour opens again")])));
    site.route("/1", page(&site, "The harbour opens again", "/1"));
    let workspace = Workspace::new(&format!("{}recheck = [\"1h\"]\n", source("paper", &site.url("/feed.xml"))));
    assert_eq!(workspace.poll(), 1);
    let paragraphs: String = prose("The harbour opens again").lines().map(|line| format!("<p>{line}</p>")).collect();
    let body = format!(
        "<article><h1>The harbour opens again</h1>{paragraphs}
         <p>The <a href=\"https://ministry.example/statements/2026-11-25-storm\">ministry warned</a> all ships that a second
         storm is on its way, and that nobody should leave the harbour before the weekend is over.</p></article>"
    );
    site.route("/1", Answer::html(document("The harbour opens again", "", &body)));
    workspace.tamper("update rechecks set due = '2000-01-01T00:00:00Z'");
    workspace.poll();
    assert_eq!(links(&workspace), ["https://ministry.example/statements/2026-11-25-storm"]);
    let revision = workspace.run(&["show", "1", "--format", "json"]).json()[0]["revisions"][0].clone();
    assert_eq!(revision["facts"]["links"], json!(expected(&site)), "{revision}");
}

#[test]
fn the_text_of_a_feed_has_its_links() {
    let site = FakeSite::start();
    let text: String =
        prose("The harbour opens again").lines().map(|line| format!("&lt;p&gt;{line}&lt;/p&gt;")).collect();
    let feed = format!(
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Paper</title>
         <item><title>The harbour opens again</title><link>{}</link><content:encoded>{text}
         &lt;p&gt;The &lt;a href=\"{STATEMENT}\"&gt;ministry&lt;/a&gt; said so on Monday.&lt;/p&gt;
         &lt;p&gt;&lt;a href=\"{}\"&gt;Read also: what else happened&lt;/a&gt;&lt;/p&gt;</content:encoded></item></channel></rss>",
        site.url("/1"),
        site.url("/2026/what-else-happened-today"),
    );
    site.route("/feed.xml", Answer::feed(feed));
    let workspace = Workspace::new(&format!("{}full_text = \"feed\"\n", source("paper", &site.url("/feed.xml"))));
    assert_eq!(workspace.poll(), 1);
    assert_eq!(links(&workspace), [STATEMENT]);
}

#[test]
fn new_rules_for_addresses_make_links_anew() {
    let (site, workspace) = paper();
    let configuration = source("paper", &site.url("/feed.xml"));
    workspace.configure(&format!(
        "{configuration}[[address]]\ndomain = \"gov.example\"\nmirrors = [\"ministry.example\"]\n"
    ));
    workspace.poll();
    assert_eq!(links(&workspace)[0], "https://gov.example/statements/2026-11-24-harbour");
}

#[test]
fn stories_of_linked_articles_are_the_same_when_made_anew() {
    let workspace = Workspace::new("");
    let line = |n: u32, language: &str, text: &str, links: &[&str]| {
        let url = format!("https://paper{n}.example/{n}");
        let article =
            json!({"url": url, "language": language, "text": text, "links": links, "published": "2026-11-24"});
        format!("{article}\n")
    };
    let english = "Ships may enter the port of Mersin again from Wednesday, after divers of the coast guard had removed the \
    last wreck of the August storm. Tarek Mansaray, who leads the harbour board, told reporters that cranes were working day \
    and night, and that grain for the inland towns would be unloaded first. Insurers had asked for a second survey of the \
    sea bed in Antalya and Izmir.";
    let arabic = "أعلنت السلطات أن الملاحة ستستأنف صباح الأربعاء في ميناء مرسين بعد انتشال آخر حطام خلفته عاصفة الصيف. وأوضح \
    طارق منساراي أن الأولوية ستكون لسفن القمح المتجهة إلى مدن الداخل، وأن العمل سيجري ليلا ونهارا حتى نهاية الشهر. وكان \
    التجار قد شكوا من ارتفاع الأسعار منذ إغلاق الميناء.";
    let lines = [line(1, "en", english, &[STATEMENT]), line(2, "ar", arabic, &[STATEMENT]), line(3, "ar", arabic, &[])];
    assert_eq!(workspace.run_with_input(&["import", "-"], lines[..2].concat()).code, 0);
    let stories = || workspace.ask("select coalesce(story_id, 0) from articles order by id");
    assert_eq!(stories(), ["1", "1"]);
    workspace.tamper("delete from profiles");
    assert_eq!(workspace.run(&["reprocess", "--copies", "--stories"]).code, 0);
    assert_eq!(stories(), ["1", "1"]);
    let alone = Workspace::new("");
    assert_eq!(alone.run_with_input(&["import", "-"], [lines[0].as_str(), &lines[2]].concat()).code, 0);
    assert_eq!(alone.ask("select count(story_id) from articles"), ["0"], "without the link they share too little");
}

#[test]
fn a_page_on_its_own_gives_its_links() {
    let (site, workspace) = paper();
    workspace.write("page.html", site_page());
    let answer = workspace.run(&["extract", "page.html", "--format", "json"]).json();
    let _ = site;
    assert_eq!(answer["links"], Value::from(vec![STATEMENT]));
}

fn site_page() -> String {
    let paragraphs: String = prose("The harbour").lines().map(|line| format!("<p>{line}</p>")).collect();
    let link = format!("<p>The <a href=\"{STATEMENT}\">ministry</a> said so on Monday, and nobody answered.</p>");
    document("The harbour", "", &format!("<article><h1>The harbour</h1>{paragraphs}{link}</article>"))
}
