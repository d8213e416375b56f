use super::*;

fn check(html: &str, site: &str, expected: Option<&str>) {
    let tree = crate::read::dom::parse_page(html).0;
    let document = Document::flatten(&tree);
    let names = [site.to_owned()];
    assert_eq!(find(&document, &Metadata::read(&document), None, None, &names).as_deref(), expected, "{html}");
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
