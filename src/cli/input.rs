//! Where one-stage commands take their bytes from: a file, an address, standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context as _, bail};
use tokio::runtime::Runtime;
use url::Url;

use super::context::Context;
use crate::clock::Clock;
use crate::config::{Config, Defaults};
use crate::daemon::{runtime, tools};
use crate::fetch::{Accept, Failure, FetchOutcome, FetchRequest, Fetcher, Response};
use crate::model::ErrorKind;
use crate::text::charset;
use crate::text::url::is_public_suffix;

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

/// Whether it is an address, and not a file.
pub(super) fn is_web_address(what: &str) -> bool {
    what.starts_with("http://") || what.starts_with("https://")
}

/// Reads a file, an address (http, https) or, for `-`, standard input.
pub(super) fn read(context: &Context, what: &str, about: &About, accept: Accept) -> anyhow::Result<Input> {
    if is_web_address(what) {
        return Web::new(&context.config_without_topics()?, context.clock.clone())?.fetch(what, accept);
    }
    let body = match what {
        "-" => standard()?,
        path => file(Path::new(path)).map_err(|error| or_address(error, path))?,
    };
    Ok(Input { name: what.to_owned(), body, content_type: about.content_type.clone(), url: about.url.clone() })
}

/// A file that does not exist may have been meant as an address.
fn or_address(error: anyhow::Error, path: &str) -> anyhow::Error {
    let host = path.split('/').next().unwrap_or_default();
    let is_host = host.rsplit_once('.').is_some_and(|(_, suffix)| is_public_suffix(suffix));
    if is_host && !Path::new(path).exists() {
        error.context(format!("there is no such file; for the address write https://{path}"))
    } else {
        error
    }
}

/// A text with its title, which is the first line where the user gives none.
pub(super) fn titled(body: &[u8], title: Option<String>) -> (String, String) {
    let decoded = charset::decode_html(body, Some("text/plain"), None).text;
    match title {
        Some(title) => (title, decoded),
        None => match decoded.trim_start().split_once('\n') {
            Some((title, text)) => (title.to_owned(), text.to_owned()),
            None => (decoded, String::new()),
        },
    }
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

/// The web, as the configuration lets it be asked. One for all requests of a command, so that no host is hurried.
pub(super) struct Web {
    fetcher: Fetcher,
    defaults: Defaults,
    runtime: Runtime,
}

impl Web {
    pub(super) fn new(config: &Config, clock: Clock) -> anyhow::Result<Self> {
        let tools = tools::build(config, clock)?;
        Ok(Self { fetcher: tools.fetcher, defaults: config.defaults.clone(), runtime: runtime::start()? })
    }

    /// Asks for an address.
    pub(super) async fn get(&self, url: &Url, accept: Accept) -> Result<Response, Failure> {
        let request = FetchRequest {
            allow_private: &self.defaults.allow_private,
            proxy: self.defaults.proxy.as_deref(),
            ..FetchRequest::new(url, accept, self.defaults.timeout)
        };
        match self.fetcher.fetch(request).await {
            FetchOutcome::Fetched(response) => Ok(response),
            FetchOutcome::Failed(failure) => Err(failure),
            FetchOutcome::NotModified(_) => Err(Failure {
                kind: ErrorKind::Protocol,
                status: Some(304),
                detail: "it answered 304 without being asked".to_owned(),
                retry_after: None,
            }),
        }
    }

    /// Asks for an address as the user wrote it, and waits for the answer.
    pub(super) fn fetch(&self, address: &str, accept: Accept) -> anyhow::Result<Input> {
        let url = Url::parse(address).with_context(|| format!("`{address}` is not an address"))?;
        match self.wait_for(self.get(&url, accept)) {
            Ok(response) => Ok(Input {
                name: address.to_owned(),
                body: response.body.to_vec(),
                content_type: response.content_type,
                url: Some(response.url),
            }),
            Err(failure) => bail!("failed to fetch {address}: {}", failure.detail),
        }
    }

    /// Runs a conversation with the web to its end.
    pub(super) fn wait_for<T>(&self, conversation: impl Future<Output = T>) -> T {
        self.runtime.block_on(conversation)
    }
}
