//! From drafts to the feed: dates in its language, addresses made absolute, texts cleaned.

use url::Url;

use crate::model::{LanguageCode, Moment, Warning};
use crate::read::feed::document::{Enclosure, Entry, Feed, Link, Person, Text, main_link, related};
use crate::read::markup::Cleaner;
use crate::text;

use super::draft::{Draft, Drafts, RawLink, RawPerson};
use super::{pacing, people, texts};

/// What all entries are finished with.
struct Context<'a> {
    /// The base of addresses that have none of their own.
    home: Option<&'a Url>,
    language: Option<LanguageCode>,
    cleaner: Cleaner,
}

/// Finishes a feed. `base` is the address that answered; without it the home page is the best base there is.
pub(super) fn feed(drafts: Drafts, base: Option<&Url>, warnings: &mut Vec<Warning>) -> Feed {
    let Drafts { feed: mut draft, entries, rhythm } = drafts;
    let links: Vec<Link> = draft.links.drain(..).map(|found| link(found, base)).collect();
    let link = main_link(&links);
    let home = link.as_deref().and_then(|link| Url::parse(link).ok());
    let language = draft.language.as_deref().and_then(LanguageCode::from_tag);
    let mut context = Context { home: base.or(home.as_ref()), language, cleaner: Cleaner::default() };
    let entries = finish_entries(entries, &mut context, warnings);
    let description = draft.description.take().or_else(|| draft.summary.take());
    Feed {
        title: draft.title.take().and_then(|title| texts::finish_title(title, context.home, &mut context.cleaner)),
        description: description.and_then(|text| texts::finish(text, context.home, &mut context.cleaner)),
        rights: draft.rights.take().and_then(|text| texts::finish(text, context.home, &mut context.cleaner)),
        published: date(draft.published.get(), &context),
        updated: date(draft.updated.get(), &context),
        hub: related(&links, "hub"),
        self_url: related(&links, "self"),
        next: related(&links, "next"),
        link,
        links,
        authors: people(draft.authors),
        contributors: people(draft.contributors),
        categories: draft.categories,
        ttl: pacing::ttl(&rhythm),
        pacing: pacing::of(&rhythm),
        image: draft.image.take().map(|image| texts::absolute(&image, context.home)),
        language: draft.language,
        generator: draft.generator,
        id: draft.id,
        entries,
    }
}

fn finish_entries(drafts: Vec<Draft>, context: &mut Context<'_>, warnings: &mut Vec<Warning>) -> Vec<Entry> {
    let n_drafts = drafts.len();
    let entries: Vec<Entry> = drafts.into_iter().map(|draft| entry(draft, context)).filter(says_something).collect();
    let n_lost = n_drafts - entries.len();
    if n_lost > 0 {
        warnings.push(Warning::new("entries-lost", format!("{n_lost} entries say nothing and were left out")));
    }
    entries
}

/// Whether an entry says anything at all.
fn says_something(entry: &Entry) -> bool {
    *entry != Entry::default()
}

fn entry(mut draft: Draft, context: &mut Context<'_>) -> Entry {
    let links: Vec<Link> = draft.links.iter().cloned().map(|found| link(found, context.home)).collect();
    let attached = draft.links.drain(..).filter(|link| link.rel.as_deref() == Some("enclosure"));
    let attached = attached.chain(draft.media.drain(..));
    let enclosures: Vec<Enclosure> = attached.map(|found| enclosure(found, context.home)).collect();
    let (summary, content) = bodies(&mut draft, context);
    let image = draft.image.take().map(|image| texts::absolute(&image, context.home));
    Entry {
        title: draft.title.take().and_then(|title| texts::finish_title(title, context.home, &mut context.cleaner)),
        link: main_link(&links).or_else(|| address_in_id(&draft)),
        rights: draft.rights.take().and_then(|text| texts::finish(text, context.home, &mut context.cleaner)),
        published: date(draft.published.get(), context),
        updated: date(draft.updated.get(), context),
        authors: people(draft.authors),
        contributors: people(draft.contributors),
        categories: draft.categories,
        language: draft.language,
        image: image.or_else(|| first_picture(&enclosures)),
        id: draft.id,
        links,
        summary,
        content,
        enclosures,
    }
}

/// The teaser and the text. Where a feed has both a summary and a description, the description is the text.
fn bodies(draft: &mut Draft, context: &mut Context<'_>) -> (Option<Text>, Option<Text>) {
    let mut content = draft.content.take();
    let mut summary = draft.summary.take();
    if let Some(description) = draft.description.take() {
        if summary.is_none() {
            summary = Some(description);
        } else if content.is_none() {
            content = Some(description);
        }
    }
    let mut finish = |text| texts::finish(text, context.home, &mut context.cleaner);
    (summary.and_then(&mut finish), content.and_then(&mut finish))
}

/// RSS: an id that is an address is that of the article, where no link is given.
fn address_in_id(draft: &Draft) -> Option<String> {
    let is_address = |id: &&String| id.starts_with("http://") || id.starts_with("https://");
    draft.id.as_ref().filter(|_| !draft.is_id_opaque).filter(is_address).cloned()
}

fn date(written: Option<&String>, context: &Context<'_>) -> Option<Moment> {
    text::date::parse_feed(written?, context.language.as_ref())
}

fn link(raw: RawLink, base: Option<&Url>) -> Link {
    Link { href: texts::absolute(&raw.href, base), rel: raw.rel, media_type: raw.media_type, title: raw.title }
}

fn enclosure(raw: RawLink, base: Option<&Url>) -> Enclosure {
    let length = raw.length.and_then(|length| length.parse().ok());
    Enclosure { url: texts::absolute(&raw.href, base), media_type: raw.media_type, length }
}

fn first_picture(enclosures: &[Enclosure]) -> Option<String> {
    let is_picture = |file: &&Enclosure| file.media_type.as_deref().is_some_and(|kind| kind.starts_with("image/"));
    enclosures.iter().find(is_picture).map(|file| file.url.clone())
}

fn people(raw: Vec<RawPerson>) -> Vec<Person> {
    raw.into_iter().filter_map(people::person).collect()
}
