//! Packing with and without a dictionary, and the choice of one.

use super::*;

/// Text without much repetition, the same for the same seed.
fn noise(seed: u64, n_words: usize) -> String {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1;
    let mut words = Vec::new();
    for _ in 0..n_words {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        words.push(format!("{:x}", state >> 24));
    }
    words.join(" ")
}

/// A page of a paper: what all its pages share, around an article of its own.
fn page(paper: u64, article: u64) -> Vec<u8> {
    format!("<html>{}<p>{}</p></html>", noise(paper, 3_000), noise(1_000 + article, 200)).into_bytes()
}

fn dictionary(bytes: Vec<u8>) -> Dictionary {
    Dictionary { id: DictionaryId(7), bytes }
}

#[test]
fn what_was_packed_comes_back() {
    let own = dictionary(page(1, 0));
    for bytes in [page(1, 1), page(2, 1), Vec::new(), vec![0; 100_000], own.bytes.clone()] {
        for dictionary in [None, Some(&own)] {
            let packed = Packer::new(dictionary).pack(&bytes).expect("there is memory");
            assert_eq!(packed.dictionary, dictionary.map(|dictionary| dictionary.id));
            assert_eq!(unpack(&packed, dictionary).expect("sound"), bytes);
        }
    }
}

#[test]
fn a_page_of_the_same_paper_takes_most_of_a_page_off() {
    let own = dictionary(page(1, 0));
    let size = |dictionary: Option<&Dictionary>, bytes: &[u8]| {
        Packer::new(dictionary).pack(bytes).expect("packed").bytes.len()
    };
    let bytes = page(1, 1);
    assert!(size(Some(&own), &bytes) * 5 < size(None, &bytes), "of the same paper");
    let other = page(2, 1);
    assert!(size(Some(&own), &other) <= size(None, &other) * 11 / 10, "of another one it does no harm");
}

#[test]
fn damage_and_a_missing_dictionary_are_errors() {
    let own = dictionary(page(1, 0));
    let packed = Packer::new(Some(&own)).pack(&page(1, 1)).expect("packed");
    assert!(unpack(&packed, None).is_err(), "no dictionary");
    let other = Dictionary { id: DictionaryId(8), ..own.clone() };
    assert!(unpack(&packed, Some(&other)).is_err(), "another dictionary");
    let cut = Packed { bytes: packed.bytes.iter().copied().take(100).collect(), ..packed.clone() };
    assert!(unpack(&cut, Some(&own)).is_err(), "cut off");
    assert!(unpack(&Packed { size_bytes: u64::MAX, ..packed.clone() }, Some(&own)).is_err(), "absurd size");
    assert!(unpack(&Packed { size_bytes: packed.size_bytes + 1, ..packed }, Some(&own)).is_err(), "wrong size");
}

#[test]
fn bytes_that_look_like_a_dictionary_of_zstd_and_are_none_are_left_alone() {
    let hostile = dictionary([&[0x37, 0xA4, 0x30, 0xEC][..], &page(1, 0)].concat());
    let packed = Packer::new(Some(&hostile)).pack(&page(1, 1)).expect("packed");
    assert_eq!(packed.dictionary, None);
    assert_eq!(unpack(&packed, None).expect("sound"), page(1, 1));
}

#[test]
fn a_page_of_the_paper_is_chosen_once_and_again_when_its_pages_have_changed() {
    let old: Vec<Vec<u8>> = (0..12).map(|n| page(1, n)).collect();
    let chosen = choose(&old, None).expect("a good deal better than none");
    assert!(chosen.share < 0.1, "{chosen:?}");
    let in_use = dictionary(old[chosen.index].clone());
    assert_eq!(choose(&old, Some(&in_use)), None, "as good as another");
    let new: Vec<Vec<u8>> = (0..12).map(|n| page(2, n)).collect();
    assert!(choose(&new, Some(&in_use)).is_some(), "the paper has another layout");
    let strangers: Vec<Vec<u8>> = (0..12).map(|n| page(n, n)).collect();
    assert_eq!(choose(&strangers, None), None, "pages that share nothing");
    assert_eq!(choose(&[], None), None);
    assert_eq!(choose(&[page(1, 1)], None), None);
}
