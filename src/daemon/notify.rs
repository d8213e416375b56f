//! What systemd is told: ready, reloading, stopping, and that the scheduler still turns.
//!
//! Without systemd all of it does nothing. A socket that cannot be reached is no reason to stop watching the news, so
//! failures are logged and left.

use std::time::Duration;

use sd_notify::NotifyState;

pub(super) fn ready() {
    tell(&[NotifyState::Ready]);
}

pub(super) fn reloading() {
    tell(&[NotifyState::Reloading]);
}

pub(super) fn stopping() {
    tell(&[NotifyState::Stopping]);
}

/// Feeds the watchdog. Called from the scheduler's loop and nowhere else: a timer of its own would prove nothing.
pub(super) fn alive() {
    tell(&[NotifyState::Watchdog]);
}

/// How often systemd wants to hear from us, halved for safety.
pub(super) fn watchdog_interval() -> Option<Duration> {
    sd_notify::watchdog_enabled().map(|timeout| timeout / 2)
}

fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::debug!("systemd could not be told: {error}");
    }
}
