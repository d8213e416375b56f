//! The sections that stand once: `[store]`, `[fetch]`, `[daemon]`, `[web]`, `[websub]`.
//!
//! Each function looks at every key before it gives up on any, so that all mistakes are found. A key that is missing
//! stands in no text at all, which the built-in file makes impossible.

use std::ops::RangeInclusive;
use std::time::Duration;

use toml::Spanned;

use super::Surroundings;
use super::values::{self, Limits, SizeLimits};
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::{RawDaemon, RawFetch, RawStore, RawWeb, RawWebsub, Text};
use crate::config::secret_file;
use crate::config::settings::{
    DaemonConfig, FetchConfig, LogFormat, LogLevel, PublicHub, StoreConfig, WebConfig, WebsubConfig,
};
use crate::config::texts::Role;

pub(super) fn store(raw: &RawStore, around: Surroundings<'_>, mistakes: &mut Mistakes) -> Option<StoreConfig> {
    let max_snapshot_bytes =
        mistakes.check_if_given(raw.max_snapshots.as_ref(), |text| values::size(text, SizeLimits::SNAPSHOTS));
    let written = raw.database.as_ref()?;
    let path = mistakes.check(written, |text| values::words(text).map(|text| around.environment.expand(&text)))?;
    let is_variable = around.texts.locate(&written.span()).is_some_and(|(text, _)| text.role == Role::Variable);
    // Who sets a variable in a shell means the folder of the shell.
    let database = if is_variable { path } else { around.data_folder.join(path) };
    Some(StoreConfig { database, max_snapshot_bytes: max_snapshot_bytes? })
}

pub(super) fn fetch(raw: &RawFetch, mistakes: &mut Mistakes) -> Option<FetchConfig> {
    let user_agent = mistakes.check_if_given(raw.user_agent.as_ref(), values::user_agent);
    let contact = mistakes.check_if_given(raw.contact.as_ref(), values::contact).flatten();
    let max_body_bytes = mistakes.check_if_given(raw.max_body.as_ref(), |text| values::size(text, SizeLimits::BODY));
    let connect_timeout = duration(raw.connect_timeout.as_ref(), Limits::TIMEOUT, mistakes);
    let first_byte_timeout = duration(raw.first_byte_timeout.as_ref(), Limits::TIMEOUT, mistakes);
    let idle_timeout = duration(raw.idle_timeout.as_ref(), Limits::TIMEOUT, mistakes);
    let max_redirects = number(raw.max_redirects.as_ref(), 0..=20, mistakes);
    let host_delay = duration(raw.host_delay.as_ref(), Limits::PAUSE, mistakes);
    Some(FetchConfig {
        user_agent: full_user_agent(user_agent.as_deref(), contact.as_deref()),
        contact,
        max_body_bytes: max_body_bytes?,
        connect_timeout: connect_timeout?,
        first_byte_timeout: first_byte_timeout?,
        idle_timeout: idle_timeout?,
        max_redirects: max_redirects?,
        host_delay: host_delay?,
    })
}

/// The customary form of a robot's name: what it is, and in brackets whom to ask.
fn full_user_agent(name: Option<&str>, contact: Option<&str>) -> String {
    let name = name.unwrap_or(concat!("rasid/", env!("CARGO_PKG_VERSION")));
    match contact {
        Some(contact) => format!("{name} (+{contact})"),
        None => name.to_owned(),
    }
}

pub(super) fn daemon(raw: &RawDaemon, mistakes: &mut Mistakes) -> Option<DaemonConfig> {
    let workers = number(raw.workers.as_ref(), 1..=256, mistakes);
    let shutdown_grace = duration(raw.shutdown_grace.as_ref(), Limits::GRACE, mistakes);
    let log_level =
        mistakes.check_if_given(raw.log_level.as_ref(), |text| values::choice("level", text, LogLevel::ALL));
    let log_format =
        mistakes.check_if_given(raw.log_format.as_ref(), |text| values::choice("format", text, LogFormat::ALL));
    Some(DaemonConfig {
        workers: workers?,
        shutdown_grace: shutdown_grace?,
        retag: raw.retag.unwrap_or(true),
        log_level: log_level?,
        log_format: log_format?,
    })
}

pub(super) fn web(raw: &RawWeb, around: Surroundings<'_>, mistakes: &mut Mistakes) -> Option<WebConfig> {
    let listen = mistakes.check_if_given(raw.listen.as_ref(), values::listen);
    let public_url = mistakes.check_if_given(raw.public_url.as_ref(), values::public_url);
    let hosts = mistakes.check_each(raw.hosts.as_deref().unwrap_or_default(), values::host);
    let files = raw.token_files.as_deref().unwrap_or_default();
    let tokens = mistakes.check_each(files, |path| {
        let secret = secret_file::read(path.trim(), around.config_folder, around.environment)?;
        values::token(&secret).map(|()| secret)
    });
    let requests_per_minute = number(raw.requests_per_minute.as_ref(), 0..=100_000, mistakes);
    let listen = listen?;
    if let (Some(address), true, Some(written)) = (listen, files.is_empty(), &raw.listen)
        && !address.ip().is_loopback()
    {
        let message = format!("`{address}` can be reached from other machines, and nobody is asked for a token");
        let hint =
            "name a file in `token_files` that begins with one, or listen on this machine alone: \"127.0.0.1:8765\"";
        mistakes.at(written.span(), Fault::new(message, hint));
        return None;
    }
    Some(WebConfig { listen, public_url: public_url?, hosts, tokens, requests_per_minute: requests_per_minute? })
}

/// `web` is `None` where it is wrong itself.
pub(super) fn websub(raw: &RawWebsub, web: Option<&WebConfig>, mistakes: &mut Mistakes) -> Option<WebsubConfig> {
    let callback = mistakes.check_if_given(raw.callback.as_ref(), values::callback);
    let hub = public_hub(raw, web, mistakes);
    let callback = callback?;
    if let (Some(_), Some(WebConfig { listen: None, .. }), Some(written)) = (&callback, web, &raw.callback) {
        let hint = "hubs are answered at `listen` in [web]: set it to an address with a port";
        mistakes.at(written.span(), Fault::new("a `callback` without a door behind it", hint));
        return None;
    }
    Some(WebsubConfig { callback, hub: hub? })
}

fn public_hub(raw: &RawWebsub, web: Option<&WebConfig>, mistakes: &mut Mistakes) -> Option<Option<PublicHub>> {
    let Some(url) = mistakes.check_if_given(raw.hub.as_ref(), values::hub)? else { return Some(None) };
    let base = web?.public_url.as_ref().map(|public| public.as_str().trim_end_matches('/').to_owned());
    if let (None, Some(written)) = (&base, &raw.hub) {
        let hint = "a hub fetches our feeds itself: set `public_url` in [web] to the address under which it can";
        mistakes.at(written.span(), Fault::new("a `hub` without a public address", hint));
        return None;
    }
    Some(base.map(|base| PublicHub { url, base }))
}

fn duration(written: Option<&Text>, limits: Limits, mistakes: &mut Mistakes) -> Option<Duration> {
    mistakes.check_if_given(written, |text| values::duration(text, limits))
}

/// A whole number within bounds.
pub(super) fn number(
    written: Option<&Spanned<u32>>,
    allowed: RangeInclusive<u32>,
    mistakes: &mut Mistakes,
) -> Option<u32> {
    let written = written?;
    let number = *written.get_ref();
    if allowed.contains(&number) {
        return Some(number);
    }
    let message = format!("{number} is not between {} and {}", allowed.start(), allowed.end());
    mistakes.at(written.span(), Fault::plain(message));
    None
}
