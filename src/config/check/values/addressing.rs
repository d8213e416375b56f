//! What rules for addresses name: parameters, parts of paths and hosts.

use crate::config::mistakes::Fault;

/// A query parameter: `name`, `beginning*` or `name=value`.
pub(in crate::config::check) fn parameter(text: &str) -> Result<String, Fault> {
    let name = text.trim().split('=').next().unwrap_or_default();
    parameter_name(name)
        .map(|_| text.trim().to_owned())
        .map_err(|fault| Fault { message: format!("`{text}` names no parameter"), ..fault })
}

/// The name of a query parameter, or its beginning and a `*`.
pub(in crate::config::check) fn parameter_name(text: &str) -> Result<String, Fault> {
    let name = text.trim();
    let is_name = !name.is_empty() && !name.contains(['?', '&', '=', '/', '#']) && !name.contains(char::is_whitespace);
    let has_star_within = name.strip_suffix('*').unwrap_or(name).contains('*');
    if is_name && !has_star_within {
        return Ok(name.to_owned());
    }
    let hint = "write its name without `?` and `&`: \"ref\"; or how it begins: \"utm_*\"";
    Err(Fault::new(format!("`{text}` is no name of a parameter"), hint))
}

/// A step of a path with a `/` before it, or an ending with its dot.
pub(in crate::config::check) fn stripped(text: &str) -> Result<String, Fault> {
    let part = text.trim();
    let name = part.strip_prefix(['/', '.']);
    match name {
        Some(name) if !name.is_empty() && !name.contains(['/', '?', '#', '*']) => Ok(part.to_owned()),
        _ => {
            let hint = "write one step of the path, \"/amp\", or an ending, \".amp\"";
            Err(Fault::new(format!("`{text}` is no part of a path"), hint))
        }
    }
}

/// The name of a file.
pub(in crate::config::check) fn index_page(text: &str) -> Result<String, Fault> {
    let name = text.trim();
    if name.is_empty() || name.contains(['/', '?', '#', '*']) {
        return Err(Fault::new(format!("`{text}` is no name of a page"), "write it as \"index.html\""));
    }
    Ok(name.to_owned())
}

/// The first label of hosts.
pub(in crate::config::check) fn host_label(text: &str) -> Result<String, Fault> {
    let label = text.trim().trim_end_matches('.').to_ascii_lowercase();
    let is_label = !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if is_label {
        return Ok(label);
    }
    Err(Fault::new(format!("`{text}` is no first part of a host"), "write what stands before the first dot: \"m\""))
}
