//! The bounds of a JSON Feed.

use crate::model::Warning;

use crate::read::feed::MAX_ENTRIES;

/// Leaves out what follows the first [`MAX_ENTRIES`] objects of each list on the top level, and a byte order mark.
pub(super) fn limit_entries(text: &str, warnings: &mut Vec<Warning>) -> String {
    let text = text.trim_start_matches('\u{feff}');
    if text.bytes().filter(|&byte| byte == b'{').count() <= MAX_ENTRIES {
        return text.to_owned();
    }
    let mut scan = Scan::default();
    let mut kept = String::new();
    let mut copied_to = 0;
    let mut cut_from = None;
    for (at, byte) in text.bytes().enumerate() {
        match scan.step(byte) {
            Step::EntryEnd if scan.n_entries == MAX_ENTRIES => cut_from = cut_from.or(Some(at + 1)),
            Step::ListEnd => {
                if let Some(from) = cut_from.take().filter(|_| scan.n_entries > MAX_ENTRIES) {
                    kept.push_str(text.get(copied_to..from).unwrap_or_default());
                    copied_to = at;
                }
                scan.n_entries = 0;
            }
            _ => {}
        }
    }
    if copied_to > 0 {
        warnings.push(Warning::new("too-many-entries", format!("only the first {MAX_ENTRIES} entries were read")));
    }
    kept.push_str(text.get(copied_to..).unwrap_or_default());
    kept
}

/// Where the last whole object of a list on the top level ends.
pub(super) fn end_of_last_entry(text: &str) -> Option<usize> {
    let mut scan = Scan::default();
    let ends = text.bytes().enumerate().filter(|&(_, byte)| matches!(scan.step(byte), Step::EntryEnd));
    ends.last().map(|(at, _)| at + 1)
}

/// Follows brackets, without regard to those in strings.
#[derive(Default)]
struct Scan {
    depth: usize,
    is_string: bool,
    is_escaped: bool,
    n_entries: usize,
}

enum Step {
    /// An object of a list on the top level ended.
    EntryEnd,
    /// A list on the top level ended.
    ListEnd,
    Other,
}

impl Scan {
    fn step(&mut self, byte: u8) -> Step {
        if self.is_string {
            self.is_string = byte != b'"' || self.is_escaped;
            self.is_escaped = byte == b'\\' && !self.is_escaped;
            return Step::Other;
        }
        match byte {
            b'"' => self.is_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if byte == b'}' && self.depth == 2 {
                    self.n_entries += 1;
                    return Step::EntryEnd;
                }
                if byte == b']' && self.depth == 1 {
                    return Step::ListEnd;
                }
            }
            _ => {}
        }
        Step::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_last_allowed_entry_is_left_out() {
        let feed = |n: usize| {
            let items = vec![r#"{"id":"]}\"{","tags":["x"],"author":{"name":"[y"}}"#; n].join(",");
            format!(r#"{{"items":[{items}],"title":"t"}}"#)
        };
        let mut warnings = Vec::new();
        assert_eq!(limit_entries(&feed(3), &mut warnings), feed(3));
        assert_eq!(limit_entries(&feed(MAX_ENTRIES), &mut warnings), feed(MAX_ENTRIES));
        assert_eq!(warnings, []);
        assert_eq!(limit_entries(&feed(MAX_ENTRIES + 7), &mut warnings), feed(MAX_ENTRIES));
        assert_eq!(warnings.len(), 1);
    }
}
