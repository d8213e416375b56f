//! Looks through a page for anything that acts and is not ours.

use scraper::{ElementRef, Selector};

use crate::visitor::Visited;

/// Elements that act, or load something, wherever they stand.
const ACTING: [&str; 26] = [
    "animate",
    "applet",
    "audio",
    "base",
    "embed",
    "fencedframe",
    "foreignObject",
    "frame",
    "frameset",
    "iframe",
    "img",
    "marquee",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "param",
    "picture",
    "portal",
    "set",
    "source",
    "style",
    "template",
    "video",
    "xmp",
];

/// Attributes that hold an address, or a program.
const ADDRESSES: [&str; 15] = [
    "action",
    "background",
    "cite",
    "codebase",
    "data",
    "formaction",
    "href",
    "longdesc",
    "manifest",
    "ping",
    "poster",
    "src",
    "srcdoc",
    "srcset",
    "xlink:href",
];

/// What our pages say of themselves in `meta`.
const OUR_META: [&str; 4] = ["viewport", "color-scheme", "referrer", ""];

/// A page of ours.
pub(super) fn inspect(page: &Visited, at: &str) {
    let policy = page.header("content-security-policy").unwrap_or_default();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{at}: {policy}");
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"), "{at}");
    if page.body.is_empty() {
        return;
    }
    let tree = page.tree();
    let select = |selector: &str| -> usize { tree.select(&Selector::parse(selector).expect("a selector")).count() };
    assert_eq!(select("script"), 1, "{at}: {}", page.body);
    assert_eq!(select("script[src^='/assets/keys-']"), 1, "{at}");
    assert_eq!((select("html"), select("head"), select("body"), select("head > title")), (1, 1, 1, 1), "{at}");
    look_at_all(page, at);
}

/// The document of a kept page, which has no script at all.
pub(super) fn inspect_snapshot(page: &Visited, at: &str) {
    let policy = page.header("content-security-policy").unwrap_or_default();
    assert!(policy.starts_with("sandbox; default-src 'none';") && !policy.contains("allow-"), "{at}: {policy}");
    let tree = page.tree();
    assert_eq!(
        tree.select(&Selector::parse("script, form, input, button, svg, textarea").expect("a selector")).count(),
        0,
        "{at}"
    );
    let within = Selector::parse(".snapshot *").expect("a selector");
    assert!(tree.select(&within).next().is_some(), "{at}: something is left of it");
    for element in tree.select(&within) {
        for (name, _) in element.value().attrs() {
            let allowed = ["href", "rel", "dir", "lang", "start", "reversed", "colspan", "rowspan", "datetime"];
            assert!(allowed.contains(&name), "{at}: {name} in {}", element.html());
        }
    }
    assert_eq!(tree.select(&Selector::parse("style").expect("a selector")).count(), 1, "{at}: ours");
    look_at_all(page, at);
}

fn look_at_all(page: &Visited, at: &str) {
    let hidden = page.body.chars().find(|c| matches!(c, '\0' | '\u{202A}'..='\u{202E}' | '\u{E0000}'..='\u{E007F}'));
    assert_eq!(hidden, None, "{at}: a character that acts on the text around it");
    let mut ids = Vec::new();
    for element in page.tree().select(&Selector::parse("*").expect("a selector")) {
        look_at(element, at);
        ids.extend(element.attr("id").map(str::to_owned));
    }
    let n_ids = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), n_ids, "{at}: an id stands twice: {ids:?}");
}

fn look_at(element: ElementRef<'_>, at: &str) {
    let name = element.value().name();
    let shown = || element.html().chars().take(300).collect::<String>();
    // The one style of a kept page's document is allowed by its hash.
    let is_our_style =
        name == "style" && at.ends_with("/snapshot") && element.text().collect::<String>().starts_with(":root");
    assert!(!ACTING.contains(&name) || is_our_style, "{at}: {}", shown());
    for (attribute, value) in element.value().attrs() {
        assert!(!attribute.to_ascii_lowercase().starts_with("on"), "{at}: {}", shown());
        assert!(!matches!(attribute, "autofocus" | "contenteditable" | "target"), "{at}: {}", shown());
        if ADDRESSES.contains(&attribute) {
            let is_ours = value.starts_with('#')
                || (value.starts_with('/') && !value.starts_with("//") && !value.starts_with("/\\"));
            let is_web = value.starts_with("https://") || value.starts_with("http://");
            let leads_away = name == "a" && is_web && element.attr("rel") == Some("noreferrer noopener nofollow");
            assert!(is_ours || leads_away, "{at}: {attribute}={value} in {}", shown());
        }
        if attribute == "style" {
            assert!(!value.contains("url(") && !value.contains("expression"), "{at}: {}", shown());
        }
    }
    match name {
        "meta" => {
            assert!(element.attr("http-equiv").is_none(), "{at}: {}", shown());
            assert!(OUR_META.contains(&element.attr("name").unwrap_or_default()), "{at}: {}", shown());
            assert!(element.attr("charset").is_none_or(|charset| charset == "utf-8"), "{at}: {}", shown());
        }
        "link" => {
            assert!(matches!(element.attr("rel"), Some("stylesheet" | "alternate" | "icon")), "{at}: {}", shown());
        }
        "form" => {
            assert!(element.attr("method") == Some("dialog") || element.attr("action").is_some(), "{at}: {}", shown());
        }
        _ => {}
    }
}
