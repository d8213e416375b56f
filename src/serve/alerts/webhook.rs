//! A message to a program: posted and signed as Standard Webhooks has it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::hmac::{self, HMAC_SHA256, Key};
use url::Url;

use super::{Message, everywhere};
use crate::config::{Config, Webhook, WebhookFormat};
use crate::fetch::{Accept, Body, Failure, FetchRequest, Fetcher};
use crate::model::{ErrorKind, Secret};

/// What secrets of Standard Webhooks begin with; the rest is base64.
const SECRET_PREFIX: &str = "whsec_";

/// Posts a message.
///
/// # Errors
/// It was not taken.
pub(super) async fn post(
    fetcher: &Fetcher,
    config: &Config,
    to: &Webhook,
    message: &Message,
    content: &str,
) -> Result<(), Failure> {
    let Ok(url) = Url::parse(to.url.reveal()) else { return Err(no_address()) };
    let headers = headers(message, to.secret.as_ref(), content);
    let networks = everywhere();
    let request = FetchRequest {
        allow_private: &networks,
        proxy: config.defaults.proxy.as_deref(),
        headers: &headers,
        ..FetchRequest::new(&url, Accept::Nothing, config.defaults.timeout)
    };
    let content_type = match to.format {
        WebhookFormat::Json | WebhookFormat::Slack => "application/json",
        WebhookFormat::Text => "text/plain; charset=utf-8",
    };
    fetcher.post(request, Body { content_type, content }).await
}

fn headers(message: &Message, secret: Option<&Secret>, content: &str) -> Vec<(String, String)> {
    let at = message.at.as_second().to_string();
    let mut headers = vec![("webhook-id".to_owned(), message.id.clone()), ("webhook-timestamp".to_owned(), at.clone())];
    let signature = secret.and_then(|secret| signature(secret, &message.id, &at, content));
    headers.extend(signature.map(|signature| ("webhook-signature".to_owned(), signature)));
    headers
}

/// HMAC-SHA256 of the id, the time and the content, with full stops between them; version 1 of the scheme.
fn signature(secret: &Secret, id: &str, at: &str, content: &str) -> Option<String> {
    let key = STANDARD.decode(secret.reveal().strip_prefix(SECRET_PREFIX)?).ok()?;
    let tag = hmac::sign(&Key::new(HMAC_SHA256, &key), format!("{id}.{at}.{content}").as_bytes());
    Some(format!("v1,{}", STANDARD.encode(tag)))
}

fn no_address() -> Failure {
    Failure {
        kind: ErrorKind::Protocol,
        status: None,
        detail: "the webhook is no address".to_owned(),
        retry_after: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_signed_as_the_specification_has_it() {
        // Made with the reference library for Python, standardwebhooks 1.0.0.
        let secret = Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned());
        let signed = signature(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", r#"{"test": 2432232314}"#);
        assert_eq!(signed.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }
}
