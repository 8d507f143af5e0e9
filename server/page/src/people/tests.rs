use super::super::read_page;
use super::*;

const GRULAC: &str = "Latin American and Caribbean Group (GRULAC)";

fn check(
    entry: &str,
    name: &str,
    affiliation: Option<&str>,
    group: Option<&str>,
    region: Option<&str>,
) {
    let read = person(entry, PageField::Organizers, false).unwrap();
    let expected = PagePerson {
        name: name.to_owned(),
        affiliation: affiliation.map(str::to_owned),
        stakeholder_group: group.map(str::to_owned),
        region: region.map(str::to_owned),
    };
    assert_eq!(read, expected, "{entry}");
}

#[test]
fn the_parts_of_a_person_are_told_apart() {
    check("Jordan Carter", "Jordan Carter", None, None, None);
    check(
        "Jordan Carter, auDA",
        "Jordan Carter",
        Some("auDA"),
        None,
        None,
    );
    check(
        "Jordan Carter (auDA)",
        "Jordan Carter",
        Some("auDA"),
        None,
        None,
    );
    check(
        "Pedro de Perdigao Lana - Internet Society Brazil Chapter, GRULAC",
        "Pedro de Perdigao Lana",
        Some("Internet Society Brazil Chapter"),
        None,
        Some(GRULAC),
    );
    check(
        "Ana Ruiz, Example Org, Civil Society, Latin American and Caribbean Group (GRULAC)",
        "Ana Ruiz",
        Some("Example Org"),
        Some("Civil Society"),
        Some(GRULAC),
    );
    check(
        "Lin Wei – Ministry of Economy, Trade and Industry – Government – APAC",
        "Lin Wei",
        Some("Ministry of Economy, Trade and Industry"),
        Some("Government"),
        Some("Asia-Pacific Group"),
    );
    check(
        "Ana Ruiz; Example Org; Technical Community; WEOG",
        "Ana Ruiz",
        Some("Example Org"),
        Some("Technical Community"),
        Some("Western European and Others Group (WEOG)"),
    );
    check(
        "Ana Ruiz, Technical Community, Example Org, Africa",
        "Ana Ruiz",
        Some("Example Org"),
        Some("Technical Community"),
        Some("African Group"),
    );
}

#[test]
fn what_is_not_known_stays_in_the_affiliation() {
    check(
        "Ana Ruiz, Example Org, Europe",
        "Ana Ruiz",
        Some("Example Org, Europe"),
        None,
        None,
    );
    check(
        "Ana Ruiz, Head of Policy, Africa, Example Org, Private Sector",
        "Ana Ruiz",
        Some("Head of Policy, Africa, Example Org"),
        Some("Private Sector"),
        None,
    );
    check(
        "Ana Ruiz, Labs - North - Unit 2, Example",
        "Ana Ruiz",
        Some("Labs - North - Unit 2, Example"),
        None,
        None,
    );
    let both = "Intergovernmental Organization";
    check(
        "Ana Ruiz, UNESCO, Intergovernmental Organization",
        "Ana Ruiz",
        Some("UNESCO"),
        Some(both),
        None,
    );
    check(
        "Ana Ruiz, UNESCO, IGO, IGO",
        "Ana Ruiz",
        Some("UNESCO"),
        Some(both),
        Some(both),
    );
}

#[test]
fn an_organisation_keeps_its_short_form() {
    let name = "A Technical Community Coalition for Multistakeholderism (TCCM)";
    check(name, name, None, None, None);
    check(
        "Maria del Carmen Lopez (ICANN)",
        "Maria del Carmen Lopez",
        Some("ICANN"),
        None,
        None,
    );
}

#[test]
fn addresses_are_dropped() {
    check(
        "Ana Ruiz (ana@example.org), Example Org",
        "Ana Ruiz",
        Some("Example Org"),
        None,
        None,
    );
    check(
        "Ana Ruiz, Example Org, ana@example.org",
        "Ana Ruiz",
        Some("Example Org"),
        None,
        None,
    );
    check("Ana Ruiz <ana@example.org>", "Ana Ruiz", None, None, None);
    check(
        "Ana Ruiz, Example Org - email: ana@example.org",
        "Ana Ruiz",
        Some("Example Org"),
        None,
        None,
    );
}

#[test]
fn everyone_on_one_line_is_everyone() {
    let names = |text: &str| {
        let page = read_page(&format!("Speakers\n{text}"));
        page.speakers
            .into_iter()
            .map(|person| person.name)
            .collect::<Vec<_>>()
    };
    let all = ["Ana Ruiz", "Lin Wei", "Tunde Okello"];
    assert_eq!(
        names("1. Ana Ruiz, Org A 2. Lin Wei, Org B 3. Tunde Okello, Org C"),
        all
    );
    assert_eq!(names("1) Ana Ruiz 2) Lin Wei 3) Tunde Okello"), all);
    assert_eq!(names("Ana Ruiz, Org A; Lin Wei; Tunde Okello"), all);
    assert_eq!(names("• Ana Ruiz\n• Lin Wei\n3. Tunde Okello"), all);
    assert_eq!(
        names("Speaker 1: Ana Ruiz\nSpeaker 2: Lin Wei\nSpeaker 3: Tunde Okello"),
        all
    );
}

#[test]
fn nobody_is_not_somebody() {
    let page = read_page(
        "Speakers\nSpeakers to be confirmed.\n[...]\nTBC\nTBC, Example Org\n-\nAna Ruiz (TBC)\nWe hope that many people from the region will join us here.",
    );
    let names: Vec<&str> = page
        .speakers
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(names, ["Ana Ruiz"]);
    assert_eq!(page.speakers[0].affiliation, None);
    assert_eq!(page.unread.len(), 7);
}

#[test]
fn a_crowd_is_bounded_and_the_rest_is_shown() {
    let letter = |first: u8, n: u8| char::from(first + n);
    let crowd: String = (0..150)
        .map(|n| format!("Person {}{}\n", letter(b'A', n / 26), letter(b'a', n % 26)))
        .collect();
    let page = read_page(&format!("Speakers\n{crowd}"));
    assert_eq!(page.speakers.len(), limits::PEOPLE_MAX);
    assert_eq!(page.unread.len(), 50);
}
