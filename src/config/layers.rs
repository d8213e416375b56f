//! Lays the texts over one another: environment over file over built-in defaults, and a source over its `[[group]]` over
//! `[defaults]`.
//!
//! The newcomer's question: where in the code are the default values of the sections? Nowhere: they are read from the
//! built-in `config.toml`, so that the file which documents them cannot be wrong.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};
use toml::map::Entry;

use super::document::{self, Value};
use super::mistakes::{Fault, Mistakes};
use super::raw::{RawConfig, RawSource};
use super::shape;
use super::texts::{Role, Text, Texts, VARIABLE_PREFIX};

/// The tables that stand once. Environment variables can set their keys.
const SECTIONS: [&str; 8] = ["store", "fetch", "daemon", "web", "websub", "opinion", "mail", "defaults"];

/// The tables that may be repeated.
const LISTS: [&str; 9] = ["source", "group", "topic", "list", "site", "search", "alert", "address", "job"];

/// Those of them that an included file may hold.
const LISTS_OF_INCLUDED: [&str; 8] = ["source", "group", "topic", "list", "site", "search", "alert", "address"];

/// Keys of a source that are not the same for all sources. Cookies and passwords are among them: they belong to one site.
const NO_DEFAULTS: [&str; 9] =
    ["id", "url", "kind", "enabled", "group", "select", "article", "basic_auth_file", "cookie_file"];

/// Those of them that are not even the same for the sources of a group; the `id` of a group is its own.
const NOT_IN_GROUPS: [&str; 3] = ["url", "enabled", "group"];

/// Two keys that say the same in two ways: what a layer says in one way replaces what was said in the other.
const ALTERNATIVES: [&str; 2] = ["every", "schedule"];

/// Reads all texts as one configuration.
pub(super) fn assemble(texts: &Texts, mistakes: &mut Mistakes) -> RawConfig {
    let mut layers = Layers::default();
    for text in texts.iter() {
        match text.role {
            Role::Defaults => layers.defaults(document::parse(text, mistakes), mistakes),
            Role::Main => layers.main(document::parse(text, mistakes), mistakes),
            Role::Included => layers.included(document::parse(text, mistakes), mistakes),
            Role::Tried => layers.tried(document::parse(text, mistakes), mistakes),
            Role::Variable => layers.variable(text, mistakes),
        }
    }
    layers.read(mistakes)
}

/// The texts so far, merged.
#[derive(Default)]
struct Layers<'t> {
    /// Tables by the name of their section.
    sections: DeTable<'t>,
    groups: Vec<Value<'t>>,
    sources: Vec<Value<'t>>,
    topics: Vec<Value<'t>>,
    lists: Vec<Value<'t>>,
    sites: Vec<Value<'t>>,
    searches: Vec<Value<'t>>,
    alerts: Vec<Value<'t>>,
    addresses: Vec<Value<'t>>,
    jobs: Vec<Value<'t>>,
}

impl<'t> Layers<'t> {
    /// The sources of the built-in file are for those who have no file of their own.
    fn defaults(&mut self, mut root: DeTable<'t>, mistakes: &mut Mistakes) {
        root.remove("source");
        self.main(root, mistakes);
    }

    fn main(&mut self, root: DeTable<'t>, mistakes: &mut Mistakes) {
        for (key, value) in root {
            match key.get_ref().as_ref() {
                // What it names has been read already.
                "include" => {}
                "job" => self.jobs = elements(&key, value, mistakes),
                name if LISTS.contains(&name) => self.extend(&key, value, mistakes),
                name if SECTIONS.contains(&name) => self.section(key, value, mistakes),
                name => {
                    let known = SECTIONS.into_iter().chain(LISTS).chain(["include"]);
                    mistakes.misplaced(key.span(), Fault::unknown("section", name, known));
                }
            }
        }
    }

    fn included(&mut self, root: DeTable<'t>, mistakes: &mut Mistakes) {
        for (key, value) in root {
            let name = key.get_ref().as_ref();
            if LISTS_OF_INCLUDED.contains(&name) {
                self.extend(&key, value, mistakes);
            } else {
                let message = format!("`{name}` in an included file");
                let hint = "included files hold `[[source]]`, `[[group]]`, `[[topic]]`, `[[list]]`, `[[site]]`, \
                            `[[search]]`, `[[alert]]` and `[[address]]`; all else stands in the main file";
                mistakes.misplaced(key.span(), Fault::new(message, hint));
            }
        }
    }

    /// What is tried takes the place of what is called so.
    fn tried(&mut self, root: DeTable<'t>, mistakes: &mut Mistakes) {
        for (key, value) in root {
            let name = key.get_ref().as_ref();
            let replaced = match name {
                "topic" => &mut self.topics,
                "list" => &mut self.lists,
                _ => {
                    let message = format!("`{name}` in a file of rules that are tried");
                    mistakes.misplaced(key.span(), Fault::new(message, "it holds `[[topic]]` and `[[list]]` alone"));
                    continue;
                }
            };
            let tried = elements(&key, value, mistakes);
            let ids: Vec<&str> = tried.iter().filter_map(id_of).collect();
            replaced.retain(|known| id_of(known).is_none_or(|id| !ids.contains(&id)));
            replaced.extend(tried);
        }
    }

    fn variable(&mut self, text: &'t Text, mistakes: &mut Mistakes) {
        let (name, written) = text.content.split_once('=').unwrap_or((&text.content, ""));
        let value_at = text.start + name.len() + 1;
        let Some((section, key)) = section_and_key(name) else {
            let hint = format!("variables are named `RASID_SECTION_KEY`; the sections are {}", SECTIONS.join(", "));
            let fault = Fault::new("a variable that sets no key of the configuration", hint);
            mistakes.at(text.start..value_at - 1, fault);
            return;
        };
        let key = Spanned::new(value_at - 1 - key.len()..value_at - 1, key.to_lowercase().into());
        // Numbers, lists and the like are TOML; what is not, as `15m`, is text without its quotes.
        let value = document::parse_value(text, name.len() + 1)
            .filter(|value| !matches!(value.get_ref(), DeValue::Datetime(_) | DeValue::Float(_)))
            .unwrap_or_else(|| Spanned::new(value_at..text.end(), DeValue::String(written.into())));
        if let Some(DeValue::Table(base)) = self.sections.get_mut(section).map(Spanned::get_mut) {
            overlay(base, [(key, value)].into_iter().collect());
        }
    }

    fn section(&mut self, key: Spanned<DeString<'t>>, value: Value<'t>, mistakes: &mut Mistakes) {
        let span = value.span();
        match (self.sections.entry(key), value.into_inner()) {
            (Entry::Occupied(mut base), DeValue::Table(over)) => {
                if let DeValue::Table(base) = base.get_mut().get_mut() {
                    overlay(base, over);
                }
            }
            (Entry::Vacant(base), table @ DeValue::Table(_)) => {
                base.insert(Spanned::new(span, table));
            }
            (entry, _) => {
                let name = entry.key().get_ref();
                let message = format!("`{name}` is a section");
                mistakes.at(span, Fault::new(message, format!("write `[{name}]` above its keys")));
            }
        }
    }

    fn extend(&mut self, key: &Spanned<DeString<'t>>, value: Value<'t>, mistakes: &mut Mistakes) {
        let list = match key.get_ref().as_ref() {
            "source" => &mut self.sources,
            "group" => &mut self.groups,
            "site" => &mut self.sites,
            "search" => &mut self.searches,
            "alert" => &mut self.alerts,
            "address" => &mut self.addresses,
            "list" => &mut self.lists,
            _ => &mut self.topics,
        };
        list.extend(elements(key, value, mistakes));
    }

    fn read(mut self, mistakes: &mut Mistakes) -> RawConfig {
        let (mut store, mut fetch) = (self.take("store"), self.take("fetch"));
        let (mut daemon, mut web) = (self.take("daemon"), self.take("web"));
        let (mut websub, mut opinion) = (self.take("websub"), self.take("opinion"));
        let mut mail = self.take("mail");
        let mut defaults = self.take("defaults");
        take_out_own_keys(&mut defaults, &NO_DEFAULTS, "a default", mistakes);
        let shaped_defaults = shape::read::<RawSource>(&mut defaults, mistakes);
        self.groups.iter_mut().for_each(|group| take_out_own_keys(group, &NOT_IN_GROUPS, "said in a group", mistakes));
        let groups: Vec<_> = self.groups.into_iter().map(|group| over(&defaults, group)).collect();
        let sources = self.sources.into_iter().map(|source| match group_of(&source, &groups) {
            Some(group) => over(&without_id(group), source),
            None => over(&defaults, source),
        });
        let sources: Vec<_> = sources.collect();
        RawConfig {
            store: shape::read(&mut store, mistakes).value.unwrap_or_default(),
            fetch: shape::read(&mut fetch, mistakes).value.unwrap_or_default(),
            daemon: shape::read(&mut daemon, mistakes).value.unwrap_or_default(),
            web: shape::read(&mut web, mistakes).value.unwrap_or_default(),
            websub: shape::read(&mut websub, mistakes).value.unwrap_or_default(),
            opinion: shape::read(&mut opinion, mistakes).value.unwrap_or_default(),
            mail: shape::read(&mut mail, mistakes).value.unwrap_or_default(),
            defaults: shaped_defaults.value.unwrap_or_default(),
            groups: groups.into_iter().map(|mut group| shape::read(&mut group, mistakes)).collect(),
            sources: sources.into_iter().map(|mut source| shape::read(&mut source, mistakes)).collect(),
            topics: self.topics.into_iter().map(|mut topic| shape::read(&mut topic, mistakes)).collect(),
            lists: self.lists.into_iter().map(|mut list| shape::read(&mut list, mistakes)).collect(),
            sites: self.sites.into_iter().map(|mut site| shape::read(&mut site, mistakes)).collect(),
            searches: self.searches.into_iter().map(|mut search| shape::read(&mut search, mistakes)).collect(),
            alerts: self.alerts.into_iter().map(|mut alert| shape::read(&mut alert, mistakes)).collect(),
            addresses: self.addresses.into_iter().map(|mut address| shape::read(&mut address, mistakes)).collect(),
            jobs: self.jobs.into_iter().map(|mut job| shape::read(&mut job, mistakes)).collect(),
        }
    }

    fn take(&mut self, section: &str) -> Value<'t> {
        self.sections.remove(section).unwrap_or_else(|| Spanned::new(0..0, DeValue::Table(DeTable::new())))
    }
}

/// What a variable sets: `RASID_STORE_DATABASE` is `DATABASE` in `store`.
fn section_and_key(name: &str) -> Option<(&'static str, &str)> {
    let rest = name.strip_prefix(VARIABLE_PREFIX)?;
    SECTIONS.into_iter().find_map(|section| {
        let key = rest.strip_prefix(&section.to_uppercase())?.strip_prefix('_')?;
        Some((section, key))
    })
}

/// The tables of a list, `[[…]]`.
fn elements<'t>(key: &Spanned<DeString<'t>>, value: Value<'t>, mistakes: &mut Mistakes) -> Vec<Value<'t>> {
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(array) => array.into_iter().collect(),
        single => {
            let name = key.get_ref();
            let message = format!("`{name}` may be repeated");
            mistakes.at(key.span(), Fault::new(message, format!("write `[[{name}]]`, with two brackets")));
            vec![Spanned::new(span, single)]
        }
    }
}

fn take_out_own_keys(shared: &mut Value<'_>, own_keys: &[&str], what: &str, mistakes: &mut Mistakes) {
    let DeValue::Table(table) = shared.get_mut() else { return };
    for key in own_keys {
        if let Some((key, _)) = table.remove_entry(*key) {
            let message = format!("`{}` cannot be {what}", key.get_ref());
            mistakes.at(key.span(), Fault::new(message, "each source has its own"));
        }
    }
}

/// The group that a source names; whether there is one is checked elsewhere.
fn group_of<'g, 't>(source: &Value<'t>, groups: &'g [Value<'t>]) -> Option<&'g Value<'t>> {
    let wanted = source.get_ref().get("group")?.get_ref().as_str()?;
    groups.iter().find(|group| group.get_ref().get("id").and_then(|id| id.get_ref().as_str()) == Some(wanted))
}

fn id_of<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    value.get_ref().get("id")?.get_ref().as_str()
}

fn without_id<'t>(group: &Value<'t>) -> Value<'t> {
    let mut group = group.clone();
    if let DeValue::Table(table) = group.get_mut() {
        table.remove("id");
    }
    group
}

/// A table with the keys of another that it leaves out.
fn over<'t>(base: &Value<'t>, value: Value<'t>) -> Value<'t> {
    let span = value.span();
    match (base.get_ref(), value.into_inner()) {
        (DeValue::Table(base), DeValue::Table(own)) => {
            let mut whole = base.clone();
            overlay(&mut whole, own);
            Spanned::new(span, DeValue::Table(whole))
        }
        (_, other) => Spanned::new(span, other),
    }
}

fn overlay<'t>(base: &mut DeTable<'t>, over: DeTable<'t>) {
    if ALTERNATIVES.iter().any(|key| over.contains_key(*key)) {
        ALTERNATIVES.iter().for_each(|key| drop(base.remove(*key)));
    }
    for (key, value) in over {
        // Removed first: an insertion alone would keep the old key, and with it the old key's place.
        base.remove(&key);
        base.insert(key, value);
    }
}
