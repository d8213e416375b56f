//! Bytes to text.
//!
//! What the bytes are counts for more than what is said of them: bytes that are valid UTF-8 and not all ASCII are UTF-8
//! whatever is declared, because text in another encoding is almost never so by chance, and servers that declare their
//! default are common. A declared encoding that the bytes contradict is not believed either.
//!
//! **Invariant**: linear in time; any bytes give text.

mod declared;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// Text with the encoding that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// WHATWG name of the encoding, such as `windows-1256`, or `UTF-32LE` and `UTF-32BE`, which WHATWG does not know.
    pub encoding: &'static str,
    /// Whether bytes had to be replaced.
    pub had_errors: bool,
}

/// Decodes an HTML page. `content_type` is the HTTP header, `host` guides the guess by its top-level domain.
#[must_use]
pub fn decode_html(bytes: &[u8], content_type: Option<&str>, host: Option<&str>) -> Decoded {
    if let Some(decoded) = decode_by_bytes(bytes) {
        return decoded;
    }
    let header = content_type.and_then(declared::in_content_type);
    let labels = [header, declared::in_html(bytes)];
    decode_by_label(bytes, labels).unwrap_or_else(|| decode_by_guess(bytes, host))
}

/// Decodes a feed or sitemap. `content_type` is the HTTP header.
#[must_use]
pub fn decode_xml(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    if let Some(decoded) = decode_utf32(bytes).or_else(|| decode_by_bytes(bytes)) {
        return decoded;
    }
    let header = content_type.and_then(declared::in_content_type);
    let labels = [header, declared::in_xml_declaration(bytes)];
    decode_by_label(bytes, labels).unwrap_or_else(|| decode_by_guess(bytes, None))
}

/// Whether a name of a charset is one that browsers know (WHATWG Encoding, section 4.2).
#[must_use]
pub fn is_known(label: &str) -> bool {
    Encoding::for_label(label.as_bytes()).is_some()
}

/// The bytes in UTF-8, read in the charset of a label whatever they say of themselves; a byte order mark in front keeps
/// anyone from guessing again. Unknown labels leave the bytes as they are.
#[must_use]
pub fn to_utf8(bytes: &[u8], label: &str) -> Vec<u8> {
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else { return bytes.to_vec() };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    ["\u{feff}".as_bytes(), text.as_bytes()].concat()
}

/// Decodes what shows its encoding by itself: a byte order mark, UTF-16 markup, UTF-8 with few errors or none, the
/// escape sequences of ISO-2022-JP, plain ASCII.
fn decode_by_bytes(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Some(decode(bytes.get(length..).unwrap_or_default(), encoding));
    }
    match bytes {
        [b'<', 0, ..] => return Some(decode(bytes, UTF_16LE)),
        [0, b'<', ..] => return Some(decode(bytes, UTF_16BE)),
        _ => {}
    }
    if bytes.is_ascii() {
        let has_escapes = bytes.contains(&0x1B) && bytes.windows(2).any(|pair| pair == b"\x1B$");
        let japanese = has_escapes.then(|| decode(bytes, ISO_2022_JP)).filter(|decoded| !decoded.had_errors);
        return Some(japanese.unwrap_or_else(|| decode(bytes, UTF_8)));
    }
    // Most is this, and need not be counted through.
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = without_mark(text.to_owned());
        return Some(Decoded { text, encoding: UTF_8.name(), had_errors: false });
    }
    is_utf8_but_for_slips(bytes).then(|| decode(bytes, UTF_8))
}

/// Decodes by the first label that the bytes bear out.
fn decode_by_label(bytes: &[u8], labels: [Option<&'static Encoding>; 2]) -> Option<Decoded> {
    labels.into_iter().flatten().map(|encoding| decode(bytes, encoding)).find(is_borne_out)
}

/// Decodes as the browsers' detector guesses.
fn decode_by_guess(bytes: &[u8], host: Option<&str>) -> Decoded {
    let top_level_domain = host
        .and_then(|host| host.trim_end_matches('.').rsplit('.').next())
        .map(str::to_ascii_lowercase)
        .filter(|label| label.is_ascii() && !label.is_empty());
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(top_level_domain.as_deref().map(str::as_bytes), Utf8Detection::Allow);
    decode(bytes, guess)
}

fn decode(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: without_mark(text.into_owned()), encoding: encoding.name(), had_errors }
}

/// UTF-32 by its byte order mark or by the way it writes `<`. No browser reads it, but XML allows it.
fn decode_utf32(bytes: &[u8]) -> Option<Decoded> {
    let (encoding, read): (_, fn([u8; 4]) -> u32) = match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [b'<', 0, 0, 0, ..] => ("UTF-32LE", u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, ..] | [0, 0, 0, b'<', ..] => ("UTF-32BE", u32::from_be_bytes),
        _ => return None,
    };
    let (units, rest) = bytes.as_chunks::<4>();
    let mut had_errors = !rest.is_empty();
    let character = |unit: &[u8; 4]| {
        char::from_u32(read(*unit)).unwrap_or_else(|| {
            had_errors = true;
            char::REPLACEMENT_CHARACTER
        })
    };
    let text: String = units.iter().map(character).collect();
    Some(Decoded { text: without_mark(text), encoding, had_errors })
}

fn without_mark(text: String) -> String {
    text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)
}

/// Whether bytes are UTF-8 apart from a few slips: a quotation in another encoding, a character cut at the end.
fn is_utf8_but_for_slips(bytes: &[u8]) -> bool {
    /// So many good characters beyond ASCII outweigh one bad place. Read as UTF-8, Chinese news in GB 18030 gives one
    /// good for four bad by chance, Arabic in windows-1256 one for a hundred, Russian in windows-1251 none (measured).
    const GOOD_FOR_EACH_BAD: usize = 10;
    let (mut n_good, mut n_bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    n_good > 0 && n_good >= n_bad * GOOD_FOR_EACH_BAD
}

/// Whether an encoding that was declared fits: hardly a character beyond ASCII had to be replaced.
fn is_borne_out(decoded: &Decoded) -> bool {
    const GOOD_FOR_EACH_BAD: usize = 50;
    if !decoded.had_errors {
        return true;
    }
    let foreign = decoded.text.chars().filter(|c| !c.is_ascii());
    let (n_bad, n_all) =
        foreign.fold((0, 0), |(n_bad, n_all), c| (n_bad + usize::from(c == char::REPLACEMENT_CHARACTER), n_all + 1));
    n_all > n_bad * GOOD_FOR_EACH_BAD
}

#[cfg(test)]
mod tests;
