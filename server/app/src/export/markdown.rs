//! Markdown, with everything that somebody typed escaped, so that it reads as it was typed.

use super::document::{Block, Document};

pub(super) fn render(document: &Document) -> String {
    let mut text = format!("# {}\n", inline(&document.title));
    for block in &document.blocks {
        text.push('\n');
        match block {
            Block::Heading(heading) => text.push_str(&format!("## {}\n", inline(heading))),
            Block::Subheading(heading) => text.push_str(&format!("### {}\n", inline(heading))),
            Block::Facts(facts) => {
                for (label, value) in facts {
                    text.push_str(&format!("- **{label}:** {}\n", inline(value)));
                }
            }
            Block::Text(written) => text.push_str(&format!("{}\n", lines(written))),
            Block::Missing(missing) => text.push_str(&format!("_{missing}_\n")),
            Block::Lines(captured) => {
                for (line, source) in captured {
                    let line = lines(line).replace('\n', "\n  ");
                    text.push_str(&format!("- {line}\n  <small>{}</small>\n", inline(source)));
                }
            }
            Block::Table(head, rows) => table(head, rows, &mut text),
        }
    }
    text
}

fn table(head: &[&str], rows: &[Vec<String>], text: &mut String) {
    text.push_str(&format!("| {} |\n", head.join(" | ")));
    text.push_str(&format!("|{}\n", " --- |".repeat(head.len())));
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| inline(cell).replace('|', "\\|"))
            .collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

/// Text on one line.
fn inline(typed: &str) -> String {
    let mut escaped = String::with_capacity(typed.len());
    for c in typed.chars() {
        match c {
            '\n' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' => {
                escaped.push('\\');
                escaped.push(c);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

/// Text with its line breaks; what would begin a heading, a list or a rule is escaped.
fn lines(typed: &str) -> String {
    let line = |line: &str| {
        let line = inline(line.trim_end());
        let begins_block = line.starts_with(['#', '-', '+', '=', '~', '|']) || begins_list(&line);
        if begins_block {
            format!("\\{line}")
        } else {
            line
        }
    };
    let escaped: Vec<String> = typed.lines().map(line).collect();
    // Two spaces keep a line break inside a paragraph.
    escaped.join("  \n").replace("  \n  \n", "\n\n")
}

fn begins_list(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < line.len() && digits.starts_with(['.', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_reads_as_it_was_typed() {
        assert_eq!(inline("a <b> *c* [d](e)"), "a \\<b\\> \\*c\\* \\[d\\](e)");
        assert_eq!(
            lines("# one\ntwo\n\n- three"),
            "\\# one  \ntwo\n\n\\- three"
        );
    }
}
