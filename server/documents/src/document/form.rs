//! The three blocks of the IGF's form, with the deadlines that are set or that the page names.

use onefloor_core::capture::EntryKind;
use onefloor_core::consensus::Stance;
use onefloor_core::poll::OptionTally;
use onefloor_core::report::{Point, Report, ReportLine, Support};
use onefloor_core::terms::Block as FormBlock;

use super::super::text::Text;
use super::times::Times;
use super::{Block, Entry, Marker, block_name, part, section};

pub(super) fn lay_out(report: &Report, times: &Times, blocks: &mut Vec<Block>) {
    blocks.push(heading(report, FormBlock::Takeaways, times));
    let missing = "No takeaway was captured.";
    blocks.push(lines(&report.key_takeaways, times, missing));
    blocks.push(heading(report, FormBlock::CallsToAction, times));
    let missing = "No call to action was captured.";
    blocks.push(lines(&report.calls_to_action, times, missing));
    blocks.push(heading(report, FormBlock::Report, times));
    if let Some(slides) = &report.about.slides {
        let label = "Slides".into();
        blocks.push(Block::Facts(vec![(label, Text::written(slides))]));
    }
    if report.session_report.trim().is_empty() {
        blocks.push(Block::Missing(
            "The session report has not been written yet.",
        ));
    } else {
        written(&report.session_report, blocks);
    }
}

/// "Key Takeaways (deadline: 17 December 2024, 23:59 UTC+3)"
fn heading(report: &Report, block: FormBlock, times: &Times) -> Block {
    let name = Text::from(block_name(block));
    section(match deadline(report, block, times) {
        Some(deadline) => Text::joined([name.and(" (deadline"), deadline], ": ").and(")"),
        None => name,
    })
}

/// The moment that is set, or else the words of the page, such as "9 January".
fn deadline(report: &Report, block: FormBlock, times: &Times) -> Option<Text> {
    let state = report.blocks.iter().find(|state| state.block == block);
    let set_ms = state.and_then(|state| state.due_at_ms);
    let words = match block {
        FormBlock::Takeaways => &report.deadlines.key_takeaways,
        FormBlock::CallsToAction => &report.deadlines.call_to_action,
        FormBlock::Report => &report.deadlines.session_report,
    };
    let set = set_ms.map(|at_ms| times.moment(at_ms).into());
    set.or_else(|| words.as_deref().map(Text::written))
}

fn lines(captured: &[ReportLine], times: &Times, missing: &'static str) -> Block {
    if captured.is_empty() {
        return Block::Missing(missing);
    }
    let entry = |line: &ReportLine| Entry {
        text: called(line),
        source: source(line, times),
    };
    Block::List(Marker::Number, captured.iter().map(entry).collect())
}

/// The words, with who is called and towards whom.
fn called(line: &ReportLine) -> Text {
    let mut text = Text::written(&line.text);
    let called = [("Who: ", &line.who), ("To whom: ", &line.to_whom)];
    for (label, named) in called {
        if let Some(named) = named {
            text = text.and("\n").and(label).and_written(named);
        }
    }
    text
}

/// Where a line comes from, and what support it had.
fn source(line: &ReportLine, times: &Times) -> Text {
    let segment = line.segment.as_deref().map(Text::written);
    let item = line.item.map(|item| format!("on question {item}").into());
    let parts = [segment, item, Some(times.clock(line.at_ms).into())];
    let source = Text::joined(parts.into_iter().flatten(), ", ");
    match &line.support {
        Some(support) => Text::joined([source, supported(support)], "\n"),
        None => source,
    }
}

/// "Support 12 (online 7, room 5), can live with it 3 (…), object 0 (…), of 15 who answered"
fn supported(support: &Support) -> Text {
    let stances = ["Support", "can live with it", "object"];
    let counted = stances.iter().zip(&support.result.options);
    let counted = counted.map(|(stance, tally): (_, &OptionTally)| {
        let (all, online, room) = (tally.total(), tally.online, tally.in_room());
        Text::from(match tally.gathered {
            _ if !support.result.gathers() => {
                format!("{stance} {all} (online {online}, room {room})")
            }
            gathered if gathered == all => format!("{stance} {all}"),
            gathered => {
                format!("{stance} {all} (online {online}, room {room}, not told apart {gathered})")
            }
        })
    });
    let mut text = Text::joined(counted, ", ");
    text = text.and(&format!(
        "; {} of {} people with a screen answered",
        support.result.answered, support.result.present
    ));
    if support.reworded {
        text = text.and("; reworded since");
    }
    for why in &support.whys {
        let stance = match why.stance {
            Stance::Support => "Supports",
            Stance::LiveWith => "Can live with it",
            Stance::Object => "Objects",
        };
        text = text.and(&format!("\n{stance}: ")).and_written(&why.why);
    }
    text
}

/// What else was captured, by kind.
pub(super) fn points(report: &Report, times: &Times, blocks: &mut Vec<Block>) {
    let kinds = [
        (EntryKind::Consensus, "Points of consensus"),
        (EntryKind::NoConsensus, "Points without consensus"),
        (EntryKind::Quote, "Quotes"),
        (EntryKind::OpenIssue, "Open issues"),
    ];
    for (kind, title) in kinds {
        let of_kind = report.points.iter().filter(|point| point.kind == kind);
        let entries: Vec<Entry> = of_kind.map(|it| point(it, times)).collect();
        if !entries.is_empty() {
            blocks.push(part(title));
            blocks.push(Block::List(Marker::Bullet, entries));
        }
    }
}

fn point(point: &Point, times: &Times) -> Entry {
    let speaker = point.speaker.as_deref().map(Text::written);
    let source = source(&point.line, times);
    Entry {
        text: called(&point.line),
        source: Text::joined(speaker.into_iter().chain([source]), ", "),
    }
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
