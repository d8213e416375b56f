//! Sizes in bytes, as people write them.

use crate::config::mistakes::Fault;

/// Least and greatest value of a size, with the words for a message.
#[derive(Debug, Clone, Copy)]
pub(in crate::config::check) struct SizeLimits {
    least: u64,
    greatest: u64,
    in_words: &'static str,
}

impl SizeLimits {
    /// Of one answer.
    pub(in crate::config::check) const BODY: Self =
        Self { least: 64 << 10, greatest: 1 << 30, in_words: "64 KiB and 1 GiB" };
    /// Of all pages that are kept.
    pub(in crate::config::check) const SNAPSHOTS: Self =
        Self { least: 1 << 20, greatest: 100 << 40, in_words: "1 MiB and 100 TiB" };
}

/// A size in bytes: `10 MiB`, `500 kB`, `2000000`.
pub(in crate::config::check) fn size(text: &str, limits: SizeLimits) -> Result<u64, Fault> {
    let compact = text.replace(' ', "");
    let unit_at = compact.find(|c: char| !c.is_ascii_digit()).unwrap_or(compact.len());
    let (number, unit) = compact.split_at_checked(unit_at).unwrap_or((&compact, ""));
    let factor: Option<u64> = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => Some(1),
        "kb" => Some(1_000),
        "mb" => Some(1_000_000),
        "gb" => Some(1_000_000_000),
        "kib" => Some(1 << 10),
        "mib" => Some(1 << 20),
        "gib" => Some(1 << 30),
        "tb" => Some(1_000_000_000_000),
        "tib" => Some(1 << 40),
        _ => None,
    };
    let bytes = number.parse::<u64>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
    match bytes {
        Some(bytes) if (limits.least..=limits.greatest).contains(&bytes) => Ok(bytes),
        Some(_) => Err(Fault::plain(format!("size `{text}` is not between {}", limits.in_words))),
        None => Err(Fault::new(format!("`{text}` is no size"), "write a whole number and a unit: \"10 MiB\"")),
    }
}
