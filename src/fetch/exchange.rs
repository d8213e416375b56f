//! The exchange itself: hop by hop, each checked, in turn and within limits, then the body.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{self, HeaderMap};
use reqwest::{Client, RequestBuilder, StatusCode};
use tokio::time::{Instant, timeout};
use url::Url;

use super::client::{Clients, KEEP_ALIVE, Way};
use super::guard::is_public;
use super::guard::names::Names;
use super::host::{DEFAULT_REFUSAL, Hosts, Turn};
use super::network::Network;
use super::outcome::{Failure, FetchOutcome, Response, Unchanged};
use super::redirect::{Trail, is_redirect};
use super::request::{self, FetchRequest, FetchSettings};
use super::robots::{FetchRobots, Fetching, RobotsCache};
use super::{failure, freshness, kept, links};
use crate::model::{ErrorKind, Validators};
use crate::text::hash::content_hash;

/// Each piece of a body costs the HTTP library a microsecond, so ten megabytes in pieces of a byte would keep a core busy
/// for a quarter of a minute. Beyond these many, pieces are of this size at the least, on average.
const FREE_PIECES: u64 = 20_000;
const MIN_PIECE_BYTES: u64 = 64;

/// All that exchanges share.
#[derive(Debug)]
pub(super) struct Exchanger {
    settings: FetchSettings,
    clients: Clients,
    hosts: Arc<Hosts>,
    robots: Arc<RobotsCache>,
    network: Arc<Network>,
}

/// What one hop leads to.
enum Step {
    Moved(StatusCode, HeaderMap),
    Arrived(FetchOutcome),
}

/// The most bytes of an answer.
#[derive(Debug, Clone, Copy)]
struct Limit {
    bytes: u64,
    /// Whether what is beyond is left out; else the answer counts as too large.
    is_cut: bool,
}

impl Exchanger {
    /// # Errors
    /// The library refuses its settings.
    pub(super) fn new(settings: FetchSettings, names: Names) -> reqwest::Result<Self> {
        let clients = Clients::new(settings.connect_timeout, names)?;
        Ok(Self { settings, clients, hosts: Arc::default(), robots: Arc::default(), network: Arc::default() })
    }

    /// Another exchanger, which knows what this one has learnt of hosts.
    ///
    /// # Errors
    /// The library refuses its settings.
    pub(super) fn renewed(&self, settings: FetchSettings) -> reqwest::Result<Self> {
        let (hosts, robots) = (Arc::clone(&self.hosts), Arc::clone(&self.robots));
        let network = Arc::clone(&self.network);
        Ok(Self { hosts, robots, network, ..Self::new(settings, Names::System)? })
    }

    /// What is known of the network as a whole.
    pub(super) fn network(&self) -> &Network {
        &self.network
    }

    /// How long the domain of an address still wants to be left alone, if it does.
    pub(super) fn refusal(&self, url: &Url) -> Option<Duration> {
        self.hosts.refusal(url.host_str()?)
    }

    /// Follows redirects until an answer is no redirect.
    ///
    /// The turn is kept from hop to hop within a domain, as the hops are one visit; another domain has its own queue, and
    /// waiting there while holding a turn here could lock two exchanges into one another, so the old turn is given up first.
    ///
    /// # Errors
    /// There is no document.
    pub(super) async fn follow(&self, request: &FetchRequest<'_>) -> Result<FetchOutcome, Failure> {
        let way = Way::of(request)?;
        self.follow_on(&way, request).await.map_err(|failure| way.explain(failure))
    }

    async fn follow_on(&self, way: &Way, request: &FetchRequest<'_>) -> Result<FetchOutcome, Failure> {
        let mut trail = Trail::start(request.url, self.settings.max_redirects)?;
        let client = self.clients.of(way).map_err(|e| failure::of_error(&e, request.url, self.clients.roots()))?;
        let mut time_left = request.timeout;
        let mut turn: Option<Turn> = None;
        loop {
            way.check(trail.here())?;
            if request.proxy.is_none() {
                self.network.check(trail.here())?;
            }
            let crawl_delay = self.ask_robots(request, trail.here(), &mut turn).await?;
            let host = trail.here().host_str().unwrap_or_default();
            let turn = match &mut turn {
                Some(held) if held.covers(host) => held,
                other => {
                    *other = None;
                    let turn = self.hosts.turn(host, self.settings.host_delay).await;
                    other.insert(turn.map_err(|refused| failure::of_refusal(host, refused.wait))?)
                }
            };
            turn.lengthen(crawl_delay);
            let began = Instant::now();
            let step = timeout(time_left, self.hop(&client, request, &trail, turn))
                .await
                .unwrap_or_else(|_| Err(failure::of_timeout(trail.here(), "complete answer", request.timeout)))
                .map_err(|failure| self.judge(failure, request, &trail, turn))?;
            time_left = time_left.saturating_sub(began.elapsed());
            match step {
                Step::Moved(status, headers) => trail.follow(status, &headers)?,
                Step::Arrived(outcome) => return Ok(outcome),
            }
        }
    }

    /// A host that answered has faults of its own; one that did not may be out of reach like all others. What is behind a
    /// proxy says nothing of our network.
    fn judge(&self, failure: Failure, request: &FetchRequest<'_>, trail: &Trail, turn: &Turn) -> Failure {
        match turn.has_answered() || request.proxy.is_some() {
            true => failure,
            false => self.network.judge(trail.here(), failure),
        }
    }

    /// The pause that the site wants, where its robots.txt is to be obeyed.
    async fn ask_robots(
        &self,
        request: &FetchRequest<'_>,
        here: &Url,
        turn: &mut Option<Turn>,
    ) -> Result<Duration, Failure> {
        if !request.obeys_robots {
            return Ok(Duration::ZERO);
        }
        let user_agent = request.user_agent.unwrap_or(&self.settings.user_agent);
        if !self.robots.has(here, user_agent) {
            // Fetching the file takes a turn of its own.
            *turn = None;
        }
        self.robots.check(self, request, here, user_agent).await
    }

    async fn hop(
        &self,
        client: &Client,
        request: &FetchRequest<'_>,
        trail: &Trail,
        turn: &mut Turn,
    ) -> Result<Step, Failure> {
        let headers = request::headers(&self.settings, request, trail.is_at_origin())?;
        let sending = match request.body {
            None => client.get(trail.here().clone()),
            Some(body) => client.post(trail.here().clone()).body(body.content.to_owned()),
        };
        let sending = sending.headers(headers);
        let answer = self.send(sending, trail, turn).await?;
        turn.note_answer();
        match answer.remote_addr().filter(|_| request.proxy.is_none()) {
            Some(address) if is_public(address.ip()) => self.network.note_answer(),
            Some(_) => turn.waive_delay(),
            None => {}
        }
        let status = answer.status();
        match (status.as_u16(), request.conditions()) {
            (307 | 308, _) => Ok(Step::Moved(status, answer.headers().clone())),
            _ if is_redirect(status) && request.body.is_none() => Ok(Step::Moved(status, answer.headers().clone())),
            (304, Some(known)) => Ok(Step::Arrived(FetchOutcome::NotModified(unchanged(&answer, trail, known)))),
            (200..=205 | 207..=299, _) => {
                self.document(answer, trail, request).await.map(|r| Step::Arrived(FetchOutcome::Fetched(r)))
            }
            (100..=199 | 206 | 300..=399, _) => {
                let detail = format!("the server answers what was not asked (HTTP {})", status.as_u16());
                Err(failure::of_answer(ErrorKind::Protocol, status, detail))
            }
            _ => Err(self.refused(status, answer.headers(), turn)),
        }
    }

    /// A bad status; one that asks for quiet is obeyed by everyone who would ask the same domain.
    fn refused(&self, status: StatusCode, headers: &HeaderMap, turn: &Turn) -> Failure {
        let failure = failure::of_status(status, headers);
        match (status.as_u16(), failure.retry_after) {
            (429, wait) => self.hosts.refuse(turn, wait.unwrap_or(DEFAULT_REFUSAL)),
            (503, Some(wait)) => self.hosts.refuse(turn, wait),
            _ => {}
        }
        failure
    }

    /// Sends a request and waits for the head of its answer.
    ///
    /// A server may close a kept connection at the very moment at which the next request is sent on it. That is no failure
    /// of the server, so where a connection may have been kept, a request that got no answer is sent once more.
    async fn send(&self, request: RequestBuilder, trail: &Trail, turn: &Turn) -> Result<reqwest::Response, Failure> {
        let limit = self.settings.connect_timeout.saturating_add(self.settings.first_byte_timeout);
        let send_once = async |request: RequestBuilder| {
            timeout(limit, request.send()).await.map_err(|_| failure::of_timeout(trail.here(), "answer", limit))
        };
        let again = request.try_clone();
        match (send_once(request).await?, again) {
            (Err(e), Some(again)) if failure::is_cut_off(&e) && turn.is_revisit_within(KEEP_ALIVE) => {
                send_once(again).await?
            }
            (result, _) => result,
        }
        .map_err(|e| failure::of_error(&e, trail.here(), self.clients.roots()))
    }

    async fn document(
        &self,
        mut answer: reqwest::Response,
        trail: &Trail,
        request: &FetchRequest<'_>,
    ) -> Result<Response, Failure> {
        let status = answer.status();
        let bytes = request.max_body_bytes.unwrap_or(self.settings.max_body_bytes);
        let is_cut = matches!(request.accept, request::Accept::Robots | request::Accept::Nothing);
        let limit = Limit { bytes, is_cut };
        check_encoding(status, answer.headers())?;
        let body =
            self.body(&mut answer, trail, limit).await.map_err(|f| Failure { status: Some(status.as_u16()), ..f })?;
        let headers = answer.headers();
        let content_type = headers.get(header::CONTENT_TYPE);
        Ok(Response {
            url: trail.here_without_credentials(),
            is_moved_permanently: trail.is_moved_permanently(),
            status: status.as_u16(),
            content_type: content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
            validators: Validators { body_hash: Some(content_hash(&body)), ..freshness::validators(headers) },
            freshness: freshness::freshness(headers),
            is_delta: status.as_u16() == 226,
            kept_headers: match request.accept {
                request::Accept::Page => kept::headers(headers),
                _ => Vec::new(),
            },
            links: Box::new(links::links(headers, trail.here())),
            body,
        })
    }

    /// Reads the body piece by piece and stops at the limit, whatever length the server had named: with what there is if
    /// it may be cut there.
    async fn body(&self, answer: &mut reqwest::Response, trail: &Trail, limit: Limit) -> Result<Bytes, Failure> {
        let Limit { bytes: limit, is_cut } = limit;
        let too_large = || {
            let detail = format!("the answer is larger than {limit} bytes: raise `max_body` if it is wanted");
            failure::without_answer(ErrorKind::TooLarge, detail)
        };
        if !is_cut && answer.content_length().is_some_and(|length| length > limit) {
            return Err(too_large());
        }
        let mut body = BytesMut::new();
        for n_pieces in 0_u64.. {
            if n_pieces > FREE_PIECES.saturating_add(body.len() as u64 / MIN_PIECE_BYTES) {
                let detail = "the answer comes in countless pieces of a few bytes".to_owned();
                return Err(failure::without_answer(ErrorKind::Protocol, detail));
            }
            let piece = timeout(self.settings.idle_timeout, answer.chunk())
                .await
                .map_err(|_| failure::of_timeout(trail.here(), "more of the answer", self.settings.idle_timeout))?
                .map_err(|e| failure::of_error(&e, trail.here(), self.clients.roots()))?;
            let Some(piece) = piece else { return Ok(body.freeze()) };
            let room = usize::try_from(limit).unwrap_or(usize::MAX).saturating_sub(body.len());
            if piece.len() > room {
                if !is_cut {
                    return Err(too_large());
                }
                body.extend_from_slice(piece.get(..room).unwrap_or_default());
                return Ok(body.freeze());
            }
            body.extend_from_slice(&piece);
        }
        Err(too_large())
    }
}

impl FetchRobots for Exchanger {
    fn fetch<'a>(&'a self, request: FetchRequest<'a>) -> Fetching<'a> {
        Box::pin(async move { self.follow(&request).await })
    }
}

fn unchanged(answer: &reqwest::Response, trail: &Trail, known: &Validators) -> Unchanged {
    Unchanged {
        is_moved_permanently: trail.is_moved_permanently(),
        url: trail.here_without_credentials(),
        validators: freshness::validators_after_304(answer.headers(), known),
        freshness: freshness::freshness(answer.headers()),
    }
}

/// The HTTP library has taken off the compressions that it knows, and their header with them. A name that is left is one
/// that was not asked for; what is no compression at all (`utf-8`, `none`) does no harm.
fn check_encoding(status: StatusCode, headers: &HeaderMap) -> Result<(), Failure> {
    let left = headers.get_all(header::CONTENT_ENCODING);
    let names = left.iter().map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase());
    let is_compression = |name: &String| ["gzip", "deflate", "compress", "br", "zstd"].iter().any(|c| name.contains(c));
    match names.into_iter().find(is_compression) {
        Some(name) => {
            let detail = format!("the answer is compressed as `{name}`, which was not asked for");
            Err(failure::of_answer(ErrorKind::Protocol, status, detail))
        }
        None => Ok(()),
    }
}
