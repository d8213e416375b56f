//! Connections: how many are open at once, how long a client may keep one without saying or taking anything, and how they end.
//!
//! `axum::serve` sets no such limits: its connections have no timer, so a client may take for ever over the head of a request,
//! and hold a place and the memory behind it. So connections are made here, by hyper, whose limit on heads begins when
//! a connection is opened and again when a request is answered: it bounds the pauses between requests as well.
//!
//! What passes within a request, its body and our answer, has its limit at the gate.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio_io_timeout::TimeoutWriter;
use tower_http::add_extension::AddExtension;

/// What a client may take up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Connections that are open at once; who comes then waits until one is closed.
    n_open: usize,
    /// How long the head of a request may be waited for: from the opening of the connection, then from each answer on.
    head: Duration,
    /// How long an answer may lie there without the client taking any of it.
    standstill: Duration,
    /// How long those who are being answered may take once the doors close.
    farewell: Duration,
}

impl Default for Bounds {
    /// A browser opens six connections and a proxy some dozens; a process may have 1,024 files open on most systems, of which
    /// polls need some, too.
    fn default() -> Self {
        Self {
            n_open: 256,
            head: Duration::from_secs(10),
            standstill: Duration::from_secs(30),
            farewell: Duration::from_secs(5),
        }
    }
}

/// Answers whoever connects until `stop` turns true; then nobody is let in any more, and who has not ended its request and
/// taken the answer within the farewell never may.
pub(super) async fn answer<L>(mut listener: L, doors: Router, bounds: Bounds, stop: watch::Receiver<bool>)
where
    L: Listener<Addr = SocketAddr>,
{
    let places = Arc::new(Semaphore::new(bounds.n_open));
    let mut open = JoinSet::new();
    let stopping = stopped(stop.clone());
    tokio::pin!(stopping);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        tokio::select! {
            (place, (stream, peer)) = next => {
                let talk = talk(stream, peer, doors.clone(), bounds, stop.clone());
                open.spawn(async move {
                    talk.await;
                    drop(place);
                });
            }
            Some(_) = open.join_next() => {}
            () = &mut stopping => break,
        }
    }
    drop(listener);
    let ending = async { while open.join_next().await.is_some() {} };
    // Whoever is late is cut off as the set is dropped.
    let _ = tokio::time::timeout(bounds.farewell, ending).await;
}

/// All that is said on one connection.
async fn talk<S>(stream: S, peer: SocketAddr, doors: Router, bounds: Bounds, stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut stream = TimeoutWriter::new(stream);
    stream.set_timeout(Some(bounds.standstill));
    let doors = TowerToHyperService::new(AddExtension::new(doors, ConnectInfo(peer)));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.head)
        .serve_connection(TokioIo::new(Box::pin(stream)), doors);
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopped(stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(client.address = %peer, "a connection of {peer} ended early: {error}");
    }
}

/// Waits for the stop. That the sender is gone is a stop as well.
async fn stopped(mut stop: watch::Receiver<bool>) {
    let _ = stop.wait_for(|is_stopping| *is_stopping).await;
}

#[cfg(test)]
mod tests;
