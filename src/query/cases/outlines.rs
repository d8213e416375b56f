//! The sources of the configuration as other readers know them.

use url::Url;

use crate::model::{Rhythm, Source};
use crate::read::listing::opml::Outline;

/// The sources that have an address, in the order of the configuration.
#[must_use]
pub fn outlines(sources: &[Source]) -> Vec<Outline> {
    sources.iter().filter_map(outline).collect()
}

fn outline(source: &Source) -> Option<Outline> {
    let url = Url::parse(&source.url).ok()?;
    let every = match &source.rhythm {
        Rhythm::Every(every) => jiff::SignedDuration::try_from(*every).ok().map(|every| format!("{every:#}")),
        Rhythm::Adaptive { .. } | Rhythm::Schedule(_) | Rhythm::Never => None,
    };
    Some(Outline {
        tags: source.tags.clone(),
        language: source.language.clone(),
        id: Some(source.id.to_string()),
        country: source.country.clone(),
        every,
        ..Outline::new(source.id.to_string(), url, source.kind)
    })
}
