//! Alerts on their way out: what there is to tell becomes a message, and the message a post to a program or a mail to people.
//!
//! What is told when, and what was told already, is reckoned elsewhere ([`crate::query::cases::alerts`], `daemon::alerting`).
//! The same news are the same message, by its id, however often they are sent: who gets one twice can tell.

mod entries;
mod mail;
mod message;
mod payload;
mod webhook;
mod wording;
mod words;

use ipnet::IpNet;

use crate::config::{Alert, Config, Recipient, WebhookFormat};
use crate::fetch::{Failure, Fetcher};

pub use message::Message;
pub use wording::hypertext;

/// Why a message was not taken.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// A program did not take it.
    #[error("{}", .0.detail)]
    Webhook(Failure),
    /// Mail could not be sent.
    #[error(transparent)]
    Mail(#[from] mail::MailError),
}

/// Sends a message to whom its alert tells.
///
/// # Errors
/// It was not taken, as far as is known: it may have been, and the answer was lost.
pub async fn deliver(
    fetcher: &Fetcher,
    config: &Config,
    alert: &Alert,
    message: &Message,
) -> Result<(), DeliveryError> {
    match &alert.to {
        Recipient::Webhook(to) => {
            let content = written(message, to.format);
            webhook::post(fetcher, config, to, message, &content).await.map_err(DeliveryError::Webhook)
        }
        Recipient::Mail(to) => Ok(mail::send(config.mail.as_ref(), to, message).await?),
    }
}

/// A message as programs are sent it.
#[must_use]
pub fn written(message: &Message, format: WebhookFormat) -> String {
    match format {
        WebhookFormat::Json => payload::json(message),
        WebhookFormat::Slack => wording::slack(message),
        WebhookFormat::Text => wording::text(message),
    }
}

/// Every network: whoever writes the configuration knows where messages go, and a chat server stands in one's own network.
fn everywhere() -> Vec<IpNet> {
    ["0.0.0.0/0", "::/0"].iter().filter_map(|network| network.parse().ok()).collect()
}
