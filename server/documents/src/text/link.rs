//! Addresses of the web in what somebody wrote: each notation makes a link of them.

use linkify::{LinkFinder, LinkKind};

/// Words, and whether they are an address.
pub(crate) type Stretch<'w> = (&'w str, bool);

/// What ends or interrupts a sentence outside ASCII.
const PUNCTUATION: [char; 19] = [
    '،', '؛', '؟', '۔', '。', '，', '、', '；', '：', '！', '？', '）', '】', '」', '』', '》',
    '…', '”', '»',
];

/// A text in stretches, in order. An address is `http` or `https`, ends before the punctuation of its sentence,
/// and holds nothing that a notation could take for an end of it.
pub(crate) fn stretches(words: &str) -> Vec<Stretch<'_>> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut stretches = Vec::new();
    for span in finder.spans(words) {
        let found = span.as_str();
        // Other scripts end a sentence by signs of their own, and may go on without a space.
        let (address, rest) = found.split_at(found.find(PUNCTUATION).unwrap_or(found.len()));
        if span.kind().is_some() && is_address(address) {
            stretches.push((address, true));
            stretches.extend((!rest.is_empty()).then_some((rest, false)));
        } else {
            stretches.push((found, false));
        }
    }
    stretches
}

fn is_address(found: &str) -> bool {
    let rest = found
        .strip_prefix("https://")
        .or_else(|| found.strip_prefix("http://"));
    let ends = |c: char| matches!(c, '<' | '>' | '"' | '\\' | '|' | '`' | '{' | '}');
    rest.is_some_and(|rest| !rest.is_empty()) && !found.contains(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(words: &str) -> Vec<&str> {
        let stretches = stretches(words);
        let all: String = stretches.iter().map(|(words, _)| *words).collect();
        assert_eq!(all, words);
        let links = stretches.into_iter().filter(|(_, is_link)| *is_link);
        links.map(|(words, _)| words).collect()
    }

    #[test]
    fn addresses_are_found_without_the_punctuation_of_their_sentence() {
        assert_eq!(
            links("Read https://example.org/a(b)?c=d#e, then (http://example.net)."),
            ["https://example.org/a(b)?c=d#e", "http://example.net"]
        );
        assert_eq!(
            links("انظر https://example.org/ar، ثم أجب"),
            ["https://example.org/ar"]
        );
        assert_eq!(
            links("见https://example.org/zh。然后再说"),
            ["https://example.org/zh"]
        );
    }

    #[test]
    fn what_only_looks_like_one_stays_text() {
        for words in [
            "example.org",
            "ftp://example.org/a",
            "javascript://alert(1)",
            "https://",
            "mail@example.org",
            "",
        ] {
            assert!(links(words).is_empty(), "{words}");
        }
    }
}
