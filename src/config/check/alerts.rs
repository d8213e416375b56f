//! `[mail]` and `[[alert]]`.

use std::time::Duration;

use url::{Host, Url};

use super::searches::query;
use super::values::{self, Limits};
use super::{Known, Names, options, sections};
use crate::analysis::burst::Mark;
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::{OneOrMore, RawAlert, RawMail, Text};
use crate::config::secret_file;
use crate::config::settings::{
    Alert, AlertPace, Choice, MailConfig, MessageLanguage, Recipient, SavedSearch, Watch, WatchKind, Webhook,
    WebhookFormat,
};
use crate::config::shape::Shaped;
use crate::config::texts::Span;
use crate::model::{AlertId, Secret};

/// As often as a feed reader would look.
const USUAL_EVERY: Duration = Duration::from_mins(5);
/// Failures of an hour mend themselves more often than not.
const USUAL_FAILING: Duration = Duration::from_hours(6);
/// What a weekend puts off is news on Monday.
const USUAL_AGE: Duration = Duration::from_hours(72);
/// As many as people read.
const USUAL_MOST: u32 = 50;

/// How mail is sent; `Some(None)`: not at all.
pub(super) fn mail(raw: &RawMail, known: Known<'_>, mistakes: &mut Mistakes) -> Option<Option<MailConfig>> {
    let server = mistakes.check_if_given(raw.server.as_ref(), values::mail_server);
    let from = mistakes.check_if_given(raw.from.as_ref(), |text| match text.trim() {
        "" => Ok(None),
        text => values::mail_address(text).map(Some),
    });
    let file = raw.credentials_file.as_ref().filter(|file| !file.get_ref().trim().is_empty());
    let credentials = mistakes.check_if_given(file, |path| {
        let secret = secret(path, known)?;
        values::basic_auth(&secret).map(|()| secret)
    });
    if file.is_some() && credentials.is_none() {
        return None;
    }
    let Some(server) = server? else { return Some(None) };
    let Some(from) = from? else {
        if let Some(written) = &raw.server {
            let hint = "say whom it is from: from = \"rasid <rasid@example.org>\"";
            mistakes.at(written.span(), Fault::new("a mail server, and no sender", hint));
        }
        return None;
    };
    Some(Some(MailConfig { server, from, credentials }))
}

/// What alerts may refer to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) known: Known<'a>,
    pub(super) searches: &'a [SavedSearch],
    /// Whether mail can be sent; `true` where that is wrong itself.
    pub(super) has_mail: bool,
}

pub(super) fn alerts(raw: &[Shaped<RawAlert>], around: Around<'_>, mistakes: &mut Mistakes) -> Vec<Alert> {
    let mut names = Names::new();
    raw.iter().filter_map(|shaped| alert(shaped, around, &mut names, mistakes)).collect()
}

fn alert(
    shaped: &Shaped<RawAlert>,
    around: Around<'_>,
    names: &mut Names<AlertId>,
    mistakes: &mut Mistakes,
) -> Option<Alert> {
    let raw = shaped.value.as_ref()?;
    let read_id = |text: &str| AlertId::parse(text).map_err(|error| Fault::plain(error.to_string()));
    let id = mistakes.check_if_given(raw.id.as_ref(), read_id);
    match (&id, &raw.id) {
        (Some(id), Some(written)) => {
            names.claim(id.clone(), written.span(), "alert", mistakes);
        }
        (_, Some(_)) => {}
        (_, None) => shaped.key_is_missing("id", "what was told is remembered by its id", mistakes),
    }
    let label = mistakes.check_if_given(raw.label.as_ref(), values::words);
    let watch = watch(raw, around, mistakes);
    let to = recipient(shaped, raw, around, mistakes);
    let pace = pace(raw, mistakes);
    let most = raw.most.as_ref().map_or(Some(USUAL_MOST), |most| sections::number(Some(most), 1..=500, mistakes));
    let language = match &raw.language {
        Some(written) => mistakes.check(written, |text| values::choice("language", text, MessageLanguage::ALL)),
        None => Some(MessageLanguage::English),
    };
    Some(Alert { id: id?, label, watch: watch?, to: to?, pace: pace?, language: language?, most: most? })
}

fn watch(raw: &RawAlert, around: Around<'_>, mistakes: &mut Mistakes) -> Option<Watch> {
    let kind = match &raw.watch {
        Some(written) => mistakes.check(written, |text| values::choice("thing to watch", text, WatchKind::ALL))?,
        None => WatchKind::Articles,
    };
    let chooses_articles = matches!(kind, WatchKind::Articles | WatchKind::Stories);
    only_where(raw.search.as_ref(), "search", chooses_articles, "articles` and `stories", mistakes);
    only_where(raw.query.as_ref(), "query", chooses_articles, "articles` and `stories", mistakes);
    only_where(raw.max_age.as_ref(), "max_age", kind == WatchKind::Articles, "articles", mistakes);
    let grows = matches!(kind, WatchKind::Stories | WatchKind::Topics);
    only_where(raw.growth.as_ref(), "growth", grows, "stories` and `topics", mistakes);
    only_where(raw.failing_for.as_ref(), "failing_for", kind == WatchKind::Sources, "sources", mistakes);
    let is_topics = kind == WatchKind::Topics;
    only_where(raw.topics.as_ref().and_then(|topics| topics.first()), "topics", is_topics, "topics", mistakes);
    let growth = match &raw.growth {
        Some(written) => mistakes.check(written, |text| values::choice("growth", text, Mark::ALL)),
        None => Some(Mark::Burst),
    };
    Some(match kind {
        WatchKind::Articles => {
            let max_age = duration(raw.max_age.as_ref(), Limits::NEWS, USUAL_AGE, mistakes);
            Watch::Articles { choice: choice(raw, around, mistakes)?, max_age: max_age? }
        }
        WatchKind::Stories => Watch::Stories { choice: choice(raw, around, mistakes)?, growth: growth? },
        WatchKind::Topics => {
            let topics = options::topics(raw.topics.as_deref(), around.known.topics, mistakes);
            Watch::Topics { topics, growth: growth? }
        }
        WatchKind::Sources => {
            let failing_for = duration(raw.failing_for.as_ref(), Limits::FAILING, USUAL_FAILING, mistakes);
            Watch::Sources { failing_for: failing_for? }
        }
    })
}

fn duration(written: Option<&Text>, limits: Limits, usual: Duration, mistakes: &mut Mistakes) -> Option<Duration> {
    match written {
        Some(written) => mistakes.check(written, |text| values::duration(text, limits)),
        None => Some(usual),
    }
}

fn only_where(key: Option<&Text>, name: &str, is_there: bool, kinds: &str, mistakes: &mut Mistakes) {
    if let (Some(written), false) = (key, is_there) {
        let message = format!("`{name}` says nothing here: it is for what watches `{kinds}`");
        mistakes.at(written.span(), Fault::new(message, "leave it out, or set `watch`"));
    }
}

/// What both keys choose must hold.
fn choice(raw: &RawAlert, around: Around<'_>, mistakes: &mut Mistakes) -> Option<Choice> {
    let saved = raw.search.as_ref().map(|written| {
        mistakes.check(written, |text| {
            let known = around.searches.iter().find(|search| search.id.as_str() == text.trim_start_matches('@'));
            let ids = around.searches.iter().map(|search| search.id.as_str());
            known.map(|search| format!("@{}", search.id)).ok_or_else(|| Fault::unknown("search", text, ids))
        })
    });
    let own = raw.query.as_ref().map(|written| {
        mistakes.check(written, |text| match text.trim_start().starts_with('@') {
            true => Err(Fault::new("a saved search in a `query`", "name it in `search`: both hold then")),
            false => Ok(()),
        })?;
        query(written, around.known.around.texts, mistakes)
    });
    let parts: Option<Vec<String>> = saved.into_iter().chain(own).collect();
    Some(Choice { query: parts?.join(" ") })
}

fn recipient(
    shaped: &Shaped<RawAlert>,
    raw: &RawAlert,
    around: Around<'_>,
    mistakes: &mut Mistakes,
) -> Option<Recipient> {
    let ways: Vec<Span> = [
        raw.webhook.as_ref().map(Text::span),
        raw.webhook_file.as_ref().map(Text::span),
        raw.email.as_ref().map(toml::Spanned::span),
    ]
    .into_iter()
    .flatten()
    .collect();
    match ways.as_slice() {
        [] => {
            let hint = "say who is told: webhook = \"https://…\", or email = [\"desk@example.org\"]";
            shaped.key_is_missing("webhook", hint, mistakes);
            return None;
        }
        [_] => {}
        [_, second, ..] => {
            let hint = "write an [[alert]] for each";
            mistakes.at(second.clone(), Fault::new("an alert that goes two ways", hint));
            return None;
        }
    }
    if let Some(written) = &raw.email {
        for (key, name) in [(&raw.format, "format"), (&raw.secret_file, "secret_file")] {
            only_where(key.as_ref(), name, false, "webhook", mistakes);
        }
        if !around.has_mail {
            let hint = "name a mail server: server = \"smtps://mail.example.org\" in [mail]";
            mistakes.at(written.span(), Fault::new("mail cannot be sent yet", hint));
        }
        let addresses = mistakes.check_each(&OneOrMore::texts(written), values::mail_address);
        return (!addresses.is_empty()).then_some(Recipient::Mail(addresses));
    }
    webhook(raw, around, mistakes).map(Recipient::Webhook)
}

fn webhook(raw: &RawAlert, around: Around<'_>, mistakes: &mut Mistakes) -> Option<Webhook> {
    let url = match (&raw.webhook, &raw.webhook_file) {
        (Some(written), _) => mistakes.check(written, values::address),
        (None, file) => mistakes.check_if_given(file.as_ref(), |path| {
            let address = secret(path, around.known)?;
            // What is wrong with a secret is not shown.
            values::address(address.reveal()).map_err(|_| Fault::plain("the file holds no address"))
        }),
    };
    let format = match &raw.format {
        Some(written) => mistakes.check(written, |text| values::choice("format", text, WebhookFormat::ALL)),
        None => Some(WebhookFormat::Json),
    };
    let secret = match &raw.secret_file {
        Some(file) => Some(mistakes.check(file, |path| {
            let secret = secret(path, around.known)?;
            values::webhook_secret(&secret).map(|()| secret)
        })?),
        None => None,
    };
    let url = url?;
    let host = Url::parse(&url).ok()?.host().as_ref().map(Host::to_string)?;
    Some(Webhook { url: Secret::new(url), host, format: format?, secret })
}

fn secret(path: &str, known: Known<'_>) -> Result<Secret, Fault> {
    secret_file::read(path.trim(), known.around.config_folder, known.around.environment)
}

fn pace(raw: &RawAlert, mistakes: &mut Mistakes) -> Option<AlertPace> {
    match (&raw.every, &raw.schedule) {
        (None, None) => Some(AlertPace::Every(USUAL_EVERY)),
        (Some(written), None) => {
            mistakes.check(written, |text| values::duration(text, Limits::INTERVAL)).map(AlertPace::Every)
        }
        (None, Some(written)) => mistakes.check(written, values::cron).map(AlertPace::Schedule),
        (Some(_), Some(written)) => {
            let hint = "`every` for at once, `schedule` for a digest: leave one out";
            mistakes.at(written.span(), Fault::new("an alert with `every` and `schedule`", hint));
            None
        }
    }
}
