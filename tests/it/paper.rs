//! Documents that a scripted site serves: feeds, sitemaps, list pages, articles.

use std::fmt::Write as _;

/// An RSS feed of links, each with its title.
pub(crate) fn rss(items: &[(&str, &str)]) -> String {
    let items = items.iter().map(|(link, title)| item(link, title, ""));
    channel(&items.collect::<String>())
}

/// An RSS feed of these `<item>` elements.
pub(crate) fn channel(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>The Paper</title>\
         <link>/</link><description>News</description>\n{items}</channel></rss>\n"
    )
}

/// An `<item>` with further elements in it.
pub(crate) fn item(link: &str, title: &str, more: &str) -> String {
    format!("<item><title>{title}</title><link>{link}</link>{more}</item>\n")
}

/// A page with an article of a few paragraphs that no other title has.
pub(crate) fn article(title: &str) -> String {
    page(title, &prose(title))
}

/// A page with this article; a paragraph a line.
pub(crate) fn page(title: &str, text: &str) -> String {
    let paragraphs: String = text.lines().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
    document(title, "", &format!("<article><h1>{title}</h1>\n{paragraphs}</article>"))
}

/// A page with this in its head and body, between a menu and a foot.
pub(crate) fn document(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title>{head}</head><body>\n\
         <nav><a href=\"/\">Home</a> <a href=\"/world\">World</a> <a href=\"/sport\">Sport</a></nav>\n\
         <main>\n{body}\n</main>\n<footer>All rights reserved.</footer></body></html>\n"
    )
}

/// A sitemap of these addresses.
pub(crate) fn sitemap(urls: &[String]) -> String {
    let urls: String = urls.iter().map(|url| format!("<url><loc>{url}</loc></url>")).collect();
    format!("<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{urls}</urlset>")
}

/// Three paragraphs that depend on the seed alone, and share next to nothing with those of another seed.
pub(crate) fn prose(seed: &str) -> String {
    const WORDS: &[&str] = &[
        "harbour", "minister", "bridge", "winter", "market", "teacher", "river", "council", "garden", "engine",
        "letter", "mountain", "doctor", "window", "festival", "railway", "farmer", "library", "station", "captain",
        "village", "orchard", "theatre", "lantern", "compass", "painter", "valley", "kitchen", "museum", "painting",
        "forest", "journey", "weaver", "island", "factory", "meadow", "student", "concert", "bakery", "tunnel",
    ];
    // A linear congruential generator: the same prose on every machine.
    let mut state = seed.bytes().fold(7_u64, |state, byte| state.wrapping_mul(31).wrapping_add(byte.into()));
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[usize::try_from(state >> 33).unwrap_or(0) % WORDS.len()]
    };
    let mut prose = String::new();
    for _paragraph in 0..3 {
        for _sentence in 0..3 {
            let _ = write!(
                prose,
                "The {} near the {} was shown to the {} after the {} left for the {} and the {}. ",
                word(),
                word(),
                word(),
                word(),
                word(),
                word()
            );
        }
        prose.push('\n');
    }
    prose
}
