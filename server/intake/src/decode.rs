//! Bytes as text: by the mark at the start, as UTF-8, by the zeros of UTF-16, by what a page says of
//! itself, and in the end as browsers guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::{Unreadable, limits};

/// The text.
///
/// # Errors
/// There is none, or it is no text in any encoding.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let text = decoded(bytes)?;
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let controls = text.chars().filter(|c| is_strange(*c)).count();
    if controls * 1_000 > text.chars().count() * limits::CONTROLS_PER_MILLE_MAX {
        return Err(Unreadable::NotText);
    }
    Ok(text)
}

fn decoded(bytes: &[u8]) -> Result<String, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf_16(bytes) {
        return strict(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    if let Some(said) = declared(bytes)
        && let Ok(text) = strict(said, bytes)
    {
        return Ok(text);
    }
    // A text that is UTF-8 but for a few bytes is read as that.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|c| *c == '\u{fffd}').count();
    let beyond = lossy.chars().filter(|c| *c > '\u{7f}').count();
    if broken * 10 < beyond {
        return Ok(lossy.into_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let (text, _) = guess.decode_without_bom_handling(bytes);
    Ok(text.into_owned())
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Unreadable> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
        .ok_or(Unreadable::NotText)
}

/// UTF-16 without a mark: in a text of lines and spaces every other byte of those is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(limits::ENCODING_HEAD_BYTES_MAX)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0);
    let (even, odd) = (zeros(0).count(), zeros(1).count());
    if head.len() < 4 || !bytes.len().is_multiple_of(2) || (even == 0) == (odd == 0) {
        return None;
    }
    Some(if odd > 0 { UTF_16LE } else { UTF_16BE })
}

/// `charset=…` of a page or `encoding="…"` of XML.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(limits::ENCODING_HEAD_BYTES_MAX)];
    let head = head.to_ascii_lowercase();
    let after = |mark: &[u8]| {
        let at = head.windows(mark.len()).position(|window| window == mark)?;
        let rest = head[at + mark.len()..].trim_ascii_start();
        let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest
            .strip_prefix(b"\"")
            .or_else(|| rest.strip_prefix(b"'"))
            .unwrap_or(rest);
        let end = rest
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)));
        Encoding::for_label(&rest[..end.unwrap_or(rest.len())])
    };
    after(b"charset").or_else(|| after(b"encoding"))
}

fn is_strange(c: char) -> bool {
    c == '\u{fffd}'
        || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn a_text_is_read_in_its_encoding() {
        let words = "João opens the café\nRoom 2";
        assert_eq!(text(words.as_bytes()).unwrap(), words);
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(text(&utf_16(words, order)).unwrap(), words);
            let marked = utf_16(&format!("\u{feff}{words}"), order);
            assert_eq!(text(&marked).unwrap(), words);
        }
        let western: Vec<u8> = words.chars().map(|c| u8::try_from(c).unwrap()).collect();
        assert_eq!(text(&western).unwrap(), words);
        let quoted = b"\x93A harbour\x94 \x96 what it owes, said Jo\xe3o and Andr\xe9";
        assert_eq!(
            text(quoted).unwrap(),
            "“A harbour” – what it owes, said João and André"
        );
    }

    #[test]
    fn a_page_that_says_its_encoding_is_believed() {
        let page = b"<meta charset=\"koi8-r\"><p>\xf3\xc5\xd3\xd3\xc9\xd1</p>";
        assert_eq!(
            text(page).unwrap(),
            "<meta charset=\"koi8-r\"><p>Сессия</p>"
        );
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(text(b" \n\t "), Err(Unreadable::Empty));
        assert_eq!(text(b""), Err(Unreadable::Empty));
        assert_eq!(
            text(b"\x01\x02\x03\x04\x05\x00\x07"),
            Err(Unreadable::NotText)
        );
        assert_eq!(text(b"\xff\xfe\x00\xd8"), Err(Unreadable::NotText));
    }
}
