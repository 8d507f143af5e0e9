//! Secrets: derived from one key in the data directory, never stored, compared in constant time.
//!
//! A link's secret is a keyed BLAKE3 of session, link and generation, so that the organiser can
//! be shown it again, and a rotation is nothing but a higher generation. A lost data directory
//! takes the secrets with it; a copied one carries them.

use std::path::Path;
use std::{fs, io};

use onefloor_core::ids::PersonId;
use onefloor_core::links::Link;
use onefloor_core::seal::Seal;
use subtle::ConstantTimeEq;

use crate::private;

/// The file of the key in a data directory.
pub const KEY_FILE_NAME: &str = "host.key";

/// Bytes of a secret before it is written in hexadecimal digits.
const SECRET_BYTES: usize = 16;

/// Characters of a session's name in the log: enough to tell those of one server apart.
const LOG_NAME_CHARS: usize = 10;

/// Characters that a person's key must have at least: 128 bits in hexadecimal digits.
const PERSON_KEY_CHARS_MIN: usize = 32;
/// And at most.
const PERSON_KEY_CHARS_MAX: usize = 128;

/// The key from which all secrets of this server come.
#[derive(Clone)]
pub struct HostKey([u8; 32]);

impl std::fmt::Debug for HostKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HostKey(…)")
    }
}

impl HostKey {
    /// A fresh key.
    #[must_use]
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// The key that a file holds; `None` if that is no key.
    #[must_use]
    pub fn from_file(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Reads the key in this directory, or makes it, readable by the owner alone.
    ///
    /// # Errors
    /// The file cannot be read or written, or holds something else.
    pub fn in_directory(directory: &Path) -> io::Result<Self> {
        let path = directory.join(KEY_FILE_NAME);
        match fs::read(&path) {
            Ok(bytes) => {
                private::shut(&path)?;
                Self::from_file(&bytes).ok_or_else(|| {
                    let text = format!("{} is not a key of 32 bytes", path.display());
                    io::Error::new(io::ErrorKind::InvalidData, text)
                })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let key = Self::random();
                private::write_whole(&path, &key.0)?;
                Ok(key)
            }
            Err(error) => Err(error),
        }
    }

    /// Puts a fresh key in the place of the one in this directory; nothing keeps the old one.
    ///
    /// # Errors
    /// The file cannot be written; the old key holds.
    pub fn rotated_in(directory: &Path) -> io::Result<Self> {
        let key = Self::random();
        private::write_whole(&directory.join(KEY_FILE_NAME), &key.0)?;
        Ok(key)
    }

    /// The secret of whoever runs the server.
    #[must_use]
    pub fn host_secret(&self) -> String {
        self.derived("host", &[])
    }

    /// The link with which sessions are created, on the server that browsers reach here.
    #[must_use]
    pub fn host_link(&self, public_url: &str) -> String {
        format!("{public_url}/#host={}", self.host_secret())
    }

    /// Whether this is the host's secret.
    #[must_use]
    pub fn is_host(&self, secret: &str) -> bool {
        same(&self.host_secret(), secret)
    }

    /// The present secret of a link.
    #[must_use]
    pub fn link_secret(&self, session: &str, link: &Link) -> String {
        let parts = [link.id.0.to_le_bytes(), link.generation.to_le_bytes()];
        self.derived("link", &[session.as_bytes(), &parts.concat()])
    }

    /// The link that this secret opens, among those of a session.
    #[must_use]
    pub fn link_of<'a>(
        &self,
        session: &str,
        links: impl IntoIterator<Item = &'a Link>,
        secret: &str,
    ) -> Option<&'a Link> {
        let mut found = None;
        // Every link is compared, so that the time says nothing of which one it was.
        for link in links {
            if same(&self.link_secret(session, link), secret) && !link.revoked {
                found = Some(link);
            }
        }
        found
    }

    /// The link that this secret opened until it was rotated, and by whom; of use to them alone.
    #[must_use]
    pub fn rotated_link_of<'a>(
        &self,
        session: &str,
        links: impl IntoIterator<Item = &'a Link>,
        secret: &str,
    ) -> Option<(&'a Link, PersonId)> {
        let mut found = None;
        for link in links {
            let before = Link {
                generation: link.generation.saturating_sub(1),
                ..link.clone()
            };
            if same(&self.link_secret(session, &before), secret) && !link.revoked {
                found = link.rotated_by.map(|by| (link, by));
            }
        }
        found
    }

    /// What is kept of a person's key; `None` if it is no key.
    #[must_use]
    pub fn person_hash(&self, session: &str, key: &str) -> Option<String> {
        let is_key = (PERSON_KEY_CHARS_MIN..=PERSON_KEY_CHARS_MAX).contains(&key.len())
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_key.then(|| self.derived("person", &[session.as_bytes(), key.as_bytes()]))
    }

    /// What ties a person to what they say sealed, as long as they are here: made from the key itself,
    /// which is stored nowhere.
    #[must_use]
    pub fn seal(&self, session: &str, key: &str) -> Seal {
        let hash = self.hash("seal", &[session.as_bytes(), key.as_bytes()]);
        Seal::new(*hash.as_bytes())
    }

    /// What a session is called in the log: its code lets people in, and can be tried out if nothing
    /// but a hash stands before it.
    #[must_use]
    pub fn log_name(&self, session: &str) -> String {
        let mut name = self.derived("log", &[session.as_bytes()]);
        name.truncate(LOG_NAME_CHARS);
        name
    }

    fn derived(&self, purpose: &str, parts: &[&[u8]]) -> String {
        let hash = self.hash(purpose, parts);
        let secret = &hash.as_bytes()[..SECRET_BYTES];
        secret.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn hash(&self, purpose: &str, parts: &[&[u8]]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        for part in std::iter::once(&purpose.as_bytes()).chain(parts) {
            // The length goes first, so that two lists of parts never read the same.
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        hasher.finalize()
    }
}

fn same(expected: &str, given: &str) -> bool {
    expected.as_bytes().ct_eq(given.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use onefloor_core::ids::LinkId;
    use onefloor_core::terms::{Role, Roles};

    use super::*;

    fn link(generation: u32) -> Link {
        Link {
            id: LinkId(3),
            roles: Roles::from([Role::Moderator]),
            holder: None,
            affiliation: None,
            generation,
            revoked: false,
            rotated_by: None,
        }
    }

    #[test]
    fn a_rotated_link_opens_with_the_new_secret_only() {
        let key = HostKey::random();
        let old = key.link_secret("AB12CD", &link(1));
        let rotated = link(2);
        assert!(key.link_of("AB12CD", [&rotated], &old).is_none());
        let new = key.link_secret("AB12CD", &rotated);
        assert_eq!(key.link_of("AB12CD", [&rotated], &new), Some(&rotated));
        assert!(key.link_of("ZZ99ZZ", [&rotated], &new).is_none());
    }

    #[test]
    fn the_secret_before_leads_whoever_rotated_a_link_to_it_and_no_older_one_does() {
        let key = HostKey::random();
        let secrets = [1, 2, 3].map(|generation| key.link_secret("AB12CD", &link(generation)));
        let by = |by| Link {
            rotated_by: by,
            ..link(3)
        };
        let ana = by(Some(PersonId(7)));
        let found = secrets.map(|secret| key.rotated_link_of("AB12CD", [&ana], &secret));
        assert_eq!(found, [None, Some((&ana, PersonId(7))), None]);
        let second = key.link_secret("AB12CD", &link(2));
        let nobody = by(None);
        assert!(key.rotated_link_of("AB12CD", [&nobody], &second).is_none());
        let revoked = Link {
            revoked: true,
            ..ana
        };
        assert!(key.rotated_link_of("AB12CD", [&revoked], &second).is_none());
    }

    #[test]
    fn a_revoked_link_opens_nothing() {
        let key = HostKey::random();
        let revoked = Link {
            revoked: true,
            ..link(1)
        };
        let secret = key.link_secret("AB12CD", &revoked);
        assert!(key.link_of("AB12CD", [&revoked], &secret).is_none());
    }

    #[test]
    fn the_key_of_a_directory_stays_the_same() {
        let directory = tempfile::tempdir().unwrap();
        let first = HostKey::in_directory(directory.path()).unwrap();
        let second = HostKey::in_directory(directory.path()).unwrap();
        assert_eq!(first.host_secret(), second.host_secret());
        fs::write(directory.path().join("host.key"), "short").unwrap();
        assert!(HostKey::in_directory(directory.path()).is_err());
    }

    #[test]
    fn a_key_that_is_too_short_is_nobody() {
        let key = HostKey::random();
        assert!(key.person_hash("AB12CD", "abc").is_none());
        assert!(key.person_hash("AB12CD", &"a".repeat(32)).is_some());
    }
}
