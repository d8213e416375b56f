//! `[[source]]`, `[[group]]` and `[defaults]`: what each has beside the options that they share.

use super::options::{Options, options};
use super::values;
use super::{Known, Names};
use crate::config::mistakes::{Fault, Mistakes};
use crate::config::raw::{RawSource, Text};
use crate::config::settings::Defaults;
use crate::config::shape::Shaped;
use crate::model::{Selectors, Source, SourceId, SourceKind};

/// What a source's kind may be.
const KINDS: [SourceKind; 4] = [SourceKind::Auto, SourceKind::Feed, SourceKind::List, SourceKind::Sitemap];

/// Checks `[defaults]` also where there is no source that would inherit them.
pub(super) fn defaults(raw: &RawSource, known: Known<'_>, mistakes: &mut Mistakes) -> Option<Defaults> {
    let Options { timeout, allow_private, proxy, snapshots, .. } = options(raw, known, mistakes)?;
    Some(Defaults { timeout, allow_private, proxy, snapshots })
}

/// Checks each `[[group]]` also where no source is in it, and gives their names.
pub(super) fn groups(raw: &[Shaped<RawSource>], known: Known<'_>, mistakes: &mut Mistakes) -> Vec<SourceId> {
    let mut ids = Names::new();
    let mut groups = Vec::new();
    for shaped in raw {
        let Some(raw) = &shaped.value else { continue };
        let id = id(raw, shaped, Noun::GROUP, &mut ids, mistakes);
        let kind = kind(raw, mistakes);
        selectors(raw, kind, shaped, mistakes);
        options(raw, known, mistakes);
        groups.extend(id);
    }
    groups
}

/// Checks all sources; those that are switched off come back as names.
pub(super) fn sources(
    raw: &[Shaped<RawSource>],
    groups: &[SourceId],
    known: Known<'_>,
    mistakes: &mut Mistakes,
) -> (Vec<Source>, Vec<SourceId>) {
    let mut ids = Names::new();
    let (mut sources, mut disabled) = (Vec::new(), Vec::new());
    for shaped in raw {
        let Some(raw) = &shaped.value else { continue };
        let id = id(raw, shaped, Noun::SOURCE, &mut ids, mistakes);
        let url = address(raw, shaped, mistakes);
        check_group(raw, groups, mistakes);
        let options = options(raw, known, mistakes);
        let kind = kind(raw, mistakes);
        let select = selectors(raw, kind, shaped, mistakes);
        let (Some(id), Some(url), Some(options)) = (id, url, options) else { continue };
        if raw.enabled == Some(false) {
            disabled.push(id);
        } else {
            sources.push(options.source(id, url, kind, select));
        }
    }
    (sources, disabled)
}

/// What a table is to the one who reads of its mistakes.
#[derive(Debug, Clone, Copy)]
struct Noun {
    name: &'static str,
    example: &'static str,
}

impl Noun {
    const SOURCE: Self = Self { name: "source", example: "un-news-ar" };
    const GROUP: Self = Self { name: "group", example: "agencies" };
}

fn check_group(raw: &RawSource, groups: &[SourceId], mistakes: &mut Mistakes) {
    let Some(written) = &raw.group else { return };
    if groups.iter().all(|group| group.as_str() != written.get_ref()) {
        let known = groups.iter().map(SourceId::as_str);
        mistakes.absent(written.span(), Fault::unknown("group", written.get_ref(), known));
    }
}

fn id(
    raw: &RawSource,
    shaped: &Shaped<RawSource>,
    noun: Noun,
    ids: &mut Names<SourceId>,
    mistakes: &mut Mistakes,
) -> Option<SourceId> {
    let Noun { name, example } = noun;
    let Some(written) = &raw.id else {
        shaped.key_is_missing("id", &format!("give the {name} a short name: id = \"{example}\""), mistakes);
        return None;
    };
    let id = mistakes.check(written, values::source_id)?;
    ids.claim(id.clone(), written.span(), name, mistakes);
    Some(id)
}

fn address(raw: &RawSource, shaped: &Shaped<RawSource>, mistakes: &mut Mistakes) -> Option<String> {
    let Some(written) = &raw.url else {
        shaped.key_is_missing("url", "say where it is: url = \"https://…\"", mistakes);
        return None;
    };
    mistakes.check(written, values::address)
}

fn kind(raw: &RawSource, mistakes: &mut Mistakes) -> SourceKind {
    let kind = mistakes.check_if_given(raw.kind.as_ref(), |text| values::choice("kind", text, &KINDS));
    kind.unwrap_or(SourceKind::Auto)
}

fn selectors(
    raw: &RawSource,
    kind: SourceKind,
    shaped: &Shaped<RawSource>,
    mistakes: &mut Mistakes,
) -> Option<Selectors> {
    let select = raw.select.as_ref()?;
    if matches!(kind, SourceKind::Feed | SourceKind::Sitemap) {
        let message = format!("selectors for a source of the kind `{kind}`");
        mistakes.at(select.span(), Fault::new(message, "they are for `kind = \"list\"`"));
    }
    let raw = select.get_ref();
    if raw.item.is_none() && raw.link.is_none() && raw.link_pattern.is_none() {
        let hint = "name the element that holds one article, or say with `link_pattern` what its address looks like";
        shaped.key_is_missing_in(&select.span(), "item", hint, mistakes);
        return None;
    }
    let link_pattern = mistakes.check_if_given(raw.link_pattern.as_ref(), values::pattern);
    let mut one = |written: Option<&Text>| mistakes.check_if_given(written, values::selector);
    Some(Selectors {
        link: one(raw.link.as_ref()),
        title: one(raw.title.as_ref()),
        date: one(raw.date.as_ref()),
        summary: one(raw.summary.as_ref()),
        item: one(raw.item.as_ref()),
        link_pattern,
    })
}
