//! The segments of the session, by the page's own words.

use super::agenda_list::{self, Level, Segment};
use super::label::Label;
use super::line::{self, Line};
use super::reading::note;
use super::{
    AgendaItem, PageDoubt, PageField, PageReading, SegmentKind, agenda_prose, fit, limits, people,
    when,
};

/// Where segments may be found, collected while the page is read.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// Lines of the description.
    pub(super) description: Vec<Line>,
    /// Lines about the format.
    pub(super) format: Vec<Line>,
    /// Lines that say when.
    pub(super) time: Vec<Line>,
    /// Paragraphs that no label stands over.
    pub(super) prose: Vec<Line>,
    /// Lines that are segments, though no label says so.
    pub(super) loose: Vec<(Segment, Line)>,
    /// Lines under a label of an agenda.
    listed: Vec<(Segment, Line)>,
    /// Lines under such a label that are no segments by themselves.
    rest: Vec<Line>,
    /// The line that states the length.
    pub(super) duration: Option<Line>,
    /// Minutes of the session, as whoever has the text knows.
    pub(super) length_minutes: Option<u32>,
}

/// Reads the lines under an agenda label.
pub(super) fn read_labelled(
    page: &mut PageReading,
    drafts: &mut Drafts,
    lines: &[Line],
    within: Option<Label>,
) {
    let has_speakers = bullets_are_speakers(lines);
    for line in lines {
        if line::is_furniture(&line.text) {
            page.heading(line);
        } else if has_speakers && is_untimed_bullet(line) {
            people::read_guessed_speaker(page, line);
        } else if let Some(minutes) = agenda_list::total(&line.text) {
            page.duration_minutes.get_or_insert(minutes);
            page.claim(line, PageField::Duration);
        } else if let Some(segment) = agenda_list::segment(&line.text) {
            drafts.listed.push((segment, line.clone()));
        } else if within == Some(Label::Description)
            && line::is_prose(&line.text)
            && line::marker(&line.text).0.is_none()
        {
            // An agenda inside the description goes on as description.
            let lines = std::slice::from_ref(line);
            page.add_text(|page| &mut page.description, PageField::Description, lines);
        } else {
            drafts.rest.push(line.clone());
        }
    }
}

/// Whether the bullets of an agenda name who speaks in the part above them.
fn bullets_are_speakers(lines: &[Line]) -> bool {
    let (bullets, others): (Vec<&Line>, Vec<&Line>) =
        lines.iter().partition(|line| is_untimed_bullet(line));
    let are_people = bullets
        .iter()
        .all(|line| people::is_told_person(&line.text));
    let has_parts = others.iter().any(|line| !line::is_prose(&line.text));
    bullets.len() >= 2 && are_people && has_parts
}

fn is_untimed_bullet(line: &Line) -> bool {
    let segment = agenda_list::segment(&line.text);
    segment.is_some_and(|it| it.level == Level::Bullet && !it.is_timed())
}

/// Takes a list of segments out of the lines about the format; the others stay.
pub(super) fn take_list(drafts: &mut Drafts, lines: &[Line]) -> Vec<Line> {
    let read = |line: &Line| agenda_list::segment(&line.text).filter(Segment::is_timed);
    if lines.iter().filter(|line| read(line).is_some()).count() < 2 {
        return lines.to_vec();
    }
    let mut rest = Vec::new();
    for line in lines {
        match read(line) {
            Some(segment) => drafts.listed.push((segment, line.clone())),
            None => rest.push(line.clone()),
        }
    }
    rest
}

/// Settles on the best source of segments and fits them to the session's length.
pub(super) fn finish(page: &mut PageReading, drafts: Drafts) {
    let slot = when::slot_minutes(page);
    let stated = page.duration_minutes;
    if let (Some(stated_minutes), Some(slot_minutes)) = (stated, slot)
        && stated_minutes != slot_minutes
    {
        let line = drafts.duration.clone().unwrap_or_default();
        page.doubt(PageDoubt::LengthAgainstSlot {
            stated_minutes,
            slot_minutes,
            source: note(&line, Some(PageField::Duration)),
        });
    }
    // The room is booked for the slot.
    let length = slot.or(stated).or(drafts.length_minutes);
    let mut agenda = settled(page, drafts.listed, length, 1);
    let has_list = agenda.len() >= 2;
    let loose_min = if has_list { usize::MAX } else { 3 };
    let loose = settled(page, drafts.loose, length, loose_min);
    if !loose.is_empty() {
        agenda = loose;
    }
    if agenda.len() < 2 {
        agenda = named(page, &drafts.rest).unwrap_or(agenda);
    }
    for lines in [
        &drafts.rest,
        &drafts.format,
        &drafts.description,
        &drafts.prose,
    ] {
        if agenda.len() < 2 {
            let (told, from) = rows(lines).unwrap_or_else(|| agenda_prose::segments(lines));
            if told.len() >= 2 {
                agenda = told;
                from.iter()
                    .for_each(|line| page.guess(line, PageField::Agenda));
            }
        }
    }
    doubt_length(page, &agenda, length);
    // One segment is a mention, not an agenda: framing it would make an hour up.
    page.agenda = if agenda.len() < 2 {
        fit::as_stated(agenda)
    } else {
        fit::fitted(agenda, length)
    };
}

/// The rows of a list with minutes, where a text has one: the sentences around it say the same.
fn rows(lines: &[Line]) -> Option<(Vec<AgendaItem>, Vec<Line>)> {
    let rows = lines.iter().filter_map(|line| {
        let segment = agenda_list::segment(&line.text)?;
        let is_row = segment.minutes.is_some()
            && segment.level != Level::Plain
            && !line::is_prose(&line.text);
        is_row.then(|| (item(segment.title, segment.minutes), line.clone()))
    });
    let (items, lines): (Vec<AgendaItem>, Vec<Line>) = rows.take(limits::SEGMENTS_MAX).unzip();
    (items.len() >= 2).then_some((items, lines))
}

fn doubt_length(page: &mut PageReading, agenda: &[AgendaItem], length: Option<u32>) {
    let agenda_minutes: u32 = agenda.iter().filter_map(|item| item.minutes_min).sum();
    if let Some(length_minutes) = length.filter(|length| agenda_minutes > *length) {
        page.doubt(PageDoubt::AgendaAgainstLength {
            agenda_minutes,
            length_minutes,
            source: note(&Line::default(), Some(PageField::Agenda)),
        });
    }
}

/// The segments of a list: those of its upper level, with their minutes. A list of fewer than the
/// least is none.
fn settled(
    page: &mut PageReading,
    mut listed: Vec<(Segment, Line)>,
    length: Option<u32>,
    least: usize,
) -> Vec<AgendaItem> {
    const ENDS: [&str; 6] = ["end", "fin", "finish", "end of session", "конец", "结束"];
    let any = |wanted: &dyn Fn(&Segment) -> bool| listed.iter().any(|(it, _)| wanted(it));
    let has_upper = any(&|it| it.level != Level::Bullet && it.is_timed());
    let has_lower = any(&|it| it.level == Level::Bullet && it.is_timed());
    let has_numbers = any(&|it| it.level == Level::Numbered);
    listed.retain(|(segment, line)| {
        let is_bullet = segment.level == Level::Bullet;
        let is_kept = match (has_upper, has_lower) {
            (true, _) => !is_bullet,
            (false, true) => is_bullet,
            (false, false) => !(is_bullet && has_numbers),
        };
        if !is_kept {
            page.leave(line);
        }
        is_kept
    });
    offsets(&mut listed);
    clocks(&mut listed, length);
    if listed.len() < least {
        let lines: Vec<Line> = listed.into_iter().map(|(_, line)| line).collect();
        page.leave_all(&lines);
        return Vec::new();
    }
    let mut agenda = Vec::new();
    for (segment, line) in listed {
        if ENDS.contains(&segment.title.to_lowercase().as_str()) && segment.minutes.is_none() {
            page.claim(&line, PageField::Agenda);
        } else if agenda.len() < limits::SEGMENTS_MAX {
            page.claim(&line, PageField::Agenda);
            if let Some(left) = &segment.left {
                page.leave_part(&line, left);
            }
            agenda.push(item(segment.title, segment.minutes));
        } else {
            page.leave(&line);
        }
    }
    agenda
}

/// "0-5 min", "5-20 min": each begins where the one before it ends.
fn offsets(listed: &mut [(Segment, Line)]) {
    let mut at = 0;
    let follows = |(segment, _): &(Segment, Line)| match segment.offset {
        Some((from, to)) if from == at => {
            at = to;
            true
        }
        _ => false,
    };
    if listed.len() < 2 || !listed.iter().all(follows) {
        return;
    }
    for (segment, _) in listed {
        segment.minutes = segment.offset.map(|(from, to)| (to - from, to - from));
    }
}

/// "14:05 Talk", "14:20 Panel": each lasts until the next begins, the last until the session ends.
fn clocks(listed: &mut [(Segment, Line)], length: Option<u32>) {
    let starts: Vec<Option<u16>> = listed.iter().map(|(it, _)| it.starts_at).collect();
    let first = starts.iter().flatten().next().copied();
    for at in 0..listed.len() {
        let Some(start) = starts[at].filter(|_| listed[at].0.minutes.is_none()) else {
            continue;
        };
        let since = |from: u16, to: u32| (to + 1_440 - u32::from(from)) % 1_440;
        let minutes = match starts.get(at + 1) {
            Some(next) => next.map(|next| since(start, u32::from(next))),
            None => first.zip(length).and_then(|(first, length)| {
                let gone = since(first, u32::from(start));
                length.checked_sub(gone)
            }),
        };
        let minutes = minutes.filter(|minutes| (1..=720).contains(minutes));
        listed[at].0.minutes = minutes.map(|minutes| (minutes, minutes));
    }
}

/// Short lines under an agenda's label that say neither number nor time, if most of them name a
/// part of a session.
fn named(page: &mut PageReading, lines: &[Line]) -> Option<Vec<AgendaItem>> {
    let is_short = |line: &Line| !line::is_prose(&line.text) && line.text.chars().count() <= 120;
    let known = lines.iter().filter(|line| kind_of(&line.text).is_some());
    let is_agenda = (2..=limits::SEGMENTS_MAX).contains(&lines.len())
        && lines.iter().all(is_short)
        && known.count() * 2 >= lines.len();
    if !is_agenda {
        return None;
    }
    for line in lines {
        page.guess(line, PageField::Agenda);
    }
    Some(
        lines
            .iter()
            .map(|line| item(titled(&line.text), None))
            .collect(),
    )
}

/// A segment whose kind is what its title says.
pub(super) fn item(title: String, minutes: Option<(u32, u32)>) -> AgendaItem {
    AgendaItem {
        kind: kind_of(&title).unwrap_or(SegmentKind::Other),
        title,
        minutes_min: minutes.map(|(min, _)| min),
        minutes_max: minutes.map(|(_, max)| max),
        plan_minutes: 0,
    }
}

/// What a title's words say about the segment; the more telling words are asked first.
pub(super) fn kind_of(title: &str) -> Option<SegmentKind> {
    use SegmentKind::{
        Award, Closing, Discussion, Keynotes, Networking, Opening, Panel, Presentation, Questions,
    };
    const WORDS: &[(SegmentKind, &[&str])] = &[
        (
            Questions,
            &[
                "q&a",
                "q & a",
                "question",
                "preguntas",
                "perguntas",
                "вопрос",
                "问答",
                "提问",
                "أسئلة",
                "الأسئلة",
            ],
        ),
        (Keynotes, &["keynote", "主旨", "ключев"]),
        (
            Networking,
            &[
                "networking",
                "breakout",
                "break-out",
                "matchmaking",
                "speed dating",
            ],
        ),
        (Award, &["award", "prize", "remise du prix", "premiación"]),
        (
            Opening,
            &[
                "opening",
                "welcom",
                "introduct",
                "ouverture",
                "accueil",
                "bienvenue",
                "apertura",
                "bienvenid",
                "abertura",
                "boas-vindas",
                "открытие",
                "приветств",
                "введение",
                "开幕",
                "欢迎",
                "افتتاح",
                "ترحيب",
            ],
        ),
        (
            Closing,
            &[
                "closing",
                "wrap-up",
                "wrap up",
                "conclu",
                "summary",
                "next steps",
                "clôture",
                "cierre",
                "clausura",
                "encerramento",
                "закрытие",
                "заключ",
                "闭幕",
                "总结",
                "ختام",
                "الختام",
                "farewell",
            ],
        ),
        (Panel, &["panel", "панель"]),
        (
            Discussion,
            &[
                "discussion",
                "dialogue",
                "debate",
                "roundtable",
                "débat",
                "discusión",
                "diálogo",
                "discussão",
                "дискусс",
                "обсужден",
                "讨论",
                "مناقشة",
                "نقاش",
            ],
        ),
        (
            Presentation,
            &[
                "presentation",
                "scene-setting",
                "scene setting",
                "setting the scene",
                "talk",
                "speech",
                "remarks",
                "présentation",
                "exposé",
                "presentación",
                "ponencia",
                "apresentação",
                "palestra",
                "доклад",
                "презентац",
                "выступлен",
                "演讲",
                "发言",
                "عرض",
                "كلمة",
            ],
        ),
    ];
    let low = title.to_lowercase();
    WORDS
        .iter()
        .find(|(_, words)| words.iter().any(|word| low.contains(word)))
        .map(|(kind, _)| *kind)
}

/// A title as it stands on an agenda: trimmed, bounded, beginning with a capital.
pub(super) fn titled(words: &str) -> String {
    let marks = ",;:：.–—-()[]|";
    let trimmed = words.trim_matches(|c: char| c.is_whitespace() || marks.contains(c));
    // A bracket that closes at the end is of the title.
    let has_open = trimmed.contains('(') && words.trim_end().ends_with(')');
    let closed = format!("{trimmed})");
    let whole = if has_open && trimmed.matches('(').count() > trimmed.matches(')').count() {
        closed.as_str()
    } else {
        trimmed
    };
    let cut = super::line::cut(whole, limits::SHORT_CHARS_MAX);
    let mut letters = cut.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
