//! Why a request is not let in, in words that say how to mend it.

use std::time::Duration;

use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::serve::problem::{self, Problem};

/// Why a request is not let in, or not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Denial {
    /// It does not say whom it is for.
    NoHost,
    /// It is for somebody else.
    Stranger(String),
    /// Its path and query are too long.
    LongAddress,
    /// Its client asks too often, and may ask again then.
    TooOften(Duration),
    /// It shows no token.
    NoToken,
    /// It shows a token that is none.
    WrongToken,
    /// Anybody on the network could ask, as the last token left the configuration.
    Unguarded,
    /// The answer takes too long.
    TooLong,
    /// A bug of ours.
    Broken,
}

impl Denial {
    /// The answer to a request for this path: for programs where programs ask, else plain text.
    pub(super) fn answer(&self, path: &str) -> Response {
        let problem = Problem::new(self.status(), self.detail());
        let mut answer = match problem::is_for_programs(path) {
            true => problem.into_response(),
            false => (problem.code(), format!("{}\n", problem.detail)).into_response(),
        };
        let headers = answer.headers_mut();
        for (name, value) in self.headers() {
            if let Ok(value) = value.parse() {
                headers.append(name, value);
            }
        }
        answer
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NoHost => StatusCode::BAD_REQUEST,
            Self::Stranger(_) => StatusCode::MISDIRECTED_REQUEST,
            Self::LongAddress => StatusCode::URI_TOO_LONG,
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::NoToken | Self::WrongToken => StatusCode::UNAUTHORIZED,
            Self::Unguarded | Self::TooLong => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::NoHost => "the request has no Host header that can be read".to_owned(),
            Self::Stranger(host) => format!(
                "this is no `{host}`: if it shall be, set `public_url` in [web] of the configuration to its address, or add \
                 the name to `hosts` there, and reload (SIGHUP)"
            ),
            Self::LongAddress => "the address is longer than is read: ask for less at once".to_owned(),
            Self::TooOften(wait) => format!(
                "too many requests: ask again in {} s (`requests_per_minute` in [web] of the configuration)",
                seconds(*wait)
            ),
            Self::NoToken => {
                "a token is needed: send `Authorization: Bearer TOKEN`, or any user name with the token as \
                              password; the tokens are in `token_files` in [web] of the configuration"
                    .to_owned()
            }
            Self::WrongToken => "no such token: the tokens are the first lines of `token_files` in [web] of the \
                                 configuration, read anew on reload (SIGHUP)"
                .to_owned(),
            Self::Unguarded => "other machines can reach this address, and there is no token any more: name one in \
                                `token_files` in [web] of the configuration, or restart to listen elsewhere"
                .to_owned(),
            Self::TooLong => "the answer takes too long: ask for less at once".to_owned(),
            Self::Broken => "the answer could not be put together; the log says why".to_owned(),
        }
    }

    fn headers(&self) -> Vec<(HeaderName, String)> {
        match self {
            Self::TooOften(wait) => vec![(header::RETRY_AFTER, seconds(*wait).to_string())],
            Self::NoToken | Self::WrongToken => vec![
                (header::WWW_AUTHENTICATE, "Basic realm=\"rasid\", charset=\"UTF-8\"".to_owned()),
                (header::WWW_AUTHENTICATE, "Bearer realm=\"rasid\"".to_owned()),
            ],
            Self::TooLong => vec![(header::RETRY_AFTER, "10".to_owned())],
            _ => Vec::new(),
        }
    }
}

/// Whole seconds, rounded up.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}
