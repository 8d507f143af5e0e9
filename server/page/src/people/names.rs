//! What passes for a name: of a person in any script, or of an organisation.

use super::super::{agenda_list, format, groups, label, line, vacancy, when};
use super::words::{self, ORGANISATIONS, PARTICLES, SUFFIXES, TITLES};

/// Whether these words can be the name of a person.
pub(super) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > 9 || name.chars().count() > 80 {
        return false;
    }
    let mut named = 0;
    let mut capitals = 0;
    for word in &words {
        let plain = plain(word);
        if PARTICLES.contains(&plain.as_str()) && !word.starts_with(char::is_uppercase) {
            continue;
        }
        if TITLES.contains(&plain.as_str()) || SUFFIXES.contains(&plain.as_str()) && named > 0 {
            continue;
        }
        if !is_name_word(word) || words::is_no_name(&plain) {
            return false;
        }
        named += 1;
        capitals += usize::from(is_acronym(word));
    }
    // One word in capitals is a short form.
    let is_acronym = words.len() == 1 && capitals == 1;
    (1..=6).contains(&named) && !is_acronym && !is_long_glued(&words) && !is_known_word(name)
}

/// Whether these words have a first name and more, or are a name in a script without capitals.
pub(super) fn is_full_person(name: &str) -> bool {
    is_person(name) && (name.contains(' ') || !name.is_ascii())
}

/// Whether a word stands before names: "Dr."
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&plain(word).as_str())
}

/// Whether a word is one of an organisation's name, or a short form.
pub(super) fn is_organisation_word(word: &str) -> bool {
    ORGANISATIONS.contains(&plain(word).as_str()) || is_acronym(word)
}

/// A name as it is compared: without titles, in small letters.
pub(super) fn compared(name: &str) -> String {
    let words = name.split(' ').map(plain);
    let kept: Vec<String> = words
        .filter(|word| !TITLES.contains(&word.as_str()))
        .collect();
    kept.join(" ")
}

/// Whether words say what somebody is, and not who.
pub(super) fn is_post(text: &str) -> bool {
    let words = text.split([' ', ',', '/']).take(5);
    words.map(plain).any(|word| words::is_post(&word))
}

/// "lin wei": a name that was typed without its capitals, if what follows proves a person.
pub(super) fn is_in_small_letters(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_small = |word: &&str| word.chars().all(char::is_lowercase) && word.len() >= 2;
    (2..=3).contains(&words.len())
        && words.iter().all(is_small)
        && !words.iter().any(|word| words::is_no_name(word))
        && groups::recognise(name).is_none()
}

/// Where a full stop ends a name: "Ana Ruiz. Director of the Dock". An initial's stop does not.
pub(super) fn stop_behind(entry: &str) -> Option<usize> {
    let at = entry.find(". ")?;
    let name = &entry[..at];
    let last = plain(name.rsplit(' ').next().unwrap_or_default());
    let is_whole = last.chars().count() >= 3
        && !TITLES.contains(&last.as_str())
        && !SUFFIXES.contains(&last.as_str());
    (is_whole && is_full_person(name)).then_some(at)
}

fn plain(word: &str) -> String {
    word.trim_matches(['.', ',', '\'', '’', '"']).to_lowercase()
}

/// Letters with the marks that names have; it starts with a capital, or in a script that has none.
fn is_name_word(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    let marks = |c: char| {
        matches!(
            c,
            '\'' | '’' | '`' | '-' | '‐' | '.' | 'ʻ' | '·' | '‘' | 'ʼ'
        )
    };
    let is_all = word
        .chars()
        .all(|c| c.is_alphabetic() || marks(c) || is_combining(c));
    let first = word.trim_start_matches(['\'', '’', '‘', 'ʻ', '"']);
    let prefix = [
        "d'", "d’", "al-", "el-", "l'", "l’", "ad-", "an-", "as-", "ben-", "abu-",
    ];
    let starts = first.starts_with(|c: char| c.is_uppercase() || is_caseless(c))
        || prefix.iter().any(|prefix| first.starts_with(prefix));
    is_all && starts && word.contains(char::is_alphabetic)
}

/// Marks that a letter carries in Indic scripts, Arabic and decomposed Latin.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{200c}' | '\u{200d}')
}

fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

fn is_acronym(word: &str) -> bool {
    // "IXPs" are several.
    let several = word.strip_suffix('s').filter(|short| short.len() >= 2);
    let word = several.unwrap_or(word);
    let letters = word.chars().filter(|c| c.is_alphabetic());
    word.chars().all(|c| !c.is_lowercase() && !is_caseless(c)) && letters.count() >= 2
}

/// A run of Han or Kana longer than a name of a person.
fn is_long_glued(words: &[&str]) -> bool {
    let is_cjk = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    words
        .iter()
        .any(|word| word.starts_with(is_cjk) && word.chars().count() > 4)
}

/// Whether the words mean something else that pages say.
fn is_known_word(name: &str) -> bool {
    groups::recognise(name).is_some()
        || groups::is_area(name)
        || vacancy::is_placeholder(name)
        || vacancy::is_vacant(name)
        || format::is_format(name)
        || when::is_time_like(name)
        || when::is_weekday(name)
        || label::is_label(name)
}

/// Whether these words can be the name of an organisation. Where the page does not say that
/// organisations follow, they must look like one.
pub(super) fn is_organisation(name: &str, guess: bool) -> bool {
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let is_short = (1..=16).contains(&words.len()) && name.chars().count() <= 140;
    let starts = name.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || is_caseless(c));
    let starts = starts
        || words
            .first()
            .is_some_and(|word| word.contains(char::is_uppercase));
    let ends = name.ends_with([':', '：', '?', '!', '…', ',']);
    if !is_short || !starts || ends || line::is_prose(name) || is_known_word(name) {
        return false;
    }
    let has_minutes = agenda_list::has_length(name);
    // "Country: France" is the answer to another question.
    let is_row =
        name.starts_with('#') || name.contains(": ") || name.contains("://") || has_minutes;
    let is_whole = !guess
        || words.iter().any(|word| {
            let plain = plain(word.trim_matches(['(', ')', ',']));
            ORGANISATIONS.contains(&plain.as_str())
                || is_acronym(word.trim_matches(['(', ')', ',']))
        });
    !is_row && is_whole && name.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_pass_in_any_script() {
        for name in [
            "Ana Ruiz",
            "Pedro de Perdigao Lana",
            "Jan van den Berg",
            "H.E. Ms. Leilani Tupou",
            "Mary O'Brien",
            "Aisha al-Mansouri",
            "MARTINEZ Sofia",
            "Robert Hill Jr.",
            "J. R. Lee",
            "Eun-ji Park",
            "王敏",
            "ليلى منصور",
            "Айгуль Сапарова",
            "Céline Moreau",
            "Ana",
            "Abu Bakr",
            "d'Alembert Jean",
            "Prof. Dr. Anke Seifert",
        ] {
            assert!(is_person(name), "{name}");
        }
    }

    #[test]
    fn what_is_no_name_does_not_pass() {
        for name in [
            "TCCM",
            "Harbour Institute",
            "Ministry of Trade",
            "Executive Director",
            "Panel",
            "Civil Society",
            "African Group",
            "MENA",
            "Europe",
            "Roundtable",
            "TBC",
            "10:30 CET",
            "Questions:",
            "Monday",
            "Digital Inclusion",
            "乡村网络研究中心",
            "Birds of a Feather",
            "",
            "who knows",
            "Tuesday, 3 May 2024",
            "Speakers",
            "3 people",
            "جمعية الواحة",
        ] {
            assert!(!is_person(name), "{name}");
        }
    }

    #[test]
    fn an_organisation_that_nobody_announced_must_look_like_one() {
        for name in [
            "Harbour Institute",
            "HARBNIC",
            "Youth IGF DRC",
            "Southern Cable Forum (SCF)",
        ] {
            assert!(is_organisation(name, true), "{name}");
        }
        assert!(!is_organisation("A loose line", true));
        for name in [
            "Agenda:",
            "10 minutes of talk",
            "Who pays?",
            "Africa",
            "Panel - 90 Min",
        ] {
            assert!(!is_organisation(name, false), "{name}");
        }
    }
}
