//! Conditions on an article `a` as SQL, with their values bound.

use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, ToSql};

use url::Url;

use super::names;
use crate::store::columns::{Json, Time};
use crate::store::filter::Condition;
use crate::store::reading::{FIRST_SOURCE, STRONGEST_TOPIC};
use crate::store::{rekeying, topics};

/// Conditions with their values, as they are gathered.
pub(super) struct Builder<'d> {
    db: &'d Connection,
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl<'d> Builder<'d> {
    pub(super) fn new(db: &'d Connection) -> Self {
        Self { db, conditions: Vec::new(), values: Vec::new() }
    }

    /// Adds a condition that must hold.
    pub(super) fn require(&mut self, condition: String) {
        self.conditions.push(condition);
    }

    /// All conditions as one, and their values.
    pub(super) fn finish(self) -> (String, Vec<Value>) {
        let conditions = if self.conditions.is_empty() { "true".to_owned() } else { self.conditions.join(" and ") };
        (conditions, self.values)
    }

    /// A condition on a table that lists articles: on its row where it leads, on any row of the article elsewhere.
    pub(super) fn listed<T: ToSql>(
        &mut self,
        table: &str,
        column: &str,
        wanted: &[T],
        is_lead: bool,
    ) -> rusqlite::Result<()> {
        if wanted.is_empty() {
            return Ok(());
        }
        let wanted = self.bind_all(wanted)?;
        self.conditions.push(if is_lead {
            format!("l.{column} = {wanted}")
        } else {
            format!("exists (select 1 from {table} x where x.article_id = a.id and x.{column} in ({wanted}))")
        });
        Ok(())
    }

    pub(super) fn countries(&mut self, countries: &[String]) -> rusqlite::Result<()> {
        if !countries.is_empty() {
            let condition = self.of_countries(countries)?;
            self.conditions.push(condition);
        }
        Ok(())
    }

    /// A condition that is true or false, never null, so that it can be negated.
    pub(super) fn condition(&mut self, condition: &Condition) -> rusqlite::Result<String> {
        Ok(match condition {
            Condition::All(parts) => self.joined(parts, " and ", "true")?,
            Condition::Any(parts) => self.joined(parts, " or ", "false")?,
            Condition::Not(inner) => format!("not {}", self.condition(inner)?),
            Condition::Words(words) => match words.to_match() {
                Some(text) => {
                    let text = self.bind(&text)?;
                    format!("a.id in (select rowid from articles_fts where articles_fts match {text})")
                }
                None => "true".to_owned(),
            },
            Condition::Topic(topic) => {
                let topics = topics::with_descendants(self.db, std::slice::from_ref(topic))?;
                let topics = self.bind_all(&topics)?;
                format!("exists (select 1 from article_topics x where x.article_id = a.id and x.topic in ({topics}))")
            }
            Condition::Source(source) => {
                let source = self.bind(source)?;
                format!("exists (select 1 from sightings x where x.article_id = a.id and x.source_id = {source})")
            }
            Condition::Language(language) => format!("a.language is {}", self.bind(language)?),
            Condition::Country(country) => self.of_countries(std::slice::from_ref(country))?,
            Condition::Author(words) => {
                let names = self.bind(&Json(names::authors(self.db, words)?))?;
                let with = format!("x.name in (select value from json_each({names}))");
                format!("a.id in (select x.article_id from article_authors x where {with})")
            }
            Condition::Agency(name) => self.of_agencies(std::slice::from_ref(name))?,
            Condition::Credit(words) => {
                let names = names::agencies(self.db, words)?;
                self.of_agencies(&names)?
            }
            Condition::Domain(domain) => {
                let hosts = self.bind(&Json(names::hosts(self.db, domain)?))?;
                format!("a.host in (select value from json_each({hosts}))")
            }
            Condition::Site(words) => {
                let sites = self.bind(&Json(names::sites(self.db, words)?))?;
                format!("ifnull(a.site in (select value from json_each({sites})), false)")
            }
            Condition::LinksTo(address) => self.of_links(address)?,
            // True or false, never null; and in a form that the index of stories serves. One that went into another leads there.
            Condition::Story(story) => {
                let story = self.bind(story)?;
                let current = format!("coalesce((select merged_into from stories where id = {story}), {story})");
                format!("(a.story_id is not null and a.story_id = {current})")
            }
            Condition::Copy => "a.copy_of is not null".to_owned(),
            Condition::Gone => "a.gone_since is not null".to_owned(),
            Condition::Revised => "exists (select 1 from revisions x where x.article_id = a.id)".to_owned(),
            Condition::Unread { from } => {
                let from = self.bind(from)?;
                format!(
                    "((a.id >= {from} or a.id in (select article_id from reader_states where is_read = 0)) \
                     and not exists (select 1 from reader_states x where x.article_id = a.id and x.is_read = 1))"
                )
            }
            Condition::Starred => "a.id in (select article_id from reader_states where is_starred = 1)".to_owned(),
            Condition::StrongestTopic(topic) => format!("{STRONGEST_TOPIC} is {}", self.bind(topic)?),
            Condition::FirstSource(source) => format!("{FIRST_SOURCE} is {}", self.bind(source)?),
            Condition::Since(time) => format!("a.dated >= {}", self.bind(&Time(*time))?),
            Condition::Until(time) => format!("a.dated < {}", self.bind(&Time(*time))?),
            Condition::Behind(dated, id) => {
                let (dated, id) = (self.bind(&Time(*dated))?, self.bind(id)?);
                format!("(a.dated < {dated} or (a.dated = {dated} and a.id < {id}))")
            }
            Condition::StoredAfter(id) => format!("a.id > {}", self.bind(id)?),
            Condition::NewWhenSeen(age) => {
                let back = self.bind(&format!("-{} seconds", age.as_secs()))?;
                format!("a.dated >= strftime('%Y-%m-%dT%H:%M:%SZ', a.first_seen, {back})")
            }
            Condition::StoredUntil(id) => format!("a.id <= {}", self.bind(id)?),
        })
    }

    fn joined(&mut self, parts: &[Condition], operator: &str, none: &str) -> rusqlite::Result<String> {
        let parts: Vec<String> = parts.iter().map(|part| self.condition(part)).collect::<rusqlite::Result<_>>()?;
        Ok(if parts.is_empty() { none.to_owned() } else { format!("({})", parts.join(operator)) })
    }

    fn of_countries(&mut self, countries: &[String]) -> rusqlite::Result<String> {
        let countries = self.bind_all(countries)?;
        Ok(format!(
            "exists (select 1 from sightings x join sources o on o.id = x.source_id \
             where x.article_id = a.id and o.country in ({countries}))"
        ))
    }

    fn of_agencies(&mut self, names: &[String]) -> rusqlite::Result<String> {
        let names = self.bind_all(names)?;
        Ok(format!("a.id in (select x.article_id from article_credits x where x.agency in ({names}))"))
    }

    /// Ranges of the index of links: the address itself, what stands below it, and the same with any parameters.
    fn of_links(&mut self, address: &str) -> rusqlite::Result<String> {
        let rules = rekeying::rules(self.db)?;
        let canonical = Url::parse(address).map_or_else(|_| address.to_owned(), |url| rules.canonical(&url));
        let beginning = canonical.trim_end_matches('/');
        let below = self.of_links_between(&format!("{beginning}/"), &format!("{beginning}0"))?;
        let with_parameters = self.of_links_between(&format!("{beginning}?"), &format!("{beginning}@"))?;
        let itself = self.bind(&beginning)?;
        Ok(format!(
            "a.id in ({below} union all {with_parameters} \
             union all select x.article_id from article_links x where x.url = {itself})"
        ))
    }

    /// The articles with links from one address on up to another; `0` follows `/`, and `@` follows `?`.
    fn of_links_between(&mut self, first: &str, end: &str) -> rusqlite::Result<String> {
        let (first, end) = (self.bind(&first)?, self.bind(&end)?);
        Ok(format!("select x.article_id from article_links x where x.url >= {first} and x.url < {end}"))
    }

    pub(super) fn bind_all<T: ToSql>(&mut self, values: &[T]) -> rusqlite::Result<String> {
        let names: Vec<String> = values.iter().map(|value| self.bind(value)).collect::<rusqlite::Result<_>>()?;
        Ok(names.join(", "))
    }

    /// Keeps a value and returns its name in the query.
    pub(super) fn bind(&mut self, value: &impl ToSql) -> rusqlite::Result<String> {
        self.values.push(match value.to_sql()? {
            ToSqlOutput::Owned(value) => value,
            ToSqlOutput::Borrowed(value) => value
                .try_into()
                .map_err(|e: rusqlite::types::FromSqlError| rusqlite::Error::ToSqlConversionFailure(e.into()))?,
            _ => unreachable!("filters hold texts, times and numbers alone"),
        });
        Ok(format!("?{}", self.values.len()))
    }
}
