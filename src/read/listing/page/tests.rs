mod fronts;

use super::*;

fn base() -> Url {
    Url::parse("https://www.example.org/news/index.html").expect("valid")
}

fn now() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().expect("valid")
}

/// Address (without the site), title and date of each item.
fn listed(html: &str, select: Option<&Selectors>) -> Vec<(String, String, String)> {
    let (items, _) = items(html, &base(), select, now());
    let row = |item: Item| {
        let url = item.url.unwrap_or_default().replace("https://www.example.org/", "/");
        (url, item.title, item.published.map(|date| date.date().to_string()).unwrap_or_default())
    };
    items.into_iter().map(row).collect()
}

fn check(html: &str, select: Option<&Selectors>, expected: &[(&str, &str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|&(url, title, date)| (url.into(), title.into(), date.into())).collect();
    assert_eq!(listed(html, select), expected, "{html}");
}

fn codes(html: &str, select: &Selectors) -> Vec<&'static str> {
    items(html, &base(), Some(select), now()).1.iter().map(|warning| warning.code).collect()
}

#[test]
fn selectors_give_exactly_what_they_select() {
    let html = "<html lang=fr><body>
        <div class=item><h2>Premier titre</h2><a class=more href='/a?utm_source=x#top'>Lire</a><em>Le chapeau.</em><i>2024-03-05</i></div>
        <div class=item><h2>Second <b>titre</b></h2><a class=more href=b.html>Lire</a><i title='2024-03-06T10:00:00Z'>hier</i></div>
        <div class=item><h2>Sans lien</h2></div>
        <div class=item><h2>Encore</h2><a class=more href='/a'>Lire</a></div>";
    let select = Selectors {
        item: Some(".item".into()),
        link: Some("a.more".into()),
        title: Some("h2".into()),
        date: Some("i".into()),
        summary: Some("em".into()),
        ..Selectors::default()
    };
    let expected = [("/a?utm_source=x", "Premier titre", "2024-03-05"), ("/news/b.html", "Second titre", "2024-03-06")];
    check(html, Some(&select), &expected);
    let (items, warnings) = items(html, &base(), Some(&select), now());
    assert_eq!(items[0].summary.as_deref(), Some("Le chapeau."));
    assert_eq!(items[0].language, LanguageCode::from_tag("fr"));
    assert_eq!(warnings[0].code, "items-lost");
}

#[test]
fn a_link_alone_is_enough_of_a_selector() {
    let select = Selectors { item: Some("li".into()), ..Selectors::default() };
    check("<ul><li><a href=/1>Один</a></ul>", Some(&select), &[("/1", "Один", "")]);
    let links = Selectors { item: Some("a".into()), ..Selectors::default() };
    check("<base href=/x/><p><a href=1>A</a><a href=2>B</a>", Some(&links), &[("/x/1", "A", ""), ("/x/2", "B", "")]);
}

#[test]
fn a_pattern_of_addresses_is_enough_of_a_rule() {
    let html = "<html lang=ru><body><nav><a href='/news/1'>Коротко</a></nav>
        <div><a href='/news/1'><img></a><h3><a href='/news/1'>Ледокол вывел караван</a></h3><i>24.11.2024</i></div>
        <div><h3>Открылась выставка старых карт</h3><a href='/news/2?from=main'>Далее</a><i>23.11.2024</i><b>Тизер</b></div>
        <div><a href='/sport/3'>Хоккеисты выиграли пятый матч</a></div>";
    let pattern = |pattern: &str| Selectors { link_pattern: Some(pattern.into()), ..Selectors::default() };
    let expected = [
        ("/news/1", "Ледокол вывел караван", ""),
        ("/news/2?from=main", "Открылась выставка старых карт", "2024-11-23"),
    ];
    check(&html.replace("<i>24.11.2024</i>", ""), Some(&pattern("/news/[0-9]+")), &expected);
    let with_parts = Selectors { title: Some("i".into()), summary: Some("b".into()), ..pattern("/news/2") };
    let (found, _) = items(html, &base(), Some(&with_parts), now());
    assert_eq!((found[0].title.as_str(), found[0].summary.as_deref()), ("23.11.2024", Some("Тизер")));
    // With `item` it chooses among the links of each.
    let both = Selectors { item: Some("div".into()), ..pattern("^https://www.example.org/sport/") };
    check(html, Some(&both), &[("/sport/3", "Хоккеисты выиграли пятый матч", "")]);
    let links = Selectors { link: Some("h3 a".into()), ..Selectors::default() };
    check(html, Some(&links), &[("/news/1", "Ледокол вывел караван", "2024-11-24")]);
    assert_eq!(codes(html, &pattern("/video/")), ["no-items"]);
    assert_eq!(codes(html, &pattern("(")), ["bad-selector"]);
}

#[test]
fn unusable_selectors_are_warnings() {
    let select =
        |item: &str, date: &str| Selectors { item: Some(item.into()), date: Some(date.into()), ..Selectors::default() };
    let html = "<p><a href=/1>x</a></p>";
    assert_eq!(codes(html, &select("p[", "i")), ["bad-selector"]);
    assert_eq!(codes(html, &select("p", ">>")), ["bad-selector"]);
    assert_eq!(codes(html, &select("section", "i")), ["no-items"]);
    assert!(check_selector("div > a[href^='/']").is_ok());
    assert!(check_selector("div >").expect_err("incomplete").contains("`div >`"));
}

#[test]
fn the_block_that_repeats_most_is_the_list() {
    let rows: String = (1..=5)
        .map(|i| format!("<li class='{}'><h3><a href='p/{i}.html'>Заголовок статьи номер {i}</a></h3><time>2024-01-0{i}</time></li>", i % 2))
        .collect();
    let html = format!(
        "<nav><ul><li><h3><a href='/world/all-the-news'>All the news of the world</a></h3></ul></nav>
         <div><h2><a href='/about/the-editors'>Who writes for this newspaper</a></h2></div>
         <main><ul>{rows}</ul></main>
         <aside><ul><li><h3><a href='/most/read-1.html'>The article that is read most</a></h3></ul></aside>
         <footer><ul><li><h3><a href='/imprint/contact.html'>How to write to all of us</a></h3></ul></footer>"
    );
    let titles: Vec<_> = (1..=5).map(|i| format!("Заголовок статьи номер {i}")).collect();
    let dates: Vec<_> = (1..=5).map(|i| format!("2024-01-0{i}")).collect();
    let urls: Vec<_> = (1..=5).map(|i| format!("/news/p/{i}.html")).collect();
    let expected: Vec<_> = (0..5).map(|i| (urls[i].as_str(), titles[i].as_str(), dates[i].as_str())).collect();
    check(&html, None, &expected);
}

#[test]
fn cards_are_read_in_every_script() {
    let card = |i: u32, title: &str| {
        format!(
            "<article><a href='/{i}'><img src=x></a><a href='/2024/{i}'><h2>{title}</h2><p>{}</p></a><span>{i} مارس 2024</span></article>",
            "نص ".repeat(50)
        )
    };
    let titles =
        ["联合国安理会讨论新决议", "اتصالات روسية أمريكية لمكافحة الإرهاب", "Совет Безопасности провёл заседание"];
    let html: String = (1..).zip(titles).map(|(i, title)| card(i, title)).collect();
    let expected = [
        ("/2024/1", titles[0], "2024-03-01"),
        ("/2024/2", titles[1], "2024-03-02"),
        ("/2024/3", titles[2], "2024-03-03"),
    ];
    check(&format!("<html lang=ar><body>{html}"), None, &expected);
}

#[test]
fn sections_foreign_sites_and_short_links_are_no_articles() {
    let list = |href: &str, text: &str| {
        (1..=4).map(|i| format!("<li><a href='{href}{i}'>{text}</a></li>")).collect::<String>()
    };
    check(&list("/sport", "All the sports news of today"), None, &[]);
    check(&list("https://other.example/2024/", "All the sports news of today"), None, &[]);
    check(&list("/2024/", "Read more"), None, &[]);
    check(&list("/2024/", "国际新闻"), None, &[]);
    check(&list("mailto:x@example.org?", "All the sports news of today"), None, &[]);
    assert_eq!(listed(&list("https://news.example.org/2024/", "All the sports news of today"), None).len(), 4);
    assert_eq!(items("<p>nothing", &base(), None, now()).1[0].code, "no-items");
}

#[test]
fn headlines_are_read_where_they_are_whole() {
    let rows = "<div><a href='/2024/1'><p>Culture</p><p>A card without any heading at all</p><p>And its teaser, which is long.</p></a></div>
        <div><a href='/2024/2' title='A headline that was cut to fit into its box'>A headline that was cut to…</a></div>
        <div><a href='/2024/3'><img src=x alt='A picture that carries the headline alone'></a></div>
        <div><a href='/2024/4'>A headline that is<br>broken in two lines</a></div>
        <div><a href='/?page=2'>The next page of this long list</a></div>";
    let html = format!("<main>{rows}</main>").replace("/?page", "/news/index.html?page");
    let expected = [
        ("/2024/1", "A card without any heading at all", ""),
        ("/2024/2", "A headline that was cut to fit into its box", ""),
        ("/2024/3", "A picture that carries the headline alone", ""),
        ("/2024/4", "A headline that is broken in two lines", ""),
    ];
    check(&html, None, &expected);
    let short = |n: u32| {
        format!("<div class=post><h2 class=entry><a href='/bridge{n}'>The bridge opens for the day</a></h2></div>")
    };
    assert_eq!(listed(&[short(1), short(2), short(3)].concat(), None).len(), 3);
}

#[test]
fn where_articles_are_numbered_a_section_is_told_by_its_address() {
    let row = |href: &str, title: &str| format!("<li><a href='{href}'>{title}</a></li>");
    let long = "A headline of more than four words";
    let sections = [row("/serial/earth/", "Reading the whole earth"), row("/serial/jidai/", "Serials")].concat();
    let numbered: String = (1..=8).map(|n| row(&format!("/world/2024010{n}-story/"), long)).collect();
    assert_eq!(listed(&format!("<ul>{sections}{numbered}</ul>"), None).len(), 8);
    let named: String = ["port", "snow", "museum"].map(|name| row(&format!("/world/{name}/"), long)).concat();
    assert_eq!(listed(&format!("<ul>{}{named}</ul>", row("/world/20240101-story/", long)), None).len(), 4);
}

#[test]
fn short_headlines_in_a_list_are_told_from_labels() {
    let row = |i: u32, title: &str| {
        format!(
            "<li><a href='/topic/sport'>Sport {i}</a><p><a href='/2024/{i}'>{title}</a></p><p><a href='/2024/{i}/more'>More</a></p></li>"
        )
    };
    let long = "A headline of more than four words";
    let rows = [row(1, long), row(2, "Peace"), row(3, long), row(4, long)].concat();
    let urls: Vec<_> = listed(&format!("<ul>{rows}</ul>"), None).into_iter().map(|(url, ..)| url).collect();
    assert_eq!(urls, ["/2024/1", "/2024/2", "/2024/3", "/2024/4"]);
}

#[test]
fn structured_data_add_to_the_block() {
    let row = |i: u32| format!("<li><a href='/2024/{i}'>A headline of more than four words</a></li>");
    let json = r#"{"@graph": [
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "Home", "url": "/x/y"}]},
        {"@type": "NewsArticle", "headline": "Other", "url": "/2024/1", "datePublished": "2024-02-03T04:05:06Z"},
        {"@type": ["ItemList"], "itemListElement": [
            {"@type": "ListItem", "position": 1, "url": "https://www.example.org/2024/9", "name": "Only &amp; here"},
            {"@type": "ListItem", "item": {"@type": "NewsArticle", "@id": "/2024/8", "headline": "Nested"}},
            {"@type": "ListItem", "item": {"@type": "Product", "url": "/2024/7", "name": "A chair"}},
            {"@type": "ListItem", "url": "/2024/6"}]},
        {"@type": "Article", "url": "/news/index.html", "headline": "The page itself"}]}"#;
    let html = format!("{}{}{}<script type='application/ld+json'>{json}</script>", row(1), row(2), row(3));
    let headline = "A headline of more than four words";
    let expected = [
        ("/2024/1", headline, "2024-02-03"),
        ("/2024/2", headline, ""),
        ("/2024/3", headline, ""),
        ("/2024/9", "Only & here", ""),
        ("/2024/8", "Nested", ""),
    ];
    check(&html, None, &expected);
}

#[test]
fn a_page_made_to_cost_much_costs_little() {
    let many = "<li><a href='/2024/1'>A headline of more than four words</a> ".repeat(20_000);
    let html = format!("<ul>{many}</ul><p><a href='/2024/2'>A headline of more than four words</a>");
    assert_eq!(listed(&html, None).len(), 0);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(100))]
    #[test]
    fn any_page_gives_addresses_that_can_be_fetched(html in "(<(a|li|time|h2|p|/a|/li)( href=['/a-z:.0-9?]{0,12})?>|[\\PC ]{0,30}){0,40}") {
        for item in items(&html, &base(), None, now()).0 {
            proptest::prop_assert!(item.url.is_some_and(|url| url.starts_with("http")));
        }
    }
}
