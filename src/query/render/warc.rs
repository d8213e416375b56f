//! Kept pages as a web archive: WARC 1.1 (ISO 28500:2017), each record a member of its own in the gzip file, as replay tools
//! want it.
//!
//! What was kept of an answer is its bytes after decompression and the headers that say something of the page. The record
//! says so: its length is the one of the bytes, and no header speaks of a compression that is gone. Records are named by what
//! is in them, so that the same page has the same name in each export.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::model::Snapshot;

const FORMAT: &str = "\
format: WARC File Format 1.1\r
conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r
";

/// Writes pages as records.
pub struct WarcWriter<W: Write> {
    out: W,
    /// The name of the record that tells of the file.
    info: String,
}

impl<W: Write> WarcWriter<W> {
    /// Begins a file that is made at `now`.
    ///
    /// # Errors
    /// It could not be written.
    pub fn new(mut out: W, now: Timestamp) -> io::Result<Self> {
        let body = format!("software: rasid/{}\r\n{FORMAT}", env!("CARGO_PKG_VERSION"));
        let info = name(&[b"warcinfo", now.to_string().as_bytes(), body.as_bytes()]);
        let head = [
            ("WARC-Type", "warcinfo".to_owned()),
            ("WARC-Record-ID", info.clone()),
            ("WARC-Date", second(now)),
            ("Content-Type", "application/warc-fields".to_owned()),
        ];
        write_record(&mut out, &head, &[body.as_bytes()])?;
        Ok(Self { out, info })
    }

    /// Writes a page with its bytes.
    ///
    /// # Errors
    /// It could not be written.
    pub fn page(&mut self, page: &Snapshot, bytes: &[u8]) -> io::Result<()> {
        let date = second(page.fetched_at);
        let head = [
            ("WARC-Type", "response".to_owned()),
            ("WARC-Record-ID", name(&[page.url.as_bytes(), date.as_bytes(), bytes])),
            ("WARC-Date", date),
            ("WARC-Target-URI", page.url.clone()),
            ("WARC-Warcinfo-ID", self.info.clone()),
            ("WARC-Payload-Digest", format!("sha256:{}", hexadecimal(&Sha256::digest(bytes)))),
            ("Content-Type", "application/http;msgtype=response".to_owned()),
        ];
        write_record(&mut self.out, &head, &[answer(page, bytes.len()).as_bytes(), bytes])
    }

    /// Ends the file.
    ///
    /// # Errors
    /// The rest could not be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The head of the answer that the page came in. Only answers with 200 and the like become pages; which, is not kept.
fn answer(page: &Snapshot, n_bytes: usize) -> String {
    let mut head = "HTTP/1.1 200 OK\r\n".to_owned();
    for (name, value) in &page.headers {
        head.push_str(&format!("{}: {}\r\n", plain(name), plain(value)));
    }
    head.push_str(&format!("content-length: {n_bytes}\r\n\r\n"));
    head
}

fn write_record(out: &mut impl Write, head: &[(&str, String)], blocks: &[&[u8]]) -> io::Result<()> {
    let mut member = GzEncoder::new(out, Compression::default());
    member.write_all(b"WARC/1.1\r\n")?;
    for (name, value) in head {
        write!(member, "{name}: {}\r\n", plain(value))?;
    }
    let n_bytes: usize = blocks.iter().map(|block| block.len()).sum();
    write!(member, "Content-Length: {n_bytes}\r\n\r\n")?;
    blocks.iter().try_for_each(|block| member.write_all(block))?;
    member.write_all(b"\r\n\r\n")?;
    member.finish().map(drop)
}

/// A foreign value as one line: it can begin no header of its own.
fn plain(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}

/// Whole seconds, as archives write them.
fn second(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

/// A record's name, made of what is in it: a UUID of version 8 (RFC 9562), whose bits are a hash.
fn name(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let mut bits = [0_u8; 16];
    bits.iter_mut().zip(&digest).for_each(|(bit, byte)| *bit = *byte);
    let bits = u128::from_be_bytes(bits) & !(0xF << 76) | (8 << 76);
    let bits = bits & !(0b11 << 62) | (0b10 << 62);
    let digits = format!("{bits:032x}");
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!("<urn:uuid:{}-{}-{}-{}-{}>", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::MultiGzDecoder;

    use super::*;
    use crate::model::{ContentHash, Item, Packed};

    fn snapshot(url: &str, headers: &[(&str, &str)]) -> Snapshot {
        Snapshot {
            hash: ContentHash::parse(&"0".repeat(32)).expect("a hash"),
            url: url.to_owned(),
            fetched_at: "2026-11-24T09:30:00.75Z".parse().expect("a time"),
            headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            item: Item::default(),
            body: Packed { size_bytes: 0, dictionary: None, bytes: Vec::new() },
        }
    }

    fn archive(pages: &[(Snapshot, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut writer = WarcWriter::new(&mut out, "2026-11-25T00:00:00Z".parse().expect("a time")).expect("memory");
        for (page, bytes) in pages {
            writer.page(page, bytes).expect("memory");
        }
        writer.finish().expect("memory");
        out
    }

    fn unpacked(archive: &[u8]) -> String {
        let mut text = String::new();
        MultiGzDecoder::new(archive).read_to_string(&mut text).expect("gzip of UTF-8");
        text
    }

    #[test]
    fn a_page_is_an_answer_with_its_headers_and_its_own_length() {
        let page = snapshot("https://a.example/1", &[("content-type", "text/html; charset=utf-8")]);
        let text = unpacked(&archive(&[(page, "<p>صباح".as_bytes())]));
        let (info, response) = text.split_once("\r\n\r\n\r\n").map(|(a, b)| (a, b.trim_start())).expect("two records");
        assert!(info.starts_with("WARC/1.1\r\nWARC-Type: warcinfo\r\n"), "{info}");
        assert!(response.contains("WARC-Date: 2026-11-24T09:30:00Z\r\n"), "{response}");
        assert!(response.contains("WARC-Target-URI: https://a.example/1\r\n"), "{response}");
        let block = "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: 11\r\n\r\n<p>صباح";
        assert!(response.contains(&format!("Content-Length: {}\r\n\r\n{block}\r\n\r\n", block.len())), "{response}");
    }

    #[test]
    fn each_record_is_a_member_of_its_own_and_named_by_its_content() {
        let page = |path: &str| snapshot(&format!("https://a.example/{path}"), &[]);
        let whole = archive(&[(page("1"), b"one"), (page("2"), b"one")]);
        assert_eq!(whole.windows(3).filter(|bytes| **bytes == [0x1f, 0x8b, 8]).count(), 3);
        let text = unpacked(&whole);
        let mut names: Vec<&str> = text.lines().filter(|line| line.starts_with("WARC-Record-ID: ")).collect();
        assert_eq!(names.len(), 3);
        names.dedup();
        assert_eq!(names.len(), 3, "{names:?}");
        assert_eq!(text, unpacked(&archive(&[(page("1"), b"one"), (page("2"), b"one")])), "the same again");
        let digits: Vec<&str> = names[1].split(['-', ':']).collect();
        assert!(digits.iter().any(|part| part.len() == 4 && part.starts_with('8')), "version 8: {names:?}");
    }

    #[test]
    fn a_header_with_a_line_break_begins_no_header() {
        let page = snapshot("https://a.example/1\r\nWARC-Type: request", &[("etag", "a\r\nset-cookie: b")]);
        let text = unpacked(&archive(&[(page, b"")]));
        assert!(
            !text.lines().any(|line| line.starts_with("set-cookie")
                || line.ends_with("Type: request") && line.starts_with("WARC-Type")),
            "{text}"
        );
    }
}
