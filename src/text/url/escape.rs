//! Percent-escapes: one spelling for each part of an address.

use unicode_normalization::UnicodeNormalization;

/// One spelling of a path segment: `%d8` and `%D8`, `%2D` and `-`, raw and escaped letters, NFC and NFD become equal.
/// Escapes that mean something else than their character (`%2F` is not `/`) stay.
pub(super) fn segment(text: &str) -> String {
    normalize(text, b"/?#%;=&+")
}

/// One spelling of the name or value of a query parameter.
pub(super) fn query_part(text: &str) -> String {
    normalize(text, b"&=#%;+")
}

/// `structural` are the characters that mean something else when they are not escaped.
fn normalize(text: &str, structural: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    // Bytes that stand for themselves, whichever way they were written.
    let mut plain: Vec<u8> = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let (byte, is_escaped) = match escaped_byte(rest) {
            Some(escaped) => {
                rest = tail.get(2..).unwrap_or_default();
                (escaped, true)
            }
            None => {
                rest = tail;
                (byte, false)
            }
        };
        match (is_escaped, structural.contains(&byte)) {
            (false, true) if byte != b'%' => {
                write_plain(&mut out, &mut plain);
                out.push(char::from(byte));
            }
            (_, true) => {
                write_plain(&mut out, &mut plain);
                escape(&mut out, byte);
            }
            (_, false) => plain.push(byte),
        }
    }
    write_plain(&mut out, &mut plain);
    out
}

/// The byte that an escape at the beginning of some text stands for.
fn escaped_byte(text: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = text else { return None };
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high)? * 16 + digit(low)?)
}

fn write_plain(out: &mut String, plain: &mut Vec<u8>) {
    for chunk in plain.utf8_chunks() {
        for c in chunk.valid().nfc() {
            match c {
                c if c.is_ascii_alphanumeric() || "-._~!$'()*,:@/?".contains(c) => out.push(c),
                c if c.is_ascii() || c.is_control() => {
                    c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| escape(out, byte));
                }
                c => out.push(c),
            }
        }
        for &byte in chunk.invalid() {
            escape(out, byte);
        }
    }
    plain.clear();
}

fn escape(out: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| DIGITS.get(usize::from(value)).map_or('0', |&digit| char::from(digit));
    out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
}
