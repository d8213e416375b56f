//! `[[source]]` and `[defaults]`.

use std::time::Duration;

use ipnet::IpNet;

use super::Names;
use super::sections::number;
use super::values::{self, Limits};
use crate::config::mistakes::{Fault, Mistake, Mistakes};
use crate::config::raw::{RawSource, Text};
use crate::config::settings::Defaults;
use crate::config::shape::Shaped;
use crate::model::{FullText, LanguageCode, Rhythm, Selectors, Source, SourceId, SourceKind, TopicId};

/// The most new articles that may be taken in one poll.
const MAX_NEW: std::ops::RangeInclusive<u32> = 1..=10_000;

/// What a source's kind may be.
const KINDS: [SourceKind; 4] = [SourceKind::Auto, SourceKind::Feed, SourceKind::List, SourceKind::Sitemap];

/// Checks `[defaults]` also where there is no source that would inherit them.
pub(super) fn defaults(raw: &RawSource, topics: &[&str], mistakes: &mut Mistakes) -> Option<Defaults> {
    let Options { timeout, allow_private, .. } = options(raw, topics, mistakes)?;
    Some(Defaults { timeout, allow_private })
}

/// Checks all sources; those that are switched off come back as names.
pub(super) fn sources(
    raw: &[Shaped<RawSource>],
    topics: &[&str],
    mistakes: &mut Mistakes,
) -> (Vec<Source>, Vec<SourceId>) {
    let mut ids = Names::new();
    let (mut sources, mut disabled) = (Vec::new(), Vec::new());
    for shaped in raw {
        let Some(raw) = &shaped.value else { continue };
        let id = id(raw, shaped, &mut ids, mistakes);
        let url = address(raw, shaped, mistakes);
        let options = options(raw, topics, mistakes);
        let kind = kind(raw, mistakes);
        let select = selectors(raw, kind, shaped, mistakes);
        let (Some(id), Some(url), Some(options)) = (id, url, options) else { continue };
        if raw.enabled == Some(false) {
            disabled.push(id);
        } else {
            sources.push(options.source(id, url, kind, select));
        }
    }
    (sources, disabled)
}

/// What `[defaults]` can say as well.
struct Options {
    rhythm: Rhythm,
    language: Option<LanguageCode>,
    country: Option<String>,
    tags: Vec<String>,
    topics: Vec<TopicId>,
    full_text: FullText,
    user_agent: Option<String>,
    headers: Vec<(String, String)>,
    timeout: Duration,
    allow_private: Vec<IpNet>,
    max_new: u32,
}

impl Options {
    fn source(self, id: SourceId, url: String, kind: SourceKind, select: Option<Selectors>) -> Source {
        Source {
            id,
            url,
            kind,
            rhythm: self.rhythm,
            language: self.language,
            country: self.country,
            tags: self.tags,
            topics: self.topics,
            full_text: self.full_text,
            select,
            user_agent: self.user_agent,
            headers: self.headers,
            timeout: self.timeout,
            allow_private: self.allow_private,
            max_new: self.max_new,
        }
    }
}

fn options(raw: &RawSource, known_topics: &[&str], mistakes: &mut Mistakes) -> Option<Options> {
    let rhythm = rhythm(raw, mistakes);
    let language = mistakes.check_if_given(raw.language.as_ref(), values::language);
    let country = mistakes.check_if_given(raw.country.as_ref(), values::country);
    let tags = mistakes.check_each(raw.tags.as_deref().unwrap_or_default(), values::words);
    let topics = topics(raw, known_topics, mistakes);
    let full_text =
        mistakes.check_if_given(raw.full_text.as_ref(), |text| values::choice("full_text", text, FullText::ALL));
    let user_agent = mistakes.check_if_given(raw.user_agent.as_ref(), values::user_agent);
    let headers = headers(raw, mistakes);
    let timeout = mistakes.check_if_given(raw.timeout.as_ref(), |text| values::duration(text, Limits::TIMEOUT));
    let allow_private = mistakes.check_each(raw.allow_private.as_deref().unwrap_or_default(), values::network);
    let max_new = number(raw.max_new.as_ref(), MAX_NEW, mistakes);
    Some(Options {
        rhythm: rhythm?,
        language,
        country,
        tags,
        topics,
        full_text: full_text?,
        user_agent,
        headers,
        timeout: timeout?,
        allow_private,
        max_new: max_new?,
    })
}

fn id(
    raw: &RawSource,
    shaped: &Shaped<RawSource>,
    ids: &mut Names<SourceId>,
    mistakes: &mut Mistakes,
) -> Option<SourceId> {
    let Some(written) = &raw.id else {
        shaped.key_is_missing("id", "give the source a short name: id = \"un-news-ar\"", mistakes);
        return None;
    };
    let id = mistakes.check(written, values::source_id)?;
    ids.claim(id.clone(), written.span(), "source", mistakes);
    Some(id)
}

fn address(raw: &RawSource, shaped: &Shaped<RawSource>, mistakes: &mut Mistakes) -> Option<String> {
    let Some(written) = &raw.url else {
        shaped.key_is_missing("url", "say where it is: url = \"https://…\"", mistakes);
        return None;
    };
    mistakes.check(written, values::address)
}

fn rhythm(raw: &RawSource, mistakes: &mut Mistakes) -> Option<Rhythm> {
    let every = mistakes.check_if_given(raw.every.as_ref(), |text| values::duration(text, Limits::INTERVAL));
    let schedule = mistakes.check_if_given(raw.schedule.as_ref(), values::cron);
    if let (Some(every), Some(schedule)) = (&raw.every, &raw.schedule) {
        let fault = Fault::new("both `every` and `schedule`", "leave out one of them");
        let other = Some((every.span(), "the other one"));
        mistakes.note(Mistake { fault, place: Some(schedule.span()), other });
    }
    every.map(Rhythm::Every).or(schedule.map(Rhythm::Schedule))
}

fn topics(raw: &RawSource, known: &[&str], mistakes: &mut Mistakes) -> Vec<TopicId> {
    let mut topics = Vec::new();
    for written in raw.topics.iter().flatten() {
        let Some(topic) = mistakes.check(written, values::topic_id) else { continue };
        if !known.contains(&topic.as_str()) {
            mistakes.absent(written.span(), Fault::unknown("topic", topic.as_str(), known.iter().copied()));
        }
        topics.push(topic);
    }
    topics
}

fn headers(raw: &RawSource, mistakes: &mut Mistakes) -> Vec<(String, String)> {
    let written = raw.headers.iter().flatten();
    written
        .filter_map(|(name, value)| {
            let name = mistakes.check(name, values::header_name);
            let value = mistakes.check(value, values::header_value);
            name.zip(value)
        })
        .collect()
}

fn kind(raw: &RawSource, mistakes: &mut Mistakes) -> SourceKind {
    let kind = mistakes.check_if_given(raw.kind.as_ref(), |text| values::choice("kind", text, &KINDS));
    kind.unwrap_or(SourceKind::Auto)
}

fn selectors(
    raw: &RawSource,
    kind: SourceKind,
    shaped: &Shaped<RawSource>,
    mistakes: &mut Mistakes,
) -> Option<Selectors> {
    let select = raw.select.as_ref()?;
    if matches!(kind, SourceKind::Feed | SourceKind::Sitemap) {
        let message = format!("selectors for a source of the kind `{kind}`");
        mistakes.at(select.span(), Fault::new(message, "they are for `kind = \"list\"`"));
    }
    let raw = select.get_ref();
    if raw.item.is_none() && raw.link.is_none() && raw.link_pattern.is_none() {
        let hint = "name the element that holds one article, or say with `link_pattern` what its address looks like";
        shaped.key_is_missing_in(&select.span(), "item", hint, mistakes);
        return None;
    }
    let link_pattern = mistakes.check_if_given(raw.link_pattern.as_ref(), values::link_pattern);
    let mut one = |written: Option<&Text>| mistakes.check_if_given(written, values::selector);
    Some(Selectors {
        link: one(raw.link.as_ref()),
        title: one(raw.title.as_ref()),
        date: one(raw.date.as_ref()),
        summary: one(raw.summary.as_ref()),
        item: one(raw.item.as_ref()),
        link_pattern,
    })
}
