//! A saved session page (HTML) as the plain text that the page reader takes: one paragraph,
//! heading or table cell a line, and a label for a field that shows none.

mod bounded;
mod field;
mod row;

use onefloor_page::{Context, PageReading};
use scraper::{Html, Node};

use crate::{Programme, SourceKind, Unreadable, draft, limits, linked_data, row as cells};

/// Elements that start and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "ul",
];
/// Elements whose text nobody reads.
const SILENT: &[&str] = &[
    "button", "footer", "head", "nav", "noscript", "script", "select", "style", "svg", "template",
];

/// Marks by which a page is told from a text that has a `<` in it, in lower case.
const MARKS: [&str; 18] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<script",
    "<main",
    "<article",
    "<section",
    "<div",
    "<h1",
    "<h2",
    "<p>",
    "<p ",
    "<ul",
    "<dl",
    "<table",
    "<br",
];

/// Whether a text is a page in HTML.
pub(crate) fn is_html(text: &str) -> bool {
    let start: String = text.chars().take(limits::PAGE_HEAD_CHARS_MAX).collect();
    let start = start.to_lowercase();
    MARKS.iter().any(|mark| start.contains(mark))
}

/// Reads a page: by its words and by what it tells machines.
pub(crate) fn read(html: &str) -> Result<Programme, Unreadable> {
    let (text, scripts) = taken_apart(html);
    let mut page = onefloor_page::read_page(&text);
    let mut events = linked_data::of_scripts(scripts);
    let is_session = page.is_session();
    let own = own_event(&page, &events, is_session).map(|at| events.remove(at));
    let Some(own) = own else {
        if is_session {
            // What else the page tells of are other events: related ones, or those of a menu.
            events.insert(0, page);
        }
        return match (events.is_empty(), is_session) {
            (true, _) => Err(Unreadable::NoSession(SourceKind::Html)),
            (_, true) => Programme::of(SourceKind::Html, events),
            (_, false) => Programme::of(SourceKind::LinkedData, events),
        };
    };
    // Its parts are fitted to the length that it tells machines.
    if page.duration_minutes.is_none() && !page.agenda.is_empty() {
        let context = Context {
            length_minutes: own.duration_minutes,
            ..Context::default()
        };
        page = onefloor_page::read_in(&text, context);
    }
    events.insert(0, together(page, own));
    Programme::of(SourceKind::LinkedData, events)
}

/// The event that a page is about: the one that it is called by, or that begins when it says. One
/// that stands alone on a page without a title or a time of its own is its event, too.
fn own_event(page: &PageReading, events: &[PageReading], is_session: bool) -> Option<usize> {
    let words = |title: &Option<String>| title.clone().unwrap_or_default().to_lowercase();
    let title = words(&page.title);
    let is_own = |event: &PageReading| {
        let own = words(&event.title);
        let is_called = !own.is_empty() && (title.contains(&own) || own.contains(&title));
        let begins = page.starts_at.is_some() && page.starts_at == event.starts_at;
        is_called && !title.is_empty() || begins
    };
    let named = events.iter().position(is_own);
    let is_alone = events.len() == 1 && (!is_session || title.is_empty());
    match events.len() {
        1 => named.or(is_alone.then_some(0)),
        _ => named.filter(|_| is_session),
    }
}

/// A page by its words, and what it tells machines of the same session: those say it exactly.
fn together(mut page: PageReading, event: PageReading) -> PageReading {
    if page.kind.is_none()
        && let Some(title) = event.title
    {
        let before = page.title.replace(title);
        if let Some(before) = before.filter(|before| page.title.as_ref() != Some(before)) {
            draft::leave(&mut page, &before);
        }
    }
    if event.starts_at.is_some() {
        (page.starts_at, page.ends_at) = (event.starts_at, event.ends_at);
        page.duration_minutes = page.duration_minutes.or(event.duration_minutes);
    }
    if let Some(room) = event.room.filter(|_| page.room.is_none()) {
        page.room = Some(room);
    }
    page.description = page.description.or(event.description);
    page.format = page.format.or(event.format);
    if page.agenda.is_empty() {
        page.agenda = event.agenda;
    }
    event
        .themes
        .iter()
        .for_each(|theme| draft::add_theme(&mut page, theme));
    const LISTS: [draft::People; 5] = [
        |page| &mut page.organizers,
        |page| &mut page.speakers,
        |page| &mut page.onsite_moderators,
        |page| &mut page.online_moderators,
        |page| &mut page.rapporteurs,
    ];
    let people = [
        event.organizers,
        event.speakers,
        event.onsite_moderators,
        event.online_moderators,
        event.rapporteurs,
    ];
    for (list, people) in LISTS.into_iter().zip(people) {
        for person in people {
            draft::add_person(&mut page, list, person);
        }
    }
    event
        .unread
        .iter()
        .for_each(|line| draft::leave(&mut page, line));
    // A heading that says the title again is read.
    draft::take_title(&mut page);
    page
}

/// The text of a page, one paragraph, heading or table cell a line.
pub(crate) fn text(html: &str) -> String {
    taken_apart(html).0
}

/// A text that may have marks of HTML in it, as descriptions in data have.
pub(crate) fn plain(text: &str) -> String {
    const MARKS: [&str; 9] = [
        "</", "<br", "<p>", "<p ", "&amp;", "&nbsp;", "&quot;", "&lt;", "&#",
    ];
    match MARKS.iter().any(|mark| text.contains(mark)) {
        true => {
            // What is a line to whoever wrote the text is one here.
            let is_marked = text.contains("<p") || text.contains("<br") || text.contains("<li");
            match is_marked {
                true => self::text(text),
                false => self::text(&text.replace('\n', "<br>")),
            }
        }
        false => text.to_owned(),
    }
}

/// The text, and the scripts that describe the page for machines.
fn taken_apart(html: &str) -> (String, Vec<String>) {
    let bounded = bounded::bounded(html);
    let document = Html::parse_document(&bounded.kept);
    let mut text = String::with_capacity(html.len() / 4);
    let mut silent_depth = 0_usize;
    let mut rows = Vec::new();
    if !document.tree.nodes().any(is_heading) {
        text.push_str(&title_of(&document));
    }
    for edge in document.tree.root().traverse() {
        let (node, opens) = match edge {
            ego_tree::iter::Edge::Open(node) => (node, true),
            ego_tree::iter::Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(element) => {
                if opens && silent_depth == 0 {
                    text.push_str(row::moment(element).unwrap_or_default());
                }
                if is_silent(element) {
                    silent_depth = if opens {
                        silent_depth + 1
                    } else {
                        silent_depth.saturating_sub(1)
                    };
                }
                // What labels a field that shows no label is the name of the field.
                let label = field::lost_label(node).filter(|_| opens && silent_depth == 0);
                if let Some(label) = label {
                    text.push('\n');
                    text.push_str(label);
                    text.push('\n');
                }
                match element.name() {
                    "tr" if opens => {
                        text.push('\n');
                        rows.push(text.len());
                    }
                    "tr" => {
                        if let Some(from) = rows.pop() {
                            cells::settle(&mut text, from, row::is_plain(node));
                        }
                        text.push('\n');
                    }
                    "td" | "th" if !opens && !rows.is_empty() => text.push(cells::CELL),
                    name if BLOCKS.contains(&name) => text.push('\n'),
                    _ => {}
                }
                if opens && element.name() == "h1" {
                    text.push_str("# ");
                }
                // The term of a definition is a label, whatever its mark.
                if !opens && element.name() == "dt" {
                    label_term(&mut text);
                }
                if opens && element.name() == "li" {
                    text.push_str("- ");
                }
            }
            Node::Text(found) if opens && silent_depth == 0 => {
                // A line break in the source is only a space to who reads the page.
                let flat = found.replace(['\n', '\r', '\t', cells::CELL], " ");
                text.push_str(&flat);
            }
            _ => {}
        }
    }
    (cells::lines(&text), bounded.scripts)
}

fn is_heading(node: ego_tree::NodeRef<'_, Node>) -> bool {
    node.value()
        .as_element()
        .is_some_and(|element| element.name() == "h1")
}

/// The name of a page that has no heading.
fn title_of(document: &Html) -> String {
    let is_title = |node: &ego_tree::NodeRef<'_, Node>| {
        let element = node.value().as_element();
        element.is_some_and(|element| element.name() == "title")
    };
    let words = document.tree.nodes().find(is_title).map(|title| {
        let texts = title.children().filter_map(|child| child.value().as_text());
        texts
            .map(|text| text.replace('\n', " "))
            .collect::<String>()
    });
    words.map_or_else(String::new, |words| format!("# {}\n", words.trim()))
}

/// Ends the line of a term as a label ends: the mark stands before the line break.
fn label_term(text: &mut String) {
    let kept = text.trim_end().len();
    if text[..kept].ends_with([':', '：', '?']) || text[..kept].ends_with('\n') || kept == 0 {
        return;
    }
    text.insert(kept, ':');
}

/// Whether nobody reads what stands in an element, or it belongs to the site around the session.
fn is_silent(element: &scraper::node::Element) -> bool {
    let is_around = |role: &str| matches!(role, "navigation" | "banner" | "contentinfo" | "search");
    SILENT.contains(&element.name())
        || row::moment(element).is_some()
        || element.attr("role").is_some_and(is_around)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn html_becomes_lines_and_scripts_say_nothing() {
        let html = "<!doctype html><html><head><title>x</title></head><body><h1>IGF 2024\n Launch</h1>\
             <script>var a = '<p>no</p>';</script><ul><li>One</li><li>Two &amp; three</li></ul></body>";
        assert_eq!(text(html), "# IGF 2024  Launch\n- One\n- Two & three");
    }

    const SAVED: &str = include_str!("../../../tests/fixtures/pages/2025_open_forum_saved.html");
    const TABLE: &str =
        include_str!("../../../tests/fixtures/pages/2024_workshop_saved_table.html");

    #[test]
    fn a_saved_page_is_read_by_its_fields_whether_labelled_or_not() {
        let page = onefloor_page::read_page(&text(SAVED));
        assert_eq!((page.year, page.number), (Some(2025), Some(31)));
        assert_eq!(page.title.as_deref(), Some("What a harbour owes"));
        assert_eq!(page.starts_at.as_deref(), Some("2025-06-25T22:30:00Z"));
        assert_eq!(page.ends_at.as_deref(), Some("2025-06-26T00:00:00Z"));
        assert_eq!(page.room.as_deref(), Some("Workshop Room 2"));
        let names = |people: &[onefloor_page::PagePerson]| -> Vec<String> {
            people.iter().map(|person| person.name.clone()).collect()
        };
        assert_eq!(
            names(&page.organizers),
            ["Harbour Registry", "Ministry of the Sea"]
        );
        assert_eq!(names(&page.speakers), ["Amara Diallo", "João Lima"]);
        assert_eq!(names(&page.online_moderators), ["João Lima"]);
        assert_eq!(names(&page.rapporteurs), ["Amara Diallo"]);
        assert_eq!(page.sdg_targets, ["9.1", "16.10"]);
        assert_eq!(page.sdg_goals, [14]);
        assert_eq!(
            (page.format.as_deref(), page.duration_minutes),
            (Some("Roundtable"), Some(90))
        );
        assert_eq!(page.key_takeaways.len(), 1);
        assert!(page.unread.is_empty(), "{:?}", page.unread);
    }

    #[test]
    fn a_page_of_tables_is_read_too() {
        let page = onefloor_page::read_page(&text(TABLE));
        assert_eq!((page.number, page.duration_minutes), (Some(51), Some(60)));
        assert_eq!(page.speakers.len(), 2);
        assert_eq!(
            page.rapporteurs[0].affiliation.as_deref(),
            Some("Puente Org")
        );
    }

    const FIELDS: &str = include_str!("../../../tests/fixtures/pages/2024_town_hall_fields.html");

    #[test]
    fn fields_without_labels_are_known_by_the_names_of_the_site() {
        let page = onefloor_page::read_page(&text(FIELDS));
        assert_eq!((page.year, page.number), (Some(2024), Some(485)));
        assert_eq!(page.title.as_deref(), Some("Piers online"));
        assert_eq!(page.starts_at.as_deref(), Some("2024-12-17T08:30:00Z"));
        assert!(page.themes.is_empty());
        let names: Vec<_> = page.organizers.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Pier Lab", "Eva Lund"]);
        assert_eq!(page.speakers.len(), 1);
        assert_eq!(page.speakers[0].affiliation.as_deref(), Some("Wave Works"));
        assert_eq!(page.description.as_deref(), Some("How piers go online."));
        assert_eq!(
            page.key_takeaways,
            ["Piers need cables.", "Cables need piers."]
        );
        assert_eq!(page.calls_to_action, ["Join the pier."]);
        let report = page.session_report.as_deref();
        assert_eq!(report, Some("The session heard three talks."));
        assert!(page.is_whole(), "{:?}", page.unread);
    }

    #[test]
    fn titles_terms_tables_and_times_are_read() {
        let html = "<!doctype html><html><head><title>Night ferries</title></head><body>\
             <p><time datetime=\"2025-03-04T09:00:00+01:00\">4 March, nine</time> - \
             <time datetime=\"2025-03-04T10:00:00+01:00\">ten</time></p>\
             <dl><dt>Room</dt><dd>Hall 2</dd><dt>Moderator</dt><dd>Eva Lund</dd></dl>\
             <h2>Speakers</h2><table><tr><th>Name</th><th>Affiliation</th></tr>\
             <tr><td>Otto Kraus</td><td>Wave Works</td></tr>\
             <tr><td>Ema Silva</td><td>Raft Network</td></tr></table></body></html>";
        let page = onefloor_page::read_page(&text(html));
        assert_eq!(page.title.as_deref(), Some("Night ferries"));
        assert_eq!(page.starts_at.as_deref(), Some("2025-03-04T08:00:00Z"));
        assert_eq!(page.ends_at.as_deref(), Some("2025-03-04T09:00:00Z"));
        assert_eq!(page.room.as_deref(), Some("Hall 2"));
        assert_eq!(page.onsite_moderators[0].name, "Eva Lund");
        let people: Vec<_> = page
            .speakers
            .iter()
            .map(|it| (it.name.as_str(), it.affiliation.as_deref()))
            .collect();
        assert_eq!(
            people,
            [
                ("Otto Kraus", Some("Wave Works")),
                ("Ema Silva", Some("Raft Network"))
            ]
        );
        assert!(page.is_whole(), "{:?}", page.unread);
    }

    #[test]
    fn a_page_of_nothing_but_opened_tags_is_read_in_time() {
        // 4 MB, the longest page that is taken: the square of its tags would take hours.
        for tag in [
            "<div>",
            "<b>",
            "<a href=x>",
            "<table><tr><td>",
            "<p><ul><li>",
            "<font size=1>",
        ] {
            let html = format!("<html>{}the end", tag.repeat(4_000_000 / tag.len()));
            let began = std::time::Instant::now();
            assert!(text(&html).ends_with("the end"), "{tag}");
            assert!(
                began.elapsed().as_secs() < 60,
                "{tag}: {:?}",
                began.elapsed()
            );
        }
    }

    #[test]
    fn a_row_of_a_plan_is_one_line_and_a_row_of_a_form_two() {
        let html = "<table><tr><th>Room</th><td>Hall 2</td></tr>\
             <tr><td>10:00 – 10:10</td><td>Welcome</td><td><p>Ana Ruiz</p></td></tr>\
             <tr><td>Opening</td><td>Ana</td><td>5 min</td></tr></table>";
        let lines = "Room\tHall 2\n10:00 – 10:10\tWelcome\tAna Ruiz\nOpening\tAna\t5 min";
        assert_eq!(text(html), lines);
    }

    #[test]
    fn descriptions_lose_their_marks_and_keep_their_lines() {
        use super::plain;
        assert_eq!(plain("<p>One</p><p>R&amp;D</p>"), "One\nR&D");
        assert_eq!(plain("One &amp; two\nthree"), "One & two\nthree");
        assert_eq!(plain("a < b\nc"), "a < b\nc");
    }
}
