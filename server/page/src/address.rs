//! Addresses: of e-mail, which a page shows to people and the project never keeps; of the web, for slides.

use super::limits::LINK_CHARS_MAX;

/// Whether this is an https address of a host, and nothing that a browser might read otherwise.
#[must_use]
pub fn is_https(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain =
        |c: char| c.is_alphanumeric() || c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    host.contains(['.', ':'])
        && host.starts_with(|c: char| c.is_alphanumeric() || c == '[')
        && !host.contains('@')
        && rest.chars().all(is_plain)
        && text.chars().count() <= LINK_CHARS_MAX
}

/// The https address in a word, without what stands around it.
pub(super) fn https(word: &str) -> Option<&str> {
    let start = word.find("https://")?;
    let address = word[start..].trim_end_matches(['.', ',', ';', ')', ']', '>', '"', '\'']);
    is_https(address).then_some(address)
}

const HIDDEN: &str = "[email protected]";

/// A text without its e-mail addresses, the brackets around them and the words that announce
/// them; `None` where it has none. Written-out forms count: "ana [at] example.org".
pub(super) fn without(text: &str) -> Option<String> {
    // What a page saved from a site that hides addresses holds in their place.
    if text.contains(HIDDEN) {
        let bare = text
            .replace(HIDDEN, "")
            .replace("()", "")
            .replace(", ,", ",");
        let bare = bare.split(' ').filter(|word| !word.is_empty());
        let bare = bare.collect::<Vec<_>>().join(" ");
        let bare = bare.trim_matches([' ', ',', ';', '-', '–']).to_owned();
        return Some(without(&bare).unwrap_or(bare));
    }
    if !text.contains('@') && !text.to_ascii_lowercase().contains("at") {
        return None;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    let mut found = false;
    while let Some(word) = words.get(at) {
        let length = address_words(&words[at..]);
        if length == 0 {
            if at > 0 {
                kept.push(' ');
            }
            kept.push_str(word);
            at += 1;
            continue;
        }
        found = true;
        let announced = [" email:", " e-mail:", " mail:", " (email:", " (e-mail:"];
        let low = kept.to_ascii_lowercase();
        if let Some(label) = announced.iter().find(|label| low.ends_with(*label)) {
            kept.truncate(kept.len() - label.len());
        }
        // The mark after an address still parts what stands before it from what follows.
        if words[at + length - 1].ends_with([',', ';']) && !kept.trim_end().ends_with([',', ';']) {
            kept.push(',');
        } else if words[at + length - 1].ends_with(['.', '!', '?']) {
            kept.truncate(kept.trim_end_matches([' ', ',', ':']).len());
            kept.push('.');
        }
        at += length;
    }
    found.then(|| {
        let ended = kept.trim_end_matches([' ', ',', ';', '-', '–', '—', ':', '(', '[', '|']);
        ended.trim_start().to_owned()
    })
}

/// How many of the first words make an address; 0 for none.
fn address_words(words: &[&str]) -> usize {
    const ATS: [&str; 4] = ["[at]", "(at)", "{at}", "<at>"];
    let Some(first) = words.first() else { return 0 };
    let low = first.to_ascii_lowercase();
    let plain = low.split_once('@');
    let glued = || ATS.iter().find_map(|at| low.split_once(at));
    if plain
        .or_else(glued)
        .is_some_and(|(name, host)| name.ends_with(is_part) && host.starts_with(is_part))
    {
        return 1;
    }
    let is_at = |word: &&str| ATS.contains(&word.to_ascii_lowercase().as_str()) || **word == *"@";
    // "2 @ a time" sends nothing to anybody.
    let is_bare =
        words.get(1) == Some(&"@") && !words.get(2).is_some_and(|host| host.contains('.'));
    if is_bare || !words.get(1).is_some_and(is_at) || !first.ends_with(is_part) || words.len() < 3 {
        return 0;
    }
    let is_dot = |word: &&str| matches!(*word, "[dot]" | "(dot)" | "{dot}" | "dot");
    let mut length = 3;
    while words.get(length).is_some_and(is_dot) && words.len() > length + 1 {
        length += 2;
    }
    length
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')
}

#[cfg(test)]
mod tests {
    use super::{https, is_https, without};

    #[test]
    fn slides_are_at_an_https_address_and_nowhere_else() {
        for (word, address) in [
            (
                "https://example.org/a?b=c#d",
                Some("https://example.org/a?b=c#d"),
            ),
            (
                "(https://example.org/talk.pdf).",
                Some("https://example.org/talk.pdf"),
            ),
            ("http://example.org", None),
            ("https://", None),
            ("https://ana@example.org", None),
            ("https://localhost", None),
            ("javascript:alert(1)//https:", None),
        ] {
            assert_eq!(https(word), address, "{word}");
        }
        assert!(!is_https("https://example.org/\u{202e}fdp.exe x"));
        assert!(!is_https(&format!(
            "https://example.org/{}",
            "a".repeat(500)
        )));
    }

    #[test]
    fn addresses_go_in_every_form_that_pages_use() {
        for (text, left) in [
            ("Ana Ruiz (ana@example.org), Org", "Ana Ruiz, Org"),
            ("Ana Ruiz <ana@example.org>", "Ana Ruiz"),
            ("Ana Ruiz, Org - e-mail: ana@example.org", "Ana Ruiz, Org"),
            ("Lin Wei (lin [at] example.cn)", "Lin Wei"),
            ("Lin Wei, lin(at)example.cn, Org", "Lin Wei, Org"),
            ("Lin Wei lin [at] example [dot] cn", "Lin Wei"),
            (
                "Write to desk@example.org, and come.",
                "Write to, and come.",
            ),
            ("Ask ana@example.org.", "Ask."),
            ("ana@example.org", ""),
            ("Lin Wei, [email protected], Org", "Lin Wei, Org"),
        ] {
            assert_eq!(without(text).as_deref(), Some(left), "{text}");
        }
    }

    #[test]
    fn a_handle_and_the_word_at_stay() {
        for text in ["Follow @igf today", "Meet at noon", "2 @ a time"] {
            assert!(without(text).is_none_or(|left| left == text), "{text}");
        }
    }
}
