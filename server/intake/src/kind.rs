//! What a file is, by its first bytes.

use crate::{Unreadable, limits};

/// What is read, and how it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A packed document of a word processor.
    Document,
    /// A mail or a web archive, which is one.
    Mail,
    /// Anything else: text, in some encoding.
    Text,
}

/// Files that are no text, by how they begin.
const MARKS: [(&[u8], Unreadable); 22] = [
    (b"%PDF-", Unreadable::Pdf),
    (b"{\\rtf", Unreadable::OldDocument),
    (b"\xd0\xcf\x11\xe0", Unreadable::OldDocument),
    (b"\x1f\x8b", Unreadable::Archive),
    (b"BZh", Unreadable::Archive),
    (b"\xfd7zXZ\0", Unreadable::Archive),
    (b"7z\xbc\xaf\x27\x1c", Unreadable::Archive),
    (b"Rar!\x1a\x07", Unreadable::Archive),
    (b"\x28\xb5\x2f\xfd", Unreadable::Archive),
    (b"\x89PNG\r\n", Unreadable::Media),
    (b"\xff\xd8\xff", Unreadable::Media),
    (b"GIF87a", Unreadable::Media),
    (b"GIF89a", Unreadable::Media),
    (b"RIFF", Unreadable::Media),
    (b"II*\0", Unreadable::Media),
    (b"MM\0*", Unreadable::Media),
    (b"\0\0\x01\0", Unreadable::Media),
    (b"ID3", Unreadable::Media),
    (b"OggS", Unreadable::Media),
    (b"fLaC", Unreadable::Media),
    (b"\x1aE\xdf\xa3", Unreadable::Media),
    (b"8BPS", Unreadable::Media),
];

/// Tells by the first bytes, or refuses what is no text.
pub(crate) fn of(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Document);
    }
    // Films and some pictures say their kind behind the length of their first box.
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(Unreadable::Media);
    }
    if let Some((_, why)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Err(*why);
    }
    match is_mail(bytes) {
        true => Ok(Kind::Mail),
        false => Ok(Kind::Text),
    }
}

/// Whether the first lines are the head of a mail: names with a colon, and among them one that only
/// mails have.
fn is_mail(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(limits::MAIL_HEAD_BYTES_MAX)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut says_version = false;
    let mut says_type = false;
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii_end();
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            return false;
        };
        let name = line[..colon].to_ascii_lowercase();
        if name.is_empty()
            || !name
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        {
            return false;
        }
        says_version |= name == b"mime-version";
        says_type |= name == b"content-type";
    }
    says_version && says_type
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_told_by_its_head_alone() {
        let saved = b"From: <Saved by Blink>\r\nSubject: A page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"x\"\r\n\r\n";
        assert_eq!(of(saved), Ok(Kind::Mail));
        // A page that names the same words, and one that begins like a mail.
        assert_eq!(
            of(b"Title: How MIME-Version: came\nmime-version"),
            Ok(Kind::Text)
        );
        assert_eq!(
            of(b"Subject: A page\nMIME-Version: 1.0\n\nbody"),
            Ok(Kind::Text)
        );
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, why) in [
            (&b"%PDF-1.7"[..], Unreadable::Pdf),
            (b"{\\rtf1", Unreadable::OldDocument),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable::OldDocument),
            (b"\x1f\x8b\x08", Unreadable::Archive),
            (b"\x89PNG\r\n\x1a\n", Unreadable::Media),
            (b"\0\0\0\x18ftypmp42", Unreadable::Media),
        ] {
            assert_eq!(of(bytes), Err(why));
        }
        assert_eq!(of(b"PK\x03\x04"), Ok(Kind::Document));
    }
}
