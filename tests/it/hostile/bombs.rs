//! Little that becomes much: compressed bodies of a gigabyte, windows, codings within codings.

use std::io::{self, Write as _};

use flate2::write::GzEncoder;
use flate2::{Compress, Compression, FlushCompress};

use super::bodies::feed;
use super::site::Expect::{Articles, Ends, Fails};
use super::site::{Case, Expect, Visit, case};

const GIGABYTE_IN_MIB: usize = 1024;
const TOO_LARGE: Expect = Fails(&["too-large"]);
const PROTOCOL: Expect = Fails(&["protocol"]);

/// Two mebibytes of zeros in Brotli: the first with the stream's head, the second so that it can follow itself.
const BROTLI_FIRST: &[u8] = &[
    0xa3, 0xff, 0xff, 0x03, 0x40, 0x02, 0x20, 0x1e, 0x0b, 0x24, 0xf7, 0xfe, 0x40, 0xff, 0xff, 0x07, 0x80, 0x04, 0x40,
    0x1c, 0x16, 0x80, 0xee, 0xfd, 0x81, 0x01,
];
const BROTLI_NEXT: &[u8] = &[
    0xfa, 0xff, 0x3f, 0x00, 0x24, 0x00, 0xe2, 0xb0, 0x00, 0x74, 0xef, 0x0f, 0xf4, 0xff, 0x7f, 0x00, 0x48, 0x00, 0xc4,
    0x61, 0x01, 0xe8, 0xde, 0x1f, 0x18,
];
/// The head of a gzip file without a name.
const GZIP_HEAD: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\x03";

/// Cases of compressed bodies.
pub(super) fn cases() -> Vec<Case> {
    let coded = |coding: &'static str, body: Vec<u8>| {
        move |v: &mut Visit<'_>| v.document(&format!("Content-Encoding: {coding}\r\n"), &body)
    };
    let once = gzip(feed("gzip").as_bytes());
    let twice = gzip(&once);
    let zeros = deflated_mebibyte();
    let sitemap_zeros = zeros.clone();
    let many = (0..10).fold(feed("x").into_bytes(), |body, _| gzip(&body));
    vec![
        case("bomb-gzip", TOO_LARGE, move |v| {
            v.head("Content-Encoding: gzip\r\n")?;
            v.send(GZIP_HEAD)?;
            v.repeat(&zeros, GIGABYTE_IN_MIB)
        }),
        case("bomb-brotli", TOO_LARGE, |v| {
            v.head("Content-Encoding: br\r\n")?;
            v.send(BROTLI_FIRST)?;
            v.repeat(BROTLI_NEXT, GIGABYTE_IN_MIB)
        }),
        case("bomb-zstd", TOO_LARGE, |v| zstd_zeros(v, 0x68)),
        case("bomb-zstd-wide", Fails(&["too-large", "protocol"]), |v| zstd_zeros(v, 0x88)),
        case("bomb-zstd-wider", PROTOCOL, |v| zstd_zeros(v, 0xf8)),
        case("bomb-in-a-sitemap", Fails(&["too-large", "not-a-feed", "parse"]), move |v| {
            v.head("Content-Type: application/gzip\r\n")?;
            v.send(GZIP_HEAD)?;
            v.repeat(&sitemap_zeros, GIGABYTE_IN_MIB)
        })
        .with_keys("kind = \"sitemap\"\n"),
        case("gzip", Articles(1), coded("gzip", once.clone())),
        case("gzip-twice", PROTOCOL, coded("gzip, gzip", twice.clone())),
        case("gzip-in-brotli", PROTOCOL, coded("br, gzip", twice.clone())),
        case("gzip-tenfold", PROTOCOL, coded("gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip", many)),
        case("gzip-on-two-lines", Fails(&["protocol", "not-a-feed"]), move |v| {
            v.document("Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", &twice)
        }),
        case("gzip-cut", PROTOCOL, coded("gzip", once.get(..once.len() / 2).unwrap_or_default().to_vec())),
        case("gzip-that-is-none", PROTOCOL, coded("gzip", feed("x").into_bytes())),
        case("gzip-unsaid", Ends, move |v| v.document("", &once)),
        case("brotli-that-is-none", PROTOCOL, coded("br", vec![0xff; 1000])),
        case("zstd-that-is-none", PROTOCOL, coded("zstd", feed("x").into_bytes())),
        case("coding-unknown", Ends, coded("x-unknown", feed("coding-unknown").into_bytes())),
    ]
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory does not fail")
}

/// A mebibyte of zeros, such that it can follow itself.
fn deflated_mebibyte() -> Vec<u8> {
    let mut deflated = Vec::with_capacity(64 * 1024);
    let mut compress = Compress::new(Compression::best(), false);
    compress.compress_vec(&vec![0; 1024 * 1024], &mut deflated, FlushCompress::Full).expect("memory does not fail");
    deflated
}

/// A frame with a window of this size (RFC 8878, section 3.1.1.1.2), and blocks that repeat one byte.
fn zstd_zeros(v: &mut Visit<'_>, window: u8) -> io::Result<()> {
    const BLOCK_BYTES: u32 = 128 * 1024;
    let [low, middle, high, _] = (1 << 1 | BLOCK_BYTES << 3).to_le_bytes();
    v.head("Content-Encoding: zstd\r\n")?;
    v.send([b"\x28\xb5\x2f\xfd\x00", &[window][..]].concat())?;
    v.repeat([low, middle, high, 0], GIGABYTE_IN_MIB * 8)
}
