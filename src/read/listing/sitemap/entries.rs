//! Which entries of a sitemap are the site's own articles.

use std::collections::HashMap;

use url::Url;

use crate::model::{Item, Warning};
use crate::text::url::registrable_domain;

/// Leaves out the site's home page and what belongs to other sites.
///
/// The site is the one whose sitemap it is. A sitemap that lies elsewhere, on a host for files, lists nothing of its own
/// host: then the site is the one that most entries belong to.
pub(super) fn of_the_site(items: Vec<Item>, base: &Url, warnings: &mut Vec<Warning>) -> Vec<Item> {
    let domains: Vec<Option<String>> = items.iter().map(|item| domain(item.url.as_deref()?)).collect();
    let own = base.host_str().map(|host| registrable_domain(host).to_owned());
    let site = if domains.contains(&own) { own } else { most_frequent(&domains) };
    let n_items = items.len();
    let kept = items.into_iter().zip(domains).filter(|(_, domain)| *domain == site).map(|(item, _)| item);
    let kept: Vec<Item> = kept.collect();
    if kept.len() < n_items {
        let n_lost = n_items - kept.len();
        warnings.push(Warning::new("foreign-entries", format!("{n_lost} entries of other sites were left out")));
    }
    kept.into_iter().filter(|item| !is_home_page(item)).collect()
}

fn domain(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    url.host_str().map(|host| registrable_domain(host).to_owned())
}

fn most_frequent(domains: &[Option<String>]) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for domain in domains.iter().flatten() {
        *counts.entry(domain).or_default() += 1;
    }
    // The name settles a tie, so that the order of a hash table does not.
    let most = counts.into_iter().max_by_key(|(name, count)| (*count, std::cmp::Reverse(*name)));
    most.map(|(name, _)| name.to_owned())
}

fn is_home_page(item: &Item) -> bool {
    let url = item.url.as_deref().and_then(|url| Url::parse(url).ok());
    item.title.is_empty() && url.is_some_and(|url| url.path() == "/" && url.query().is_none())
}
