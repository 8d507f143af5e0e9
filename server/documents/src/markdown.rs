//! Markdown, with everything that somebody typed escaped, so that it reads as it was typed.

use super::document::{Block, Document, Entry, Level, Marker, Table};
use super::text::{Run, Text, stretches};

pub(super) fn render(document: &Document) -> String {
    let mut text = format!("# {}\n", inline(&document.title));
    for block in &document.blocks {
        text.push('\n');
        match block {
            Block::Heading(level, heading) => {
                let marks = match level {
                    Level::Section => "##",
                    Level::Part => "###",
                };
                text.push_str(&format!("{marks} {}\n", inline(heading)));
            }
            Block::Facts(facts) => {
                for (label, value) in facts {
                    text.push_str(&format!("- **{}:** {}\n", inline(label), inline(value)));
                }
            }
            Block::Paragraph(written) => text.push_str(&format!("{}\n", lines(written))),
            Block::Missing(missing) => text.push_str(&format!("_{missing}_\n")),
            Block::List(marker, entries) => list(*marker, entries, &mut text),
            Block::Table(table) => rows(table, &mut text),
        }
    }
    text
}

fn list(marker: Marker, entries: &[Entry], text: &mut String) {
    for (at, entry) in entries.iter().enumerate() {
        let mark = match marker {
            Marker::Bullet => "- ".to_owned(),
            Marker::Number => format!("{}. ", at + 1),
        };
        let indent = format!("\n{}", " ".repeat(mark.len()));
        let line = lines(&entry.text).replace('\n', &indent);
        text.push_str(&format!("{mark}{line}"));
        if !entry.source.is_empty() {
            let source: Vec<String> = entry.source.lines().iter().map(inline).collect();
            let source = source.join("<br>");
            text.push_str(&format!("{indent}<small>{source}</small>"));
        }
        text.push('\n');
    }
}

fn rows(table: &Table, text: &mut String) {
    let heads: Vec<&str> = table.columns.iter().map(|column| column.head).collect();
    text.push_str(&format!("| {} |\n|", heads.join(" | ")));
    for column in &table.columns {
        text.push_str(if column.is_number {
            " ---: |"
        } else {
            " --- |"
        });
    }
    text.push('\n');
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(inline).collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
}

/// Text on one line.
fn inline(text: &Text) -> String {
    let is_alone = text.runs().len() == 1;
    let runs = text.runs().iter();
    let escaped = runs.map(|run| isolated(run, is_alone, &linked(run)));
    let line = escaped.collect::<String>().replace('\n', " ");
    // Marks at the end of a heading would close it.
    match line.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => line,
    }
}

/// Text with its line breaks; what would begin a heading, a list or a rule is escaped.
fn lines(text: &Text) -> String {
    let is_alone = text.runs().len() == 1;
    let runs = text.runs().iter();
    let escaped: String = runs
        .map(|run| isolated(run, is_alone, &linked(run)))
        .collect();
    let lines: Vec<String> = escaped.lines().map(begun).collect();
    // Two spaces keep a line break inside a paragraph.
    lines.join("  \n").replace("  \n  \n", "\n\n")
}

/// A run that goes from right to left among others does not drag them along.
fn isolated(run: &Run, is_alone: bool, escaped: &str) -> String {
    if run.is_written && !is_alone && run.has_right_to_left() {
        format!("\u{2068}{escaped}\u{2069}")
    } else {
        escaped.to_owned()
    }
}

/// The words escaped, with addresses that can be followed.
fn linked(run: &Run) -> String {
    if !run.is_written {
        return escaped(&run.words);
    }
    let stretches = stretches(&run.words).into_iter();
    stretches
        .map(|(words, is_link)| match is_link {
            true => format!("<{words}>"),
            false => escaped(words),
        })
        .collect()
}

fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' => escaped.push('\\'),
            // An entity such as `&lt;` would be read as the character that it stands for.
            '&' if begins_entity(&words[at + 1..]) => escaped.push('\\'),
            _ => {}
        }
        escaped.push(c);
    }
    escaped
}

fn begins_entity(rest: &str) -> bool {
    rest.split_once(';').is_some_and(|(name, _)| {
        let name = name.strip_prefix('#').unwrap_or(name);
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// A line that begins no block.
fn begun(line: &str) -> String {
    // Four spaces would make it code.
    let line = line.trim();
    if line.starts_with(['#', '-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &line[..digits]);
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_lines(words: &str) -> String {
        lines(&Text::written(words))
    }

    #[test]
    fn typed_text_reads_as_it_was_typed() {
        let typed = Text::written("R&D; a <b> *c* [d](e) | &lt;");
        assert_eq!(
            inline(&typed),
            "R\\&D; a \\<b\\> \\*c\\* \\[d\\](e) \\| \\&lt;"
        );
        assert_eq!(
            in_lines("# one\ntwo\n\n- three\n4. five\n    code"),
            "\\# one  \ntwo\n\n\\- three  \n4\\. five  \ncode"
        );
    }

    #[test]
    fn words_from_right_to_left_are_kept_apart_from_ours() {
        let text = Text::from("Poll: ").and_written("سؤال");
        assert_eq!(inline(&text), "Poll: \u{2068}سؤال\u{2069}");
        assert_eq!(inline(&Text::written("سؤال")), "سؤال");
    }
}
