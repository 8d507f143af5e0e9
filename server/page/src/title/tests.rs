//! Titles as pages of many years write them.

use super::types::TYPES;
use super::*;

fn check(text: &str, year: Option<u16>, kind: &str, number: Option<u32>, title: &str) {
    let kind = TYPES
        .iter()
        .map(|(kind, _)| *kind)
        .find(|known| *known == kind);
    assert_eq!(
        read(text),
        Some(TitleLine {
            year,
            kind,
            number,
            title: title.to_owned(),
            left: Vec::new(),
        })
    );
}

#[test]
fn what_stands_behind_a_title_is_left_and_not_lost() {
    let page = super::super::read_page(
        "IGF 2025 WS #7 Cables | Hall 3 moved to Tuesday | Internet Governance Forum\nSpeakers\nAna Ruiz",
    );
    assert_eq!(page.title.as_deref(), Some("Cables"));
    assert_eq!(page.unread, ["Hall 3 moved to Tuesday"]);
    let long = format!("IGF 2025 WS #7 {}", "Cables and more ".repeat(40));
    let page = super::super::read_page(&long);
    assert_eq!(page.unread.len(), 1, "{:?}", page.unread);
    let second = super::super::read_page("Cables (WS186) | IGF 2023 WS #9 Ports | Room for all");
    assert_eq!(second.unread, ["Ports", "Room for all"]);
}

#[test]
fn every_form_of_the_title_is_read() {
    check(
        "IGF 2024 Launch / Award Event #128 A Coalition",
        Some(2024),
        "Launch / Award Event",
        Some(128),
        "A Coalition",
    );
    check(
        "WS #51 Cables: who pays?",
        None,
        "Workshop",
        Some(51),
        "Cables: who pays?",
    );
    check(
        "Launch / Award Event #34 A Prize",
        None,
        "Launch / Award Event",
        Some(34),
        "A Prize",
    );
    check(
        "Day 0 Event #178 Youth",
        None,
        "Day 0 Event",
        Some(178),
        "Youth",
    );
    check("OF #7 Open data", None, "Open Forum", Some(7), "Open data");
    check(
        "IGF 2023 Main Session: Trust",
        Some(2023),
        "Main Session",
        None,
        "Trust",
    );
    check(
        "IGF 2025 DC-Access Links",
        Some(2025),
        "Dynamic Coalition",
        None,
        "Access Links",
    );
    check(
        "IGF 2023 Town Hall #80 Links | Internet Governance Forum",
        Some(2023),
        "Town Hall",
        Some(80),
        "Links",
    );
}

#[test]
fn titles_without_the_grammar_are_read() {
    for (text, year, kind, number, title) in [
        (
            "[NRIs] Small languages",
            None,
            "NRI Session",
            None,
            "Small languages",
        ),
        (
            "BPF on Cables",
            None,
            "Best Practice Forum",
            None,
            "BPF on Cables",
        ),
        ("Cables (WS186)", None, "Workshop", Some(186), "Cables"),
        (
            "Cables (WS #186) | IGF 2023",
            Some(2023),
            "Workshop",
            Some(186),
            "Cables",
        ),
        (
            "Cables | IGF 2023 Networking Session #44",
            Some(2023),
            "Networking Session",
            Some(44),
            "Cables",
        ),
        (
            "Main Session | Cables: who pays",
            None,
            "Main Session",
            None,
            "Cables: who pays",
        ),
        ("WS 488: Hills", None, "Workshop", Some(488), "Hills"),
        (
            "FGI 2024 Atelier #803 Ports",
            Some(2024),
            "Workshop",
            Some(803),
            "Ports",
        ),
        (
            "IGF 2024 研讨会 #922 网络",
            Some(2024),
            "Workshop",
            Some(922),
            "网络",
        ),
    ] {
        check(text, year, kind, number, title);
    }
}

#[test]
fn other_lines_are_no_title() {
    for text in [
        "Of course",
        "OF interest",
        "Networking",
        "Workshops matter",
        "IGF",
        "",
        "#5",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn what_stands_before_the_type_is_no_title() {
    for (text, year, kind, number) in [
        ("IGF2023 WS #51 Cables", Some(2023), "Workshop", Some(51)),
        ("2025 IGF WS #51 Cables", Some(2025), "Workshop", Some(51)),
        (
            "IGF 2021 - Day 2 - WS #51 Cables",
            Some(2021),
            "Workshop",
            Some(51),
        ),
        (
            "IGF 2018 - Day 1 - Salle XI - OF40 Cables",
            Some(2018),
            "Open Forum",
            Some(40),
        ),
        (
            "IGF 2018 Report: WS #51 Cables",
            Some(2018),
            "Workshop",
            Some(51),
        ),
        (
            "Home » IGF 2019 » WS #51 Cables",
            Some(2019),
            "Workshop",
            Some(51),
        ),
        ("OF12 Cables", None, "Open Forum", Some(12)),
        ("WS51 - Cables", None, "Workshop", Some(51)),
        ("DC-Cables", None, "Dynamic Coalition", None),
    ] {
        check(text, year, kind, number, "Cables");
    }
}

#[test]
fn a_title_stands_under_the_time_and_the_room_of_a_schedule() {
    let title = |text: &str| super::super::read_page(text).title;
    let cables = Some("Cables and harbours".to_owned());
    assert_eq!(
        title("Tuesday 3 May 2022, 10:00-11:00\nRoom 4\nCables and harbours\n\nSpeakers: Ana Ruiz"),
        cables
    );
    assert_eq!(
        title("Session: Cables and harbours\n\nSpeakers: Ana Ruiz"),
        cables
    );
    let question = "Will the cables of small harbours outlive the ships that lie on them?";
    assert_eq!(
        title(&format!("{question}\n\nSpeakers: Ana Ruiz")).as_deref(),
        Some(question)
    );
    let page = super::super::read_page("#51 Cables\n\nSession type: Workshop\nSpeakers: Ana Ruiz");
    assert_eq!(
        (page.number, page.kind.as_deref()),
        (Some(51), Some("Workshop"))
    );
    assert_eq!(
        title("We met. It was about cables.\n\nSpeakers: Ana Ruiz"),
        None
    );
}
