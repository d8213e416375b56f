//! What concerns alerts: servers and addresses of mail, and what webhooks are signed with.

use base64::Engine as _;
use url::{Host, Url};

use crate::config::mistakes::Fault;
use crate::model::Secret;

/// The lengths of secrets that the specification of Standard Webhooks allows, in bytes.
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// A mail server; `None` if it is left empty.
pub(in crate::config::check) fn mail_server(text: &str) -> Result<Option<Url>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let hint = "write \"smtps://mail.example.org\", or \"smtp://mail.example.org:587\" for STARTTLS";
    let url = Url::parse(text).map_err(|_| Fault::new(format!("`{text}` is no address of a mail server"), hint))?;
    if !matches!(url.scheme(), "smtp" | "smtps") || url.host_str().is_none_or(str::is_empty) {
        return Err(Fault::new(format!("`{text}` is no address of a mail server"), hint));
    }
    if !url.username().is_empty() || url.password().is_some() {
        let hint = "name a file whose first line is `name:password` in `credentials_file`";
        return Err(Fault::new("a mail server with a password in its address", hint));
    }
    if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
        return Err(Fault::new(format!("`{text}` has a path"), hint));
    }
    Ok(Some(url))
}

/// An address that mail is sent to or from: `desk@example.org`, or with a name, `The Desk <desk@example.org>`.
pub(in crate::config::check) fn mail_address(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    let bare = match text.strip_suffix('>').and_then(|front| front.split_once('<')) {
        Some((_, bare)) => bare,
        None => text,
    };
    let is_right = bare.rsplit_once('@').is_some_and(|(name, domain)| {
        !name.is_empty()
            && name.chars().all(|c| c.is_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(c))
            && Host::parse(domain).is_ok()
    });
    if is_right && !text.contains(['\r', '\n']) {
        return Ok(text.to_owned());
    }
    Err(Fault::new(format!("`{text}` is no mail address"), "write \"desk@example.org\""))
}

/// A secret of Standard Webhooks: `whsec_` and base64.
pub(in crate::config::check) fn webhook_secret(secret: &Secret) -> Result<(), Fault> {
    let key = secret.reveal().strip_prefix("whsec_").unwrap_or_default();
    let bytes = base64::engine::general_purpose::STANDARD.decode(key).unwrap_or_default();
    if SECRET_BYTES.contains(&bytes.len()) {
        return Ok(());
    }
    let hint = "make one: `echo whsec_$(openssl rand -base64 32) > FILE`";
    Err(Fault::new("the file holds no secret of Standard Webhooks", hint))
}
