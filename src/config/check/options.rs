//! What `[defaults]`, a `[[group]]` and a `[[source]]` can say alike.

use std::time::Duration;

use ipnet::IpNet;

use super::Known;
use super::sections::number;
use super::values::{self, Limits, SizeLimits};
use crate::config::mistakes::{Fault, Mistake, Mistakes};
use crate::config::raw::{RawSource, Text};
use crate::config::secret_file;
use crate::model::{
    FullText, ItemFilter, LanguageCode, PageRetention, Rhythm, Secret, Selectors, Source, SourceId, SourceKind, TopicId,
};

/// The most new articles that may be taken in one poll.
const MAX_NEW: std::ops::RangeInclusive<u32> = 1..=10_000;

/// How often a page may be looked at again by schedule.
const MAX_RECHECKS: usize = 24;

/// The interval that follows the source.
const ADAPTIVE: &str = "auto";

/// The options of a source, checked.
pub(super) struct Options {
    pub(super) timeout: Duration,
    pub(super) allow_private: Vec<IpNet>,
    pub(super) proxy: Option<String>,
    rhythm: Rhythm,
    language: Option<LanguageCode>,
    country: Option<String>,
    tags: Vec<String>,
    topics: Vec<TopicId>,
    full_text: FullText,
    user_agent: Option<String>,
    headers: Vec<(String, String)>,
    max_new: u32,
    items: ItemFilter,
    keep: Option<Duration>,
    recheck: Vec<Duration>,
    pub(super) snapshots: PageRetention,
    encoding: Option<String>,
    max_body_bytes: Option<u64>,
    obey_robots: bool,
    http1_only: bool,
    basic_auth: Option<Secret>,
    cookie: Option<Secret>,
}

impl Options {
    /// The source that has them.
    pub(super) fn source(self, id: SourceId, url: String, kind: SourceKind, select: Option<Selectors>) -> Source {
        Source {
            id,
            url,
            kind,
            select,
            rhythm: self.rhythm,
            language: self.language,
            country: self.country,
            tags: self.tags,
            topics: self.topics,
            full_text: self.full_text,
            user_agent: self.user_agent,
            headers: self.headers,
            timeout: self.timeout,
            allow_private: self.allow_private,
            max_new: self.max_new,
            items: self.items,
            keep: self.keep,
            recheck: self.recheck,
            snapshots: self.snapshots,
            encoding: self.encoding,
            max_body_bytes: self.max_body_bytes,
            obey_robots: self.obey_robots,
            proxy: self.proxy,
            http1_only: self.http1_only,
            basic_auth: self.basic_auth,
            cookie: self.cookie,
        }
    }
}

/// Checks every option, also when one before it is wrong.
pub(super) fn options(raw: &RawSource, known: Known<'_>, mistakes: &mut Mistakes) -> Option<Options> {
    let rhythm = rhythm(raw, mistakes);
    let full_text =
        mistakes.check_if_given(raw.full_text.as_ref(), |text| values::choice("full_text", text, FullText::ALL));
    let timeout = mistakes.check_if_given(raw.timeout.as_ref(), |text| values::duration(text, Limits::TIMEOUT));
    let max_new = number(raw.max_new.as_ref(), MAX_NEW, mistakes);
    let options = Options {
        // These stand in the built-in file, so only a mistake leaves them without a value.
        rhythm: Rhythm::Never,
        full_text: FullText::Auto,
        timeout: Duration::ZERO,
        max_new: 0,
        language: mistakes.check_if_given(raw.language.as_ref(), values::language),
        country: mistakes.check_if_given(raw.country.as_ref(), values::country),
        tags: mistakes.check_each(raw.tags.as_deref().unwrap_or_default(), values::words),
        topics: topics(raw.topics.as_deref(), known.topics, mistakes),
        user_agent: mistakes.check_if_given(raw.user_agent.as_ref(), values::user_agent),
        headers: headers(raw, mistakes),
        allow_private: mistakes.check_each(raw.allow_private.as_deref().unwrap_or_default(), values::network),
        items: item_filter(raw, mistakes),
        keep: mistakes.check_if_given(raw.keep.as_ref(), values::keep).flatten(),
        recheck: recheck(raw, mistakes),
        snapshots: mistakes.check_if_given(raw.snapshots.as_ref(), values::snapshots).unwrap_or_default(),
        encoding: mistakes.check_if_given(raw.encoding.as_ref(), values::encoding).flatten(),
        max_body_bytes: mistakes.check_if_given(raw.max_body.as_ref(), |text| values::size(text, SizeLimits::BODY)),
        obey_robots: raw.obey_robots.unwrap_or(true),
        http1_only: raw.http1_only.unwrap_or(false),
        proxy: mistakes.check_if_given(raw.proxy.as_ref(), values::proxy).flatten(),
        basic_auth: secret(raw.basic_auth_file.as_ref(), known, values::basic_auth, mistakes),
        cookie: secret(raw.cookie_file.as_ref(), known, values::cookie, mistakes),
    };
    Some(Options { rhythm: rhythm?, full_text: full_text?, timeout: timeout?, max_new: max_new?, ..options })
}

fn rhythm(raw: &RawSource, mistakes: &mut Mistakes) -> Option<Rhythm> {
    let schedule = mistakes.check_if_given(raw.schedule.as_ref(), values::cron);
    if let (Some(every), Some(schedule)) = (&raw.every, &raw.schedule) {
        let fault = Fault::new("both `every` and `schedule`", "leave out one of them");
        let other = Some((every.span(), "the other one"));
        mistakes.note(Mistake { fault, place: Some(schedule.span()), other });
    }
    let adaptive = adaptive(raw, mistakes);
    let every = match &raw.every {
        Some(every) if every.get_ref().trim() == ADAPTIVE => adaptive,
        Some(every) => mistakes
            .check(every, |text| values::duration(text, Limits::INTERVAL).map_err(or_adaptive))
            .map(Rhythm::Every),
        None => None,
    };
    every.or(schedule.map(Rhythm::Schedule))
}

fn or_adaptive(fault: Fault) -> Fault {
    let hint = fault.hint.map(|hint| format!("{hint}, or \"{ADAPTIVE}\""));
    Fault { hint, ..fault }
}

fn adaptive(raw: &RawSource, mistakes: &mut Mistakes) -> Option<Rhythm> {
    let mut interval =
        |written: Option<&Text>| mistakes.check_if_given(written, |text| values::duration(text, Limits::INTERVAL));
    let (min, max) = (interval(raw.every_min.as_ref())?, interval(raw.every_max.as_ref())?);
    if let (Some(least), Some(greatest)) = (&raw.every_min, &raw.every_max)
        && min > max
    {
        let fault = Fault::plain("`every_min` is longer than `every_max`");
        let other = Some((greatest.span(), "the longest interval"));
        mistakes.note(Mistake { fault, place: Some(least.span()), other });
    }
    Some(Rhythm::Adaptive { min, max })
}

/// When pages are looked at again: each time after the one before, and not too many.
fn recheck(raw: &RawSource, mistakes: &mut Mistakes) -> Vec<Duration> {
    let Some(written) = &raw.recheck else { return Vec::new() };
    let mut times: Vec<Duration> = Vec::new();
    for time in written {
        let Some(checked) = mistakes.check(time, |text| values::duration(text, Limits::RECHECK)) else { continue };
        if times.last().is_some_and(|before| *before >= checked) {
            let message = format!("`{}` in `recheck` is no later than what stands before it", time.get_ref());
            mistakes.at(
                time.span(),
                Fault::new(message, "all are counted from the first sight, so they ascend: \"1h\", \"6h\", \"1d\""),
            );
        }
        times.push(checked);
    }
    if let Some(first_too_many) = written.get(MAX_RECHECKS) {
        let message = format!("`recheck` names {} times, more than {MAX_RECHECKS}", written.len());
        let hint = "each is a request for every article; four are enough for most";
        mistakes.at(first_too_many.span(), Fault::new(message, hint));
    }
    times
}

/// The ids of topics that there are.
pub(super) fn topics(raw: Option<&[Text]>, known: Option<&[&str]>, mistakes: &mut Mistakes) -> Vec<TopicId> {
    let mut topics = Vec::new();
    for written in raw.unwrap_or_default() {
        let Some(topic) = mistakes.check(written, values::topic_id) else { continue };
        if let Some(known) = known
            && !known.contains(&topic.as_str())
        {
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

fn item_filter(raw: &RawSource, mistakes: &mut Mistakes) -> ItemFilter {
    let mut patterns =
        |written: &Option<Vec<Text>>| mistakes.check_each(written.as_deref().unwrap_or_default(), values::pattern);
    ItemFilter {
        include_links: patterns(&raw.include_links),
        exclude_links: patterns(&raw.exclude_links),
        include_titles: patterns(&raw.include_titles),
        exclude_titles: patterns(&raw.exclude_titles),
    }
}

fn secret(
    written: Option<&Text>,
    known: Known<'_>,
    rule: impl FnOnce(&Secret) -> Result<(), Fault>,
    mistakes: &mut Mistakes,
) -> Option<Secret> {
    let around = known.around;
    mistakes.check_if_given(written, |path| {
        let secret = secret_file::read(path.trim(), around.config_folder, around.environment)?;
        rule(&secret).map(|()| secret)
    })
}
