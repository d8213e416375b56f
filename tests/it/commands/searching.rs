//! The language of queries, as an analyst uses it: fields, brackets, saved searches, passages, counts; in ten languages.

use crate::program::Workspace;

const CONFIGURATION: &str = r#"
[[source]]
id = "north"
url = "http://127.0.0.1:9/feed.xml"
country = "gb"

[[search]]
id = "votes"
label = "Votes and voters"
query = "election OR выборы OR انتخابات"

[[topic]]
id = "quakes"
threshold = 1
[topic.terms.en]
1 = ["earthquake*"]
"#;

/// Written for these tests: each text says one thing of a quake and another of a vote, in words that are inflected.
const ARTICLES: &str = r#"{"id": "en1", "source": "north", "url": "https://www.north.example/1", "site": "The North", "title": "Two earthquakes shake the valley", "text": "Rescue teams reached the villages at dawn. The council has put off the local elections by a month.", "published": "2026-03-01T08:00:00Z", "language": "en", "authors": ["Ann Lee"]}
{"id": "en2", "source": "south", "url": "https://south.example/2", "title": "Bakers count on summer", "text": "Flour has become cheap, say the bakers, and the election of their chair went smoothly.", "published": "2026-03-02T08:00:00Z", "language": "en", "authors": ["Bo Ray"]}
{"id": "ru1", "source": "south", "url": "https://south.example/3", "title": "После землетрясений в долине", "text": "Спасатели работают вторые сутки. Дата выборов будет названа позже, сообщили судьи.", "published": "2026-03-03T08:00:00Z", "language": "ru"}
{"id": "uk1", "source": "south", "url": "https://south.example/4", "title": "Долина після землетрусу", "text": "Рятувальники працюють другу добу, а про дату виборів скажуть згодом.", "published": "2026-03-04T08:00:00Z", "language": "uk"}
{"id": "ar1", "source": "south", "url": "https://south.example/5", "title": "هدوء بعد الزلزال في الوادي", "text": "قالت المحاكم إنها ستنظر في موعد الانتخابات البلدية، وعاد الوزراء إلى العاصمة.", "published": "2026-03-05T08:00:00Z", "language": "ar"}
{"id": "fa1", "source": "south", "url": "https://south.example/6", "title": "زلزله‌های دره پایان یافت", "text": "رییس شورا گفت که خودروهای امداد رسیده‌اند و انتخابات به تعویق افتاد.", "published": "2026-03-06T08:00:00Z", "language": "fa"}
{"id": "he1", "source": "south", "url": "https://south.example/7", "title": "אחרי רעידות האדמה בעמק", "text": "המועצה דחתה את הבחירות, ומכוניות החילוץ הגיעו למשטרת העמק.", "published": "2026-03-07T08:00:00Z", "language": "he"}
{"id": "tr1", "source": "south", "url": "https://south.example/8", "title": "Vadideki depremlerden sonra", "text": "Meclis, yerel seçimlerin tarihini değiştirdi; öğrencilerin okulları kapalı.", "published": "2026-03-08T08:00:00Z", "language": "tr"}
{"id": "zh1", "source": "south", "url": "https://south.example/9", "title": "山谷地震之后", "text": "议会推迟了地方选举，警察在路口指挥交通。", "published": "2026-03-09T08:00:00Z", "language": "zh"}
{"id": "de1", "source": "south", "url": "https://south.example/10", "title": "Nach den Erdbeben im Tal", "text": "Der Rat hat die Wahlen verschoben; die Autos der Helfer stehen vor der Schule.", "published": "2026-03-10T08:00:00Z", "language": "de"}
{"id": "fr1", "source": "south", "url": "https://south.example/11", "title": "La vallée après les séismes", "text": "Le conseil a reporté l’élection du maire, et les voitures des secours sont arrivées.", "published": "2026-03-11T08:00:00Z", "language": "fr"}
{"id": "wire1", "source": "wire", "url": "https://wire.example/12", "title": "Two earthquakes shake the valley", "text": "Rescue teams reached the villages at dawn. The council has put off the local elections by a month.", "published": "2026-03-01T09:00:00Z", "language": "en"}
"#;

fn collection() -> Workspace {
    let workspace = Workspace::new(CONFIGURATION);
    let imported = workspace.run_with_input(&["import", "-"], ARTICLES);
    assert_eq!(imported.code, 0, "{imported:?}");
    workspace
}

/// The ids that the articles found had before their import, in order.
fn found(workspace: &Workspace, arguments: &[&str]) -> Vec<String> {
    let answer = workspace.run(&[&["search", "--format", "jsonl"], arguments].concat());
    assert_eq!(answer.code, 0, "{arguments:?}: {answer:?}");
    let ids = answer.json_lines().into_iter().map(|row| row["external_id"].as_str().unwrap_or("?").to_owned());
    ids.collect()
}

#[test]
fn a_word_finds_its_forms_in_ten_languages() {
    let workspace = collection();
    for (language, queries) in [
        ("en", &["earthquake", "elections village"][..]),
        ("ru", &["землетрясение", "выборы", "судья"]),
        ("uk", &["землетрус", "вибори", "долина"]),
        ("ar", &["زلزال", "انتخابات", "محكمة", "وزير", "الزلزال"]),
        ("fa", &["زلزله", "خودرو", "رئیس"]),
        ("he", &["רעידה", "בחירות", "מכונית", "משטרה"]),
        ("tr", &["deprem", "seçim", "öğrenci"]),
        ("zh", &["地震", "选举", "警察"]),
        ("de", &["Erdbeben", "Wahl", "Auto"]),
        ("fr", &["séisme", "élections", "voiture"]),
    ] {
        for query in queries {
            let expected = if *query == "elections village" { "en1" } else { &format!("{language}1") };
            assert_eq!(found(&workspace, &[query, "--language", language]), [expected], "{query}");
        }
    }
    // In quotes a word is what it is.
    for query in ["\"earthquake\"", "\"выборы\"", "\"seçim\""] {
        assert_eq!(found(&workspace, &[query]), Vec::<String>::new(), "{query}");
    }
}

#[test]
fn words_and_fields_mix_with_and_or_not_and_brackets() {
    let workspace = collection();
    let check = |query: &str, expected: &[&str]| assert_eq!(found(&workspace, &[query]), expected, "{query}");
    check("title:earthquake", &["en1"]);
    check("title:election", &[]);
    check("topic:quakes", &["en1"]);
    check("topic:quakes OR source:south lang:(de OR fr)", &["fr1", "de1"]);
    check("(topic:quakes) OR (lang:de source:south)", &["de1", "en1"]);
    check("election (rescue OR bakers)", &["en2", "en1"]);
    check("election -rescue", &["fr1", "en2"]);
    check("lang:en -election", &[]);
    check("since:2026-03-09 -lang:en -lang:ru -\"wahlen\"", &["fr1", "zh1"]);
    check("rescue NEAR/3 villages", &[]);
    check("rescue NEAR/4 villages", &["en1"]);
    check("(rescue OR flour) NEAR/5 (villages OR cheap)", &["en2", "en1"]);
    check("country:gb", &["en1"]);
    check("author:lee", &["en1"]);
    check("author:\"ann ray\"", &[]);
    check("site:north.example", &["en1"]);
    check("site:orth.example", &[]);
    check("site:\"the north\"", &["en1"]);
    check("is:copy", &["wire1"]);
    check("title:earthquakes is:original", &["en1"]);
    check("has:revision", &[]);
    check("story:1", &["en1"]);
    check("story:1 is:copy", &["wire1"]);
    check("since:2026-03-02 until:2026-03-03", &["ru1", "en2"]);
    check("election OR выборы since:1d", &[]);
    // The flags say the same.
    assert_eq!(found(&workspace, &["election", "--source", "north", "--source", "wire"]), ["en1"]);
}

#[test]
fn a_saved_search_is_a_query_with_a_name() {
    let workspace = collection();
    assert_eq!(found(&workspace, &["@votes"]), ["fr1", "fa1", "ar1", "ru1", "en2", "en1"]);
    assert_eq!(found(&workspace, &["@votes lang:ru"]), ["ru1"]);
    assert_eq!(found(&workspace, &["--saved", "votes", "--limit", "1"]), ["fr1"]);
    let unknown = workspace.run(&["search", "@vots"]);
    assert_eq!(
        (unknown.code, unknown.stderr.trim()),
        (2, "error: no saved search is called `vots`: did you mean @votes?")
    );
    let listed = workspace.run(&["search", "--list-saved"]).stdout;
    assert!(listed.contains("votes") && listed.contains("Votes and voters"), "{listed}");
    assert!(workspace.run(&["check"]).stdout.contains("Search         @votes (Votes and voters): election OR"));
}

#[test]
fn a_mistake_in_a_saved_search_is_shown_under_its_line() {
    let workspace = Workspace::new("\n[[search]]\nid = \"gas\"\nquery = \"gas (oil\"\n");
    let checked = workspace.run(&["check"]);
    assert_eq!(checked.code, 3, "{checked:?}");
    insta::assert_snapshot!(checked.stderr, @r#"
    error: in the query: the bracket is not closed: add ) at its end, or leave ( out
      --> config.toml:11:14
       |
    11 | query = "gas (oil"
       |              ^

    1 mistake in the configuration
    "#);
}

#[test]
fn passages_show_the_hits_as_they_stand() {
    let workspace = collection();
    let rows = workspace.run(&["search", "выборы", "--snippets", "--format", "jsonl"]).json_lines();
    let snippet = rows[0]["snippet"].as_str().unwrap_or_default();
    assert!(snippet.contains("Дата [выборов] будет названа"), "{snippet}");
    let table = workspace.run(&["search", "elections rescue", "--snippets"]).stdout;
    assert!(table.contains("[Rescue] teams"), "{table}");
    let without = workspace.run(&["search", "выборы", "--format", "jsonl"]).json_lines();
    assert!(without[0].get("snippet").is_none());
}

#[test]
fn facets_count_what_a_search_finds() {
    let workspace = collection();
    let table = workspace.run(&["search", "election OR выборы", "--facets", "lang,source,topic,day"]);
    insta::assert_snapshot!(table.stdout, @r"
    facet   value       articles
    lang    en                 2
    lang    fr                 1
    lang    ru                 1
    source  south              3
    source  north              1
    topic   quakes             1
    day     2026-03-11         1
    day     2026-03-03         1
    day     2026-03-02         1
    day     2026-03-01         1
    ");
    let rows = workspace.run(&["search", "--facets", "month", "--format", "json"]).json();
    assert_eq!(rows, serde_json::json!([{"facet": "month", "value": "2026-03", "articles": 11}]));
    let nothing = workspace.run(&["search", "zebra", "--facets", "lang", "--exit-code"]);
    assert_eq!((nothing.code, nothing.stderr.trim()), (4, "nothing matched"));
    assert_eq!(workspace.run(&["search", "--facets", "colour"]).code, 2);
}

#[test]
fn chinese_is_found_in_either_writing_and_japanese_in_its_own() {
    let workspace = Workspace::new("");
    let articles = r#"{"id": "tw", "url": "https://north.example/21", "title": "臺灣總統談經濟", "text": "颱風過後，車站已經開放，13歲以下免票。", "language": "zh"}
{"id": "cn", "url": "https://north.example/22", "title": "台湾总统谈经济", "text": "A股市场周一上涨，13岁以下的孩子免票，台风已过。", "language": "zh"}
{"id": "ja", "url": "https://north.example/23", "title": "鉄道の機械を点検", "text": "渡邊さんは月曜日に点検を終えた。", "language": "ja"}
"#;
    assert_eq!(workspace.run_with_input(&["import", "-"], articles).code, 0);
    for (query, expected) in [
        ("總統", &["cn", "tw"][..]),
        ("台湾", &["cn", "tw"]),
        ("台灣 lang:zh", &["cn", "tw"]),
        ("title:經濟", &["cn", "tw"]),
        ("\"颱風\"", &["cn", "tw"]),
        ("车", &["tw"]),
        ("A股", &["cn"]),
        ("13岁", &["cn", "tw"]),
        ("渡辺さん", &["ja"]),
        ("机 lang:ja", &[]),
        ("鐵道", &["ja"]),
    ] {
        let mut ids = found(&workspace, &[query]);
        ids.sort();
        assert_eq!(ids, expected, "{query}");
    }
}
