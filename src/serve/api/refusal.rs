//! Why a program gets no answer.
//!
//! 400 is a request that breaks the description of the interface; 422 one that keeps to it, and whose query or time cannot be
//! understood all the same. So a program can tell its own mistakes from those of the people who type into it.

use axum::http::StatusCode;

use crate::query::cases::paging::PageError;
use crate::query::cases::request::RequestError;
use crate::query::cases::timeline::TimelineError;
use crate::serve::desk::Refusal;
use crate::serve::problem::Problem;

/// A request that breaks the description.
pub(super) fn bad(detail: impl Into<String>) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, detail)
}

/// A query that cannot be understood.
pub(super) fn misunderstood(detail: impl Into<String>) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
}

impl From<RequestError> for Problem {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::Query { error, .. } => {
                Self { column: Some(error.column), ..misunderstood(error.to_string()) }
            }
            other => misunderstood(other.to_string()),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = match refusal {
            Refusal::Missing(_) => StatusCode::NOT_FOUND,
            Refusal::Misunderstood(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Refusal::Store(_) | Refusal::Panicked(_) => {
                tracing::error!("a program got no answer: {refusal}");
                return Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "the collection could not be read; the log says why",
                );
            }
        };
        Self::new(status, refusal.to_string())
    }
}

impl From<PageError> for Problem {
    fn from(error: PageError) -> Self {
        Refusal::from(error).into()
    }
}

impl From<TimelineError> for Refusal {
    fn from(error: TimelineError) -> Self {
        match error {
            TimelineError::Store(error) => error.into(),
            other => Self::Misunderstood(other.to_string()),
        }
    }
}
