//! `[[address]]`: to the rules of `text::url`, on top of those that are built in.

use toml::Spanned;

use super::values;
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::{OneOrMore, RawAddress, Text};
use crate::config::shape::Shaped;
use crate::text::url::{AddressRule, AddressRules};

/// Checks all rules for addresses, and puts them to the built-in ones. They add to one another, whatever file they are in.
pub(super) fn addresses(raw: &[Shaped<RawAddress>], mistakes: &mut Mistakes) -> AddressRules {
    AddressRules::with(raw.iter().filter_map(|shaped| rule(shaped, mistakes)).collect())
}

fn rule(shaped: &Shaped<RawAddress>, mistakes: &mut Mistakes) -> Option<AddressRule> {
    let raw = shaped.value.as_ref()?;
    let mut checked = |written: &Option<Spanned<OneOrMore>>, check: fn(&str) -> Result<String, Fault>| {
        mistakes.check_each(&texts(written), check)
    };
    let rule = AddressRule {
        domain: checked(&raw.domain, values::domain),
        ignore: checked(&raw.ignore, values::parameter),
        ignore_words: checked(&raw.ignore_words, values::parameter_name),
        ignore_sessions: checked(&raw.ignore_sessions, values::parameter_name),
        keep: checked(&raw.keep, values::parameter),
        strip: checked(&raw.strip, values::stripped),
        index: checked(&raw.index, values::index_page),
        labels: checked(&raw.labels, values::host_label),
        mirrors: checked(&raw.mirrors, values::domain),
    };
    for mirror in texts(&raw.mirrors) {
        check_mirror(&mirror, &rule, raw.domain.is_some(), mistakes);
    }
    let is_empty = AddressRule { domain: Vec::new(), ..rule.clone() } == AddressRule::default();
    // What its author wrote and what was wrong has been said.
    let says_nothing = is_empty && shaped.is_whole() && keys(raw).all(Option::is_none);
    if says_nothing {
        let hint = "say what makes no other article: ignore = [\"ref\"]";
        mistakes.absent(shaped.place.clone(), Fault::new("no rule", hint));
    }
    // A rule whose domains are wrong must not hold for all.
    (!is_empty && (raw.domain.is_none() || !rule.domain.is_empty())).then_some(rule)
}

fn check_mirror(mirror: &Text, rule: &AddressRule, names_domains: bool, mistakes: &mut Mistakes) {
    if !names_domains {
        mistakes.at(mirror.span(), Fault::new("a mirror of nothing", "name the site: domain = \"example.org\""));
    } else if values::domain(mirror.get_ref()).is_ok_and(|mirror| rule.domain.contains(&mirror)) {
        let fault = Fault::new("a mirror of itself", "`domain` is the one name, `mirrors` are the others");
        mistakes.at(mirror.span(), fault);
    }
}

fn keys(raw: &RawAddress) -> impl Iterator<Item = &Option<Spanned<OneOrMore>>> {
    let of_queries = [&raw.ignore, &raw.ignore_words, &raw.ignore_sessions, &raw.keep];
    of_queries.into_iter().chain([&raw.strip, &raw.index, &raw.labels, &raw.mirrors])
}

fn texts(written: &Option<Spanned<OneOrMore>>) -> Vec<Text> {
    written.as_ref().map(OneOrMore::texts).unwrap_or_default()
}
