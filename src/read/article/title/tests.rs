use super::super::json_ld;
use super::*;

fn check(html: &str, site: &str, expected: Option<&str>) {
    let tree = crate::read::dom::parse_page(html).0;
    let document = Document::flatten(&tree);
    let names = [site.to_owned()];
    let claims = json_ld::read(&document, "");
    assert_eq!(find(&document, &Metadata::read(&document), &claims, None, &names).as_deref(), expected, "{html}");
}

#[test]
fn the_name_of_the_site_goes_from_either_end() {
    let site = "The Morning Paper";
    check("<title>Rain in May | The Morning Paper</title>", site, Some("Rain in May"));
    check("<title>The Morning Paper - Rain in May</title>", site, Some("Rain in May"));
    check("<title>Rain in May – Weather – The Morning Paper</title><h1>Rain in May</h1>", site, Some("Rain in May"));
    check("<title>Rain in May - Weather</title><h1>Rain in May</h1>", site, Some("Rain in May"));
    check("<title>مطر في أيار | صحيفة المثال</title>", "صحيفة المثال", Some("مطر في أيار"));
    check("<title>五月的雨_晨报</title>", "晨报", Some("五月的雨"));
}

#[test]
fn separators_within_a_headline_stay() {
    let site = "The Morning Paper";
    check("<title>East - West: who won?</title>", site, Some("East - West: who won?"));
    check("<title>Moscow – Washington talks | The Morning Paper</title>", site, Some("Moscow – Washington talks"));
    check("<h1>East - West</h1><title>East - West | The Morning Paper</title>", site, Some("East - West"));
}

#[test]
fn a_heading_that_metadata_repeats_is_taken_as_it_stands() {
    let head = "<meta property='og:title' content='RAIN IN MAY'><title>x</title>";
    check(&format!("{head}<h1>The Morning Paper</h1><h1>Rain in May</h1>"), "The Morning Paper", Some("Rain in May"));
}

#[test]
fn a_page_without_any_title_has_none() {
    check("<p>text", "Paper", None);
    check("<title>Paper</title>", "Paper", None);
    check("<title> - </title>", "Paper", None);
    check("<h1>Rain in May</h1>", "Paper", Some("Rain in May"));
}

/// A page of a newspaper with these headlines in its structured data, `og:title`, `title` and `h1`.
fn news(claimed: &str, shared: &str, searched: &str, heading: &str) -> String {
    format!(
        r#"<title>{searched}</title><meta property="og:title" content="{shared}">
        <script type="application/ld+json">{{"@type":"NewsArticle","headline":"{claimed}"}}</script><h1>{heading}</h1>"#
    )
}

#[test]
fn the_shown_headline_wins_over_the_one_for_search_engines() {
    let searched = "Rain 2026: ten tips for a dry harbour festival";
    let head = format!("<title>{searched} | Paper</title><meta property='og:title' content='{searched}'>");
    check(
        &format!("{head}<h1>How to stay dry at the harbour festival</h1>"),
        "Paper",
        Some("How to stay dry at the harbour festival"),
    );
    check(&format!("{head}<h1>Menu</h1><h1>Our blog</h1>"), "Paper", Some(searched));
}

#[test]
fn a_newspaper_that_shows_the_search_engines_headline_tells_its_own_elsewhere() {
    let searched = "Harbour festival: rain ruins the opening night";
    let own = "A wet beginning for the festival at the harbour";
    check(&news(searched, own, &format!("{searched} | Paper"), searched), "Paper", Some(own));
    check(&news(own, searched, searched, searched), "Paper", Some(own));
    check(&news(own, own, "Festival in the rain", searched), "Paper", Some(own));
    // The same on a page that is no news, and places that hold no headline.
    let blog = news(searched, own, searched, searched).replace("NewsArticle", "BlogPosting");
    check(&blog, "Paper", Some(searched));
    let cut = "A wet beginning for the festival at…";
    check(&news(searched, cut, searched, searched), "Paper", Some(searched));
    let description = "The opening night of the festival at the harbour ended early, as rain fell from six to midnight. We spoke to the people who stayed until the very end";
    check(&news(searched, description, searched, searched), "Paper", Some(searched));
}

#[test]
fn an_overline_goes_where_another_place_has_the_headline_without_it() {
    let glued = "<h1><span>Harbour</span><span>Rain ruins the opening</span></h1>";
    check(&format!("<title>Rain ruins the opening</title>{glued}"), "Paper", Some("Rain ruins the opening"));
    check(
        &news("Harbour: rain ruins it", "Rain ruins it", "Harbour: rain ruins it", "Harbour: rain ruins it"),
        "Paper",
        Some("Rain ruins it"),
    );
    check(
        &format!("<title>Harbour: Rain ruins the opening</title>{glued}"),
        "Paper",
        Some("Harbour: Rain ruins the opening"),
    );
}

#[test]
fn what_stands_beside_the_headline_in_its_heading_goes() {
    check(
        "<title>Rain in May</title><h1>Rain in May<br><small>2 May 2026, Weather</small></h1>",
        "Paper",
        Some("Rain in May"),
    );
    check("<title>Paper: Rain in May</title><h1><a href='/'>Paper</a></h1>", "Other", Some("Paper: Rain in May"));
    check("<title>Rain &amp; hail</title><h1>Rain &amp;amp; hail</h1>", "Paper", Some("Rain & hail"));
}

#[test]
fn sections_and_channels_go() {
    check("<title>Rain in the whole of May | Weather</title>", "Paper", Some("Rain in the whole of May"));
    check("<title>五月的大雨影响北方各省-国际-晨报网</title>", "paper.test", Some("五月的大雨影响北方各省"));
    check("<title>5월 폭우로 항구 축제 취소-사회ㅣ아침신문</title>", "paper.test", Some("5월 폭우로 항구 축제 취소"));
    check("<title>Rain-soaked harbour</title>", "Paper", Some("Rain-soaked harbour"));
}
