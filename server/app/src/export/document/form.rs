//! The three blocks of the IGF's form, with the deadlines that the page names.

use onefloor_core::report::{Report, ReportLine};

use super::super::text::Text;
use super::{Block, Entry, Marker, clock, section};

pub(super) fn lay_out(report: &Report, blocks: &mut Vec<Block>) {
    let deadlines = &report.deadlines;
    blocks.push(heading("Key Takeaways", deadlines.key_takeaways.as_deref()));
    blocks.push(lines(&report.key_takeaways, "No takeaway was captured."));
    blocks.push(heading(
        "Call to Action",
        deadlines.call_to_action.as_deref(),
    ));
    blocks.push(lines(
        &report.calls_to_action,
        "No call to action was captured.",
    ));
    blocks.push(heading(
        "Session Report",
        deadlines.session_report.as_deref(),
    ));
    if report.session_report.trim().is_empty() {
        blocks.push(Block::Missing(
            "The session report has not been written yet.",
        ));
    } else {
        written(&report.session_report, blocks);
    }
}

fn heading(name: &str, deadline: Option<&str>) -> Block {
    let name = Text::from(name);
    section(match deadline {
        Some(deadline) => name.and(" (deadline: ").and_written(deadline).and(")"),
        None => name,
    })
}

fn lines(captured: &[ReportLine], missing: &'static str) -> Block {
    if captured.is_empty() {
        return Block::Missing(missing);
    }
    let entry = |line: &ReportLine| {
        let segment = line.segment.as_deref().map(Text::written);
        let item = line.item.map(|item| format!("on question {item}").into());
        let parts = [segment, item, Some(clock(line.at_ms).into())];
        Entry {
            text: Text::written(&line.text),
            source: Text::joined(parts.into_iter().flatten(), ", "),
        }
    };
    Block::List(Marker::Number, captured.iter().map(entry).collect())
}

/// Paragraphs, and lists where lines begin as people type them in a plain field.
fn written(text: &str, blocks: &mut Vec<Block>) {
    let mut paragraph: Vec<&str> = Vec::new();
    let mut points: Vec<Entry> = Vec::new();
    // One empty line more closes what is open.
    for line in text.lines().chain([""]) {
        let point = ["- ", "– ", "* ", "• "]
            .iter()
            .find_map(|mark| line.trim_start().strip_prefix(mark));
        let goes_on = point.is_none() && !line.trim().is_empty();
        if !goes_on && !paragraph.is_empty() {
            let lines = std::mem::take(&mut paragraph).join("\n");
            blocks.push(Block::Paragraph(Text::written(&lines)));
        }
        if point.is_none() && !points.is_empty() {
            blocks.push(Block::List(Marker::Bullet, std::mem::take(&mut points)));
        }
        match point {
            Some(point) => points.push(Entry {
                text: Text::written(point.trim()),
                source: Text::default(),
            }),
            None if goes_on => paragraph.push(line),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_with_a_dash_become_a_list() {
        let mut blocks = Vec::new();
        written("One\ntwo\n- a\n• b\n\n\nThree\n", &mut blocks);
        let entry = |text| Entry {
            text: Text::written(text),
            source: Text::default(),
        };
        let expected = [
            Block::Paragraph(Text::written("One\ntwo")),
            Block::List(Marker::Bullet, vec![entry("a"), entry("b")]),
            Block::Paragraph(Text::written("Three")),
        ];
        assert_eq!(blocks, expected);
    }
}
