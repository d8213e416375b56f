//! Subscriptions at WebSub hubs: which ones the sources name, and what became of them.
//!
//! A source has one that is wanted at the most; those that it had before stay until their hubs were told.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::model::{Hub, Secret, SourceId, Subscription};

use super::columns::Time;
use super::{Store, StoreError, source_state};

const COLUMNS: &str = "\
    id, source_id, hub, topic, state, callback, secret, asked_until, failures, lease_expires, next_try, last_push";

/// A hub in the place of another is asked after this time. A source that names another one at every poll, so that we send
/// requests to wherever it likes, gets none of them asked.
const AFTER_ANOTHER: SignedDuration = SignedDuration::from_hours(1);

/// Subscriptions at WebSub hubs.
impl Store {
    /// Begins anew with the subscriptions whose hubs would tell another address than those that begin with `base`; with
    /// all where nothing is to be told.
    ///
    /// # Errors
    /// The database fails.
    pub fn keep_callbacks(&self, base: Option<&str>, now: Timestamp) -> Result<(), StoreError> {
        let base = base.map(str::to_owned);
        self.writer()?.run(move |db| keep_callbacks(db, base.as_deref(), now))
    }

    /// The subscriptions whose hubs are to be asked at `now`; with `is_wanted` false only those that are to be ended.
    ///
    /// # Errors
    /// The database fails.
    pub fn due_subscriptions(
        &self,
        now: Timestamp,
        is_wanted: bool,
        limit: u32,
    ) -> Result<Vec<Subscription>, StoreError> {
        self.0.readers.read(|db| due(db, now, is_wanted, limit))
    }

    /// The subscription that an address was given out for.
    ///
    /// # Errors
    /// The database fails.
    pub fn subscription(&self, callback: &str) -> Result<Option<Subscription>, StoreError> {
        self.0.readers.read(|db| find(db, callback))
    }

    /// Changes a subscription by a rule, as it stands at that moment; one of which the rule leaves nothing goes.
    ///
    /// # Errors
    /// The database fails.
    pub fn change_subscription(
        &self,
        id: i64,
        rule: impl Fn(Subscription) -> Option<Subscription> + Send + 'static,
    ) -> Result<(), StoreError> {
        self.writer()?.run(move |db| change(db, id, &rule))
    }

    /// Ends all subscriptions.
    ///
    /// # Errors
    /// The database fails.
    pub fn leave_hubs(&self, now: Timestamp) -> Result<(), StoreError> {
        self.writer()?.run(move |db| leave_all(db, now))
    }

    /// Notes that a hub has told of news, and makes the source due.
    ///
    /// # Errors
    /// The database fails.
    pub fn note_push(&self, told: &Subscription, now: Timestamp) -> Result<(), StoreError> {
        let told = told.clone();
        self.writer()?.run(move |db| pushed(db, &told, now))
    }
}

/// Takes in what a source says of hubs: another one than before, or none any more, ends what there was.
pub(super) fn record(db: &Connection, source: &SourceId, named: Option<&Hub>, now: Timestamp) -> rusqlite::Result<()> {
    leave_others(db, source, named, now)?;
    let Some(Hub { hub, topic }) = named else { return Ok(()) };
    let later = now.saturating_add(AFTER_ANOTHER).unwrap_or(Timestamp::MAX);
    const SQL: &str = "\
        insert into websub (source_id, hub, topic, state, next_try)
        select :source_id, :hub, :topic, 'wanted',
            case when exists (select 1 from websub where source_id = :source_id) then :later else :now end
        where true -- or SQLite reads the conflict as a join
        on conflict (source_id, hub, topic) do update set
            state = 'wanted', failures = 0, asked_until = null, next_try = excluded.next_try
        where state = 'leaving'";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":source_id": source, ":hub": hub, ":topic": topic, ":now": Time(now), ":later": Time(later),
    })?;
    Ok(())
}

/// Ends the subscriptions of a source.
pub(super) fn leave(db: &Connection, source: &SourceId, now: Timestamp) -> rusqlite::Result<()> {
    leave_others(db, source, None, now)
}

/// Ends all subscriptions.
pub(super) fn leave_all(db: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    const SQL: &str = "select distinct source_id from websub";
    let sources: Vec<SourceId> =
        db.prepare_cached(SQL)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    sources.iter().try_for_each(|source| leave(db, source, now))
}

/// Of what a hub never heard nothing needs to be told.
fn leave_others(db: &Connection, source: &SourceId, kept: Option<&Hub>, now: Timestamp) -> rusqlite::Result<()> {
    const FORGET: &str = "\
        delete from websub
        where source_id = :source_id and callback is null and (:hub is null or hub <> :hub or topic <> :topic)";
    const LEAVE: &str = "\
        update websub set state = 'leaving', failures = 0, asked_until = null, next_try = :now
        where source_id = :source_id and state <> 'leaving' and (:hub is null or hub <> :hub or topic <> :topic)";
    let (hub, topic) = (kept.map(|kept| &kept.hub), kept.map(|kept| &kept.topic));
    db.prepare_cached(FORGET)?.execute(named_params! {":source_id": source, ":hub": hub, ":topic": topic})?;
    db.prepare_cached(LEAVE)?.execute(named_params! {
        ":source_id": source, ":hub": hub, ":topic": topic, ":now": Time(now),
    })?;
    Ok(())
}

/// Begins anew where the hub would tell another address than those that begin with `base`; with all where there is none.
pub(super) fn keep_callbacks(db: &Connection, base: Option<&str>, now: Timestamp) -> rusqlite::Result<()> {
    const FORGET: &str = "\
        delete from websub
        where state = 'leaving' and (:base is null or substr(callback, 1, length(:base)) <> :base)";
    const RESET: &str = "\
        update websub set
            state = 'wanted', callback = null, secret = null, asked_until = null, failures = 0, lease_expires = null,
            next_try = :now, last_push = null
        where callback is not null and (:base is null or substr(callback, 1, length(:base)) <> :base)";
    db.prepare_cached(FORGET)?.execute(named_params! {":base": base})?;
    db.prepare_cached(RESET)?.execute(named_params! {":base": base, ":now": Time(now)})?;
    Ok(())
}

/// The subscriptions whose hubs are to be asked, the longest overdue first. Once no news are wanted, only those that are
/// left.
pub(super) fn due(db: &Connection, now: Timestamp, is_wanted: bool, limit: u32) -> rusqlite::Result<Vec<Subscription>> {
    let sql = format!(
        "select {COLUMNS} from websub
        where next_try <= :now and (:is_wanted or state = 'leaving') order by next_try, id limit :limit"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let parameters = named_params! {":now": Time(now), ":is_wanted": is_wanted, ":limit": limit};
    statement.query_map(parameters, subscription)?.collect()
}

/// The subscription that an address was given out for.
pub(super) fn find(db: &Connection, callback: &str) -> rusqlite::Result<Option<Subscription>> {
    let sql = format!("select {COLUMNS} from websub where callback = :callback");
    db.prepare_cached(&sql)?.query_row(named_params! {":callback": callback}, subscription).optional()
}

/// Changes a subscription that is still there by a rule; one of which the rule leaves nothing goes.
pub(super) fn change(
    db: &Connection,
    id: i64,
    rule: &dyn Fn(Subscription) -> Option<Subscription>,
) -> rusqlite::Result<()> {
    let sql = format!("select {COLUMNS} from websub where id = :id");
    let stored = db.prepare_cached(&sql)?.query_row(named_params! {":id": id}, subscription).optional()?;
    let Some(stored) = stored else { return Ok(()) };
    match rule(stored) {
        Some(changed) => write(db, &changed),
        None => {
            db.prepare_cached("delete from websub where id = :id")?.execute(named_params! {":id": id})?;
            Ok(())
        }
    }
}

/// A hub has told of news: that is remembered, and its source is due.
pub(super) fn pushed(db: &Connection, told: &Subscription, now: Timestamp) -> rusqlite::Result<()> {
    const SQL: &str = "update websub set last_push = :now where id = :id";
    db.prepare_cached(SQL)?.execute(named_params! {":id": told.id, ":now": Time(now)})?;
    source_state::set_next_due(db, &told.source, Some(now))
}

fn write(db: &Connection, changed: &Subscription) -> rusqlite::Result<()> {
    const SQL: &str = "\
        update websub set
            state = :state, callback = :callback, secret = :secret, asked_until = :asked_until, failures = :failures,
            lease_expires = :lease_expires, next_try = :next_try, last_push = :last_push
        where id = :id";
    db.prepare_cached(SQL)?.execute(named_params! {
        ":id": changed.id,
        ":state": changed.state,
        ":callback": changed.callback.as_ref().map(Secret::reveal),
        ":secret": changed.secret.as_ref().map(Secret::reveal),
        ":asked_until": changed.asked_until.map(Time),
        ":failures": changed.failures,
        ":lease_expires": changed.lease_expires.map(Time),
        ":next_try": Time(changed.next_try),
        ":last_push": changed.last_push.map(Time),
    })?;
    Ok(())
}

fn subscription(row: &Row<'_>) -> rusqlite::Result<Subscription> {
    let secret = |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(name)?.map(Secret::new));
    let time = |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<Time>>(name)?.map(|time| time.0));
    Ok(Subscription {
        id: row.get("id")?,
        source: row.get("source_id")?,
        hub: Hub { hub: row.get("hub")?, topic: row.get("topic")? },
        state: row.get("state")?,
        callback: secret("callback")?,
        secret: secret("secret")?,
        asked_until: time("asked_until")?,
        failures: row.get("failures")?,
        lease_expires: time("lease_expires")?,
        next_try: row.get::<_, Time>("next_try")?.0,
        last_push: time("last_push")?,
    })
}
