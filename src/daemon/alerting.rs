//! Looks for what alerts have to tell, sends it, and remembers that it was sent.
//!
//! It works beside the polls, on a task of its own, and meets them in the database alone. A message is sent before that is
//! remembered: whoever is told twice because the power failed between the two can tell by the message's id, and nobody misses
//! one. What was not taken is told later, with what has come meanwhile.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::beside::{Beside, Wished};
use super::calendar::has_missed;
use super::polling::on_blocking_thread;
use crate::clock::Clock;
use crate::config::{Alert, AlertPace, Config, WatchKind};
use crate::fetch::Fetcher;
use crate::model::AlertId;
use crate::query::cases::alerts::{self, AlertError, Look};
use crate::serve::alerts::{DeliveryError, Message, deliver};
use crate::store::{AlertState, ArticleId, Store, StoreError};

/// How often is looked for articles.
const PERIOD: Duration = Duration::from_secs(2);
/// How often is looked at what is reckoned from many.
const REST: Duration = Duration::from_secs(60);
/// How long whoever does not take a message is left alone, at first and at last.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(1);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);
/// Messages that are on their way at the same time.
const N_AT_ONCE: usize = 4;
/// So many articles without news are seen to before that is written down.
const MUCH_SEEN: i64 = 1_000;

/// What of the configuration concerns alerts, and what messages are sent by.
#[derive(Debug)]
pub struct Wishes {
    /// All of it: topics and searches too.
    pub config: Arc<Config>,
    /// Posts messages.
    pub fetcher: Fetcher,
}

/// What came of attending to an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attended {
    /// It may not speak yet.
    NotDue,
    /// There was nothing to tell.
    Nothing,
    /// It has told; under which subject.
    Told(String),
    /// Its message was not taken; why.
    Failed(String),
}

/// Begins to work.
pub(super) fn start(store: &Store, clock: &Clock) -> Beside<Wishes> {
    let (store, clock) = (store.clone(), clock.clone());
    let mut alerting = Beside::new();
    alerting.begin(|wishes| work(wishes, store, clock));
    alerting
}

async fn work(wishes: Wished<Wishes>, store: Store, clock: Clock) {
    let mut ticks = interval(PERIOD);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut resting: HashMap<AlertId, Instant> = HashMap::new();
    loop {
        ticks.tick().await;
        let Some(wishes) = wishes.borrow().clone() else { continue };
        let now = Instant::now();
        let is_awake = |alert: &&Alert| resting.get(&alert.id).is_none_or(|until| *until <= now);
        let awake: Vec<Alert> = wishes.config.alerts.iter().filter(is_awake).cloned().collect();
        let (wishes, store, clock) = (&wishes, &store, &clock);
        let attending = stream::iter(awake).map(async |alert| {
            let attended = attend(wishes, store, &alert, clock.now()).await;
            (alert, attended)
        });
        let attended: Vec<_> = attending.buffer_unordered(N_AT_ONCE).collect().await;
        for (alert, attended) in attended {
            report(&alert, &attended);
            if attended.is_err() || alert.watch.kind() != WatchKind::Articles {
                resting.insert(alert.id.clone(), Instant::now() + REST);
            }
        }
    }
}

fn report(alert: &Alert, attended: &Result<Attended, StoreError>) {
    match attended {
        Ok(Attended::NotDue | Attended::Nothing) => {}
        Ok(Attended::Told(subject)) => tracing::info!("alert {}: sent `{subject}`", alert.id),
        Ok(Attended::Failed(error)) => tracing::warn!("alert {} was not heard and will try again: {error}", alert.id),
        Err(error) => tracing::error!("alert {} rests for a minute: {error}", alert.id),
    }
}

/// Looks for what an alert has to tell, if it may speak at `now`, and tells it.
///
/// # Errors
/// The database fails. A message that is not taken is none: it is remembered.
pub async fn attend(
    wishes: &Arc<Wishes>,
    store: &Store,
    alert: &Alert,
    now: Timestamp,
) -> Result<Attended, StoreError> {
    let state = state_of(store, alert, now).await?;
    if !is_due(alert, &state, now) {
        return Ok(Attended::NotDue);
    }
    let look = match look(wishes, store, alert, &state, now).await {
        Ok(look) => look,
        Err(AlertError::Store(error)) => return Err(error),
        Err(error) => return fail(store, alert, state, now, None, error.to_string()).await,
    };
    let Some(message) = Message::of(alert, &look, &wishes.config, now) else {
        return pass(store, alert, state, look, now).await;
    };
    match deliver(&wishes.fetcher, &wishes.config, alert, &message).await {
        Ok(()) => {
            let told = AlertState {
                messages: state.messages.saturating_add(1),
                last_sent: Some(now),
                failures: 0,
                next_try: None,
                last_error: None,
                ..after(&state, look, now)
            };
            keep(store, alert, told).await?;
            Ok(Attended::Told(message.subject()))
        }
        Err(error) => {
            let wanted = match &error {
                DeliveryError::Webhook(failure) => failure.retry_after,
                DeliveryError::Mail(_) => None,
            };
            fail(store, alert, state, now, wanted, error.to_string()).await
        }
    }
}

/// Has alerts that are new begin now: what comes from then on is told.
///
/// # Errors
/// The database fails.
pub fn register(store: &Store, alerts: &[Alert], now: Timestamp) -> Result<(), StoreError> {
    alerts.iter().try_for_each(|alert| begin(store, &alert.id, now).map(drop))
}

/// Where an alert stands; where it is new, it begins now.
fn begin(store: &Store, id: &AlertId, now: Timestamp) -> Result<AlertState, StoreError> {
    if let Some(state) = store.alert(id)? {
        return Ok(state);
    }
    let state = AlertState::beginning(now, store.last_stored()?.unwrap_or(ArticleId(0)));
    store.keep_alert(id, &state)?;
    Ok(state)
}

async fn state_of(store: &Store, alert: &Alert, now: Timestamp) -> Result<AlertState, StoreError> {
    let (store, id) = (store.clone(), alert.id.clone());
    on_blocking_thread(move || begin(&store, &id, now)).await
}

async fn look(
    wishes: &Arc<Wishes>,
    store: &Store,
    alert: &Alert,
    state: &AlertState,
    now: Timestamp,
) -> Result<Look, AlertError> {
    let (wishes, store, alert, state) = (Arc::clone(wishes), store.clone(), alert.clone(), state.clone());
    on_blocking_thread(move || alerts::look(&store, &wishes.config, &alert, &state, now)).await
}

/// Whether an alert may speak.
fn is_due(alert: &Alert, state: &AlertState, now: Timestamp) -> bool {
    if let Some(next_try) = state.next_try {
        return next_try <= now;
    }
    match &alert.pace {
        AlertPace::Every(every) => {
            let pause = SignedDuration::try_from(*every).unwrap_or(SignedDuration::MAX);
            // A clock that was set back does not silence it.
            state.last_sent.is_none_or(|last| last > now || now.duration_since(last) >= pause)
        }
        AlertPace::Schedule(line) => has_missed(line, state.looked.or(Some(state.since)), now),
    }
}

fn after(state: &AlertState, look: Look, now: Timestamp) -> AlertState {
    AlertState { seen: look.seen, told: look.told, looked: Some(now), ..state.clone() }
}

/// There was nothing to tell: that is written down where it matters.
async fn pass(
    store: &Store,
    alert: &Alert,
    state: AlertState,
    look: Look,
    now: Timestamp,
) -> Result<Attended, StoreError> {
    let is_digest = matches!(alert.pace, AlertPace::Schedule(_));
    let has_seen_much = look.seen.0.saturating_sub(state.seen.0) >= MUCH_SEEN;
    if is_digest || has_seen_much || look.told != state.told || state.failures > 0 {
        let calm = AlertState { failures: 0, next_try: None, last_error: None, ..after(&state, look, now) };
        keep(store, alert, calm).await?;
    }
    Ok(Attended::Nothing)
}

async fn fail(
    store: &Store,
    alert: &Alert,
    state: AlertState,
    now: Timestamp,
    wanted: Option<Duration>,
    error: String,
) -> Result<Attended, StoreError> {
    let failures = state.failures.saturating_add(1);
    let pause = pause(failures).max(wanted.and_then(|wanted| wanted.try_into().ok()).unwrap_or(SignedDuration::ZERO));
    let next_try = now.saturating_add(pause).unwrap_or(Timestamp::MAX);
    let failed = AlertState { failures, next_try: Some(next_try), last_error: Some(error.clone()), ..state };
    keep(store, alert, failed).await?;
    Ok(Attended::Failed(error))
}

/// Twice as long after each failure.
fn pause(failures: u32) -> SignedDuration {
    let doubled = 1_i32.checked_shl(failures.saturating_sub(1)).filter(|times| *times > 0);
    doubled.and_then(|times| FIRST_PAUSE.checked_mul(times)).map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE))
}

async fn keep(store: &Store, alert: &Alert, state: AlertState) -> Result<(), StoreError> {
    let (store, id) = (store.clone(), alert.id.clone());
    on_blocking_thread(move || store.keep_alert(&id, &state)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Choice, MessageLanguage, Recipient, Watch};

    fn at(text: &str) -> Timestamp {
        text.parse().expect(text)
    }

    fn alert(pace: AlertPace) -> Alert {
        Alert {
            id: AlertId::parse("gas").expect("an id"),
            label: None,
            watch: Watch::Articles { choice: Choice::default(), max_age: Duration::from_hours(72) },
            to: Recipient::Mail(vec!["desk@example.org".to_owned()]),
            pace,
            language: MessageLanguage::English,
            most: 50,
        }
    }

    #[test]
    fn an_alert_speaks_at_once_then_rests_and_waits_longer_after_each_failure() {
        let begun = AlertState::beginning(at("2026-11-24T09:00:00Z"), ArticleId(7));
        let noon = at("2026-11-24T12:00:00Z");
        let at_once = alert(AlertPace::Every(Duration::from_mins(5)));
        assert!(is_due(&at_once, &begun, noon));
        let spoken = |text| AlertState { last_sent: Some(at(text)), ..begun.clone() };
        assert!(!is_due(&at_once, &spoken("2026-11-24T11:55:01Z"), noon));
        assert!(is_due(&at_once, &spoken("2026-11-24T11:55:00Z"), noon));
        assert!(is_due(&at_once, &spoken("2026-11-25T11:55:00Z"), noon), "the clock was set back");
        let failed = |text| AlertState { next_try: Some(at(text)), ..begun.clone() };
        assert!(!is_due(&at_once, &failed("2026-11-24T12:00:01Z"), noon));
        assert!(is_due(&at_once, &failed("2026-11-24T12:00:00Z"), noon));
        let minutes: Vec<i64> = [1, 2, 3, 6, 7, 32, 33, u32::MAX].map(|n| pause(n).as_mins()).into();
        assert_eq!(minutes, [1, 2, 4, 32, 60, 60, 60, 60]);
    }

    #[test]
    fn a_digest_waits_for_its_time_also_when_there_was_nothing() {
        let digest = alert(AlertPace::Schedule("0 0 6 * * *".to_owned()));
        let begun = AlertState::beginning(at("2026-11-24T09:00:00Z"), ArticleId(7));
        assert!(!is_due(&digest, &begun, at("2026-11-25T05:59:59Z")));
        assert!(is_due(&digest, &begun, at("2026-11-25T06:00:00Z")));
        let looked = AlertState { looked: Some(at("2026-11-25T06:00:00Z")), ..begun };
        assert!(!is_due(&digest, &looked, at("2026-11-25T06:00:02Z")));
        assert!(is_due(&digest, &looked, at("2026-11-27T01:00:00Z")), "it was missed");
    }
}
