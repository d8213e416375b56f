//! Which agencies a text came from: credits, as papers and agencies write them in eleven languages.
//!
//! A credit stands in a byline, in front of the text ("LONDON (Reuters) -"), behind it ("Source: AFP"), or in the page's
//! data. What the text merely says of an agency ("Reuters reported that") is none, and neither is the credit of a picture.

mod byline;
mod closing;
mod dateline;
mod names;
mod page;

use url::Url;

use super::agencies;
pub(super) use page::of_page;

/// The most agencies of one article.
const MAX_CREDITS: usize = 8;

/// The agencies that a text itself is credited to, in the order in which they stand.
#[must_use]
pub fn of_text(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut credits = Vec::new();
    add(&mut credits, dateline::of_lines(&lines));
    add(&mut credits, closing::of_lines(&lines));
    credits
}

/// The agencies among the authors that a source names.
#[must_use]
pub fn of_authors(authors: &[String]) -> Vec<String> {
    let mut credits = Vec::new();
    authors.iter().for_each(|author| add(&mut credits, byline::of_author(author)));
    credits
}

/// Credits of several places, each agency once.
#[must_use]
pub fn joined(credits: impl IntoIterator<Item = Vec<String>>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for name in credits.into_iter().flatten() {
        if joined.len() < MAX_CREDITS && !joined.contains(&name) {
            joined.push(name);
        }
    }
    joined
}

/// The credits of what stands at an address. On the own site of an agency, what names no other is its own.
#[must_use]
pub fn or_own(credits: Vec<String>, url: Option<&Url>) -> Vec<String> {
    let own = url.and_then(Url::host_str).and_then(agencies::at_host).filter(|_| credits.is_empty());
    own.map_or(credits, |agency| vec![agency.to_owned()])
}

fn add(credits: &mut Vec<String>, found: Vec<&'static str>) {
    for name in found {
        if credits.len() < MAX_CREDITS && credits.iter().all(|known| known != name) {
            credits.push(name.to_owned());
        }
    }
}

#[cfg(test)]
mod tests;
