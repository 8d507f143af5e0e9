//! One HTML file that needs nothing else, and prints well on A4 and Letter.

use super::document::{Block, Document, Entry, Level, Marker, Table};
use super::text::{LANGUAGE, Run, Text, stretches};

const STYLE: &str = include_str!("html/report.css");

pub(super) fn render(document: &Document) -> String {
    let title = escaped(&document.title.line());
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{LANGUAGE}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{}",
        element("h1", &document.title)
    );
    for block in &document.blocks {
        html.push_str(&match block {
            Block::Heading(Level::Section, heading) => element("h2", heading),
            Block::Heading(Level::Part, heading) => element("h3", heading),
            Block::Facts(facts) => {
                let rows = facts
                    .iter()
                    .map(|(label, value)| element("dt", label) + &element("dd", value));
                format!("<dl>\n{}</dl>\n", rows.collect::<String>())
            }
            Block::Paragraph(text) => element("p", text),
            Block::Missing(missing) => format!("<p class=\"missing\">{missing}</p>\n"),
            Block::List(marker, entries) => list(*marker, entries),
            Block::Table(rows) => table(rows),
        });
    }
    html + "</main>\n</body>\n</html>\n"
}

fn list(marker: Marker, entries: &[Entry]) -> String {
    let name = match marker {
        Marker::Bullet => "ul",
        Marker::Number => "ol",
    };
    let items = entries.iter().map(|entry| {
        let source = match entry.source.is_empty() {
            true => String::new(),
            false => format!("<small>{}</small>", inside(&entry.source)),
        };
        // The marker stands where the entry begins.
        let language = language(entry.text.language());
        let text = inside(&entry.text);
        format!("<li dir=\"auto\"{language}><p>{text}</p>{source}</li>\n")
    });
    format!("<{name}>\n{}</{name}>\n", items.collect::<String>())
}

fn table(table: &Table) -> String {
    let is_number = |at: usize| match table.columns.get(at).is_some_and(|column| column.is_number) {
        true => " class=\"number\"",
        false => "",
    };
    let shares: u32 = table
        .columns
        .iter()
        .map(|column| u32::from(column.share))
        .sum();
    let widths = table.columns.iter().map(|column| {
        let percent = u32::from(column.share) * 100 / shares.max(1);
        format!("<col style=\"width:{percent}%\">")
    });
    let heads = table.columns.iter().enumerate();
    let heads = heads
        .map(|(at, column)| format!("<th scope=\"col\"{}>{}</th>", is_number(at), column.head));
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(at, cell)| {
            let language = language(cell.language());
            format!(
                "<td dir=\"auto\"{language}{}>{}</td>",
                is_number(at),
                inside(cell)
            )
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    });
    format!(
        "<div class=\"wide\" tabindex=\"0\">\n<table>\n<colgroup>{}</colgroup>\n<thead><tr>{}</tr></thead>\n\
         <tbody>\n{}</tbody>\n</table>\n</div>\n",
        widths.collect::<String>(),
        heads.collect::<String>(),
        rows.collect::<String>()
    )
}

/// A block that takes its direction from its own words.
fn element(name: &str, text: &Text) -> String {
    let language = language(text.language());
    format!("<{name} dir=\"auto\"{language}>{}</{name}>\n", inside(text))
}

/// The runs; somebody's words among ours keep their direction to themselves.
fn inside(text: &Text) -> String {
    let is_alone = text.runs().len() == 1;
    let run = |run: &Run| {
        let words = linked(run);
        if !run.is_written && text.language() != LANGUAGE {
            format!("<span lang=\"{LANGUAGE}\">{words}</span>")
        } else if is_alone || !run.is_written {
            words
        } else {
            format!("<bdi lang=\"{}\">{words}</bdi>", run.language())
        }
    };
    text.runs().iter().map(run).collect()
}

/// The words, with addresses that can be followed.
fn linked(run: &Run) -> String {
    if !run.is_written {
        return escaped(&run.words);
    }
    let stretches = stretches(&run.words).into_iter();
    stretches
        .map(|(words, is_link)| match (escaped(words), is_link) {
            (words, true) => format!("<a href=\"{words}\">{words}</a>"),
            (words, false) => words,
        })
        .collect()
}

/// The attribute, where the language is not the document's.
fn language(language: &str) -> String {
    if language == LANGUAGE {
        return String::new();
    }
    format!(" lang=\"{language}\"")
}

fn escaped(typed: &str) -> String {
    let mut escaped = String::with_capacity(typed.len());
    for c in typed.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_cannot_become_markup() {
        assert_eq!(escaped("<b a='1'>&"), "&lt;b a=&#39;1&#39;&gt;&amp;");
        let named = Text::written_in("x", Some("\"><script>"));
        assert_eq!(element("p", &named), "<p dir=\"auto\">x</p>\n");
    }

    #[test]
    fn somebodys_words_among_ours_keep_their_direction() {
        let text = Text::from("Poll: ").and_written("سؤال");
        assert_eq!(
            element("h3", &text),
            "<h3 dir=\"auto\" lang=\"ar\"><span lang=\"en\">Poll: </span>\
             <bdi lang=\"ar\">سؤال</bdi></h3>\n"
        );
    }
}
