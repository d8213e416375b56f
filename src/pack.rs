//! Bytes to fewer bytes: pages that are kept, packed with zstd, most of them against another page of their source.
//!
//! Pages of one paper share their menus, styles, scripts and teasers, and differ in an article. So the dictionary of a
//! source is simply one of its own pages, chosen by what it does for others. Measured on 53 pages of two papers (154 kB a
//! page): zstd alone 37.8 kB; with one dictionary of 110 to 512 kB, trained on other pages of the two by zstd's own way,
//! 20.5 to 15.5; with one trained for each paper 18.9; with a page of the same paper 4.9. On 330 pages of some 300 papers,
//! a dictionary trained on 330 others brings 3 to 6 %.
//!
//! **Invariant**: `zstd` is named here only. Any bytes can be packed; what cannot be unpacked is an error.

mod choice;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::EncoderDictionary;

use crate::model::{Dictionary, DictionaryId, Packed};

pub use choice::{Choice, choose};

/// zstd's own default. Level 9 takes off another tenth, for more than three times the work.
const LEVEL: i32 = 3;

/// The most bytes that a page may unpack to; larger ones are never fetched.
const MAX_PAGE_BYTES: u64 = 1 << 30;

/// Why packed bytes cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("a kept page cannot be unpacked: {0}")]
pub struct PackError(String);

/// Packs the pages of one source.
#[derive(Default)]
pub struct Packer {
    dictionary: Option<(DictionaryId, EncoderDictionary<'static>)>,
}

impl Packer {
    /// A packer with a dictionary; one that zstd refuses is left alone.
    #[must_use]
    pub fn new(dictionary: Option<&Dictionary>) -> Self {
        let prepared = dictionary.and_then(|dictionary| {
            let encoder = EncoderDictionary::try_copy(&dictionary.bytes, LEVEL).ok()?;
            Some((dictionary.id, encoder))
        });
        Self { dictionary: prepared }
    }

    /// Packs a page; `None` where there is no memory for it.
    #[must_use]
    pub fn pack(&self, bytes: &[u8]) -> Option<Packed> {
        let mut compressor = match &self.dictionary {
            Some((_, encoder)) => Compressor::with_prepared_dictionary(encoder).ok()?,
            None => Compressor::new(LEVEL).ok()?,
        };
        Some(Packed {
            size_bytes: bytes.len() as u64,
            dictionary: self.dictionary.as_ref().map(|(id, _)| *id),
            bytes: compressor.compress(bytes).ok()?,
        })
    }
}

impl std::fmt::Debug for Packer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Packer").field("dictionary", &self.dictionary.as_ref().map(|(id, _)| *id)).finish()
    }
}

/// Packs bytes that stand alone, such as a dictionary itself.
#[must_use]
pub fn alone(bytes: &[u8]) -> Option<Packed> {
    Packer::default().pack(bytes)
}

/// Unpacks what was packed; `dictionary` is the one that it names.
///
/// # Errors
/// It is damaged, or needs another dictionary.
pub fn unpack(packed: &Packed, dictionary: Option<&Dictionary>) -> Result<Vec<u8>, PackError> {
    if packed.dictionary != dictionary.map(|dictionary| dictionary.id) {
        return Err(PackError("its dictionary is missing".to_owned()));
    }
    if packed.size_bytes > MAX_PAGE_BYTES {
        return Err(PackError(format!("{} bytes are too many", packed.size_bytes)));
    }
    let size = usize::try_from(packed.size_bytes).unwrap_or(usize::MAX);
    let failed = |error: std::io::Error| PackError(error.to_string());
    let mut decompressor = match dictionary {
        Some(dictionary) => Decompressor::with_dictionary(&dictionary.bytes),
        None => Decompressor::new(),
    }
    .map_err(failed)?;
    let bytes = decompressor.decompress(&packed.bytes, size).map_err(failed)?;
    if bytes.len() == size { Ok(bytes) } else { Err(PackError("it is shorter than it was".to_owned())) }
}

#[cfg(test)]
mod tests;
