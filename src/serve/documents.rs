//! A site of fixed documents that answers conditional requests, for `rasid demo`.

use std::io;
use std::sync::{Arc, RwLock};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::text;

/// A document of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its path, beginning with `/`.
    pub path: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its text.
    pub body: String,
}

/// The documents of a site; they may change while it is served.
pub type Shelf = Arc<RwLock<Vec<Document>>>;

/// Serves the documents until `stop` turns true.
///
/// # Errors
/// The listener broke.
pub async fn serve(listener: TcpListener, shelf: Shelf, mut stop: watch::Receiver<bool>) -> io::Result<()> {
    let app = Router::new().fallback(answer).with_state(shelf);
    let stopped = async move {
        // An error means that the sender is gone, which is a stop as well.
        let _ = stop.wait_for(|is_stopping| *is_stopping).await;
    };
    axum::serve(listener, app).with_graceful_shutdown(stopped).await
}

async fn answer(State(shelf): State<Shelf>, uri: Uri, headers: HeaderMap) -> Response {
    let shelf = shelf.read().unwrap_or_else(std::sync::PoisonError::into_inner);
    let Some(document) = shelf.iter().find(|document| document.path == uri.path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", text::hash::content_hash(document.body.as_bytes()));
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    ([(header::ETAG, tag), (header::CONTENT_TYPE, document.content_type.to_owned())], document.body.clone())
        .into_response()
}
