//! What readers tell: this was read, that is kept.

use axum::http::StatusCode;
use axum::response::Response;

use super::question::{Question, time};
use super::{Unanswered, plain};
use crate::query::cases::reading::{Stream, mark_all};
use crate::serve::desk::{Desk, Refusal};
use crate::store::ReaderMark;

/// `edit-tag`: `a` adds and `r` removes states of the articles `i`.
pub(super) async fn edit(desk: &Desk, question: Question) -> Result<Response, Unanswered> {
    let items = question.items()?;
    let mark = mark(&question);
    if mark.is_read.is_none() && mark.is_starred.is_none() {
        let why = "only `read`, `kept-unread` and `starred` can be said of an article".to_owned();
        return Err(Refusal::Misunderstood(why).into());
    }
    desk.ask(move |from| {
        let ids = from.store.articles_of_items(&items)?;
        Ok(from.store.mark(ids, mark, from.now)?)
    })
    .await?;
    Ok(plain(StatusCode::OK, "OK"))
}

/// `mark-all-as-read`: what of a stream was fetched up to the time `ts`, which is what the reader has seen.
pub(super) async fn all(desk: &Desk, stream: Stream, question: Question) -> Result<Response, Unanswered> {
    let until = question.last("ts").and_then(time);
    desk.ask(move |from| Ok(mark_all(&from.store, &from.config, from.now, stream, until)?)).await?;
    Ok(plain(StatusCode::OK, "OK"))
}

/// Later words win: readers that keep an article unread add that and remove `read`.
fn mark(question: &Question) -> ReaderMark {
    let mut mark = ReaderMark { is_read: None, is_starred: None };
    let states = |name| question.all(name).filter_map(|state| state.rsplit('/').next());
    for state in states("r") {
        match state {
            "read" => mark.is_read = Some(false),
            "starred" => mark.is_starred = Some(false),
            _ => {}
        }
    }
    for state in states("a") {
        match state {
            "read" => mark.is_read = Some(true),
            "kept-unread" | "unread" => mark.is_read = Some(false),
            "starred" => mark.is_starred = Some(true),
            _ => {}
        }
    }
    mark
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_added_and_removed() {
        let check = |form: &str, is_read: Option<bool>, is_starred: Option<bool>| {
            assert_eq!(mark(&Question::read("", form.as_bytes())), ReaderMark { is_read, is_starred }, "{form}");
        };
        let state = "user/-/state/com.google/";
        check(&format!("a={state}read&r={state}kept-unread"), Some(true), None);
        check(&format!("r={state}read&a={state}kept-unread&a={state}tracking-kept-unread"), Some(false), None);
        check("a=user/1/state/com.google/starred", None, Some(true));
        check(&format!("r={state}starred&a={state}read"), Some(true), Some(false));
        check(&format!("a={state}broadcast&a=user/-/label/Mine"), None, None);
    }
}
