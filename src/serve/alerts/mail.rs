//! A message to people: one mail, as plain text and as a page.

use std::time::Duration;

use lettre::address::AddressError;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message as Mail, Tokio1Executor};
use url::{Host, Url};

use super::{Message, wording};
use crate::config::MailConfig;

/// How long the server is waited for, step by step.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The configuration does not say how.
    #[error("mail cannot be sent: name a mail server in [mail]")]
    NoServer,
    /// An address that no mail has.
    #[error("`{0}` is no mail address: {1}")]
    Address(String, #[source] AddressError),
    /// It cannot be put together.
    #[error("the mail cannot be written: {0}")]
    Content(#[from] lettre::error::Error),
    /// The server did not take it, or is not there.
    #[error("`{server}` did not take the mail: {cause}")]
    Server {
        /// Its host.
        server: String,
        /// Why.
        cause: lettre::transport::smtp::Error,
    },
}

/// Sends a message as one mail to some addresses.
///
/// # Errors
/// It was not taken.
pub(super) async fn send(config: Option<&MailConfig>, to: &[String], message: &Message) -> Result<(), MailError> {
    let config = config.ok_or(MailError::NoServer)?;
    let mail = written(config, to, message)?;
    let server = config.server.host_str().unwrap_or_default().to_owned();
    let failed = |cause| MailError::Server { server: server.clone(), cause };
    transport(config).map_err(failed)?.send(mail).await.map_err(failed)?;
    Ok(())
}

fn written(config: &MailConfig, to: &[String], message: &Message) -> Result<Mail, MailError> {
    let from = mailbox(&config.from)?;
    let id = format!("<{}@{}>", message.id, from.email.domain());
    let mut mail = Mail::builder().from(from).subject(message.subject()).message_id(Some(id)).header(AutoSubmitted);
    for address in to {
        mail = mail.to(mailbox(address)?);
    }
    let bodies = MultiPart::alternative_plain_html(wording::body(message), wording::hypertext(message));
    Ok(mail.multipart(bodies)?)
}

fn mailbox(text: &str) -> Result<Mailbox, MailError> {
    text.parse().map_err(|error| MailError::Address(text.to_owned(), error))
}

/// Encrypted, unless the server is this machine.
fn transport(config: &MailConfig) -> Result<AsyncSmtpTransport<Tokio1Executor>, lettre::transport::smtp::Error> {
    let host = config.server.host_str().unwrap_or_default();
    let is_smtps = config.server.scheme() == "smtps";
    let tls = match (is_smtps, is_this_machine(&config.server)) {
        (true, _) => Tls::Wrapper(TlsParameters::new(host.to_owned())?),
        (false, true) => Tls::None,
        (false, false) => Tls::Required(TlsParameters::new(host.to_owned())?),
    };
    let usual_port = match &tls {
        Tls::Wrapper(_) => 465,
        Tls::None => 25,
        _ => 587,
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
        .port(config.server.port().unwrap_or(usual_port))
        .tls(tls)
        .timeout(Some(PATIENCE));
    if let Some((name, password)) = config.credentials.as_ref().and_then(|secret| secret.reveal().split_once(':')) {
        builder = builder.credentials(Credentials::new(name.to_owned(), password.to_owned()));
    }
    Ok(builder.build())
}

fn is_this_machine(server: &Url) -> bool {
    match server.host() {
        Some(Host::Domain(name)) => match name.trim_matches(['[', ']']).parse::<std::net::IpAddr>() {
            Ok(address) => address.is_loopback(),
            Err(_) => name == "localhost" || name.ends_with(".localhost"),
        },
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Nobody answers that they are on holiday (RFC 3834, section 5).
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
