//! A saved session page (HTML) as the plain text that the page reader takes: one paragraph,
//! heading or table cell a line.

use scraper::{Html, Node};

/// Elements that start and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements whose text nobody reads.
const SILENT: &[&str] = &["head", "noscript", "script", "style", "svg", "template"];

/// The text of a page: HTML is taken apart, anything else is passed on.
#[must_use]
pub fn page_text(page: &str) -> String {
    let start: String = page.chars().take(2_000).collect::<String>().to_lowercase();
    let is_html = ["<!doctype html", "<html", "<body", "<div", "<p>", "<table"]
        .iter()
        .any(|mark| start.contains(mark));
    if is_html {
        html_text(page)
    } else {
        page.to_owned()
    }
}

fn html_text(html: &str) -> String {
    let document = Html::parse_document(html);
    let mut text = String::with_capacity(html.len() / 4);
    let mut silent_depth = 0_usize;
    for edge in document.tree.root().traverse() {
        let (node, opens) = match edge {
            ego_tree::iter::Edge::Open(node) => (node, true),
            ego_tree::iter::Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(element) => {
                let name = element.name();
                if SILENT.contains(&name) {
                    silent_depth = if opens {
                        silent_depth + 1
                    } else {
                        silent_depth.saturating_sub(1)
                    };
                }
                if BLOCKS.contains(&name) {
                    text.push('\n');
                }
                if opens && name == "li" {
                    text.push_str("- ");
                }
            }
            Node::Text(found) if opens && silent_depth == 0 => {
                // A line break in the source is only a space to who reads the page.
                let flat = found.replace(['\n', '\r', '\t'], " ");
                text.push_str(&flat);
            }
            _ => {}
        }
    }
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && *line != "-")
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::page_text;

    #[test]
    fn html_becomes_lines_and_scripts_say_nothing() {
        let html = "<!doctype html><html><head><title>x</title></head><body><h1>IGF 2024\n Launch</h1>\
             <script>var a = '<p>no</p>';</script><ul><li>One</li><li>Two &amp; three</li></ul></body>";
        assert_eq!(page_text(html), "IGF 2024  Launch\n- One\n- Two & three");
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        assert_eq!(page_text("a < b\nc"), "a < b\nc");
    }
}
