//! Names that would pass for somebody else's.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

use super::state::Person;
use crate::ids::LinkId;
use crate::links::Link;
use crate::rejection::Rejection;
use crate::text::is_mark;

/// What those who run a session are called, in the six languages: nobody else may be called that, nor
/// by a longer name with that in it.
const ROLE_NAMES: &[&str] = &[
    "moderator",
    "organiser",
    "organizer",
    "rapporteur",
    "technical support",
    "tech support",
    "support team",
    "session host",
    "meeting host",
    "modérateur",
    "modératrice",
    "organisateur",
    "organisatrice",
    "rapporteuse",
    "assistance technique",
    "moderador",
    "moderadora",
    "organizador",
    "organizadora",
    "relator",
    "relatora",
    "soporte técnico",
    "модератор",
    "организатор",
    "докладчик",
    "техническая поддержка",
    "техподдержка",
    "主持人",
    "组织者",
    "报告员",
    "技术支持",
    "مدير الجلسة",
    "المنظم",
    "المقرر",
    "الدعم الفني",
];

/// Words that are names of people too: alone, or with a number, they are a role.
const ALONE: &[&str] = &["host", "the host", "support", "admin", "onefloor"];

/// Refuses a name that looks like that of somebody who runs or speaks in the session, or like a role; the
/// reserved name may stand in a longer one.
///
/// # Errors
/// It is theirs, and this person did not come by their link.
pub(super) fn check_name(
    links: &BTreeMap<LinkId, Link>,
    person: &Person,
    name: &str,
) -> Result<(), Rejection> {
    let own = person.link.and_then(|link| links.get(&link));
    if own.is_some() {
        return Ok(());
    }
    let name = Name::of(name);
    let holders = links.values().filter(|link| !link.revoked);
    let mut holders = holders.filter_map(|link| link.holder.as_deref());
    let is_reserved = holders.any(|holder| name.passes_for(holder))
        || ROLE_NAMES.iter().any(|role| name.holds(&worn(role)))
        || ALONE.iter().any(|role| name.is(&worn(role)));
    if is_reserved {
        return Err(Rejection::NameReserved);
    }
    Ok(())
}

/// A name as somebody reads it who looks once.
struct Name {
    /// What its words look like, and its numbers apart from them: a 1 looks like a letter.
    words: Vec<String>,
    /// All of it but its numbers.
    letters: String,
}

impl Name {
    fn of(name: &str) -> Self {
        let mut typed: Vec<String> = Vec::new();
        let mut before: Option<char> = None;
        for c in name.chars() {
            let goes_on = before.is_some_and(|before| {
                before.is_alphanumeric() && before.is_numeric() == c.is_numeric()
            });
            match typed.last_mut() {
                Some(word) if c.is_alphanumeric() && goes_on => word.push(c),
                Some(word) if is_mark(c) => {
                    word.push(c);
                    continue;
                }
                _ if c.is_alphanumeric() => typed.push(c.to_string()),
                _ => {}
            }
            before = Some(c);
        }
        let is_number = |word: &&String| word.chars().all(|c| !c.is_alphabetic());
        let letters: String = typed
            .iter()
            .filter(|word| !is_number(word))
            .map(|word| worn(word))
            .collect();
        let words = typed.iter().map(|word| worn(word)).collect();
        Self { words, letters }
    }

    /// Whether this is all that it says, numbers aside.
    fn is(&self, worn: &str) -> bool {
        self.letters == worn || self.words.concat() == worn
    }

    /// Whether words of it say this, with whatever points and spaces between its letters. Where words are
    /// not written apart, a part of one counts too.
    fn holds(&self, worn: &str) -> bool {
        let is_apart = !worn.chars().any(|c| c.script() == Script::Han);
        if !is_apart {
            return self.words.concat().contains(worn);
        }
        (0..self.words.len()).any(|from| {
            let mut said = String::new();
            self.words[from..].iter().any(|word| {
                said.push_str(word);
                said == worn
            })
        })
    }

    /// Whether it is this name, or this name with something before or behind it. A name of one word is
    /// part of many others.
    fn passes_for(&self, holder: &str) -> bool {
        let own = Self::of(holder);
        let worn = worn(holder);
        let is_long = own.words.len() > 1 || worn.chars().any(|c| c.script() == Script::Han);
        self.is(&worn) || (is_long && self.holds(&worn))
    }
}

/// A name without what nobody reads in it: spaces, points, dashes.
fn worn(name: &str) -> String {
    face(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a text looks like: look-alike letters of all scripts are one, and case does not count.
pub(crate) fn face(text: &str) -> String {
    let lower = text.to_lowercase();
    let folded: String = skeleton(&lower).collect();
    folded.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_counts_inside_a_longer_name() {
        let is_role = |name: &str| {
            let name = Name::of(name);
            ROLE_NAMES.iter().any(|role| name.holds(&worn(role)))
                || ALONE.iter().any(|role| name.is(&worn(role)))
        };
        for name in [
            "Moderator",
            "Moderator 2",
            "moderator2",
            "The Moderator",
            "Ana (Moderator)",
            "M.o.d.e.r.a.t.o.r",
            "Mоdеrаtоr",
            "Online Moderator–IGF",
            "Mode\u{301}rateur",
            "Technical support",
            "Onefloor technical-support",
            "Host",
            "Host 1",
            "Модератор зала",
            "会议主持人",
            "الدعم الفني 2",
        ] {
            assert!(is_role(name), "{name}");
        }
        for name in [
            "Ana",
            "Maria Host",
            "Ghost",
            "Immoderator",
            "Support Mbeki",
            "Ростислав",
            "2",
        ] {
            assert!(!is_role(name), "{name}");
        }
    }

    #[test]
    fn a_name_passes_for_that_of_somebody_who_speaks() {
        for (name, passes) in [
            ("Sana Speaker", true),
            ("Dr Sana Speaker", true),
            ("sana.speaker", true),
            ("Sana Speaker 2", true),
            ("Sаna Speаker (onsite)", true),
            ("Sana", false),
            ("Sana Speakerman", false),
        ] {
            assert_eq!(Name::of(name).passes_for("Sana Speaker"), passes, "{name}");
        }
        // Many people share a word of their names.
        assert!(Name::of("ana 2").passes_for("Ana"));
        assert!(!Name::of("Ana López").passes_for("Ana"));
    }
}
