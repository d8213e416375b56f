//! The `config.toml` of the repository: documentation, default and first configuration in one.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::de::DeserializeOwned;

use super::*;
use crate::analysis::topics::ExampleResult;
use crate::config::builtin::{CONFIG, TOPIC_PACKS};
use crate::config::raw;
use crate::model::{FullText, LanguageCode, Rhythm, SourceKind};

fn built_in() -> Config {
    read(None, None, Environment(&owned(&[("HOME", "/home/reader")]))).unwrap_or_else(|error| panic!("{error}")).config
}

/// Every key that a table may have, as serde itself lists them.
fn keys_of<T: DeserializeOwned + std::fmt::Debug>() -> Vec<String> {
    let error = toml::from_str::<T>("unheard-of = 1").unwrap_err();
    let keys: Vec<String> = error.message().split('`').skip(3).step_by(2).map(str::to_owned).collect();
    assert!(!keys.is_empty(), "{error}");
    keys
}

/// The part of the file from one line to another.
fn part<'a>(from: &str, to: &str) -> &'a str {
    let (_, rest) = CONFIG.split_once(from).unwrap();
    rest.split_once(to).unwrap().0
}

#[test]
fn the_file_names_every_key_where_it_belongs() {
    let defaults = part("\n[defaults]\n", "[[job]]");
    let about_sources = part("# The sources.", "\n# ---");
    let check = |part: &str, keys: Vec<String>| {
        for key in keys {
            let is_named = part.lines().any(|line| {
                let line = line.trim_start_matches(['#', ' ']);
                let header = line.strip_prefix('[').and_then(|rest| rest.split(']').next()).unwrap_or("");
                line.starts_with(&format!("{key} "))
                    || line.starts_with(&format!("{key}."))
                    || header.split('.').any(|name| name == key)
            });
            assert!(is_named, "`{key}` is missing in {part}");
        }
    };
    check(part("\n[store]\n", "\n[fetch]\n"), keys_of::<raw::RawStore>());
    check(part("\n[fetch]\n", "\n[daemon]\n"), keys_of::<raw::RawFetch>());
    check(part("\n[daemon]\n", "\n[web]\n"), keys_of::<raw::RawDaemon>());
    check(part("\n[web]\n", "\n[websub]\n"), keys_of::<raw::RawWeb>());
    check(part("\n[websub]\n", "\n[opinion]\n"), keys_of::<raw::RawWebsub>());
    check(part("\n[opinion]\n", "\n[defaults]\n"), keys_of::<raw::RawOpinion>());
    check(&format!("{defaults}{about_sources}"), keys_of::<raw::RawSource>());
    check(about_sources, keys_of::<raw::RawSelect>());
    check(part("# The rules for single sites.", "# When two addresses"), keys_of::<raw::RawSite>());
    check(part("# When two addresses", "# The sources."), keys_of::<raw::RawAddress>());
    check(part("# The topics.", "# The rules for"), keys_of::<raw::RawTopic>());
    check(part("# The topics.", "# The rules for"), keys_of::<raw::RawSides>());
    check(part("# The topics.", "# The rules for"), keys_of::<raw::RawList>());
    check(part("# The topics.", "# The rules for"), keys_of::<raw::RawCondition>());
    check(part("# The topics.", "# The rules for"), keys_of::<raw::RawExample>());
    check(part("\n# Searches that", "# The topics."), keys_of::<raw::RawSearch>());
    check(part("\n# What the daemon does by the calendar.", "# Searches that"), keys_of::<raw::RawJob>());
}

#[test]
fn its_values_are_what_holds_for_a_file_that_says_nothing() {
    let folder = Folder::bare("[[source]]\nid = \"a\"\nurl = \"http://a.example/\"\n", &[]);
    let (built_in, empty) = (built_in(), folder.load(&[]).unwrap_or_else(|error| panic!("{error}")));
    assert_eq!(built_in.fetch, empty.fetch);
    assert_eq!(built_in.daemon, empty.daemon);
    assert_eq!(built_in.web, empty.web);
    assert_eq!((&built_in.websub, &built_in.websub.callback), (&empty.websub, &None));
    assert_eq!(built_in.jobs, empty.jobs);
    assert_eq!(built_in.topics.version(), empty.topics.version());
    assert_eq!(empty.store.database.file_name(), built_in.store.database.file_name());
    let [source] = empty.sources.as_slice() else { panic!("one source") };
    assert_eq!(source.rhythm, Rhythm::Adaptive { min: Duration::from_mins(10), max: Duration::from_hours(6) });
    assert_eq!((source.kind, source.full_text, source.max_new), (SourceKind::Auto, FullText::Auto, 200));
}

#[test]
fn it_polls_the_world_politely() {
    let sources = built_in().sources;
    let languages: BTreeSet<&str> =
        sources.iter().filter_map(|s| s.language.as_ref()).map(LanguageCode::as_str).collect();
    assert_eq!(languages, BTreeSet::from(["ar", "de", "en", "es", "fa", "fr", "ru", "tr", "zh"]));
    assert!(sources.len() >= 25);
    assert!([SourceKind::List, SourceKind::Sitemap].iter().all(|kind| sources.iter().any(|s| s.kind == *kind)));
    for source in sources {
        assert!(source.language.is_some() && source.country.is_some(), "{}", source.id);
        assert!(is_polite(&source.rhythm), "{}", source.id);
        assert!(source.allow_private.is_empty(), "{}", source.id);
    }
}

fn is_polite(rhythm: &Rhythm) -> bool {
    match rhythm {
        Rhythm::Every(every) => *every >= Duration::from_mins(15),
        Rhythm::Adaptive { min, .. } => *min >= Duration::from_mins(10),
        Rhythm::Schedule(_) | Rhythm::Never => true,
    }
}

#[test]
fn every_topic_pack_of_the_repository_is_built_in() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("topics");
    let in_folder: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| format!("topics/{} (built in)", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    assert_eq!(in_folder, TOPIC_PACKS.iter().map(|(name, _)| (*name).to_owned()).collect());
}

#[test]
fn the_file_in_a_clone_is_the_built_in_one() {
    let clone = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config.toml");
    let config = load(Some(&clone), &[]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(config.sources, built_in().sources);
    assert_eq!(config.topics.version(), built_in().topics.version());
    assert_eq!(config.files.len(), 1 + TOPIC_PACKS.len());
    assert!(built_in().files.is_empty());
}

#[test]
fn every_example_of_the_packs_holds() {
    let config = built_in();
    for rule in config.topics.rules() {
        let tried = config.topics.try_examples(&rule.id, |_| Ok::<_, std::convert::Infallible>(None));
        for (example, result) in tried.unwrap() {
            assert_eq!(result, ExampleResult::Holds, "{} {}", rule.id, example.place);
        }
    }
}
