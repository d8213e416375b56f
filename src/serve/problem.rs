//! What went wrong with a request, for programs (RFC 9457).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The media type (RFC 9457, section 3).
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// Where programs ask.
const PROGRAMS: &str = "/api/v1";

/// Whether an address is one that programs ask.
pub(super) fn is_for_programs(path: &str) -> bool {
    path.starts_with(PROGRAMS)
}

/// What went wrong, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    /// The kind of problem: `about:blank`, which says that the status tells it all.
    pub(super) r#type: &'static str,
    /// The status in words.
    pub(super) title: String,
    /// The status.
    pub(super) status: u16,
    /// What is wrong with this request, and how to mend it.
    pub(super) detail: String,
}

impl Problem {
    /// A problem with a status.
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Problem").to_owned();
        Self { r#type: "about:blank", title, status: status.as_u16(), detail: detail.into() }
    }

    /// Its status.
    pub(super) fn code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&self).unwrap_or_default();
        (self.code(), [(header::CONTENT_TYPE, MEDIA_TYPE), (header::CACHE_CONTROL, "no-store")], body).into_response()
    }
}
