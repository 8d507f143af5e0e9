//! One page a trap: layouts and slips that session pages were seen with.

use super::super::*;

macro_rules! page {
    ($name:literal) => {
        read_page(include_str!(concat!(
            "../../../../tests/fixtures/pages/",
            $name
        )))
    };
}

const GRULAC: &str = "Latin American and Caribbean Group (GRULAC)";

fn names(people: &[PagePerson]) -> Vec<&str> {
    people.iter().map(|person| person.name.as_str()).collect()
}

fn groups(person: &PagePerson) -> (Option<&str>, Option<&str>) {
    (
        person.stakeholder_group.as_deref(),
        person.region.as_deref(),
    )
}

fn agenda(page: &PageReading) -> Vec<(&str, u32)> {
    let items = page.agenda.iter();
    items
        .map(|item| (item.title.as_str(), item.plan_minutes))
        .collect()
}

#[test]
fn labels_on_lines_of_their_own() {
    let page = page!("2025_workshop_labels_alone.txt");
    assert_eq!(
        (page.year, page.kind.as_deref(), page.number),
        (Some(2025), Some("Workshop"), Some(214))
    );
    assert_eq!(
        names(&page.organizers),
        ["Harbour Registry", "Southern Cable Forum (SCF)"]
    );
    assert_eq!(
        names(&page.speakers),
        ["Amara Diallo", "Lin Wei", "Ines Prado"]
    );
    assert_eq!(
        groups(&page.onsite_moderators[0]),
        (Some("Civil Society"), Some("Eastern European Group"))
    );
    assert_eq!(page.sdg_targets, ["9.1", "16.10", "17.6"]);
    assert_eq!(
        (page.format.as_deref(), page.duration_minutes),
        (Some("Theater"), Some(90))
    );
    // A question of the form and its answer are no part of the description.
    assert!(!page.description.unwrap().contains("queue"));
    assert_eq!(page.unread.len(), 1);
}

#[test]
fn labels_on_the_lines_of_their_values() {
    let page = page!("2024_open_forum_labels_inline.txt");
    assert_eq!(page.starts_at.as_deref(), Some("2024-12-17T13:00:00Z"));
    assert_eq!(page.ends_at.as_deref(), Some("2024-12-17T14:00:00Z"));
    assert_eq!(page.room.as_deref(), Some("Workshop Room 4"));
    assert_eq!(names(&page.speakers), ["Maud Keller", "Tunde Okello"]);
    assert_eq!(names(&page.online_moderators), ["Rosa Ibarra"]);
    assert_eq!(names(&page.rapporteurs), ["Rosa Ibarra"]);
    assert_eq!(page.sdg_targets, ["16.6", "16.7", "9.c"]);
    assert_eq!(
        (page.format.as_deref(), page.duration_minutes),
        (Some("Round table"), Some(60))
    );
    assert!(page.description.is_some() && page.unread.is_empty());
}

#[test]
fn labels_that_were_lost() {
    let page = page!("2023_lightning_talk_labels_lost.txt");
    assert_eq!(page.kind.as_deref(), Some("Lightning Talk"));
    assert_eq!(page.room.as_deref(), Some("SC – Room E"));
    assert_eq!(
        page.themes,
        ["Digital Divides & Inclusion", "Rural Networks"]
    );
    assert_eq!(
        (page.format.as_deref(), page.duration_minutes),
        (Some("Theatre"), Some(30))
    );
    assert_eq!(
        (&page.sdg_goals[..], page.sdg_targets.len()),
        (&[16][..], 2)
    );
    assert!(page.description.is_some() && page.speakers.is_empty());
    assert!(page.unread.is_empty());
}

#[test]
fn everyone_on_one_line_and_no_address_anywhere() {
    let page = page!("2025_networking_everyone_on_one_line.txt");
    assert_eq!(
        names(&page.speakers),
        ["Ana Ruiz", "Lin Wei", "Kofi Mensah", "Olga Petrova"]
    );
    let affiliations = page.speakers.iter().map(|one| one.affiliation.as_deref());
    assert_eq!(
        affiliations.collect::<Vec<_>>(),
        [
            Some("Puente Org"),
            Some("Bureau of Data"),
            Some("Accra IX"),
            Some("Institut Svyazi")
        ]
    );
    assert_eq!(
        groups(&page.speakers[0]),
        (Some("Civil Society"), Some(GRULAC))
    );
    assert_eq!(
        groups(&page.speakers[3]),
        (Some("Technical Community"), Some("Eastern European Group"))
    );
    let whole = serde_json::to_string(&page).unwrap();
    for trace in ["@", "example.", "[at]", "e-mail"] {
        assert!(!whole.contains(trace), "{trace} in {whole}");
    }
}

#[test]
fn groups_and_regions_in_their_variants() {
    let page = page!("2024_town_hall_groups.txt");
    let read: Vec<_> = page.speakers.iter().map(groups).collect();
    let asia = Some("Asia-Pacific Group");
    let western = Some("Western European and Others Group (WEOG)");
    let technical = Some("Technical Community");
    let both = Some("Intergovernmental Organization");
    assert_eq!(
        read[..10],
        [
            (Some("Private Sector"), Some("African Group")),
            (Some("Civil Society"), asia),
            (technical, western),
            (Some("Civil Society"), Some("Eastern European Group")),
            (Some("Civil Society"), Some(GRULAC)),
            (Some("Private Sector"), Some("African Group")),
            (both, both),
            (Some("Government"), asia),
            (None, western),
            // Neither is a group of the IGF: who guesses may be wrong.
            (None, None),
        ]
    );
    assert_eq!(read[10], (technical, None));
    assert_eq!(
        page.speakers[9].affiliation.as_deref(),
        Some("Reef Institute, Academia, Caribbean")
    );
    // An organisation is no speaker.
    assert_eq!(
        page.unread,
        ["Group of Latin America and the Caribbean Observers"]
    );
}

#[test]
fn placeholders_are_nobody() {
    let page = page!("2025_day_0_placeholders.txt");
    assert_eq!(names(&page.speakers), ["Nia Mwangi"]);
    assert_eq!(
        page.speakers[0].affiliation.as_deref(),
        Some("Rift Valley ISP")
    );
    let staff = [
        &page.onsite_moderators,
        &page.online_moderators,
        &page.rapporteurs,
    ];
    assert!(staff.iter().all(|people| people.is_empty()));
    assert_eq!(page.duration_minutes, None);
    // Each of them is shown, and who may not come is shown too.
    assert_eq!(page.unread.len(), 12, "{:?}", page.unread);
}

#[test]
fn an_agenda_to_the_minute_with_its_total() {
    let page = page!("2025_workshop_agenda_minutes.txt");
    assert_eq!(
        agenda(&page),
        [
            ("Welcome and house rules", 5),
            ("Keynote: what a cable sees", 10),
            ("Panel discussion", 25),
            ("Q&A with the room and online", 20),
            ("Break-out groups", 15),
            ("Report back", 10),
            ("Wrap-up", 5),
        ]
    );
    assert_eq!(
        (page.agenda[2].minutes_min, page.agenda[2].minutes_max),
        (Some(25), Some(30))
    );
    assert!(page.unread.is_empty(), "{:?}", page.unread);
}

#[test]
fn an_agenda_by_the_clock() {
    let page = page!("2025_bpf_agenda_clock_times.txt");
    assert_eq!(
        agenda(&page),
        [
            ("Welcome", 5),
            ("Three coasts, three answers", 20),
            ("Open discussion", 35),
            ("Closing and next steps", 15),
        ]
    );
    assert_eq!(page.kind.as_deref(), Some("Best Practice Forum"));
    // The length is what the page states; times alone state none.
    assert_eq!(page.duration_minutes, None);
    assert!(page.unread.is_empty());
}

#[test]
fn a_session_from_one_year_into_the_next() {
    let page = page!("2023_main_session_past_midnight.txt");
    assert_eq!(page.starts_at.as_deref(), Some("2023-12-31T23:15:00Z"));
    assert_eq!(page.ends_at.as_deref(), Some("2024-01-01T00:45:00Z"));
    assert_eq!(page.room.as_deref(), Some("Main Hall"));
    assert_eq!(
        (page.format.as_deref(), page.duration_minutes),
        (Some("Panel - Auditorium"), Some(90))
    );
    assert_eq!(page.themes, ["Internet for All", "Trust"]);
    assert!(page.unread.is_empty());
}

#[test]
fn spaces_that_do_not_break() {
    let page = page!("2024_dc_non_breaking_spaces.txt");
    assert_eq!(
        (page.kind.as_deref(), page.number),
        (Some("Dynamic Coalition"), Some(12))
    );
    assert_eq!(page.starts_at.as_deref(), Some("2024-12-16T23:30:00Z"));
    assert_eq!(page.ends_at.as_deref(), Some("2024-12-17T00:30:00Z"));
    assert_eq!(
        groups(&page.speakers[0]),
        (Some("Civil Society"), Some(GRULAC))
    );
    assert_eq!(page.duration_minutes, Some(60));
    assert_eq!(
        page.description.as_deref(),
        Some("Spaces that look alike, and are not.")
    );
}

#[test]
fn goals_and_targets_as_they_come() {
    let page = page!("2024_award_goals_mixed.txt");
    assert_eq!(
        (page.year, page.kind.as_deref(), page.number),
        (None, Some("Launch / Award Event"), Some(34))
    );
    assert_eq!(
        page.sdg_targets,
        ["4.4", "16.10", "9.a", "17.6", "10.2", "10.3"]
    );
    assert_eq!(page.sdg_goals, [4, 16, 17, 5]);
    assert_eq!(page.unread, ["9.9", "18.1"]);
}

#[test]
fn deadlines_are_any_day() {
    let page = page!("2025_policy_network_deadlines.txt");
    let due = &page.deadlines;
    assert_eq!(due.key_takeaways.as_deref(), Some("2 hours after session"));
    assert_eq!(
        due.call_to_action.as_deref(),
        Some("Friday 27 June 2025, 23:59 CEST")
    );
    assert_eq!(due.session_report.as_deref(), Some("Monday 14 July"));
    assert_eq!(
        (page.key_takeaways.len(), page.calls_to_action.len()),
        (2, 1)
    );
    assert_eq!(page.speakers.len(), 1);
}

#[test]
fn a_format_fused_with_its_seats_and_its_length() {
    let page = page!("2025_workshop_fused_formats.txt");
    assert_eq!(
        (page.format.as_deref(), page.duration_minutes),
        (Some("Round Table - U-shape"), Some(60))
    );
}

#[test]
fn a_page_about_something_else_is_known_as_none() {
    assert!(!page!("not_a_session_page.txt").is_session());
    assert!(!read_page("").is_session());
    assert!(!read_page(&"word ".repeat(2_000_000)).is_session());
    for text in [
        "IGF 2025 Workshop #7 On cables",
        "WS #9 Cables",
        "Speakers\nAna\nFormat\nDebate",
    ] {
        assert!(read_page(text).is_session(), "{text}");
    }
}

#[test]
fn groups_in_one_bracket_are_two() {
    let page = read_page(
        "Speakers\nAna Ruiz, Puente Org (Civil Society, GRULAC)\nLin Wei (Bureau of Data, Government, APAC)\n",
    );
    for (person, affiliation) in page.speakers.iter().zip(["Puente Org", "Bureau of Data"]) {
        assert_eq!(person.affiliation.as_deref(), Some(affiliation));
        assert!(person.stakeholder_group.is_some() && person.region.is_some());
    }
}

#[test]
fn every_type_of_session_is_known_with_and_without_prefix_and_number() {
    for (words, kind) in [
        ("Workshop", "Workshop"),
        ("WS", "Workshop"),
        ("Open Forum", "Open Forum"),
        ("OF", "Open Forum"),
        ("Town Hall", "Town Hall"),
        ("Launch / Award Event", "Launch / Award Event"),
        ("Launch/Award Event", "Launch / Award Event"),
        ("Networking Session", "Networking Session"),
        ("Lightning Talk", "Lightning Talk"),
        ("Day 0 Event", "Day 0 Event"),
        ("Dynamic Coalition", "Dynamic Coalition"),
        ("DC", "Dynamic Coalition"),
        ("Best Practice Forum", "Best Practice Forum"),
        ("BPF", "Best Practice Forum"),
        ("Policy Network", "Policy Network"),
        ("PN", "Policy Network"),
        ("NRI Session", "NRI Session"),
        ("NRIs", "NRI Session"),
        ("Main Session", "Main Session"),
    ] {
        let with = read_page(&format!("IGF 2025 {words} #12 Who pays?"));
        let bare = read_page(&format!("{words} #12: Who pays?"));
        let unnumbered = read_page(&format!("IGF 2025 {words}: Who pays?"));
        for (page, number) in [(&with, Some(12)), (&bare, Some(12)), (&unnumbered, None)] {
            assert_eq!(page.kind.as_deref(), Some(kind), "{words}");
            assert_eq!(page.number, number, "{words}");
            assert_eq!(page.title.as_deref(), Some("Who pays?"), "{words}");
        }
        assert_eq!((with.year, bare.year), (Some(2025), None));
    }
}

#[test]
fn the_slides_are_read_where_they_are_labelled_and_the_report_keeps_its_own_link() {
    let head = "IGF 2025 Open Forum #12 Who pays?\n\n";
    for (said, slides) in [
        (
            "Slides: https://example.org/a.pdf",
            Some("https://example.org/a.pdf"),
        ),
        (
            "Link to the slides\nhttps://example.org/b",
            Some("https://example.org/b"),
        ),
        (
            "Slides: see https://example.org/c.",
            Some("https://example.org/c"),
        ),
        ("Slides: http://example.org/d", None),
        ("Slides: will follow", None),
    ] {
        let page = read_page(&format!("{head}{said}\n"));
        assert_eq!(page.slides.as_deref(), slides, "{said}");
        assert_eq!(page.is_whole(), slides.is_some(), "{said}");
    }
    let report = "Session Report\nSlides: https://example.org/e\nThe floor spoke.\n";
    let page = read_page(&format!("{head}{report}"));
    assert_eq!(page.slides, None);
    assert!(
        page.session_report
            .unwrap()
            .contains("https://example.org/e")
    );
}
