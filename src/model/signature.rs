//! The signature of a text, as bytes whose meaning `analysis::copies` knows.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What similar texts are found by. As JSON it is a string of hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature(Vec<u8>);

impl Signature {
    /// Takes the bytes of a signature.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Serialize for Signature {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        serializer.serialize_str(&digits)
    }
}

impl<'de> Deserialize<'de> for Signature {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = String::deserialize(deserializer)?;
        let values: Option<Vec<u8>> =
            digits.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
        let pairs = values.as_deref().map(<[u8]>::as_chunks::<2>).filter(|(_, rest)| rest.is_empty());
        let (pairs, _) = pairs.ok_or_else(|| de::Error::custom("a signature is pairs of hexadecimal digits"))?;
        Ok(Self(pairs.iter().map(|[high, low]| high << 4 | low).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_hexadecimal_digits() {
        let signature = Signature::new(vec![0, 7, 255]);
        let json = serde_json::to_string(&signature).expect("serialisable");
        assert_eq!(json, "\"0007ff\"");
        assert_eq!(serde_json::from_str::<Signature>(&json).expect("valid"), signature);
        for wrong in ["\"0\"", "\"0g\"", "7", "\"é1\""] {
            assert!(serde_json::from_str::<Signature>(wrong).is_err(), "{wrong}");
        }
    }
}
