//! Lists for feed readers (OPML 2.0): all feeds that we have, in folders; and the sources that we read, for who wants to leave.

use std::collections::BTreeSet;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped, html};

use super::address::{self, Form};
use super::wording;
use crate::analysis::topics::{TopicRule, TopicSet};
use crate::query::cases::feed::Subject;
use crate::query::cases::outlines;
use crate::read::listing::opml;
use crate::serve::desk::{Desk, Refusal, Sources};

/// The sources of the configuration.
pub(super) async fn sources(desk: &Desk) -> Result<Response, Refusal> {
    let list = opml::write("rasid: sources", &outlines::outlines(&desk.config().sources));
    Ok(answer("rasid-sources.opml", list))
}

/// All feeds: everything, topics as a tree, saved searches, sources.
pub(super) async fn feeds(desk: &Desk, base: String) -> Result<Response, Refusal> {
    desk.ask(move |from| Ok(answer("rasid-feeds.opml", all(from, &base)?))).await
}

fn answer(file: &str, list: String) -> Response {
    let kind = [
        (header::CONTENT_TYPE, "text/x-opml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{file}\"")),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (kind, list).into_response()
}

fn all(from: &Sources, base: &str) -> Result<String, Refusal> {
    let config = &from.config;
    let names = from.store.source_names()?;
    let sources = names.iter().filter(|source| source.is_configured);
    let searches = config.searches.iter().map(|search| {
        let id = search.id.to_string();
        (search.label.clone().unwrap_or_else(|| id.clone()), Subject::Saved(id))
    });
    let body = html! {
        (outline(base, "rasid", &Subject::Everything))
        (folder("Topics", &tree(base, &config.topics)))
        (folder("Searches", &html! { @for (label, subject) in searches { (outline(base, &label, &subject)) } }))
        (folder("Sources", &html! {
            @for source in sources { (outline(base, source.label(), &Subject::Source(source.id.to_string()))) }
        }))
    };
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"><head><title>rasid</title></head><body>{}</body></opml>\n",
        body.into_string()
    ))
}

/// The topics below those that stand alone; in a circle, which no configuration can hold, each stands once.
fn tree(base: &str, topics: &TopicSet) -> Markup {
    let mut seen = BTreeSet::new();
    let is_root = |rule: &&TopicRule| rule.parent.as_ref().is_none_or(|parent| topics.rule(parent).is_none());
    let roots: Vec<&TopicRule> = topics.rules().iter().filter(is_root).collect();
    html! { @for rule in roots { (branch(base, topics, rule, &mut seen)) } }
}

fn branch<'t>(base: &str, topics: &'t TopicSet, rule: &'t TopicRule, seen: &mut BTreeSet<&'t str>) -> Markup {
    if !seen.insert(rule.id.as_str()) {
        return html! {};
    }
    let own = outline(base, rule.name(), &Subject::Topic(rule.id.to_string()));
    let children: Vec<&TopicRule> =
        topics.rules().iter().filter(|child| child.parent.as_ref() == Some(&rule.id)).collect();
    if children.is_empty() {
        return own;
    }
    let below = html! { (own) @for child in children { (branch(base, topics, child, seen)) } };
    folder(rule.name(), &below)
}

fn folder(name: &str, content: &Markup) -> Markup {
    let name = wording::line(name);
    html! { @if !content.0.is_empty() { outline text=(name) title=(name) { (content) } } }
}

/// A feed. It is closed by itself, which `maud` leaves out for elements that HTML does not know as empty.
fn outline(base: &str, label: &str, subject: &Subject) -> Markup {
    let label = wording::line(label);
    let (feed, page) = (address::feed(subject, Form::Rss), address::page(subject, None));
    html! {
        outline type="rss" text=(label) title=(label) xmlUrl={ (base) (feed) } htmlUrl={ (base) (page) } { (PreEscaped("")) }
    }
}
