//! Paragraphs and their runs, each run of one language and one direction.
//!
//! Word lays a run out by its own mark, and not by its letters: without `w:rtl`, the punctuation of
//! an Arabic sentence stands on the wrong side.

use super::super::text::{Direction, LANGUAGE, Run, Text, stretches};
use super::xml::escaped;

/// What links look like.
const LINK: &str = "<w:rStyle w:val=\"Link\"/>";

/// A paragraph. `properties` come before the direction, `after` behind it, as the schema has them.
pub(super) fn paragraph(properties: &str, after: &str, text: &Text, runs: &str) -> String {
    let bidi = match text.direction() {
        Direction::RightToLeft => "<w:bidi/>",
        Direction::LeftToRight => "",
    };
    format!("<w:p><w:pPr>{properties}{bidi}{after}</w:pPr>{runs}</w:p>")
}

/// The runs of a text, all with the same properties.
pub(super) fn runs(text: &Text, style: &str) -> String {
    let around = text.direction();
    let runs = text.runs().iter();
    runs.map(|run| self::run(run, around, style)).collect()
}

fn run(run: &Run, around: Direction, style: &str) -> String {
    if !run.is_written {
        return parts_of(&run.words, run.language(), around, style);
    }
    let stretches = stretches(&run.words).into_iter();
    stretches
        .map(|(words, is_link)| match is_link {
            true => link(words, &parts_of(words, run.language(), around, LINK)),
            false => parts_of(words, run.language(), around, style),
        })
        .collect()
}

/// A field, which needs no entry in the list of relations.
fn link(address: &str, shown: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{}<w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"{}\" </w:instrText></w:r>{}{shown}{}",
        mark("begin"),
        escaped(address),
        mark("separate"),
        mark("end"),
    )
}

fn parts_of(words: &str, language: &str, around: Direction, style: &str) -> String {
    let parts = parts(words, around).into_iter();
    let part = |(words, direction): (&str, Direction)| {
        let properties = properties(language, direction, style);
        let lines: Vec<String> = words
            .split('\n')
            .map(|line| match line.is_empty() {
                true => String::new(),
                false => format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)),
            })
            .collect();
        format!("<w:r>{properties}{}</w:r>", lines.join("<w:br/>"))
    };
    parts.map(part).collect()
}

fn properties(language: &str, direction: Direction, style: &str) -> String {
    let is_eastern = ["zh", "ja", "ko"]
        .iter()
        .any(|east| language.starts_with(east));
    let hint = if is_eastern {
        "<w:rFonts w:hint=\"eastAsia\"/>"
    } else {
        ""
    };
    let (rtl, attribute) = match direction {
        Direction::RightToLeft => ("<w:rtl/>", "bidi"),
        Direction::LeftToRight if is_eastern => ("", "eastAsia"),
        Direction::LeftToRight => ("", "val"),
    };
    let language = match language == LANGUAGE {
        true => String::new(),
        false => format!("<w:lang w:{attribute}=\"{language}\"/>"),
    };
    let inside = format!("{style}{hint}{rtl}{language}");
    match inside.is_empty() {
        true => inside,
        false => format!("<w:rPr>{inside}</w:rPr>"),
    }
}

/// Stretches of one direction. What has none goes with its neighbours where they agree, and with
/// the paragraph where they do not.
fn parts(words: &str, around: Direction) -> Vec<(&str, Direction)> {
    let mut parts: Vec<(usize, Direction)> = Vec::new();
    // Since where nothing has had a direction.
    let mut neutral_at = Some(0);
    let mut running = around;
    let mut buffer = [0; 4];
    for (at, c) in words.char_indices() {
        let Some(direction) = Direction::of(c.encode_utf8(&mut buffer)) else {
            neutral_at = neutral_at.or(Some(at));
            continue;
        };
        let from = neutral_at.take().unwrap_or(at);
        if parts.is_empty() {
            let first = if from < at { around } else { direction };
            parts.push((from, first));
            running = first;
        }
        if direction != running {
            let begins = if direction == around { from } else { at };
            parts.push((begins, direction));
            running = direction;
        }
    }
    if let (Some(from), true) = (neutral_at, running != around) {
        parts.push((from, around));
    }
    if parts.is_empty() && !words.is_empty() {
        parts.push((0, around));
    }
    let ends = parts.iter().skip(1).map(|(at, _)| *at).chain([words.len()]);
    let spans = parts.iter().zip(ends);
    spans
        .filter(|((from, _), to)| from < to)
        .map(|(&(from, direction), to)| (&words[from..to], direction))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{LeftToRight, RightToLeft};

    #[test]
    fn a_stretch_has_one_direction_and_punctuation_goes_with_the_paragraph() {
        assert_eq!(
            parts("قال ICANN ذلك.", RightToLeft),
            [
                ("قال ", RightToLeft),
                ("ICANN", LeftToRight),
                (" ذلك.", RightToLeft)
            ]
        );
        assert_eq!(
            parts("It says سؤال 5 آخر.", LeftToRight),
            [
                ("It says ", LeftToRight),
                ("سؤال 5 آخر", RightToLeft),
                (".", LeftToRight)
            ]
        );
        assert_eq!(parts("12:30", RightToLeft), [("12:30", RightToLeft)]);
        assert_eq!(parts("", LeftToRight), []);
    }

    #[test]
    fn markup_and_line_breaks_are_what_they_were() {
        let xml = runs(&Text::written("<w:t>&\n\"b\""), "");
        let expected = "<w:r><w:t xml:space=\"preserve\">&lt;w:t&gt;&amp;</w:t><w:br/>\
                        <w:t xml:space=\"preserve\">&quot;b&quot;</w:t></w:r>";
        assert_eq!(xml, expected);
    }
}
