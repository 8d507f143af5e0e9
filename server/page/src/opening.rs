//! What stands under no label: before the first one, title, time, room, themes, organizers; and,
//! wherever labels were lost, the format, goals, a paragraph, a list of segments.

use super::agenda::Drafts;
use super::label::Label;
use super::line::{self, Line};
use super::people::Told;
use super::{
    PageField, PageReading, agenda_list, format, goals, limits, people, themes, title, when,
};

/// Words that tell a room from a theme, in the languages of the interface.
const ROOMS: &[&str] = &[
    "room",
    "hall",
    "plenary",
    "stage",
    "studio",
    "auditorium",
    "theatre",
    "theater",
    "ws",
    "ballroom",
    "pavilion",
    "amphitheatre",
    "amphitheater",
    "salle",
    "amphithéâtre",
    "sala",
    "salón",
    "auditorio",
    "auditório",
    "aula",
    "зал",
    "аудитория",
    "hörsaal",
    "saal",
    "raum",
    "lounge",
    "building",
];
/// The same, for scripts that do not part words.
const ROOMS_GLUED: &[&str] = &["会议室", "会议厅", "大厅", "قاعة", "القاعة"];

/// Lists of people that stand under no label, by the labels that the page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unnamed {
    /// Right before the first label, which is one of people, stand the organizers.
    Organizers,
    /// Before the moderators stand organizers and speakers.
    OrganizersAndSpeakers,
    /// The page names no role at all: behind its text may stand organizers, then speakers.
    Any,
    /// The first label is another one.
    None,
}

impl Unnamed {
    /// What the labels of a page, in their order, leave unnamed before them.
    pub(super) fn of(labels: &[Label]) -> Self {
        let has = |wanted| labels.contains(&wanted);
        match labels.first() {
            Some(first) if !first.is_people() => Self::None,
            Some(Label::OnsiteModerators | Label::OnlineModerators | Label::Rapporteurs)
                if !has(Label::Speakers) && !has(Label::Organizers) =>
            {
                Self::OrganizersAndSpeakers
            }
            Some(_) => Self::Organizers,
            None => Self::Any,
        }
    }
}

/// Where the lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before the first label.
    Opening { unnamed: Unnamed },
    /// Behind a section that ended.
    Behind,
    /// Behind the time or the room, where themes stand before the format.
    Timed,
    /// Behind what was answered to a question that is no field of ours, and may go on.
    Answered,
}

/// Reads lines that stand under no label.
pub(super) fn read(page: &mut PageReading, drafts: &mut Drafts, lines: &[Line], place: Place) {
    let is_opening = matches!(place, Place::Opening { .. });
    let title_at = if is_opening {
        title::find(page, lines)
    } else {
        None
    };
    let mut loose: Vec<(usize, &Line)> = Vec::new();
    let mut timed_at = None;
    let mut format_at = None;
    let mut in_list = false;
    let mut prose_at = None;
    let mut is_answer = place == Place::Answered;
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.as_str();
        let segment = agenda_list::segment(text).filter(|it| it.is_timed());
        if line::is_furniture(text) {
            page.heading(line);
        } else if is_opening && (title_at == Some(at) || page.is_title(text)) {
            page.claim(line, PageField::Title);
        } else if when::is_time_like(text) {
            drafts.time.push(line.clone());
            timed_at = Some(at);
        } else if read_row(page, drafts, line) {
            timed_at = Some(at);
        } else if !in_list && format::read_line(page, drafts, line) {
            format_at = Some(at);
        } else if page.room.is_none()
            && is_room(line, timed_at.is_some_and(|timed_at| timed_at + 1 == at))
        {
            page.room = Some(text.trim_start_matches(['-', '–', ' ']).to_owned());
            page.claim(line, PageField::Room);
        } else if page
            .room
            .as_deref()
            .is_some_and(|room| text.ends_with(room))
            && is_room(line, true)
        {
            page.claim(line, PageField::Room);
        } else if goals::read_line(page, line) {
        } else if let Some(segment) = segment {
            in_list = true;
            drafts.loose.push((segment, line.clone()));
        } else if line::is_prose(text) {
            prose_at = Some(at);
            // Only a wide gap, the place of a lost label, ends an answer.
            is_answer &= !line.after_wide_gap;
            match is_answer {
                true => page.leave(line),
                false => drafts.prose.push(line.clone()),
            }
        } else {
            loose.push((at, line));
        }
    }
    // What stands above the title belongs to the site.
    let (above, loose): (Vec<_>, Vec<_>) = loose
        .into_iter()
        .partition(|(at, _)| title_at.is_some_and(|title_at| *at < title_at));
    above.iter().for_each(|(_, line)| page.leave(line));
    match place {
        Place::Opening { unnamed } => {
            let text_at = prose_at.or(format_at);
            place_loose(
                page,
                &loose,
                timed_at.zip(format_at),
                timed_at,
                text_at,
                unnamed,
            );
        }
        Place::Timed => {
            for (at, line) in &loose {
                if themes::is_group_of_the_forum(&line.text) {
                    read_guessed(page, PageField::Organizers, std::slice::from_ref(line));
                    continue;
                }
                match themes::is_known(&line.text) || format_at.is_some_and(|format| at < &format) {
                    true => place_theme(page, line),
                    false => page.leave(line),
                }
            }
        }
        Place::Behind | Place::Answered => loose.iter().for_each(|(_, line)| page.leave(line)),
    }
}

/// "18 June 2024 | 14:30 - 15:30 EEST | Alfa room": day, time and room in one row.
fn read_row(page: &mut PageReading, drafts: &mut Drafts, line: &Line) -> bool {
    let parts: Vec<&str> = line.text.split(['|', '•', '·']).map(str::trim).collect();
    let (times, rest): (Vec<&str>, Vec<&str>) = parts
        .iter()
        .filter(|part| !part.is_empty())
        .partition(|part| when::is_time_like(part));
    let is_row = (2..=5).contains(&parts.len())
        && !times.is_empty()
        && rest.iter().all(|part| is_room(&line.part(part), true));
    if !is_row || rest.len() > 1 || !rest.is_empty() && page.room.is_some() {
        return false;
    }
    drafts.time.push(line.part(&times.join(" ")));
    if let Some(room) = rest.first() {
        page.room = Some((*room).to_owned());
        page.claim(line, PageField::Room);
    }
    true
}

/// Lines between the time and the format are themes; lines right before the people are the
/// organizers. Elsewhere a loose line may be anything, so it stays unread.
fn place_loose(
    page: &mut PageReading,
    loose: &[(usize, &Line)],
    timed: Option<(usize, usize)>,
    timed_at: Option<usize>,
    text_at: Option<usize>,
    unnamed: Unnamed,
) {
    let before_people = matches!(
        unnamed,
        Unnamed::Organizers | Unnamed::OrganizersAndSpeakers
    );
    let mut blocks: Vec<Vec<(usize, &Line)>> = Vec::new();
    for (at, line) in loose {
        let goes_on = blocks
            .last()
            .and_then(|block| block.last())
            .is_some_and(|(before, _)| before + 1 == *at);
        match blocks.last_mut().filter(|_| goes_on && !line.after_gap) {
            Some(block) => block.push((*at, line)),
            None => blocks.push(vec![(*at, line)]),
        }
    }
    let count = blocks.len();
    let mut people: Vec<Vec<Line>> = Vec::new();
    let mut open_at = None;
    for (number, block) in blocks.iter().enumerate() {
        let known = block.iter().any(|(_, line)| themes::is_known(&line.text));
        let between = timed
            .is_some_and(|(time, format)| block.iter().all(|(at, _)| (time..format).contains(at)));
        // A block of its own between the time and the organizers.
        let is_first = number == 0 && count > 1 && before_people && timed_at.is_some();
        let is_group = themes::is_group_of_the_forum(&block[0].1.text);
        if is_group && unnamed != Unnamed::None {
            let lines: Vec<Line> = block.iter().map(|(_, line)| (*line).clone()).collect();
            read_guessed(page, PageField::Organizers, &lines);
        } else if known || between || is_first {
            for (_, line) in block {
                place_theme(page, line);
            }
        } else if before_people || unnamed == Unnamed::Any && text_at < Some(block[0].0) {
            let lines = block.iter().map(|(_, line)| (*line).clone());
            // What text parts, or a wide gap, are two lists.
            let is_next = open_at.is_none() || block[0].1.after_wide_gap;
            match people.last_mut().filter(|_| !is_next) {
                Some(open) => open.extend(lines),
                None => people.push(lines.collect()),
            }
            open_at = Some(number);
        } else {
            block.iter().for_each(|(_, line)| page.leave(line));
        }
    }
    place_people(page, people, unnamed);
}

/// Organizers come first, speakers last.
fn place_people(page: &mut PageReading, mut lists: Vec<Vec<Line>>, unnamed: Unnamed) {
    let speakers = match unnamed {
        Unnamed::OrganizersAndSpeakers if lists.len() > 1 => lists.pop(),
        Unnamed::Any if lists.len() == 2 && lists[1].iter().all(is_told) => lists.pop(),
        Unnamed::Any => {
            lists.iter().for_each(|list| page.leave_all(list));
            return;
        }
        _ => None,
    };
    read_guessed(page, PageField::Organizers, &lists.concat());
    read_guessed(page, PageField::Speakers, &speakers.unwrap_or_default());
}

fn read_guessed(page: &mut PageReading, list: PageField, lines: &[Line]) {
    let told = Told {
        is_guess: true,
        is_plural: false,
    };
    let read = people::read(page, list, lines, told);
    page.leave_all(&lines[read..]);
}

fn is_told(line: &Line) -> bool {
    people::is_told_person(&line.text)
}

fn place_theme(page: &mut PageReading, line: &Line) {
    let is_short = line.text.len() <= limits::SHORT_CHARS_MAX;
    if is_short && page.themes.len() < limits::THEMES_MAX {
        page.themes.push(line.text.clone());
        page.guess(line, PageField::Themes);
    } else {
        page.leave(line);
    }
}

/// A room is called one; directly under the time it needs no number.
pub(super) fn is_room(line: &Line, under_time: bool) -> bool {
    let low = line::cut(&line.text, 80).to_lowercase();
    let named = low
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| ROOMS.contains(&word))
        || ROOMS_GLUED.iter().any(|room| low.contains(room));
    line.text.chars().count() <= 60
        && named
        && (!line.text.contains(',') || under_time && is_numbered_room(&low))
        && !line.text.ends_with([':', '?', '.'])
        && (under_time
            || low.contains(|c: char| c.is_ascii_digit())
            || low.starts_with('-')
            || is_in_roman(&line.text))
}

/// "Salle VI".
fn is_in_roman(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_numeral = |word: &str| word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (2..=4).contains(&words.len()) && words.last().is_some_and(|word| is_numeral(word))
}

/// "Workshop Room 1 PALCCO, Guadalajara": a room with its number, and where it is.
fn is_numbered_room(low: &str) -> bool {
    let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).take(4).collect();
    let mut pairs = words.windows(2);
    pairs.any(|pair| ROOMS.contains(&pair[0]) && pair[1].parse::<u16>().is_ok())
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
    fn a_line_under_the_time_that_is_not_called_a_room_is_none() {
        let page = read_page(
            "WS #5 Cables\nMonday, 9th October, 2023 (10:00 UTC) - Monday, 9th October, 2023 (11:00 UTC)\nAll about us\n",
        );
        assert_eq!(page.room, None);
        assert_eq!(page.unread, ["All about us"]);
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
