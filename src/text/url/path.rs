//! The path of an address: its segments, and what of them makes no other article.

use std::collections::VecDeque;

use super::escape;

/// The segments of a path in one spelling each.
pub(super) fn segments(path: &str) -> Vec<String> {
    let spelled = path.split('/').map(|segment| escape::segment(without_session(segment)));
    spelled.filter(|segment| !matches!(segment.as_str(), "" | "." | "..")).collect()
}

/// A path segment without the session id that Java servers put into it.
fn without_session(segment: &str) -> &str {
    segment.split(';').next().filter(|_| has_session(segment)).unwrap_or(segment)
}

fn has_session(segment: &str) -> bool {
    let parameters = segment.split(';').skip(1);
    let mut names = parameters.filter_map(|parameter| parameter.split('=').next());
    names.any(|name| name.eq_ignore_ascii_case("jsessionid") || name.eq_ignore_ascii_case("phpsessid"))
}

/// Takes one thing off a path that makes no other article: an AMP form, the name of an index page.
pub(super) fn drop_dress(segments: &mut VecDeque<String>, has_no_query: bool) -> bool {
    let is_amp = |segment: Option<&String>| segment.is_some_and(|segment| segment.eq_ignore_ascii_case("amp"));
    let n_segments = segments.len();
    if n_segments > 1 && is_amp(segments.front()) {
        segments.pop_front();
        return true;
    }
    if n_segments > 1 && is_amp(segments.back()) {
        segments.pop_back();
        return true;
    }
    let Some(last) = segments.back_mut() else { return false };
    if has_no_query && is_index(last) {
        segments.pop_back();
        return true;
    }
    let Some((stem, extension)) = without_amp_extension(last) else { return false };
    *last = format!("{stem}{extension}");
    true
}

/// `a.amp.html` as `a` and `.html`, `a.amp` as `a` and nothing.
fn without_amp_extension(name: &str) -> Option<(&str, &str)> {
    /// Longer names are no files' names; extensions are taken off one by one, which must not take long.
    const LONGEST_BYTES: usize = 1_024;
    if name.len() > LONGEST_BYTES {
        return None;
    }
    let extension = [".html", ".htm", ""].into_iter().find(|extension| name.ends_with(extension))?;
    let stem = name.strip_suffix(extension)?.strip_suffix(".amp")?;
    (!stem.trim_matches('.').is_empty()).then_some((stem, extension))
}

fn is_index(name: &str) -> bool {
    let Some((stem, extension)) = name.split_once('.') else { return false };
    matches!(stem.to_ascii_lowercase().as_str(), "index" | "default")
        && matches!(extension.to_ascii_lowercase().as_str(), "html" | "htm" | "php" | "asp" | "aspx" | "jsp")
}
