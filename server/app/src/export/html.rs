//! One HTML file that needs nothing else, and prints well.

use super::document::{Block, Document};

const STYLE: &str = "body{font:16px/1.55 system-ui,sans-serif;color:#1d2430;max-width:46rem;\
margin:3rem auto;padding:0 1.25rem}h1{font-size:1.7rem;line-height:1.25}h2{font-size:1.25rem;\
margin-block:2.5rem .75rem;padding-block-end:.3rem;border-block-end:1px solid #d5dae3}\
h3{font-size:1rem;margin-block:2rem .5rem}dl{display:grid;grid-template-columns:max-content 1fr;\
gap:.25rem 1.25rem}dt{color:#5a6475}dd{margin:0}li{margin-block:.6rem}small{display:block;\
color:#5a6475}p,li>span{white-space:pre-line}table{border-collapse:collapse;width:100%;\
font-size:.875rem}th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;\
border-block-end:1px solid #d5dae3}.missing{color:#5a6475;font-style:italic}\
@media print{body{margin:0;max-width:none;font-size:11pt}h2,h3{break-after:avoid}tr,li{break-inside:avoid}}";

pub(super) fn render(document: &Document) -> String {
    let title = escaped(&document.title);
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1 dir=\"auto\">{title}</h1>\n"
    );
    for block in &document.blocks {
        html.push_str(&match block {
            Block::Heading(heading) => format!("<h2>{}</h2>\n", escaped(heading)),
            Block::Subheading(heading) => format!("<h3>{}</h3>\n", escaped(heading)),
            Block::Facts(facts) => {
                let rows = facts.iter().map(|(label, value)| {
                    format!("<dt>{label}</dt><dd dir=\"auto\">{}</dd>\n", escaped(value))
                });
                format!("<dl>\n{}</dl>\n", rows.collect::<String>())
            }
            Block::Text(text) => format!("<p dir=\"auto\">{}</p>\n", escaped(text)),
            Block::Missing(missing) => format!("<p class=\"missing\">{missing}</p>\n"),
            Block::Lines(lines) => {
                let items = lines.iter().map(|(line, source)| {
                    let (line, source) = (escaped(line), escaped(source));
                    format!("<li><span dir=\"auto\">{line}</span><small>{source}</small></li>\n")
                });
                format!("<ul>\n{}</ul>\n", items.collect::<String>())
            }
            Block::Table(head, rows) => table(head, rows),
        });
    }
    html + "</body>\n</html>\n"
}

fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let head: String = head
        .iter()
        .map(|cell| format!("<th scope=\"col\">{cell}</th>"))
        .collect();
    let rows = rows.iter().map(|row| {
        let cells = row
            .iter()
            .map(|cell| format!("<td dir=\"auto\">{}</td>", escaped(cell)));
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    });
    let rows: String = rows.collect();
    format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
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
    #[test]
    fn typed_text_cannot_become_markup() {
        assert_eq!(super::escaped("<b a='1'>&"), "&lt;b a=&#39;1&#39;&gt;&amp;");
    }
}
