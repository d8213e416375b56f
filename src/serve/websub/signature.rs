//! Whether a message comes from the hub that it claims to come from: `X-Hub-Signature` (WebSub, section 7.1.2).

use ring::hmac::{self, HMAC_SHA1_FOR_LEGACY_USE_ONLY, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512, Key};

/// Whether a signature, `sha256=` and hexadecimal digits, is that of a body by a secret. The comparison takes the same
/// time whatever is right of it.
#[must_use]
pub fn is_valid(signature: &str, secret: &str, body: &[u8]) -> bool {
    let Some((method, digits)) = signature.trim().split_once('=') else { return false };
    let algorithm = match method.to_ascii_lowercase().as_str() {
        // What most hubs send; a key that nobody knows cannot be had from collisions.
        "sha1" => HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        "sha256" => HMAC_SHA256,
        "sha384" => HMAC_SHA384,
        "sha512" => HMAC_SHA512,
        _ => return false,
    };
    let Some(tag) = bytes(digits) else { return false };
    hmac::verify(&Key::new(algorithm, secret.as_bytes()), body, &tag).is_ok()
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let values: Option<Vec<u8>> =
        digits.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let (pairs, rest) = values.as_ref()?.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "Jefe";
    const BODY: &[u8] = b"what do ya want for nothing?";

    #[test]
    fn signatures_of_every_method_are_known() {
        // RFC 2202, section 3, and RFC 4231, section 4.3: test case 2.
        for signature in [
            "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            "SHA256=5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843",
            "sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
            "sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fd\
             caeab1a34d4a6b4b636e070a38bce737",
        ] {
            assert!(is_valid(signature, SECRET, BODY), "{signature}");
            assert!(!is_valid(signature, "jefe", BODY), "another secret: {signature}");
            assert!(!is_valid(signature, SECRET, b"what do ya want?"), "another body: {signature}");
        }
    }

    #[test]
    fn what_is_no_signature_is_none() {
        for signature in [
            "",
            "sha256",
            "sha256=",
            "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c7",
            "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c",
            "sha1=éffcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
            "sha256=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
            "md5=750c783e6ab0b503eaa86e310a5db738",
        ] {
            assert!(!is_valid(signature, SECRET, BODY), "{signature}");
        }
    }
}
