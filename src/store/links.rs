//! What is linked to what: `copy_of`, its kind and its figures.
//!
//! A link leads to an original, never to a copy. Of versions of one text the earliest is the original, by its date and not
//! by its arrival: a late article may take the place of one that came before it, with all its copies. A short version is
//! the copy of the long one, whichever came first, since who reads the long one misses nothing. A text that holds several
//! articles which have nothing to do with one another is a digest: it is nobody's copy, and nobody is its.
//!
//! A link depends on the articles of lower numbers alone, and on their links as these were made one after the other. That
//! is why they can be made anew from the stored articles (`rebuild`) and come out the same.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::analysis::copies::{
    Figures, Imprint, Print, Relation, Role, compare_prints, is_kin, judge, may_share_headline, role_by_length, verdict,
};
use crate::model::CopyKind;

use super::columns::Time;
use super::copies;
use super::row::ArticleId;

/// Parts of one text that are looked at to tell whether it is a digest.
const MAX_PARTS: u32 = 8;

/// An article that may be linked to.
struct Other {
    id: ArticleId,
    /// The original that it leads to; itself if it is one.
    root: ArticleId,
    dated: Timestamp,
    print: Print,
}

/// A link that could be made.
struct Link {
    root: ArticleId,
    kind: CopyKind,
    role: Role,
    figures: Figures,
    /// When the root was published.
    dated: Timestamp,
}

/// Links a stored article that is not linked yet to what it repeats, and to it what it holds. `similar` are articles of
/// lower numbers that may share much with it. Returns whether it became a copy.
pub(super) fn link(db: &Connection, id: ArticleId, similar: &[ArticleId]) -> rusqlite::Result<bool> {
    let same: Vec<ArticleId> = {
        let own = copies::imprint(db, id)?;
        copies::same(db, id, &own.fingerprints)?.into_iter().collect()
    };
    if same.is_empty() && similar.is_empty() {
        return Ok(false);
    }
    let own = other(db, id)?;
    let mut links = Vec::new();
    links.extend(by_hash(db, &own, &same)?);
    for &id in similar {
        links.extend(by_text(db, &own, id)?);
    }
    match choose(db, &own, links)? {
        Some(link) if link.role == Role::Whole || is_earlier(&own, &link) => {
            take_over(db, id, &link)?;
            Ok(false)
        }
        Some(link) => {
            write(db, id, &link)?;
            Ok(true)
        }
        None => Ok(false),
    }
}

/// Makes an article an original.
pub(super) fn free(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    const SQL: &str = "\
        update articles set copy_of = null, copy_kind = null, copy_jaccard = null, copy_containment = null
        where id = :id and copy_of is not null";
    db.prepare_cached(SQL)?.execute(named_params! {":id": id})?;
    Ok(())
}

/// Before an article goes: the earliest version of it becomes the original of the others. Where there is none, the short
/// versions of it stand for themselves, since they need not have anything in common.
pub(super) fn hand_over(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    const HEIR: &str = "\
        select id from articles where copy_of = :id and copy_kind <> 'contained' order by dated, id limit 1";
    const COPIES: &str = "select id from articles where copy_of = :id";
    const FOLLOW: &str = "update articles set copy_of = :heir where copy_of = :id";
    let heir = ids(db, HEIR, id)?.first().copied();
    if let Some(heir) = heir {
        free(db, heir)?;
        db.prepare_cached(FOLLOW)?.execute(named_params! {":heir": heir, ":id": id})?;
        return Ok(());
    }
    ids(db, COPIES, id)?.into_iter().try_for_each(|copy| free(db, copy))
}

/// Whether an article came before the original that it would be linked to.
fn is_earlier(own: &Other, link: &Link) -> bool {
    link.role == Role::Version && (own.dated, own.id) < (link.dated, link.root)
}

/// What shares the text or the title.
fn by_hash(db: &Connection, own: &Other, same: &[ArticleId]) -> rusqlite::Result<Option<Link>> {
    let imprint = copies::imprint(db, own.id)?;
    let imprints = same.iter().map(|id| copies::imprint(db, *id)).collect::<rusqlite::Result<Vec<_>>>()?;
    let chosen = |imprints: &[Imprint], ids: &[ArticleId]| {
        verdict(&imprint, imprints).and_then(|(index, kind)| Some((*ids.get(index)?, kind)))
    };
    let Some((mut id, mut kind)) = chosen(&imprints, same) else { return Ok(None) };
    let mut found = other(db, id)?;
    if kind == CopyKind::Title && !may_share_headline(&compare_prints(&own.print, &found.print)) {
        // Another article under its headline; an equal text may be there all the same.
        let of_text = same.iter().copied().zip(imprints).filter(|(_, other)| other.has_text_of(&imprint));
        let (ids, imprints): (Vec<_>, Vec<_>) = of_text.unzip();
        match chosen(&imprints, &ids) {
            Some(equal) => (id, kind) = equal,
            None => return Ok(None),
        }
        found = other(db, id)?;
    }
    if found.root == id {
        let figures = compare_prints(&own.print, &found.print);
        return Ok(Some(Link { root: id, kind, role: Role::Version, figures, dated: found.dated }));
    }
    Ok(Some(by_way(own, &other(db, found.root)?, kind)))
}

/// What shares much of the text. It may be gone since it was noted.
fn by_text(db: &Connection, own: &Other, id: ArticleId) -> rusqlite::Result<Option<Link>> {
    let Some(found) = other(db, id).optional()? else { return Ok(None) };
    let Some(relation) = judge(&own.print, &found.print) else { return Ok(None) };
    let link =
        |root: &Other, Relation { kind, role, figures }| Link { root: root.id, kind, role, figures, dated: root.dated };
    if found.root == id {
        return Ok(Some(link(&found, relation)));
    }
    // What leads there by way of another must have something to do with the original itself, else a text that changes
    // from paper to paper would take a whole chain of events along.
    let root = other(db, found.root)?;
    Ok(match relation.role {
        Role::Version if is_kin(&own.print, &root.print) => Some(by_way(own, &root, relation.kind)),
        Role::Version | Role::Whole => None,
        Role::Part => {
            let is_part = |relation: &Relation| relation.role == Role::Part;
            judge(&own.print, &root.print).filter(is_part).map(|relation| link(&root, relation))
        }
    })
}

/// The link of a version of a copy to the original: what is a version of a short version is one, too.
fn by_way(own: &Other, root: &Other, kind: CopyKind) -> Link {
    let figures = compare_prints(&own.print, &root.print);
    let (kind, role) = match role_by_length(&own.print, &root.print) {
        Role::Part => (CopyKind::Contained, Role::Part),
        Role::Version | Role::Whole => (kind, Role::Version),
    };
    Link { root: root.id, kind, role, figures, dated: root.dated }
}

/// Of the possible links the one that is made: to a version before all, to one by its text rather than by its headline, to
/// the earliest of these; then to the text that
/// holds the article; then from what it holds.
fn choose(db: &Connection, own: &Other, links: Vec<Link>) -> rusqlite::Result<Option<Link>> {
    let (versions, others): (Vec<_>, Vec<_>) = links.into_iter().partition(|link| link.role == Role::Version);
    let (by_title, by_text): (Vec<_>, Vec<_>) = versions.into_iter().partition(|link| link.kind == CopyKind::Title);
    let versions = if by_text.is_empty() { by_title } else { by_text };
    // Of equals the first: an equal text before a similar one.
    if let Some(version) = versions.into_iter().min_by_key(|link| (link.dated, link.root)) {
        return Ok(Some(version));
    }
    let (parts, wholes): (Vec<_>, Vec<_>) = others.into_iter().partition(|link| link.role == Role::Part);
    let best = |links: Vec<Link>| {
        links.into_iter().max_by(|one, other| one.figures.containment.total_cmp(&other.figures.containment))
    };
    if let Some(part) = best(parts) {
        return Ok(if is_digest(db, own, part.root)? { None } else { Some(part) });
    }
    let is_digest = wholes.iter().any(|link| wholes.iter().any(|other| other.root != link.root));
    Ok(if is_digest { None } else { best(wholes) })
}

/// Whether a text holds an article that has nothing to do with this one.
fn is_digest(db: &Connection, own: &Other, root: ArticleId) -> rusqlite::Result<bool> {
    const SQL: &str = "\
        select id from articles where copy_of = :root and copy_kind = 'contained' and id < :id order by id limit :most";
    let mut statement = db.prepare_cached(SQL)?;
    let known = named_params! {":root": root, ":id": own.id, ":most": MAX_PARTS};
    let parts = statement.query_map(known, |row| row.get(0))?.collect::<rusqlite::Result<Vec<ArticleId>>>()?;
    for part in parts {
        if !is_kin(&own.print, &other(db, part)?.print) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Links an article, and with it what may be linked to it.
fn write(db: &Connection, id: ArticleId, link: &Link) -> rusqlite::Result<()> {
    const FOLLOW: &str = "update articles set copy_of = :root where copy_of = :id and id <> :root";
    const SQL: &str = "\
        update articles set copy_of = :root, copy_kind = :kind, copy_jaccard = :jaccard, copy_containment = :containment
        where id = :id";
    db.prepare_cached(FOLLOW)?.execute(named_params! {":root": link.root, ":id": id})?;
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": id,
        ":root": link.root,
        ":kind": link.kind,
        ":jaccard": figure(link.figures.jaccard),
        ":containment": figure(link.figures.containment),
    })?;
    Ok(())
}

/// Makes an article the original of one that was an original, and of all its copies.
fn take_over(db: &Connection, id: ArticleId, link: &Link) -> rusqlite::Result<()> {
    write(db, link.root, &Link { root: id, ..*link })
}

/// A share as it is stored, to three digits.
fn figure(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

fn other(db: &Connection, id: ArticleId) -> rusqlite::Result<Other> {
    const SQL: &str = "select coalesce(copy_of, id) as root, dated, title, text from articles where id = :id";
    db.prepare_cached(SQL)?.query_row(named_params! {":id": id}, |row| {
        let dated = row.get::<_, Time>("dated")?.0;
        let (title, text) = (row.get_ref("title")?.as_str()?, row.get_ref("text")?.as_str()?);
        Ok(Other { id, root: row.get("root")?, dated, print: Print::new(title, text, dated) })
    })
}

fn ids(db: &Connection, sql: &str, id: ArticleId) -> rusqlite::Result<Vec<ArticleId>> {
    db.prepare_cached(sql)?.query_map(named_params! {":id": id}, |row| row.get(0))?.collect()
}
