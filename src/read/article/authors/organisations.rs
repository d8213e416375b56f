//! Who writes without being a person: news agencies, newsrooms and the paper itself.

use super::super::agencies;
use super::words;
use crate::text::fold::fold;

/// Tells people from organisations.
pub(super) struct Organisations {
    /// The names of the site as they are compared.
    sites: Vec<String>,
}

impl Organisations {
    /// For a page of a site that goes by these names.
    pub(super) fn new(site_names: &[String]) -> Self {
        let sites = site_names.iter().map(|name| key(name)).filter(|key| !key.is_empty()).collect();
        Self { sites }
    }

    /// The people among the names.
    pub(super) fn people(&self, names: &[String]) -> Vec<String> {
        names.iter().filter(|name| !self.is_one(name)).cloned().collect()
    }

    /// Whether a name is that of a news agency.
    pub(super) fn is_agency(&self, name: &str) -> bool {
        agencies::is_any(name)
    }

    /// Whether a name is one of the site's own.
    pub(super) fn is_site(&self, name: &str) -> bool {
        self.sites.contains(&key(name))
    }

    fn is_one(&self, name: &str) -> bool {
        let key = key(name);
        self.sites.contains(&key) || self.is_agency(name) || words::is_team(name)
    }
}

/// Letters and digits of a name, folded, without what is added to names of sites.
fn key(name: &str) -> String {
    let name = fold(name);
    let name = name.strip_prefix("www.").or_else(|| name.strip_prefix("the ")).unwrap_or(&name);
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}
