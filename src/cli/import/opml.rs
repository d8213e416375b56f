//! OPML: the sources of another reader, into the configuration file.

use std::collections::HashSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use url::Url;

use crate::cli::add::usage;
use crate::cli::complain;
use crate::cli::context::{Context, stdout};
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::config::edit::{self, EditError, NewSource};
use crate::config::{self, Config};
use crate::model::{ArticleKey, SourceId};
use crate::read::listing::opml::{self, Outline};
use crate::text;

/// What an import came to.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    added: usize,
    known: usize,
    failed: usize,
}

/// Adds the sources of OPML files that are not in the configuration yet; with `is_dry` it only prints their lines.
pub(super) fn import(context: &Context, files: &[PathBuf], is_dry: bool) -> anyhow::Result<Exit> {
    let environment = config::environment();
    let config = config::load_to_edit(context.config_file(), &environment)?;
    let (target, is_there) = edit::target(context.config_file(), &environment).map_err(usage)?;
    let mut names = Names::of(&config);
    let mut tally = Tally::default();
    let mut sources = Vec::new();
    for file in files {
        read(file, &mut names, &mut tally, &mut sources)?;
    }
    tally.added = sources.len();
    if is_dry {
        let mut out = stdout();
        out.write_all(edit::render(&sources).as_bytes()).and_then(|()| out.flush())?;
    } else if !sources.is_empty() {
        add(&target, sources, &environment)?;
    }
    let Tally { added, known, failed } = tally;
    let verb = if is_dry { "would be added" } else { "added" };
    let target = target.display();
    complain(&format!("{added} sources {verb} to {target}; {known} were there already; {failed} could not be read"));
    if !is_there && added > 0 {
        complain(&format!(
            "{target} is the configuration from then on: the sources that are built in are not polled any more"
        ));
    }
    Ok(if failed == 0 { Exit::Done } else { Exit::SomeFailed })
}

fn read(file: &Path, names: &mut Names, tally: &mut Tally, sources: &mut Vec<NewSource>) -> anyhow::Result<()> {
    let shown = file.display();
    let body = if file == Path::new("-") { input::standard()? } else { input::file(file)? };
    let (outlines, warnings) = opml::parse(&body).with_context(|| format!("failed to read {shown}"))?;
    for warning in warnings {
        complain(&format!("{shown}: {}", warning.detail));
    }
    for outline in outlines {
        if !outline.url.username().is_empty() || outline.url.password().is_some() {
            complain(&format!(
                "{shown}: `{}` has credentials in its address: add it by hand without them",
                outline.title
            ));
            tally.failed += 1;
        } else if names.addresses.insert(text::url::key(&outline.url)) {
            sources.push(source(outline, names));
        } else {
            tally.known += 1;
        }
    }
    Ok(())
}

/// The names and addresses that are taken.
struct Names {
    ids: HashSet<SourceId>,
    addresses: HashSet<ArticleKey>,
}

impl Names {
    fn of(config: &Config) -> Self {
        let urls = config.sources.iter().filter_map(|source| Url::parse(&source.url).ok());
        Self {
            ids: config.sources.iter().map(|source| &source.id).chain(&config.disabled).cloned().collect(),
            addresses: urls.map(|url| text::url::key(&url)).collect(),
        }
    }
}

fn source(outline: Outline, names: &mut Names) -> NewSource {
    let host = text::url::site_name(outline.url.host_str().unwrap_or_default());
    let own = outline.id.as_deref().and_then(|id| SourceId::parse(id).ok()).filter(|id| !names.ids.contains(id));
    let id = own.unwrap_or_else(|| edit::free_id([outline.title.as_str(), host], &names.ids));
    names.ids.insert(id.clone());
    NewSource {
        every: outline.every,
        language: outline.language.map(|code| code.to_string()),
        country: outline.country,
        tags: outline.tags,
        ..NewSource::new(id, outline.url.to_string(), outline.kind)
    }
}

/// Writes the sources. What a foreign file says of rhythm and country may be nothing that we know: then without it.
fn add(target: &Path, mut sources: Vec<NewSource>, environment: &[(String, String)]) -> anyhow::Result<()> {
    match edit::add_sources(target, &sources, environment) {
        Err(EditError::Wrong(_)) => {
            for source in &mut sources {
                (source.every, source.country, source.language) = (None, None, None);
            }
            edit::add_sources(target, &sources, environment).map_err(usage)
        }
        other => other.map_err(usage),
    }
}
