//! What stands before the first label: title, time, room, themes, organizers; and, on pages that
//! lost their labels, the format and a first paragraph.

use super::line::{self, Line};
use super::{PageField, PageReading, format, goals, limits, people, title, when};

/// Words that tell a room from a theme.
const ROOMS: [&str; 10] = [
    "room",
    "hall",
    "plenary",
    "stage",
    "studio",
    "auditorium",
    "theatre",
    "ws",
    "ballroom",
    "pavilion",
];

/// Reads the lines before the first label.
pub(super) fn read(page: &mut PageReading, lines: &[Line], before_people: bool) {
    let mut loose: Vec<(usize, &Line)> = Vec::new();
    let mut timed_at = None;
    let mut format_at = None;
    let mut title_line = None;
    let mut title_at = None;
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.as_str();
        if line::is_furniture(text) {
            page.heading(line);
            continue;
        }
        if title_line == Some(text) || page.title.as_deref() == Some(text) {
            page.claim(line, PageField::Title);
            continue;
        }
        if title_line.is_none()
            && let Some(read) = title::read(text)
        {
            title_line = Some(text);
            title_at = Some(at);
            let is_open = read.is_open();
            read.apply(page);
            page.claim(line, PageField::Title);
            // The prefix alone on its line: the title stands on the next.
            if is_open && let Some(next) = lines.get(at + 1) {
                page.title = Some(line::cut(&next.text, limits::SHORT_CHARS_MAX).to_owned());
            }
        } else if when::read_line(page, line) {
            timed_at = Some(at);
        } else if is_room(line, timed_at.is_some_and(|timed_at| timed_at + 1 == at))
            && page.room.is_none()
        {
            page.room = Some(text.to_owned());
            page.claim(line, PageField::Room);
        } else if format::read_line(page, line) {
            format_at = Some(at);
        } else if goals::read_line(page, line) {
        } else if line::is_prose(text) {
            page.add_text(
                |page| &mut page.description,
                PageField::Description,
                std::slice::from_ref(line),
            );
        } else {
            loose.push((at, line));
        }
    }
    // What stands above the title belongs to the site.
    let (above, loose): (Vec<_>, Vec<_>) = loose
        .into_iter()
        .partition(|(at, _)| title_at.is_some_and(|title_at| *at < title_at));
    above.iter().for_each(|(_, line)| page.leave(line));
    place_loose(page, &loose, timed_at.zip(format_at), before_people);
}

/// Lines between the time and the format are themes; lines right before the people are the
/// organizers. Elsewhere a loose line may be anything, so it stays unread.
fn place_loose(
    page: &mut PageReading,
    loose: &[(usize, &Line)],
    timed: Option<(usize, usize)>,
    before_people: bool,
) {
    let mut organizers = Vec::new();
    for (at, line) in loose {
        let is_theme = timed.is_some_and(|(time, format)| (time..format).contains(at));
        if is_theme
            && page.themes.len() < limits::THEMES_MAX
            && line.text.len() <= limits::SHORT_CHARS_MAX
        {
            page.themes.push(line.text.clone());
            page.guess(line, PageField::Themes);
        } else if before_people {
            organizers.push((*line).clone());
        } else {
            page.leave(line);
        }
    }
    people::read(page, PageField::Organizers, &organizers);
}

/// Directly under the time any short line is the room; elsewhere it must be called one.
fn is_room(line: &Line, under_time: bool) -> bool {
    let low = line::cut(&line.text, 80).to_lowercase();
    let named = low
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| ROOMS.contains(&word));
    line.text.chars().count() <= 60
        && !line.text.contains(',')
        && (under_time && !line.after_gap || named && low.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::super::read_page;

    #[test]
    fn a_room_stands_under_the_time_and_themes_before_the_format() {
        let page = read_page(
            "WS #5 Cables\n\nMonday, 9th October, 2023 (23:45 UTC) - Tuesday, 10th October, 2023 (01:15 UTC)\n\
             WS 7 – Room K\n\nLinks and Trust\nPublic Infrastructure\n\nBirds of a Feather - 90 Min\n",
        );
        assert_eq!(page.room.as_deref(), Some("WS 7 – Room K"));
        assert_eq!(page.themes, ["Links and Trust", "Public Infrastructure"]);
        assert_eq!(page.format.as_deref(), Some("Birds of a Feather"));
        assert_eq!(page.duration_minutes, Some(90));
        assert!(page.unread.is_empty());
    }

    #[test]
    fn the_menu_of_a_site_organises_nothing() {
        let page =
            read_page("About us\nSchedule\nIGF 2025 WS #9 Cables\nHarbour Lab\nSpeakers\nAna Ruiz");
        assert_eq!(page.organizers.len(), 1);
        assert_eq!(page.unread, ["About us", "Schedule"]);
    }

    #[test]
    fn a_title_may_stand_under_its_prefix() {
        let page = read_page("IGF 2025 Workshop #9\nWho keeps the lights on\n\nSpeakers\nAna Ruiz");
        assert_eq!(page.title.as_deref(), Some("Who keeps the lights on"));
        assert!(page.organizers.is_empty());
    }

    #[test]
    fn a_loose_line_that_may_be_anything_stays_unread() {
        let page = read_page("OF #3 Open data\nA Loose Line\n\nDescription\nText.");
        assert_eq!(page.unread, ["A Loose Line"]);
    }
}
