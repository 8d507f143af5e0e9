//! The three blocks of a page that carries its report, and when each is due.

use super::label::Label;
use super::line::{self, Line};
use super::{PageField, PageReading, limits};

pub(super) fn read(page: &mut PageReading, label: Label, heading: &str, lines: &[Line]) {
    let due = deadline(heading);
    match label {
        Label::KeyTakeaways => {
            page.deadlines.key_takeaways = due;
            points(page, PageField::KeyTakeaways, lines);
        }
        Label::CallToAction => {
            page.deadlines.call_to_action = due;
            points(page, PageField::CallsToAction, lines);
        }
        _ => {
            page.deadlines.session_report = due;
            page.add_text(
                |page| &mut page.session_report,
                PageField::SessionReport,
                lines,
            );
        }
    }
}

fn points(page: &mut PageReading, list: PageField, lines: &[Line]) {
    let field: fn(&mut PageReading) -> &mut Vec<String> = match list {
        PageField::KeyTakeaways => |page| &mut page.key_takeaways,
        _ => |page| &mut page.calls_to_action,
    };
    let mut last: Option<&Line> = None;
    for line in lines {
        let (marker, point) = line::marker(&line.text);
        // A line that ends no sentence goes on in the next, unless a gap or a bullet parts them.
        let goes_on = last.is_some_and(|last| !ends_sentence(&last.text))
            && !line.after_gap
            && marker.is_none();
        let open = field(page).last_mut().filter(|_| goes_on);
        if let Some(open) = open
            && open.chars().count() + point.chars().count() < limits::TEXT_CHARS_MAX
        {
            open.push(' ');
            open.push_str(point);
            page.claim(line, list);
        } else if point.is_empty() || field(page).len() >= limits::POINTS_MAX {
            page.leave(line);
        } else {
            field(page).push(point.to_owned());
            page.claim(line, list);
        }
        last = Some(line);
    }
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches([')', '"', '”', '\'', '’', '»', ' ']);
    bare.ends_with(['.', '!', '?', ';', ':', '…', '。', '！', '？', '؟', '؛'])
}

/// "(* deadline at the end of the session day)" → "at the end of the session day".
fn deadline(heading: &str) -> Option<String> {
    // Lower case may be longer or shorter in bytes; the words themselves are ASCII.
    let low = heading.to_ascii_lowercase();
    let word = ["deadline", "due by", "due"]
        .into_iter()
        .find(|word| low.contains(word))?;
    let words = &heading[low.find(word)? + word.len()..];
    let words = &words[..line::closing(words).unwrap_or(words.len())];
    let words = words.split(" - click").next().unwrap_or(words);
    let words = words.trim_matches(|c: char| c.is_whitespace() || ":-–—*".contains(c));
    (!words.is_empty()).then(|| line::cut(words, limits::SHORT_CHARS_MAX).to_owned())
}

#[cfg(test)]
mod tests {
    use super::deadline;

    #[test]
    fn a_takeaway_over_several_lines_is_one() {
        let page = super::super::read_page(
            "Key Takeaways\nA takeaway that is\nwrapped over lines.\nAnother one.\n\nWithout a stop\n\nA last",
        );
        assert_eq!(
            page.key_takeaways,
            [
                "A takeaway that is wrapped over lines.",
                "Another one.",
                "Without a stop",
                "A last"
            ]
        );
    }

    #[test]
    fn a_deadline_is_any_day_in_any_words() {
        for (heading, due) in [
            (
                "Session Report (* deadline 9 January) - click on the ? symbol",
                "9 January",
            ),
            (
                "Key Takeaways (* deadline 2 hours after session)",
                "2 hours after session",
            ),
            (
                "Session Report (* deadline 26 October 2025 (23:59 UTC))",
                "26 October 2025 (23:59 UTC)",
            ),
            ("Call to Action (due by Friday, 27 June)", "Friday, 27 June"),
            ("Session Report - deadline: 9 January", "9 January"),
        ] {
            assert_eq!(deadline(heading).as_deref(), Some(due), "{heading}");
        }
        assert_eq!(deadline("Key Takeaways"), None);
    }
}
