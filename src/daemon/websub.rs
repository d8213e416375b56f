//! Asks hubs for subscriptions, renews them, and ends those that nobody wants any more.
//!
//! It works beside the polls, on a task of its own, and meets them in the database alone: polls note there which hubs their
//! sources name, and the door (`serve::websub`) what the hubs say.

mod pushes;
mod telling;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use tokio::time::{MissedTickBehavior, interval, sleep};
use url::Url;

use super::beside::{Beside, Wished};
use super::polling::on_blocking_thread;
use crate::clock::{self, Clock, NoRandomness};
use crate::config::{Defaults, PublicHub};
use crate::fetch::{Accept, Failure, FetchRequest, Fetcher};
use crate::model::{Rhythm, Secret, Source, SourceId, Subscription, SubscriptionState};
use crate::serve::websub::{base, lease};
use crate::store::{Store, StoreError};

pub(super) use pushes::Pushes;

/// How often is looked for hubs to ask.
const PERIOD: Duration = Duration::from_secs(1);
/// After a failure of the store.
const STORE_RETRY: Duration = Duration::from_secs(60);
/// Hubs that are asked at the same time, and subscriptions that are taken up at once.
const N_AT_ONCE: usize = 4;
const BATCH: u32 = 64;

/// What of the configuration concerns hubs.
pub(super) struct Wishes {
    /// `None`: no subscription is wanted any more.
    pub(super) callback: Option<Url>,
    /// The hub of our own feeds.
    pub(super) hub: Option<PublicHub>,
    /// Asks the hubs.
    pub(super) fetcher: Fetcher,
    /// The sources of the configuration.
    pub(super) sources: HashMap<SourceId, Arc<Source>>,
    /// How hubs are reached whose sources have left the configuration.
    pub(super) defaults: Defaults,
}

impl Wishes {
    /// Whether news of a source are wanted. One that is never polled has no use for them.
    fn has(&self, source: &SourceId) -> bool {
        self.sources.get(source).is_some_and(|source| source.rhythm != Rhythm::Never)
    }

    /// A request to the hub of a source. Passwords, cookies and headers belong to the source's site alone.
    fn request<'a>(&'a self, source: &SourceId, hub: &'a Url) -> FetchRequest<'a> {
        match self.sources.get(source) {
            Some(source) => FetchRequest {
                user_agent: source.user_agent.as_deref(),
                allow_private: &source.allow_private,
                proxy: source.proxy.as_deref(),
                ..FetchRequest::new(hub, Accept::Nothing, source.timeout)
            },
            None => FetchRequest {
                allow_private: &self.defaults.allow_private,
                proxy: self.defaults.proxy.as_deref(),
                ..FetchRequest::new(hub, Accept::Nothing, self.defaults.timeout)
            },
        }
    }
}

/// Begins, where there is an address for hubs to tell; what they were told to call elsewhere is begun anew. Nothing is asked
/// before the wishes are known.
///
/// # Errors
/// The store failed.
pub(super) async fn start(callback: Option<&Url>, store: &Store, clock: &Clock) -> Result<Beside<Wishes>, StoreError> {
    let (base, now) = (callback.map(base), clock.now());
    let keeping = store.clone();
    on_blocking_thread(move || keeping.keep_callbacks(base.as_deref(), now)).await?;
    let last = telling::last(store).await?;
    let mut hubs = Beside::new();
    hubs.begin(|wishes| telling::work(wishes, store.clone(), last));
    if callback.is_some() {
        hubs.begin(|wishes| work(wishes, store.clone(), clock.clone()));
    }
    Ok(hubs)
}

#[derive(Debug, thiserror::Error)]
enum StepError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

async fn work(wishes: Wished<Wishes>, store: Store, clock: Clock) {
    let mut ticks = interval(PERIOD);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut has_left = false;
    loop {
        ticks.tick().await;
        let Some(wishes) = wishes.borrow().clone() else { continue };
        if let Err(error) = step(&wishes, &store, &clock, &mut has_left).await {
            tracing::error!("WebSub rests for a minute: {error}");
            sleep(STORE_RETRY).await;
        }
    }
}

async fn step(wishes: &Wishes, store: &Store, clock: &Clock, has_left: &mut bool) -> Result<(), StepError> {
    let (is_wanted, now) = (wishes.callback.is_some(), clock.now());
    if !is_wanted && !*has_left {
        let store = store.clone();
        on_blocking_thread(move || store.leave_hubs(now)).await?;
    }
    *has_left = !is_wanted;
    let reading = store.clone();
    let due = on_blocking_thread(move || reading.due_subscriptions(now, is_wanted, BATCH)).await?;
    let mut asking = stream::iter(due).map(|due| visit(wishes, store, clock, due)).buffer_unordered(N_AT_ONCE);
    while let Some(asked) = asking.next().await {
        asked?;
    }
    Ok(())
}

/// Does for a subscription what is due.
async fn visit(wishes: &Wishes, store: &Store, clock: &Clock, due: Subscription) -> Result<(), StepError> {
    let (id, now) = (due.id, clock.now());
    let is_leaving = due.state == SubscriptionState::Leaving;
    if lease::is_given_up(&due) {
        return change(store, id, |_| None).await;
    }
    if !is_leaving && !wishes.has(&due.source) {
        return change(store, id, move |found| lease::left(found, now)).await;
    }
    let Some((callback, secret)) = keys(wishes, &due)? else { return Ok(()) };
    let (ours, key) = (callback.clone(), secret.clone());
    change(store, id, move |found| Some(lease::asked(found, now, &ours, &key))).await?;
    match ask(wishes, &due, &callback, &secret).await {
        Ok(()) => Ok(()),
        Err(failure) => {
            let Subscription { source, hub, .. } = &due;
            tracing::info!(source.id = %source, "{source}: the hub {} does not take part: {}", hub.hub, failure.detail);
            let is_refusal = failure.status.is_some_and(|status| (300..500).contains(&status) && status != 429);
            let (was_sent, now) = (!failure.was_not_sent(), clock.now());
            change(store, id, move |found| match is_refusal {
                true => lease::refused(found),
                false => Some(lease::unreached(found, now, was_sent)),
            })
            .await
        }
    }
}

/// The address and the signing key of a subscription: those that it has, or new ones.
fn keys(wishes: &Wishes, due: &Subscription) -> Result<Option<(Secret, Secret)>, NoRandomness> {
    if let (Some(callback), Some(secret)) = (&due.callback, &due.secret) {
        return Ok(Some((callback.clone(), secret.clone())));
    }
    let Some(callback) = &wishes.callback else { return Ok(None) };
    let callback = Secret::new(base(callback) + &clock::unguessable()?);
    Ok(Some((callback, Secret::new(clock::unguessable()?))))
}

async fn ask(wishes: &Wishes, due: &Subscription, callback: &Secret, secret: &Secret) -> Result<(), Failure> {
    let Subscription { source, hub, state, .. } = due;
    let mode = if *state == SubscriptionState::Leaving { "unsubscribe" } else { "subscribe" };
    tracing::debug!(source.id = %source, "{source}: the hub {} is asked to {mode}", hub.hub);
    let lease = lease::WANTED_LEASE.as_secs().to_string();
    let mut fields = vec![("hub.mode", mode), ("hub.topic", &hub.topic), ("hub.callback", callback.reveal())];
    if *state != SubscriptionState::Leaving {
        fields.extend([("hub.secret", secret.reveal()), ("hub.lease_seconds", &lease)]);
    }
    match Url::parse(&hub.hub) {
        Ok(url) => wishes.fetcher.post_form(wishes.request(source, &url), &fields).await,
        // A poll has read it from an address, so somebody has written to the database by hand.
        Err(error) => Err(Failure {
            kind: crate::model::ErrorKind::Protocol,
            status: None,
            detail: format!("bad address: {error}"),
            retry_after: None,
        }),
    }
}

async fn change(
    store: &Store,
    id: i64,
    rule: impl Fn(Subscription) -> Option<Subscription> + Send + 'static,
) -> Result<(), StepError> {
    let store = store.clone();
    Ok(on_blocking_thread(move || store.change_subscription(id, rule)).await?)
}
