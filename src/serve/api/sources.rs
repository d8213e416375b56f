//! Sources and how they fare.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::Office;
use super::answers::source::{Source, Sources};
use super::parameters::{Asked, Id, Named, Nothing};
use super::reply::Reply;
use crate::model::SourceId;
use crate::query::cases::request::RequestError;
use crate::query::cases::sources;
use crate::serve::desk::Refusal;
use crate::serve::problem::Problem;

/// Which sources.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Only those that someone should look after.
    #[param(default = false)]
    failing: bool,
}

/// Sources
///
/// Every source with how it is, what is wrong with it and how to mend that.
#[utoipa::path(
    get, path = "/sources", tag = "sources", operation_id = "sources",
    params(Wanted),
    responses((status = 200, description = "The sources.", body = Sources)),
)]
pub(super) async fn list(
    State(office): State<Office>,
    headers: HeaderMap,
    Asked(wanted, _): Asked<Wanted>,
) -> Result<Response, Problem> {
    let answer = office.answer(&headers, move |from| {
        Ok(Reply::of_all(&sources::sources(&from.store, wanted.failing, from.now)?.listing))
    });
    answer.await
}

/// One source
#[utoipa::path(
    get, path = "/sources/{id}", tag = "sources", operation_id = "source",
    params(("id" = Id, Path, description = "Its id.")),
    responses((status = 200, description = "The source.", body = Source)),
)]
pub(super) async fn one(
    State(office): State<Office>,
    headers: HeaderMap,
    Named(id): Named,
    Asked(..): Asked<Nothing>,
) -> Result<Response, Problem> {
    let Id(id) = Id::read(id)?;
    let id = SourceId::parse(&id).map_err(RequestError::from)?;
    office
        .answer(&headers, move |from| {
            let source = sources::source(&from.store, &id, from.now)?;
            let reply = source.and_then(|listing| Reply::of_one(&listing));
            reply.ok_or_else(|| Refusal::Missing(format!("no source `{id}`: `/api/v1/sources` lists them")))
        })
        .await
}
