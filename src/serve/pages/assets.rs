//! The style sheet, the script and the icon, under addresses that change with what they hold, so that browsers keep them for ever.

use std::sync::LazyLock;

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::text::hash::content_hash;

/// A file that pages load.
struct Asset {
    content_type: &'static str,
    text: &'static str,
    address: String,
}

impl Asset {
    fn new(name: &str, extension: &str, content_type: &'static str, text: &'static str) -> Self {
        let hash: String = content_hash(text.as_bytes()).to_string().chars().take(12).collect();
        Self { content_type, text, address: format!("/assets/{name}-{hash}.{extension}") }
    }
}

static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("style", "css", "text/css; charset=utf-8", include_str!("assets/style.css")));
static SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("keys", "js", "text/javascript; charset=utf-8", include_str!("assets/keys.js")));

static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("icon", "svg", "image/svg+xml", include_str!("assets/icon.svg")));

/// Where the icon is.
pub(super) fn icon() -> &'static str {
    &ICON.address
}

/// Where the style sheet is.
pub(super) fn style() -> &'static str {
    &STYLE.address
}

/// Where the script is.
pub(super) fn script() -> &'static str {
    &SCRIPT.address
}

pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    [&*STYLE, &*SCRIPT, &*ICON].into_iter().fold(Router::new(), |router, asset| {
        router.route(&asset.address, get(move |headers: HeaderMap| async move { answer(asset, &headers) }))
    })
}

fn answer(asset: &Asset, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", asset.address.rsplit('/').next().unwrap_or_default());
    let kept = [(header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned()), (header::ETAG, tag.clone())];
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    (kept, [(header::CONTENT_TYPE, asset.content_type), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")], asset.text)
        .into_response()
}
