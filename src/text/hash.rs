//! Hashes of content: the first 128 bits of SHA-256, so that anybody can recompute them with common tools. Hashes of words,
//! of which an article has many: quick, and the same on every machine and in every version, because some are stored.

use std::hash::Hasher;

use sha2::{Digest, Sha256};

use crate::model::{ArticleKey, ContentHash, SourceId};

/// The hash of some bytes.
#[must_use]
pub fn content_hash(bytes: &[u8]) -> ContentHash {
    ContentHash::parse(&hex128(bytes)).expect("32 hexadecimal digits are a hash")
}

/// The key of an article whose address has this canonical form.
#[must_use]
pub fn article_key(canonical: &str) -> ArticleKey {
    ArticleKey::parse(&hex128(canonical.as_bytes())).expect("32 hexadecimal digits are a key")
}

/// The key of an article that has no address, by the name that its source gives it.
#[must_use]
pub fn named_key(source: &SourceId, name: &str) -> ArticleKey {
    article_key(&format!("{source}\n{name}"))
}

/// The hash of a word: FNV-1a, stirred.
#[must_use]
pub fn word_hash(word: &str) -> u64 {
    stir(word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
}

/// The finaliser of SplitMix64: every bit of the result depends on every bit of `x`.
#[must_use]
pub fn stir(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Hasher for tables whose keys are hashes already, or numbers: spreads them over the bits that a table looks at.
#[derive(Debug, Default, Clone, Copy)]
pub struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = (self.0 ^ u64::from(key)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

fn hex128(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_is_what_sha256sum_prints() {
        assert_eq!(super::content_hash(b"abc").as_str(), "ba7816bf8f01cfea414140de5dae2223");
    }
}
