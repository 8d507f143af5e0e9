//! Words that stand where a name is to come.

use super::line::cut;

/// Placeholders stand where something is to come, or was left out.
pub(super) fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "tbc",
        "tbd",
        "tba",
        "na",
        "none",
        "nil",
        "to be confirmed",
        "to be determined",
        "to be announced",
        "to be decided",
        "coming soon",
        "not available",
        "to follow",
        "invited",
    ];
    let letters: String = cut(text, 80)
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphabetic() || *c == ' ')
        .collect();
    let plain = letters.trim();
    // "More speakers are to be announced": the words before the placeholder name nobody.
    const NOBODY: [&str; 19] = [
        "mr",
        "ms",
        "mrs",
        "a",
        "the",
        "of",
        "more",
        "other",
        "further",
        "additional",
        "speakers",
        "speaker",
        "moderators",
        "moderator",
        "rapporteur",
        "names",
        "name",
        "are",
        "is",
    ];
    let mut head = plain;
    while let Some((first, rest)) = head.split_once(' ')
        && NOBODY.contains(&first)
    {
        head = rest.trim_start();
    }
    let names_nobody = NOBODY.contains(&head) && head != plain;
    plain.is_empty() || WORDS.contains(&head) || names_nobody
}

/// A seat kept for somebody whom the page does not name: "Representative of a government".
pub(super) fn is_vacant(name: &str) -> bool {
    let low = cut(name, 80).to_lowercase();
    let by_post = [
        "representative of ",
        "representatives of ",
        "a representative ",
        "someone from ",
    ];
    by_post.iter().any(|start| low.starts_with(start))
        || low.ends_with(" representative")
        || low.ends_with(" (vacant)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_known() {
        for text in [
            "TBC",
            "[...]",
            "Speakers to be confirmed.",
            "To be announced",
            "N/A",
            "…",
            "Name of the speaker",
            "More speakers to be announced",
            "Ms. TBC",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        assert!(is_vacant("Representative of a government"));
        assert!(!is_placeholder("Speaker") && !is_vacant("Ana Ruiz"));
        assert!(!is_placeholder("Tba Okello"));
    }
}
