//! What a format says of a session, written into a reading: a field that is said twice keeps the first
//! value, and the second one is listed.

use jiff::Timestamp;
use onefloor_page::{Begins, Context, PagePerson, PageReading, read_in, read_page};

use crate::{html, limits, when};

/// A list of people in a reading.
pub(crate) type People = fn(&mut PageReading) -> &mut Vec<PagePerson>;

/// A session of which a description is known: people, times and parts that its words name are found,
/// as on a page. Its parts are fitted to its length, where that is known.
pub(crate) fn described(text: &str, length_minutes: Option<u32>) -> PageReading {
    let text = html::plain(text);
    let words = text.trim();
    if words.is_empty() {
        return PageReading::default();
    }
    let read = |begins| {
        let context = Context {
            begins,
            length_minutes,
        };
        read_in(words, context)
    };
    let mut page = read(Begins::Description);
    if page.agenda.is_empty() {
        // Parts with their times need no label to be an agenda.
        let parts = read(Begins::Agenda).agenda;
        let timed = parts.iter().filter(|part| part.minutes_min.is_some());
        if timed.count() >= 2 {
            page.agenda = parts;
        }
    }
    page
}

/// Minutes from start to end, if they are those of a session.
pub(crate) fn length(start: Option<Timestamp>, end: Option<Timestamp>) -> Option<u32> {
    let length = end?.duration_since(start?).as_mins();
    let is_session = (1..=limits::MINUTES_MAX).contains(&length);
    u32::try_from(length).ok().filter(|_| is_session)
}

/// Puts a title over whatever the description seemed to call itself.
pub(crate) fn set_title(page: &mut PageReading, title: &str) {
    let title = line(&html::plain(title));
    if title.is_empty() {
        return;
    }
    // The title may be one of the IGF's own, with year, type and number.
    let named = read_page(&title);
    let before = page.title.take();
    if named.kind.is_some() && named.title.is_some() {
        (page.year, page.kind, page.number) = (named.year, named.kind, named.number);
        page.title = named.title;
    } else {
        page.title = Some(cut(&title, limits::SHORT_CHARS_MAX).to_owned());
        leave(page, &title[page.title.as_ref().map_or(0, String::len)..]);
    }
    if let Some(other) = before.filter(|other| page.title.as_ref() != Some(other)) {
        leave(page, &other);
    }
}

/// Start and end. A stay of days is a conference and no session: only its start is kept.
pub(crate) fn set_times(page: &mut PageReading, start: Option<Timestamp>, end: Option<Timestamp>) {
    let Some(start) = start else { return };
    page.starts_at = Some(when::written(start));
    page.ends_at = None;
    if let Some(length) = length(Some(start), end) {
        page.ends_at = end.map(when::written);
        page.duration_minutes = Some(length);
    }
}

/// A length that stands beside the start.
pub(crate) fn set_length(page: &mut PageReading, minutes: u32) {
    if i64::from(minutes) > limits::MINUTES_MAX || minutes == 0 {
        return;
    }
    page.duration_minutes = Some(minutes);
    let start = page.starts_at.as_deref().and_then(when::instant);
    let end = start.and_then(|start| {
        let length = jiff::SignedDuration::from_mins(i64::from(minutes));
        start.checked_add(length).ok()
    });
    page.ends_at = end.map(when::written);
}

/// A room; a second one is listed.
pub(crate) fn set_room(page: &mut PageReading, room: &str) {
    let room = line(&html::plain(room));
    if room.is_empty() {
        return;
    }
    let room = cut(&room, limits::SHORT_CHARS_MAX).to_owned();
    if let Some(before) = page.room.replace(room)
        && page.room.as_ref() != Some(&before)
    {
        leave(page, &before);
    }
}

/// A theme or track.
pub(crate) fn add_theme(page: &mut PageReading, theme: &str) {
    let theme = line(theme);
    if theme.is_empty() || page.themes.contains(&theme) {
        return;
    }
    if page.themes.len() < limits::THEMES_MAX {
        page.themes
            .push(cut(&theme, limits::SHORT_CHARS_MAX).to_owned());
    } else {
        leave(page, &theme);
    }
}

/// In the order of their times; what has none comes last.
pub(crate) fn sort(sessions: &mut [PageReading]) {
    sessions.sort_by(|one, other| {
        let time = |page: &PageReading| (page.starts_at.is_none(), page.starts_at.clone());
        time(one).cmp(&time(other))
    });
}

/// Somebody; whoever has no name is nobody, and nobody stands twice on a list.
pub(crate) fn add_person(page: &mut PageReading, list: People, person: PagePerson) {
    let name = line(&person.name);
    if name.is_empty() {
        return;
    }
    let short = |text: Option<String>| {
        let text = line(&text?);
        (!text.is_empty()).then(|| cut(&text, limits::SHORT_CHARS_MAX).to_owned())
    };
    let person = PagePerson {
        name: cut(&name, limits::SHORT_CHARS_MAX).to_owned(),
        affiliation: short(person.affiliation),
        ..person
    };
    let people = list(page);
    let low = person.name.to_lowercase();
    let same = people
        .iter()
        .position(|known| known.name.to_lowercase() == low);
    let is_full = people.len() >= limits::PEOPLE_MAX;
    match same.and_then(|at| people.get_mut(at)) {
        Some(known) => {
            known.affiliation = known.affiliation.take().or(person.affiliation);
            known.stakeholder_group = known.stakeholder_group.take().or(person.stakeholder_group);
            known.region = known.region.take().or(person.region);
        }
        None if is_full => leave(page, &person.name),
        None => people.push(person),
    }
}

/// The name of a person as it is said: "LUNDE, Sigrid (remote)" is Sigrid LUNDE. What has more than one
/// comma, or many words before it, is none of the sort and stays.
pub(crate) fn spoken(name: &str) -> String {
    let name = line(name.trim_matches(['"', '\'', ' ']));
    let name = match name
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once('('))
    {
        Some((before, _)) if !before.trim().is_empty() => before.trim().to_owned(),
        _ => name,
    };
    let words = |part: &str| part.split(' ').count();
    match name
        .split_once(',')
        .map(|(family, given)| (family.trim(), given.trim()))
    {
        Some((family, given))
            if !family.is_empty()
                && !given.is_empty()
                && !given.contains(',')
                && words(family) <= 3
                && words(given) <= 3 =>
        {
            format!("{given} {family}")
        }
        _ => name,
    }
}

/// Takes off the lists what is too long for a name.
pub(crate) fn take_long_names(page: &mut PageReading) {
    const LISTS: [People; 5] = [
        |page| &mut page.organizers,
        |page| &mut page.speakers,
        |page| &mut page.onsite_moderators,
        |page| &mut page.online_moderators,
        |page| &mut page.rapporteurs,
    ];
    for list in LISTS {
        let is_long = |person: &PagePerson| {
            let longest = person.name.chars().count();
            let works = person
                .affiliation
                .as_ref()
                .map_or(0, |it| it.chars().count());
            longest > limits::NAME_CHARS_MAX || works > limits::SHORT_CHARS_MAX
        };
        let (long, names) = std::mem::take(list(page)).into_iter().partition(is_long);
        *list(page) = names;
        let long: Vec<PagePerson> = long;
        long.iter().for_each(|person| leave(page, &person.name));
    }
}

/// Somebody by name, and by the organisation where one is said.
pub(crate) fn person(name: &str, affiliation: Option<String>) -> PagePerson {
    PagePerson {
        name: name.to_owned(),
        affiliation,
        ..PagePerson::default()
    }
}

/// Lists what no field took, by its lines. They have no number: data has none that a person would know.
pub(crate) fn leave(page: &mut PageReading, text: &str) {
    for text in text.lines().map(line).filter(|text| !text.is_empty()) {
        page.account.lines += 1;
        page.account.unread += 1;
        if page.unread.len() < limits::UNREAD_MAX {
            page.unread
                .push(cut(&text, limits::UNREAD_CHARS_MAX).to_owned());
            page.unread_lines.push(0);
        }
    }
}

/// Takes lines off the list that say the title again.
pub(crate) fn take_title(page: &mut PageReading) {
    let Some(title) = page.title.as_ref().map(|title| title.to_lowercase()) else {
        return;
    };
    let is_title = |text: &String| text.to_lowercase() == title;
    while let Some(at) = page.unread.iter().position(is_title) {
        page.unread.remove(at);
        page.unread_lines.remove(at);
        page.account.unread = page.account.unread.saturating_sub(1);
        page.account.headings += 1;
    }
}

/// The same with the name that the format has for it.
pub(crate) fn leave_as(page: &mut PageReading, name: &str, text: &str) {
    if !text.trim().is_empty() {
        leave(page, &format!("{name}: {}", line(text)));
    }
}

/// One line of it: every gap is a space.
pub(crate) fn line(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept
}

/// The first characters, as many as the bound allows.
pub(crate) fn cut(text: &str, chars_max: usize) -> &str {
    match text.char_indices().nth(chars_max) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
