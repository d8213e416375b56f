//! Long lists page by page. A place in a list stays where it is while articles come in, so nobody sees one twice or misses
//! one that was there.
//!
//! In a list of the newest first a place is the date and number of the article that was shown last, and the next page is
//! read from the index at that place. Ranks have no such order: a place is how many were shown of those that were stored
//! when the first page was asked for.

use std::fmt;
use std::ops::ControlFlow;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};

use super::article_row::{self, Extent};
use crate::query::listing::{Cell, Column, Listing};
use crate::query::passage::Passage;
use crate::store::{
    ArticleFilter, ArticleId, ArticleOrder, ArticleRow, Condition, MOST_RANKED, Phrase, Store, StoreError, WholeArticle,
};

/// Of a list by rank no more is shown. Each page is ranked anew, which takes as long for the last as for the first: so many
/// are put in order in any case, and the rest never is.
pub const MOST_BY_RANK: u32 = MOST_RANKED;

/// Where a list goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Behind an article in a list of the newest first.
    Behind {
        /// Its date.
        dated: Timestamp,
        /// Its number.
        id: ArticleId,
    },
    /// In a list by rank.
    After {
        /// The article that was stored last when the list began.
        last_stored: ArticleId,
        /// How many were shown.
        n_shown: u32,
    },
}

/// A text that names no place of the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no place in this list: begin with its first page")]
pub struct NoPlace(pub String);

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its articles, in the order of the list.
    pub articles: Vec<Found>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<Place>,
}

/// What rows for programs hold beside what lists show.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'p> {
    /// The text, and what its page says of itself.
    pub with_text: bool,
    /// The passage where one of these stands.
    pub passages: Option<&'p [Phrase]>,
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What lists show.
    pub row: ArticleRow,
    /// Its headline, the hits in it marked.
    pub title: Passage,
    /// The passage of its text with most of the hits, else its beginning.
    pub passage: Passage,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Behind { dated, id } => write!(f, "n{}.{id}", dated.as_second()),
            Self::After { last_stored, n_shown } => write!(f, "r{last_stored}.{n_shown}"),
        }
    }
}

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let read = || {
            let (first, second) = text.get(1..)?.split_once('.')?;
            match text.get(..1)? {
                "n" => {
                    let dated = Timestamp::from_second(first.parse().ok()?).ok()?;
                    Some(Self::Behind { dated, id: ArticleId(second.parse().ok()?) })
                }
                "r" => {
                    let n_shown = second.parse().ok().filter(|n| *n < MOST_BY_RANK)?;
                    Some(Self::After { last_stored: ArticleId(first.parse().ok()?), n_shown })
                }
                _ => None,
            }
        };
        read().ok_or_else(|| NoPlace(text.to_owned()))
    }
}

/// The page of a list from a place on (`None`: its first page), `size` articles at most. `phrases` are what is shown where it
/// stands.
///
/// # Errors
/// The database fails; or the place is one of another order, which is [`PageError::Place`].
pub fn page(
    store: &Store,
    filter: &ArticleFilter,
    phrases: &[Phrase],
    place: Option<Place>,
    size: u32,
) -> Result<Page, PageError> {
    let chosen = chosen(store, filter, place, size)?;
    let articles = read(store, &chosen.ids, phrases)?;
    let next = chosen.next.place(articles.last().map(|found| &found.row));
    Ok(Page { articles, next })
}

/// The same page as rows for programs, and where the next one begins.
///
/// # Errors
/// As of [`page`].
pub fn rows(
    store: &Store,
    filter: &ArticleFilter,
    place: Option<Place>,
    size: u32,
    wanted: Wanted<'_>,
) -> Result<(Listing, Option<Place>), PageError> {
    let chosen = chosen(store, filter, place, size)?;
    let extent = if wanted.with_text { Extent::Full } else { Extent::List };
    let mut columns = article_row::columns(extent);
    columns.extend(wanted.passages.map(|_| Column::hidden("snippet")));
    let (mut rows, mut last) = (Vec::with_capacity(chosen.ids.len()), None);
    store.for_each_whole(&chosen.ids, |article| {
        last = Some(Place::Behind { dated: article.row.dated, id: article.row.id });
        let snippet = wanted.passages.map(|phrases| snippet(&article, phrases));
        let mut row = article_row::row(article, extent);
        row.extend(snippet);
        rows.push(row);
        ControlFlow::Continue(())
    })?;
    let next = match chosen.next {
        Next::BehindLast => last,
        next => next.place(None),
    };
    Ok((Listing { columns, rows }, next))
}

fn snippet(article: &WholeArticle, phrases: &[Phrase]) -> Cell {
    let found = Passage::find(&article.text, phrases).or_else(|| Passage::find(&article.row.title, phrases));
    found.map(|passage| passage.to_string()).into()
}

/// The numbers of a page's articles, and where the next one begins.
struct Chosen {
    ids: Vec<ArticleId>,
    next: Next,
}

/// Where the next page begins.
enum Next {
    /// There is none.
    Nowhere,
    /// Behind the last article of this one.
    BehindLast,
    /// At a place.
    At(Place),
}

impl Next {
    fn place(self, last: Option<&ArticleRow>) -> Option<Place> {
        match self {
            Self::Nowhere => None,
            Self::BehindLast => last.map(|row| Place::Behind { dated: row.dated, id: row.id }),
            Self::At(place) => Some(place),
        }
    }
}

fn chosen(store: &Store, filter: &ArticleFilter, place: Option<Place>, size: u32) -> Result<Chosen, PageError> {
    match filter.order {
        ArticleOrder::Rank => by_rank(store, filter, place, size),
        ArticleOrder::Newest | ArticleOrder::Oldest | ArticleOrder::Stored => by_date(store, filter, place, size),
    }
}

fn read(store: &Store, ids: &[ArticleId], phrases: &[Phrase]) -> Result<Vec<Found>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    store.for_each_whole(ids, |article| {
        let title = Passage::whole(&article.row.title, phrases);
        let summary = article.row.summary.as_deref().unwrap_or_default();
        let text = if article.text.trim().is_empty() { summary } else { &article.text };
        let passage = Passage::find(text, phrases).unwrap_or_else(|| Passage::beginning(text));
        found.push(Found { row: article.row, title, passage });
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The place is none of this list.
    #[error(transparent)]
    Place(#[from] NoPlace),
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn by_date(store: &Store, filter: &ArticleFilter, place: Option<Place>, size: u32) -> Result<Chosen, PageError> {
    let mut filter = ArticleFilter { order: ArticleOrder::Newest, limit: Some(size + 1), ..filter.clone() };
    match place {
        Some(Place::Behind { dated, id }) => {
            // The date leads into the index; of the articles of that second the numbers tell.
            let until = dated.checked_add(SignedDuration::from_secs(1)).unwrap_or(dated);
            filter.until = Some(filter.until.map_or(until, |other| other.min(until)));
            filter.conditions.push(Condition::Behind(dated, id));
        }
        Some(place @ Place::After { .. }) => return Err(NoPlace(place.to_string()).into()),
        None => {}
    }
    let mut ids = store.chosen(&filter)?;
    let has_more = ids.len() > size as usize;
    ids.truncate(size as usize);
    Ok(Chosen { ids, next: if has_more { Next::BehindLast } else { Next::Nowhere } })
}

fn by_rank(store: &Store, filter: &ArticleFilter, place: Option<Place>, size: u32) -> Result<Chosen, PageError> {
    let (last_stored, n_shown) = match place {
        Some(Place::After { last_stored, n_shown }) => (last_stored, n_shown),
        Some(place @ Place::Behind { .. }) => return Err(NoPlace(place.to_string()).into()),
        None => (store.last_stored()?.unwrap_or(ArticleId(0)), 0),
    };
    let end = n_shown.saturating_add(size).min(MOST_BY_RANK);
    let mut filter = ArticleFilter { limit: Some(end + 1), ..filter.clone() };
    filter.conditions.push(Condition::StoredUntil(last_stored));
    let ids = store.chosen(&filter)?;
    let has_more = ids.len() > end as usize && end < MOST_BY_RANK;
    let ids: Vec<ArticleId> = ids.into_iter().take(end as usize).skip(n_shown as usize).collect();
    let next = if has_more { Next::At(Place::After { last_stored, n_shown: end }) } else { Next::Nowhere };
    Ok(Chosen { ids, next })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_are_written() {
        for text in ["n1763978400.12", "n-5.1", "r12.25", "r12.9999"] {
            assert_eq!(text.parse::<Place>().map(|place| place.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "n", "n1", "x1.2", "r1.10000", "r1.-1", "n99999999999999999.1", "é1.2", "n1.2.3"] {
            assert!(text.parse::<Place>().is_err(), "{text}");
        }
    }
}
