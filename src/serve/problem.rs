//! What went wrong with a request, for programs (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// The media type (RFC 9457, section 3).
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// Where programs ask.
pub(super) const PROGRAMS: &str = "/api/v1";

/// Whether an address is one that programs ask.
pub(super) fn is_for_programs(path: &str) -> bool {
    path.strip_prefix(PROGRAMS).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What is wrong with a request, and how to mend it (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// The kind of problem: `about:blank`, which says that the status tells it.
    pub r#type: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What is wrong with this request, and how to mend it.
    #[schema(example = "column 7: the bracket is not closed: add ) at its end, or leave ( out")]
    pub detail: String,
    /// Where a query `q` goes wrong: the character, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
}

impl Problem {
    /// A problem with a status.
    #[must_use]
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Problem").to_owned();
        let r#type = "about:blank".to_owned();
        Self { r#type, title, status: status.as_u16(), detail: detail.into(), column: None }
    }

    /// Its status.
    #[must_use]
    pub(super) fn code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&self).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, MEDIA_TYPE), (header::CACHE_CONTROL, "no-store")];
        let mut answer = (self.code(), kind, body).into_response();
        if self.code() == StatusCode::SERVICE_UNAVAILABLE {
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        answer
    }
}
