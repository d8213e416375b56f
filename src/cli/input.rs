//! Where one-stage commands take their bytes from: a file, an address, standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context as _, bail};
use url::Url;

use super::context::Context;
use crate::daemon::{runtime, tools};
use crate::fetch::{Accept, FetchOutcome, FetchRequest};

/// Bytes with what is known of them.
pub(super) struct Input {
    /// What to call it: the path, the address, `-`.
    pub(super) name: String,
    /// The bytes.
    pub(super) body: Vec<u8>,
    /// The Content-Type header, or what the user says.
    pub(super) content_type: Option<String>,
    /// The address it has, for relative links.
    pub(super) url: Option<Url>,
}

/// What the user may add to a file.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct About {
    /// The address that a file came from, for relative links
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<Url>,
    /// The Content-Type that a file came with
    #[arg(long, value_name = "TYPE")]
    pub(super) content_type: Option<String>,
}

/// Reads a file, an address (http, https) or, for `-`, standard input.
pub(super) fn read(context: &Context, what: &str, about: &About, accept: Accept) -> anyhow::Result<Input> {
    if what.starts_with("http://") || what.starts_with("https://") {
        return fetch(context, what, accept);
    }
    let body = match what {
        "-" => standard()?,
        path => file(Path::new(path))?,
    };
    Ok(Input { name: what.to_owned(), body, content_type: about.content_type.clone(), url: about.url.clone() })
}

/// Reads standard input to its end.
pub(super) fn standard() -> anyhow::Result<Vec<u8>> {
    let mut body = Vec::new();
    io::stdin().lock().read_to_end(&mut body).context("failed to read standard input")?;
    Ok(body)
}

/// Reads a file.
pub(super) fn file(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("failed to read {}", path.display()))
}

fn fetch(context: &Context, address: &str, accept: Accept) -> anyhow::Result<Input> {
    let config = context.config()?;
    let tools = tools::build(&config, context.clock.clone())?;
    let url = Url::parse(address).with_context(|| format!("`{address}` is not an address"))?;
    let request = FetchRequest {
        allow_private: &config.defaults.allow_private,
        proxy: config.defaults.proxy.as_deref(),
        ..FetchRequest::new(&url, accept, config.defaults.timeout)
    };
    let outcome = runtime::start()?.block_on(tools.fetcher.fetch(request));
    match outcome {
        FetchOutcome::Fetched(response) => Ok(Input {
            name: address.to_owned(),
            body: response.body.to_vec(),
            content_type: response.content_type,
            url: Some(response.url),
        }),
        FetchOutcome::Failed(failure) => bail!("failed to fetch {address}: {}", failure.detail),
        FetchOutcome::NotModified(_) => bail!("failed to fetch {address}: it answered 304 without being asked"),
    }
}
