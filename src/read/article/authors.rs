//! Who wrote it: the places of a page that name people, in order of trust.
//!
//! People come first: an agency or the paper itself is given only where no place names a person, and where the page says of
//! itself that they wrote it.

mod names;
mod organisations;
mod shown;
mod words;

use super::blocks::Block;
use super::clutter::Clutter;
use super::document::{Document, plain};
use super::json_ld::Claims;
use super::metadata::Metadata;
use crate::text::fold::fold;
use names::{Trust, clean};
use organisations::Organisations;

/// What is known of a page when its authors are looked for.
pub(super) struct Evidence<'a> {
    pub document: &'a Document<'a>,
    pub blocks: &'a [Block],
    pub clutter: &'a Clutter,
    pub metadata: &'a Metadata,
    pub claims: &'a Claims,
    pub title: &'a str,
    pub site_names: &'a [String],
}

/// The authors, from the first place that names any.
pub(super) fn find(evidence: &Evidence<'_>) -> Vec<String> {
    let organisations = Organisations::new(evidence.site_names);
    let claimed = clean(&evidence.claims.authors, Trust::Stated);
    let tagged = clean(&tagged(evidence.metadata), Trust::Stated);
    let page = clean(&evidence.claims.page_authors, Trust::Stated);
    let people = |names: &[String]| organisations.people(names);

    let stated = [&claimed, &tagged, &page].into_iter().map(|names| people(names)).find(|names| !names.is_empty());
    if let Some(stated) = stated {
        return with_all_of(stated, people(&tagged));
    }
    // An agency's credit is an answer; the paper's own name is what a template writes where it knows no better.
    let credits = [claimed, tagged, page].into_iter().find(|names| !names.is_empty()).unwrap_or_default();
    if credits.iter().any(|name| organisations.is_agency(name)) {
        return credits;
    }
    let own_name = own_name(evidence, &organisations);
    let is_unsigned = credits.is_empty() && own_name.is_none();
    let places: [&dyn Fn() -> Vec<String>; 5] = [
        &|| shown::addressed(evidence),
        &|| shown::marked(evidence),
        &|| shown::linked(evidence),
        // What is merely called byline is weaker than the paper's own claim.
        &|| shown::called(evidence, !is_unsigned),
        &|| shown::labelled(evidence),
    ];
    let shown = places.iter().map(|place| place()).filter(|names| !names.is_empty()).collect::<Vec<_>>();
    let signed = shown.iter().map(|names| people(names)).find(|names| !names.is_empty());
    let own = || if credits.is_empty() { own_name.into_iter().collect() } else { credits };
    signed.unwrap_or_else(|| if is_unsigned { shown.into_iter().next().unwrap_or_default() } else { own() })
}

/// The lines in which a byline may stand.
pub(super) fn lines_beside_the_headline<'e>(evidence: &'e Evidence<'_>) -> Vec<&'e Block> {
    shown::beside_the_headline(evidence)
}

/// The site's name where the page gives it as its author: an address ("paper.example") is no name otherwise.
fn own_name(evidence: &Evidence<'_>, organisations: &Organisations) -> Option<String> {
    let claims = [&evidence.claims.authors, &evidence.claims.page_authors];
    let stated = claims.into_iter().flatten().map(String::as_str).chain(evidence.metadata.all("author"));
    stated.map(str::trim).find(|name| organisations.is_site(name)).map(str::to_owned)
}

/// Names from the list that holds all of the other one.
fn with_all_of(names: Vec<String>, others: Vec<String>) -> Vec<String> {
    let holds = |name: &String| others.iter().any(|other| fold(other) == fold(name));
    if others.len() > names.len() && names.iter().all(holds) { others } else { names }
}

/// What the head of the page says.
fn tagged(metadata: &Metadata) -> Vec<String> {
    let named = META_NAMES.iter().find_map(|name| {
        let names = metadata.all(name).map(plain).filter(|name| !name.is_empty()).collect::<Vec<_>>();
        (!clean(&names, Trust::Stated).is_empty()).then_some(names)
    });
    let listed =
        || CITATION_NAMES.iter().flat_map(|name| metadata.all(name)).map(plain).map(|name| turned(&name)).collect();
    let labelled = || {
        let label = metadata.first(&["twitter:label1"]).filter(|label| words::is_label(label));
        label.and_then(|_| metadata.first(&["twitter:data1"])).map(plain).into_iter().collect::<Vec<_>>()
    };
    named.unwrap_or_else(|| {
        let listed: Vec<String> = listed();
        if listed.is_empty() { labelled() } else { listed }
    })
}

/// The names in what a rule selects, made clean as all others are.
pub(super) fn of_rule(written: &[String]) -> Vec<String> {
    clean(written, Trust::Stated)
}

const META_NAMES: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
    "cxenseparse:recs:author",
];

/// Elements of libraries and journals, which put the family name first.
const CITATION_NAMES: &[&str] = &["citation_author", "dc.creator", "dcterms.creator"];

/// "Doe, Jane" as "Jane Doe".
fn turned(name: &str) -> String {
    match name.split_once(", ") {
        Some((family, given)) if !given.contains(',') && given.split(' ').count() <= 3 => format!("{given} {family}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests;
