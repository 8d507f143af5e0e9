//! Codes of sessions: how they are made, and read as people type them.

use uuid::Uuid;

/// Characters of a session's code.
const CODE_CHARS: usize = 6;
/// Crockford's base 32: no I, L, O or U, so that a code can be read aloud and typed.
const CODE_ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// What [`normalised`] takes, as a regular expression.
#[cfg(feature = "wire")]
pub(crate) const CODE_PATTERN: &str = r"^[\s‐‑–-]*([0-9A-TV-Za-tv-z][\s‐‑–-]*){6}$";

/// The code of a session as it is kept, from what somebody typed; `None` if it is none.
#[must_use]
pub fn normalised(typed: &str) -> Option<String> {
    // Codes are shown in two halves.
    let between = |c: &char| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–');
    let code: String = typed
        .chars()
        .filter(|c| !between(c))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let is_code =
        code.len() == CODE_CHARS && code.bytes().all(|byte| CODE_ALPHABET.contains(&byte));
    is_code.then_some(code)
}

pub(super) fn random_code() -> String {
    written(rand::random())
}

/// The code that a key leads to: the same for a retry, and as good as random for another one.
pub(super) fn code_of(key: Uuid, attempt: usize) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("onefloor 2026 codes of created sessions");
    hasher.update(key.as_bytes());
    hasher.update(&attempt.to_le_bytes());
    let mut bits = [0; 4];
    hasher.finalize_xof().fill(&mut bits);
    written(u32::from_le_bytes(bits))
}

fn written(bits: u32) -> String {
    let digit = |at| CODE_ALPHABET[(bits >> (5 * at) & 31) as usize] as char;
    (0..CODE_CHARS).map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert_eq!(normalised("ab12co").as_deref(), Some("AB12C0"));
        assert_eq!(normalised("ilo123").as_deref(), Some("110123"));
        assert_eq!(normalised("ab1 2c0").as_deref(), Some("AB12C0"));
        assert_eq!(normalised(" AB1-2C0 ").as_deref(), Some("AB12C0"));
        assert_eq!(normalised("AB12C"), None);
        assert_eq!(normalised("AB12CU"), None);
    }

    #[test]
    fn a_random_code_is_a_code() {
        let code = random_code();
        assert_eq!(normalised(&code), Some(code));
    }
}
