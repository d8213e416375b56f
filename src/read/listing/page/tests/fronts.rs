//! Whole front pages in small: what is listed there is marked in the page itself, by `data-article` with the date that
//! belongs to it, and `data-title` where the headline is not the link's own text.

use super::*;

const FRONTS: &[(&str, &str)] = &[
    ("bureau_zh", include_str!("../fixtures/bureau_zh.html")),
    ("cards_fa", include_str!("../fixtures/cards_fa.html")),
    ("front_ar", include_str!("../fixtures/front_ar.html")),
    ("front_es", include_str!("../fixtures/front_es.html")),
    ("grid_en", include_str!("../fixtures/grid_en.html")),
    ("lenta_ru", include_str!("../fixtures/lenta_ru.html")),
    ("read_more_fr", include_str!("../fixtures/read_more_fr.html")),
    ("shell_json", include_str!("../fixtures/shell_json.html")),
    ("tables_en", include_str!("../fixtures/tables_en.html")),
];

fn later() -> Timestamp {
    "2026-11-25T00:00:00Z".parse().expect("valid")
}

/// Address, date and, where it is told, title of each marked article.
fn marked(html: &str) -> Vec<(String, String, Option<String>)> {
    let (page, _) = dom::parse_page(html);
    let marked = Selector::parse("[data-article]").expect("valid");
    let rows = page.select(&marked).map(|element| {
        let href = element.attr("href").or_else(|| element.attr("data-href")).expect("it leads somewhere");
        let url = text::url::resolve(&base(), href).expect("an address").to_string();
        let title = element.attr("data-title").map(str::to_owned);
        (url, element.attr("data-article").unwrap_or_default().to_owned(), title)
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort();
    rows
}

#[test]
fn front_pages_give_their_articles_and_nothing_else() {
    for (name, html) in FRONTS {
        let expected = marked(html);
        let (found, _) = items(html, &base(), None, later());
        let mut rows: Vec<(String, String, String)> = found
            .into_iter()
            .map(|item| {
                let date = item.published.map(|date| date.date().to_string()).unwrap_or_default();
                (item.url.unwrap_or_default(), date, item.title)
            })
            .collect();
        rows.sort();
        let plain =
            |rows: &[(String, String)]| rows.iter().map(|(url, date)| format!("{url} {date}")).collect::<Vec<_>>();
        let found: Vec<_> = rows.iter().map(|(url, date, _)| (url.clone(), date.clone())).collect();
        let wanted: Vec<_> = expected.iter().map(|(url, date, _)| (url.clone(), date.clone())).collect();
        assert_eq!(plain(&found), plain(&wanted), "{name}");
        for ((url, _, title), (_, _, wanted)) in rows.iter().zip(&expected) {
            assert!(wanted.as_ref().is_none_or(|wanted| wanted == title), "{name}: {url}: {title}");
        }
    }
}
