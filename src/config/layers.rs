//! Lays the texts over one another: environment over file over built-in defaults, and a source over `[defaults]`.
//!
//! The newcomer's question: where are the default values in the code? Nowhere: they are read from the built-in
//! `config.toml`, so that the file which documents them cannot be wrong.

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};
use toml::map::Entry;

use super::document::{self, Value};
use super::mistakes::{Fault, Mistakes};
use super::raw::{RawConfig, RawSource};
use super::shape;
use super::texts::{Role, Text, Texts};

/// The tables that stand once. Environment variables can set their keys.
const SECTIONS: [&str; 5] = ["store", "fetch", "daemon", "web", "defaults"];

/// The tables that may be repeated.
const LISTS: [&str; 3] = ["source", "topic", "job"];

/// Those of them that an included file may hold.
const LISTS_OF_INCLUDED: [&str; 2] = ["source", "topic"];

/// Keys of a source that no two sources share.
const NO_DEFAULTS: [&str; 5] = ["id", "url", "kind", "enabled", "select"];

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
    sources: Vec<Value<'t>>,
    topics: Vec<Value<'t>>,
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
                    mistakes.at(key.span(), Fault::unknown("section", name, known));
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
                let hint = "included files hold `[[source]]` and `[[topic]]`; all else stands in the main file";
                mistakes.at(key.span(), Fault::new(message, hint));
            }
        }
    }

    fn variable(&mut self, text: &'t Text, mistakes: &mut Mistakes) {
        let (name, value) = text.content.split_once('=').unwrap_or((&text.content, ""));
        let key = SECTIONS.into_iter().find_map(|section| {
            let key = name.strip_prefix("RASID_")?.strip_prefix(&section.to_uppercase())?.strip_prefix('_')?;
            Some((section, key))
        });
        let Some((section, key)) = key else {
            let hint = format!("variables are named `RASID_SECTION_KEY`; the sections are {}", SECTIONS.join(", "));
            mistakes.at(
                text.start..text.start + name.len(),
                Fault::new("a variable that sets no key of the configuration", hint),
            );
            return;
        };
        let offset = name.len() + 1;
        let key_span = text.start + name.len() - key.len()..text.start + name.len();
        let value_span = text.start + offset..text.start + text.content.len();
        // Numbers, lists and the like are TOML; what is not, as `15m`, is text without its quotes.
        let value = document::parse_value(text, offset)
            .filter(|value| !matches!(value.get_ref(), DeValue::Datetime(_) | DeValue::Float(_)))
            .unwrap_or_else(|| Spanned::new(value_span, DeValue::String(value.into())));
        let over: DeTable<'t> = [(Spanned::new(key_span, key.to_lowercase().into()), value)].into_iter().collect();
        if let Some(DeValue::Table(base)) = self.sections.get_mut(section).map(Spanned::get_mut) {
            overlay(base, over);
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
                mistakes
                    .at(span, Fault::new(format!("`{name}` is a section"), format!("write `[{name}]` above its keys")));
            }
        }
    }

    fn extend(&mut self, key: &Spanned<DeString<'t>>, value: Value<'t>, mistakes: &mut Mistakes) {
        let list = if key.get_ref() == "source" { &mut self.sources } else { &mut self.topics };
        list.extend(elements(key, value, mistakes));
    }

    fn read(mut self, mistakes: &mut Mistakes) -> RawConfig {
        let mut no_table = || Spanned::new(0..0, DeValue::Table(DeTable::new()));
        let mut take = |name: &str| self.sections.remove(name).unwrap_or_else(&mut no_table);
        let mut defaults = take("defaults");
        take_out_own_keys(&mut defaults, mistakes);
        let shaped_defaults = shape::read::<RawSource>(&mut defaults, mistakes);
        let over_defaults = |source: Value<'t>| over(&defaults, source);
        RawConfig {
            store: shape::read(&mut take("store"), mistakes).value.unwrap_or_default(),
            fetch: shape::read(&mut take("fetch"), mistakes).value.unwrap_or_default(),
            daemon: shape::read(&mut take("daemon"), mistakes).value.unwrap_or_default(),
            web: shape::read(&mut take("web"), mistakes).value.unwrap_or_default(),
            defaults: shaped_defaults.value.unwrap_or_default(),
            sources: self.sources.into_iter().map(|s| shape::read(&mut over_defaults(s), mistakes)).collect(),
            topics: self.topics.into_iter().map(|mut topic| shape::read(&mut topic, mistakes)).collect(),
            jobs: self.jobs.into_iter().map(|mut job| shape::read(&mut job, mistakes)).collect(),
        }
    }
}

/// The tables of a list, `[[…]]`.
fn elements<'t>(key: &Spanned<DeString<'t>>, value: Value<'t>, mistakes: &mut Mistakes) -> Vec<Value<'t>> {
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(array) => DeArray::into_iter(array).collect(),
        single => {
            let name = key.get_ref();
            let fault =
                Fault::new(format!("`{name}` may be repeated"), format!("write `[[{name}]]`, with two brackets"));
            mistakes.at(key.span(), fault);
            vec![Spanned::new(span, single)]
        }
    }
}

fn take_out_own_keys(defaults: &mut Value<'_>, mistakes: &mut Mistakes) {
    let DeValue::Table(table) = defaults.get_mut() else { return };
    for key in NO_DEFAULTS {
        if let Some((key, _)) = table.remove_entry(key) {
            let message = format!("`{}` cannot be a default", key.get_ref());
            mistakes.at(key.span(), Fault::new(message, "each source has its own"));
        }
    }
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
