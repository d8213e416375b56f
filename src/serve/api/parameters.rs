//! What a program may ask for: parameters by name, each checked as it is described. One that nobody knows is a mistake, for a
//! slip of the pen must not choose everything.

use std::borrow::Cow;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use url::form_urlencoded;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, ToSchema};

use super::Office;
use super::refusal::{bad, misunderstood};
use crate::config::Config;
use crate::model::{LanguageCode, SourceId};
use crate::query::cases::paging::Place;
use crate::query::cases::request::{ArticleRequest, RequestError};
use crate::query::cases::saved;
use crate::serve::problem::Problem;
use crate::store::ArticleOrder;
use crate::text::likeness::nearest;

/// The most values of a parameter that may be repeated.
const MOST_VALUES: usize = 50;
/// The longest query, in characters.
const LONGEST_QUERY: usize = 2_000;
/// The longest time.
const LONGEST_TIME: usize = 64;

/// The parameters of a request, in one or two groups. Known are those that the groups describe.
#[derive(Debug)]
pub(super) struct Asked<A, B = Nothing>(pub(super) A, pub(super) B);

impl<A, B> FromRequestParts<Office> for Asked<A, B>
where
    A: DeserializeOwned + IntoParams,
    B: DeserializeOwned + IntoParams,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Office) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let described = [A::into_params(|| None), B::into_params(|| None)].concat();
        let known: Vec<&str> = described.iter().map(|parameter| parameter.name.as_str()).collect();
        let mut given: Vec<Cow<'_, str>> = Vec::new();
        for (name, _) in form_urlencoded::parse(query.as_bytes()) {
            let parameter = described.iter().find(|parameter| parameter.name == *name);
            let parameter = parameter.ok_or_else(|| unknown(&name, &known))?;
            if given.contains(&name) && !may_be_repeated(parameter) {
                return Err(bad(format!("`{name}` is given more than once")));
            }
            given.push(name);
        }
        let told = |error: serde_html_form::de::Error| bad(format!("parameters: {error}"));
        Ok(Self(serde_html_form::from_str(query).map_err(told)?, serde_html_form::from_str(query).map_err(told)?))
    }
}

fn may_be_repeated(parameter: &Parameter) -> bool {
    matches!(parameter.schema, Some(RefOr::T(Schema::Array(_))))
}

fn unknown(name: &str, known: &[&str]) -> Problem {
    let hint = match (nearest(name, known), known) {
        (Some(meant), _) => format!("did you mean `{meant}`?"),
        (None, []) => "there are none here".to_owned(),
        (None, known) => format!("there are {}", known.join(", ")),
    };
    bad(format!("no parameter is called `{name}`: {hint}"))
}

/// What a resource is named by in the path.
#[derive(Debug)]
pub(super) struct Named(pub(super) String);

impl FromRequestParts<Office> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Problem> {
        let name = Path::<String>::from_request_parts(parts, office).await;
        name.map(|Path(name)| Self(name)).map_err(|error| bad(error.body_text()))
    }
}

/// No parameters.
#[derive(Debug, Deserialize)]
pub(super) struct Nothing {}

impl IntoParams for Nothing {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        Vec::new()
    }
}

/// The id of a topic or a source.
#[derive(Debug, Clone, ToSchema)]
#[schema(value_type = String, pattern = "^[a-z0-9][a-z0-9._-]{0,63}$", example = "counter-terrorism")]
pub(super) struct Id(pub(super) String);

/// A language: ISO 639, two or three letters.
#[derive(Debug, Clone, ToSchema)]
#[schema(value_type = String, pattern = "^[a-z]{2,3}$", example = "ar")]
pub(super) struct Language(pub(super) String);

/// A country: ISO 3166, two letters.
#[derive(Debug, Clone, ToSchema)]
#[schema(value_type = String, pattern = "^[a-z]{2}$", example = "eg")]
pub(super) struct Country(pub(super) String);

/// A whole number within bounds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounded<const MOST: u32>(pub(super) u32);

impl Id {
    pub(super) fn read(text: String) -> Result<Self, Problem> {
        // The ids of sources and topics are made of the same letters.
        SourceId::parse(&text).map_err(|error| bad(error.to_string())).map(|_| Self(text))
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(String::deserialize(deserializer)?).map_err(|problem| D::Error::custom(problem.detail))
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        LanguageCode::parse(&text).map_err(D::Error::custom).map(|_| Self(text))
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_lowercase());
        let why = format!("country `{text}` is no code: write two small letters of ISO 3166, such as `eg` or `us`");
        is_code.then_some(Self(text)).ok_or_else(|| D::Error::custom(why))
    }
}

impl<'de, const MOST: u32> Deserialize<'de> for Bounded<MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|number| is_plain && (1..=MOST).contains(number));
        number.map(Self).ok_or_else(|| D::Error::custom(format!("`{text}` is no whole number from 1 to {MOST}")))
    }
}

/// Which articles.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Choice {
    /// A query, as of `rasid search`: words, "phrases", `terror*`, `-not`, `a OR b`, `NEAR/5`, fields such as `title:` and
    /// `lang:`, `@name` of a saved search. Several must all hold.
    #[param(max_items = 50, example = json!(["ceasefire (gaza OR lebanon) -football"]))]
    pub(super) q: Vec<String>,
    /// Topics; articles of what is part of one count. Of several one must match.
    #[param(max_items = 50)]
    pub(super) topic: Vec<Id>,
    /// Sources that listed it; one of several.
    #[param(max_items = 50)]
    pub(super) source: Vec<Id>,
    /// Languages of the text; one of several.
    #[param(max_items = 50)]
    pub(super) language: Vec<Language>,
    /// Countries of the sources; one of several.
    #[param(max_items = 50)]
    pub(super) country: Vec<Country>,
    /// Dated from then on: a day (`2026-11-01`), an instant (`2026-11-01T08:00:00Z`), a span that ends now (`24h`, `7d`,
    /// `2 weeks`), `today` or `yesterday`. Days are days in UTC.
    #[param(max_length = 64, example = "7d")]
    pub(super) since: Option<String>,
    /// Dated until then, a day included.
    #[param(max_length = 64, example = "2026-11-01")]
    pub(super) until: Option<String>,
    /// Articles that repeat another, too.
    #[param(default = false)]
    pub(super) copies: bool,
}

impl Choice {
    /// As the command line would ask for it; saved searches are looked up in the configuration.
    pub(super) fn request(self, config: &Config, order: ArticleOrder) -> Result<ArticleRequest, Problem> {
        let counts = [self.q.len(), self.topic.len(), self.source.len(), self.language.len(), self.country.len()];
        if counts.into_iter().any(|n| n > MOST_VALUES) {
            return Err(bad(format!("a parameter is given more than {MOST_VALUES} times")));
        }
        if self.q.iter().any(|query| query.chars().count() > LONGEST_QUERY) {
            return Err(bad(format!("a query of more than {LONGEST_QUERY} characters")));
        }
        check_time(self.since.as_deref())?;
        check_time(self.until.as_deref())?;
        let mut queries = Vec::new();
        for query in &self.q {
            queries.extend(saved::queries(&config.searches, query).map_err(RequestError::from)?);
        }
        Ok(ArticleRequest {
            queries,
            topics: self.topic.into_iter().map(|id| id.0).collect(),
            sources: self.source.into_iter().map(|id| id.0).collect(),
            languages: self.language.into_iter().map(|code| code.0).collect(),
            countries: self.country.into_iter().map(|code| code.0).collect(),
            since: self.since,
            until: self.until,
            with_copies: self.copies,
            order,
            limit: None,
        })
    }
}

/// Refuses a time that is longer than any.
pub(super) fn check_time(text: Option<&str>) -> Result<(), Problem> {
    match text {
        Some(text) if text.chars().count() > LONGEST_TIME => {
            Err(bad(format!("a time of more than {LONGEST_TIME} characters")))
        }
        _ => Ok(()),
    }
}

/// A place in a list as programs carry it.
pub(super) fn cursor(place: Place) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(place.to_string())
}

/// The place of a cursor.
pub(super) fn place(cursor: &str) -> Result<Place, Problem> {
    let decoded = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let place = decoded.and_then(|text| text.parse().ok());
    place.ok_or_else(|| misunderstood("no such cursor: take `next_cursor` of an answer as it is, or begin without one"))
}
