use super::*;

mod traps;

const TOWN_HALL: &str = include_str!("../../../tests/fixtures/pages/2023_town_hall_80.txt");
const PREEVENT: &str =
    include_str!("../../../tests/fixtures/pages/2024_launch_award_128_preevent.txt");
const NETWORKING: &str = include_str!("../../../tests/fixtures/pages/2024_networking_123.txt");
const TCCM: &str = include_str!("../../../tests/fixtures/pages/2024_launch_award_128.txt");

fn plan(page: &PageReading) -> Vec<u32> {
    page.agenda.iter().map(|item| item.plan_minutes).collect()
}

#[test]
fn the_tccm_page_becomes_its_hour() {
    let page = read_page(TCCM);
    assert_eq!(
        page.title.as_deref(),
        Some("A Technical Community Coalition for Multistakeholderism")
    );
    assert_eq!(
        (page.year, page.kind.as_deref(), page.number),
        (Some(2024), Some("Launch / Award Event"), Some(128))
    );
    let names: Vec<&str> = page
        .speakers
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["Jordan Carter", "Nick Wenban-Smith", "Jennifer Chung"]
    );
    assert_eq!(page.speakers[1].affiliation.as_deref(), Some("Nominet UK"));
    assert_eq!(page.online_moderators[0].name, page.rapporteurs[0].name);
    assert_eq!(page.sdg_targets.len(), 12);
    assert_eq!(
        (page.format.as_deref(), page.duration_minutes),
        (Some("Roundtable"), Some(60))
    );
    let kinds: Vec<SegmentKind> = page.agenda.iter().map(|item| item.kind).collect();
    use SegmentKind::{Closing, Keynotes, Moving, Networking, Opening, Questions};
    assert_eq!(
        kinds,
        [Opening, Keynotes, Questions, Moving, Networking, Closing]
    );
    assert_eq!(plan(&page), [2, 15, 16, 1, 24, 2]);
    assert_eq!(
        (page.agenda[2].minutes_min, page.agenda[2].minutes_max),
        (Some(15), Some(20))
    );
    assert_eq!(
        page.deadlines.key_takeaways.as_deref(),
        Some("at the end of the session day")
    );
    assert_eq!(page.deadlines.session_report.as_deref(), Some("9 January"));
    assert_eq!(
        (page.key_takeaways.len(), page.calls_to_action.len()),
        (2, 1)
    );
}

#[test]
fn a_list_with_minutes_keeps_them() {
    let page = read_page(
        "Agenda:\n1. Opening: 5 minutes\n2. Panel: 20 minutes\n3. Networking: 30 minutes\n4. Closing: 5 minutes\nDuration (minutes): 60\n",
    );
    assert_eq!(plan(&page), [5, 20, 30, 5]);
}

#[test]
fn promises_past_the_hour_are_squeezed_into_it() {
    let page = read_page(
        "Agenda\n1. Opening: 10 minutes\n2. Panel: 60 minutes\n3. Closing: 10 minutes\nDuration (minutes)\n40\n",
    );
    assert_eq!(plan(&page), [5, 30, 5]);
}

#[test]
fn a_fused_format_tells_the_length() {
    let page = read_page("Format\nBirds of a Feather - 90 Min\n");
    assert_eq!(
        (page.format.as_deref(), page.duration_minutes),
        (Some("Birds of a Feather"), Some(90))
    );
}

#[test]
fn a_town_hall_that_runs_past_midnight_keeps_both_days() {
    let page = read_page(TOWN_HALL);
    assert_eq!(
        (page.year, page.kind.as_deref(), page.number),
        (Some(2023), Some("Town Hall"), Some(80))
    );
    assert_eq!(page.starts_at.as_deref(), Some("2023-10-09T23:45:00Z"));
    assert_eq!(page.ends_at.as_deref(), Some("2023-10-10T01:15:00Z"));
    assert_eq!(page.room.as_deref(), Some("WS 7 – Room K"));
    assert_eq!(
        (page.format.as_deref(), page.duration_minutes),
        (Some("Birds of a Feather"), Some(90))
    );
    assert_eq!(page.themes.len(), 2);
    assert!(page.agenda.is_empty() && page.unread.is_empty());
}

#[test]
fn a_page_before_the_event_says_what_is_not_settled() {
    let page = read_page(PREEVENT);
    assert_eq!(page.title, None);
    assert!(page.speakers.is_empty());
    assert_eq!(page.unread, ["Speakers to be confirmed."]);
    assert_eq!(page.rapporteurs[0].name, "Sabrina Wilkinson");
    assert_eq!(page.sdg_targets.len(), 12);
}

#[test]
fn a_networking_page_tells_regions_and_leaves_its_gaps_unread() {
    let page = read_page(NETWORKING);
    assert_eq!((page.year, page.number), (Some(2024), Some(123)));
    let affiliations: Vec<Option<&str>> = page
        .organizers
        .iter()
        .map(|person| person.affiliation.as_deref())
        .collect();
    let alumni = Some("ISOC Alumn");
    assert_eq!(affiliations, [None, alumni, alumni, Some("YCIG")]);
    let region = page.speakers[1].region.as_deref();
    assert_eq!(region, Some("African Group"));
    assert_eq!(page.sdg_goals, [16, 17]);
    assert_eq!(page.unread, ["[...]", "[...]", "- first speaker name"]);
    // The one segment that it names is not made into an hour.
    assert_eq!(plan(&page), [5]);
}

#[test]
fn the_default_plan_fills_the_hour() {
    for minutes in [30, 45, 60, 90] {
        let total: u32 = default_plan(Some(minutes))
            .iter()
            .map(|item| item.plan_minutes)
            .sum();
        assert_eq!(total, minutes);
    }
}

#[test]
fn non_breaking_spaces_are_spaces() {
    let page = read_page("Duration\u{a0}(minutes):\u{a0}45\n");
    assert_eq!(page.duration_minutes, Some(45));
}

#[test]
fn garbage_is_read_in_silence() {
    let long = "é 15-".repeat(200_000);
    for text in [
        "",
        "\0\0\n\u{feff}",
        "1.\n1.\n((((",
        "Agenda:\n99999 min\n- - -",
        long.as_str(),
    ] {
        let page = read_page(text);
        assert!(page.agenda.is_empty(), "{:?}", page.agenda);
    }
}

#[test]
fn a_year_before_the_first_forum_is_no_forums_year() {
    let page = read_page(
        "IGF 2005 Open Forum #31 What a harbour owes\n\nTime\nFriday, 12th March, 2004 (10:00 UTC) - Friday, 12th March, 2004 (11:00 UTC)\n",
    );
    assert_eq!(page.year, None);
    let page = read_page("IGF 2006 Open Forum #31 What a harbour owes\n");
    assert_eq!((page.year, page.number), (Some(2006), Some(31)));
}
