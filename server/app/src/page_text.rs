//! A saved session page (HTML) as the plain text that the page reader takes: one paragraph,
//! heading or table cell a line, and a label for a field that shows none.

mod bounded;
mod field;
mod row;

use scraper::{Html, Node};

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
    "tr",
    "ul",
];
/// Elements whose text nobody reads.
const SILENT: &[&str] = &[
    "button", "footer", "head", "nav", "noscript", "script", "select", "style", "svg", "template",
];

/// The text of a page: HTML is taken apart, anything else is passed on.
#[must_use]
pub fn page_text(page: &str) -> String {
    let start: String = page.chars().take(2_000).collect::<String>().to_lowercase();
    let is_html = ["<!doctype html", "<html", "<body", "<div", "<p>", "<table"]
        .iter()
        .any(|mark| start.contains(mark));
    if is_html {
        html_text(page)
    } else {
        page.to_owned()
    }
}

fn html_text(html: &str) -> String {
    let document = Html::parse_document(&bounded::bounded(html));
    let mut text = String::with_capacity(html.len() / 4);
    let mut silent_depth = 0_usize;
    // Of each open row, whether its cells stand on one line.
    let mut rows: Vec<bool> = Vec::new();
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
                    "tr" if opens => rows.push(row::is_plain(node)),
                    "tr" => {
                        rows.pop();
                    }
                    _ => {}
                }
                match element.name() {
                    "td" | "th" if rows.last() == Some(&true) => text.push('\t'),
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
                let flat = found.replace(['\n', '\r', '\t'], " ");
                text.push_str(&flat);
            }
            _ => {}
        }
    }
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !matches!(*line, "-" | "#"))
        .collect::<Vec<_>>()
        .join("\n")
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
    use super::page_text;

    #[test]
    fn html_becomes_lines_and_scripts_say_nothing() {
        let html = "<!doctype html><html><head><title>x</title></head><body><h1>IGF 2024\n Launch</h1>\
             <script>var a = '<p>no</p>';</script><ul><li>One</li><li>Two &amp; three</li></ul></body>";
        assert_eq!(page_text(html), "# IGF 2024  Launch\n- One\n- Two & three");
    }

    const SAVED: &str = include_str!("../../../tests/fixtures/pages/2025_open_forum_saved.html");
    const TABLE: &str =
        include_str!("../../../tests/fixtures/pages/2024_workshop_saved_table.html");

    #[test]
    fn a_saved_page_is_read_by_its_fields_whether_labelled_or_not() {
        let page = onefloor_page::read_page(&page_text(SAVED));
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
        let page = onefloor_page::read_page(&page_text(TABLE));
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
        let page = onefloor_page::read_page(&page_text(FIELDS));
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
        let page = onefloor_page::read_page(&page_text(html));
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
            assert!(page_text(&html).ends_with("the end"), "{tag}");
            assert!(
                began.elapsed().as_secs() < 60,
                "{tag}: {:?}",
                began.elapsed()
            );
        }
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        assert_eq!(page_text("a < b\nc"), "a < b\nc");
    }
}
