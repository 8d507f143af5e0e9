//! A page with no more elements, and none deeper, than a page that somebody wrote has.
//!
//! A tree builder looks through the open elements at every tag, so that a page of nothing but opened
//! tags costs it the square of their number. This pass reads tokens, each once: tags past the bounds
//! go, their text stays, and so do the two attributes that the reader looks at.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::limits;

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
/// Elements that end where the next of their kind begins, though nobody says so.
const IMPLIED: &[&str] = &["dd", "dt", "li", "option", "p", "tbody", "td", "th", "tr"];
/// Elements whose content is no text of the page.
const UNREAD: &[&str] = &[
    "iframe", "noembed", "noframes", "noscript", "script", "style", "xmp",
];

/// A page within bounds.
#[derive(Debug)]
pub(super) struct Bounds {
    /// Its elements and its text.
    pub(super) kept: String,
    /// Its scripts that describe it for machines (JSON-LD).
    pub(super) scripts: Vec<String>,
}

/// The page within bounds; its work grows with its length.
pub(super) fn bounded(html: &str) -> Bounds {
    let tokenizer = Tokenizer::new(Bounded::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    // A script never stops it: its content is raw text here.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let Kept { kept, scripts, .. } = tokenizer.sink.0.into_inner();
    Bounds { kept, scripts }
}

#[derive(Default)]
struct Bounded(RefCell<Kept>);

#[derive(Default)]
struct Kept {
    kept: String,
    /// Names of the open elements.
    open: Vec<String>,
    /// Open ones that were left out, all of them deeper than the kept ones.
    left_out: usize,
    elements: usize,
    /// The element whose content is skipped.
    skipped: Option<String>,
    /// What the page says to machines, and whether the script that is skipped says it.
    scripts: Vec<String>,
    is_linked: bool,
}

impl TokenSink for Bounded {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut kept = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return kept.start(&tag),
            Token::TagToken(tag) => kept.end(&tag.name),
            Token::CharacterTokens(text) if kept.skipped.is_none() => kept.text(&text),
            Token::CharacterTokens(text) if kept.is_linked => {
                if let Some(script) = kept.scripts.last_mut() {
                    script.push_str(&text);
                }
            }
            Token::CharacterTokens(_)
            | Token::CommentToken(_)
            | Token::DoctypeToken(_)
            | Token::NullCharacterToken
            | Token::ParseError(_)
            | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

impl Kept {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if UNREAD.contains(&name) {
            self.skipped = Some(name.to_owned());
            self.is_linked = is_linked_data(tag) && self.scripts.len() < limits::SCRIPTS_MAX;
            if self.is_linked {
                self.scripts.push(String::new());
            }
            return TokenSinkResult::RawData(match name {
                "script" => RawKind::ScriptData,
                _ => RawKind::Rawtext,
            });
        }
        let is_void = VOID.contains(&name) || tag.self_closing;
        self.close_implied(name);
        if self.elements >= limits::HTML_ELEMENTS_MAX || self.open.len() >= limits::HTML_DEPTH_MAX {
            self.left_out += usize::from(!is_void);
            // Where a line would have begun, words do not run into each other.
            self.kept.push(' ');
        } else {
            self.elements += 1;
            self.write_start(tag);
            if !is_void {
                self.open.push(name.to_owned());
            }
        }
        match name {
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn close_implied(&mut self, name: &str) {
        if self.left_out > 0 || !IMPLIED.contains(&name) {
            return;
        }
        let from = self
            .open
            .len()
            .saturating_sub(limits::HTML_IMPLIED_BACK_MAX);
        let same = self.open[from..].iter().rposition(|open| open == name);
        if let Some(at) = same
            && self.open[from + at..]
                .iter()
                .all(|open| IMPLIED.contains(&open.as_str()))
        {
            self.open.truncate(from + at);
        }
    }

    fn write_start(&mut self, tag: &Tag) {
        self.kept.push('<');
        self.kept.push_str(&tag.name);
        for attribute in &tag.attrs {
            let name: &str = &attribute.name.local;
            let is_short = attribute.value.len() <= limits::HTML_ATTRIBUTE_BYTES_MAX;
            if matches!(name, "class" | "role" | "datetime") && is_short {
                let value = attribute.value.replace('&', "&amp;").replace('"', "&quot;");
                self.kept.push_str(&format!(" {name}=\"{value}\""));
            }
        }
        self.kept
            .push_str(if tag.self_closing { "/>" } else { ">" });
    }

    fn end(&mut self, name: &str) {
        if self.skipped.as_deref() == Some(name) {
            self.skipped = None;
            self.is_linked = false;
            return;
        }
        if self.left_out > 0 {
            self.left_out -= 1;
            self.kept.push(' ');
            return;
        }
        // At most limits::HTML_DEPTH_MAX steps, and an end of nothing ends nothing.
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.open.truncate(at);
            self.kept.push_str("</");
            self.kept.push_str(name);
            self.kept.push('>');
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.kept.push_str("&amp;"),
                '<' => self.kept.push_str("&lt;"),
                '>' => self.kept.push_str("&gt;"),
                _ => self.kept.push(c),
            }
        }
    }
}

fn is_linked_data(tag: &Tag) -> bool {
    let mut attributes = tag.attrs.iter();
    attributes.any(|it| {
        let name: &str = &it.name.local;
        name == "type" && it.value.trim().eq_ignore_ascii_case("application/ld+json")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(html: &str) -> usize {
        let (mut depth, mut deepest) = (0_usize, 0);
        for part in bounded(html).kept.split('<').skip(1) {
            depth = if part.starts_with('/') {
                depth - 1
            } else {
                depth + 1
            };
            deepest = deepest.max(depth);
        }
        deepest
    }

    #[test]
    fn what_a_page_has_stays_as_it_is() {
        let html = "<ul class=\"a&amp;b\"><li>One &lt; two<li>Three</ul><br><p>End";
        assert_eq!(
            bounded(html).kept,
            "<ul class=\"a&amp;b\"><li>One &lt; two<li>Three</ul><br><p>End"
        );
    }

    #[test]
    fn tags_past_the_depth_go_and_their_words_stay() {
        let html = format!(
            "{}deep{}after",
            "<div>".repeat(5_000),
            "</div>".repeat(5_000)
        );
        assert_eq!(depth(&html), limits::HTML_DEPTH_MAX);
        let kept = bounded(&html).kept;
        assert!(kept.contains("deep") && kept.contains("after"));
    }

    #[test]
    fn rows_and_paragraphs_that_nobody_closed_are_not_deep() {
        let table = format!("<table>{}</table>", "<tr><td>a<td>b".repeat(1_000));
        assert_eq!(bounded(&table).kept.matches("<tr>").count(), 1_000);
        assert_eq!(
            bounded(&"<p>a".repeat(1_000)).kept.matches("<p>").count(),
            1_000
        );
    }

    #[test]
    fn scripts_are_gone_with_what_looks_like_tags_in_them() {
        let html = "<p>a<script>var x = '<p>no</p>';</script>b</p>";
        assert_eq!(bounded(html).kept, "<p>ab</p>");
    }
}
