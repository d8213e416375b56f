//! Topics: all of them, one of them, and one over time.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Office;
use super::answers::step as step_name;
use super::answers::topic::{Timeline, Topic, Topics};
use super::parameters::{Asked, Id, Named, Nothing, check_time};
use super::reply::Reply;
use crate::model::TopicId;
use crate::query::cases::request::RequestError;
use crate::query::cases::{timeline as over_time, topics};
use crate::serve::desk::Refusal;
use crate::serve::problem::Problem;
use crate::store::TimelineStep;
use crate::text::when::{self, Bound};

/// Topics
///
/// Every topic that is configured or was, each below its parent, with what is stored of it and how it grows.
#[utoipa::path(
    get, path = "/topics", tag = "topics", operation_id = "topics",
    responses((status = 200, description = "The topics.", body = Topics)),
)]
pub(super) async fn list(
    State(office): State<Office>,
    headers: HeaderMap,
    Asked(..): Asked<Nothing>,
) -> Result<Response, Problem> {
    let question = |from: &crate::serve::desk::Sources| {
        Ok(Reply::of_all(&topics::topics(&from.store, &from.config.topics, from.now)?))
    };
    office.answer(&headers, question).await
}

/// One topic
#[utoipa::path(
    get, path = "/topics/{id}", tag = "topics", operation_id = "topic",
    params(("id" = Id, Path, description = "Its id.")),
    responses((status = 200, description = "The topic.", body = Topic)),
)]
pub(super) async fn one(
    State(office): State<Office>,
    headers: HeaderMap,
    Named(id): Named,
    Asked(..): Asked<Nothing>,
) -> Result<Response, Problem> {
    let Id(id) = Id::read(id)?;
    office
        .answer(&headers, move |from| {
            let topic = TopicId::parse(&id).map_err(|_| missing(&id))?;
            let found = topics::topic(&from.store, &from.config.topics, &topic, from.now)?;
            found.as_ref().and_then(Reply::of_one).ok_or_else(|| missing(&id))
        })
        .await
}

/// What time of a topic.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Span {
    /// How finely it is divided.
    #[param(schema_with = step_name)]
    by: TimelineStep,
    /// From the day or hour of then on; without it the last 30 days, or 48 hours. As for articles.
    #[param(max_length = 64, example = "14d")]
    since: Option<String>,
    /// Until then; without it until now.
    #[param(max_length = 64, example = "2026-11-01")]
    until: Option<String>,
}

impl Default for Span {
    fn default() -> Self {
        Self { by: TimelineStep::Day, since: None, until: None }
    }
}

/// A topic over time
///
/// How many articles of a topic, and of what is part of it, came on each day or in each hour (UTC), copies left out: 1,000 days
/// or hours at most.
#[utoipa::path(
    get, path = "/topics/{id}/timeline", tag = "topics", operation_id = "timeline",
    params(("id" = Id, Path, description = "Its id."), Span),
    responses((status = 200, description = "The days or hours.", body = Timeline)),
)]
pub(super) async fn timeline(
    State(office): State<Office>,
    headers: HeaderMap,
    Named(id): Named,
    Asked(span, _): Asked<Span>,
) -> Result<Response, Problem> {
    let Id(id) = Id::read(id)?;
    let id = TopicId::parse(&id).map_err(RequestError::from)?;
    check_time(span.since.as_deref())?;
    check_time(span.until.as_deref())?;
    let now = office.desk.now();
    let usual = match span.by {
        TimelineStep::Day => "29d",
        TimelineStep::Hour => "47h",
    };
    let since = when::parse(span.since.as_deref().unwrap_or(usual), Bound::Since, now).map_err(RequestError::from)?;
    let until = when::parse(span.until.as_deref().unwrap_or("now"), Bound::Until, now).map_err(RequestError::from)?;
    office
        .answer(&headers, move |from| {
            if !from.store.has_topic(&id)? {
                return Err(missing(id.as_str()));
            }
            Ok(Reply::of_all(&over_time::timeline(&from.store, &id, since, until, span.by)?))
        })
        .await
}

fn missing(id: &str) -> Refusal {
    Refusal::Missing(format!("no topic `{id}`: `/api/v1/topics` lists them"))
}
