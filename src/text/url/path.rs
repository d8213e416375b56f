//! The path of an address: its steps, and what of them makes no other article.

use std::collections::VecDeque;

use super::escape;
use super::rules::SiteRules;

/// The steps of a path in one spelling each.
pub(super) fn segments(path: &str) -> Vec<String> {
    path.split('/').map(escape::segment).filter(|segment| is_step(segment)).collect()
}

/// Whether a part of a path leads anywhere.
pub(super) fn is_step(segment: &str) -> bool {
    !matches!(segment, "" | "." | "..")
}

/// A step without those of its parameters (`;name=value`) that are not wanted: Java servers put the session's id there.
pub(super) fn without_parameters(segment: String, mut is_ignored: impl FnMut(&str, &str) -> bool) -> String {
    let mut parts = segment.split(';');
    let Some(name) = parts.next().filter(|name| name.len() < segment.len()) else { return segment };
    let mut kept = name.to_owned();
    for parameter in parts {
        let is_dropped = parameter.split_once('=').is_some_and(|(name, value)| is_ignored(name, value));
        if !is_dropped {
            kept.push(';');
            kept.push_str(parameter);
        }
    }
    kept
}

/// Takes one thing off a path that makes no other article: a step, an ending, the name of an index page. Returns what it
/// was, with its rule.
pub(super) fn drop_dress<'s>(
    segments: &mut VecDeque<String>,
    has_no_query: bool,
    sites: &[&'s SiteRules],
) -> Option<(&'s SiteRules, (String, String))> {
    sites.iter().find_map(|site| drop_by(segments, has_no_query, site).map(|dropped| (*site, dropped)))
}

fn drop_by(segments: &mut VecDeque<String>, has_no_query: bool, site: &SiteRules) -> Option<(String, String)> {
    let is_dress = |segment: &String| site.steps.iter().any(|step| step.eq_ignore_ascii_case(segment));
    let stripped = |step: &str| (format!("/{step}"), format!("strip \"/{}\"", step.to_lowercase()));
    if segments.len() > 1 {
        if segments.front().is_some_and(is_dress) {
            return segments.pop_front().map(|step| stripped(&step));
        }
        if segments.back().is_some_and(is_dress) {
            return segments.pop_back().map(|step| stripped(&step));
        }
    }
    let last = segments.back_mut()?;
    if has_no_query && site.index.contains(&last.to_lowercase()) {
        let rule = format!("index \"{}\"", last.to_lowercase());
        return segments.pop_back().map(|name| (name, rule));
    }
    let (shorter, ending) = site.endings.iter().find_map(|ending| Some((without_ending(last, ending)?, ending)))?;
    *last = shorter;
    Some((ending.clone(), format!("strip \"{ending}\"")))
}

/// `a.amp.html` as `a.html`, `a.amp` as `a`.
fn without_ending(name: &str, ending: &str) -> Option<String> {
    /// Longer names are no files' names; endings are taken off one by one, which must not take long.
    const LONGEST_BYTES: usize = 1_024;
    if name.len() > LONGEST_BYTES {
        return None;
    }
    let extension = [".html", ".htm", ""].into_iter().find(|extension| name.ends_with(extension))?;
    let stem = name.strip_suffix(extension)?.strip_suffix(ending)?;
    (!stem.trim_matches('.').is_empty()).then(|| format!("{stem}{extension}"))
}
