//! A page read again into a session that exists: what is shown, and what is taken over.

use onefloor_core::about::{
    AboutDiff, AboutField, ChangeSource, Changes, Imported, Listed, PeopleList, SessionPlan, diff,
};
use onefloor_core::agenda::SegmentPlan;
use onefloor_core::igf::{AgendaItem, PagePerson, SegmentKind};
use onefloor_core::terms::{Role, Roles};
use onefloor_core::view::Audience;
use onefloor_core::{
    Actor, Command, Event, Rejection, Session, about, agenda, links, project, speaking,
};

use crate::hour::{Hour, START_MS, plan};

fn person(name: &str, affiliation: &str) -> PagePerson {
    PagePerson {
        name: name.to_owned(),
        affiliation: Some(affiliation.to_owned()),
        ..PagePerson::default()
    }
}

/// The page as it was when the session was made: the organiser corrected its title, and added a
/// speaker whom it did not name yet.
fn early_page() -> Imported {
    let mut about = plan().about;
    about.title = "A lanch".to_owned();
    about.room = Some("Room 4".to_owned());
    about.speakers.truncate(1);
    Imported {
        about,
        agenda: agenda(&[15, 16, 24, 5]),
    }
}

fn agenda(minutes: &[u32]) -> Vec<AgendaItem> {
    let segments = plan().agenda;
    let item = |(segment, minutes): (&SegmentPlan, &u32)| AgendaItem {
        kind: segment.kind,
        title: segment.title.clone(),
        minutes_min: None,
        minutes_max: None,
        plan_minutes: *minutes,
    };
    segments.iter().zip(minutes).map(item).collect()
}

/// The final page: another room, one more speaker, a moderator who changed.
fn final_page() -> Imported {
    let mut page = early_page();
    page.about.room = Some("Room 9".to_owned());
    page.about.format = Some("Roundtable".to_owned());
    page.about.speakers.push(person("Late Lin", "Example Lab"));
    page.about.onsite_moderators = vec![person("Mira Moderator", "Example Hub")];
    page
}

fn hour() -> Hour {
    let mut plan = plan();
    plan.about.room = Some("Room 4".to_owned());
    Hour::of(SessionPlan {
        imported: Some(Box::new(early_page())),
        ..plan
    })
}

fn found(session: &Session, page: &Imported) -> AboutDiff {
    diff(&session.about, &session.agenda, &session.links, page).unwrap()
}

fn fields(diff: &AboutDiff) -> Vec<(AboutField, bool, bool)> {
    let fields = diff.fields.iter();
    fields
        .map(|one| (one.field, one.is_new, one.edited))
        .collect()
}

fn taking(page: Imported) -> Changes {
    Changes {
        from: ChangeSource::Page(Box::new(page)),
        fields: Vec::new(),
        people: Vec::new(),
        links: Vec::new(),
        agenda: None,
    }
}

fn revises(hour: &mut Hour, changes: Changes) -> Result<Vec<Event>, Rejection> {
    let organiser = hour.joins_as(Role::Organiser);
    let revision = hour.session.about.revision;
    let changes = Box::new(changes);
    hour.ask(
        &organiser,
        Command::About(about::Command::ReviseAbout { changes, revision }),
    )
}

fn listed(list: PeopleList, name: &str) -> Listed {
    let name = name.to_owned();
    Listed { list, name }
}

#[test]
fn the_same_page_again_brings_nothing_and_shows_what_was_changed_by_hand() {
    let hour = hour();
    let diff = found(&hour.session, &early_page());
    assert_eq!(fields(&diff), [(AboutField::Title, false, true)]);
    let people: Vec<_> = diff.people.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(people, ["Olu Onsite"]);
    assert!(diff.people.iter().all(|one| one.edited && !one.is_new));
    assert_eq!(diff.agenda, None);
}

#[test]
fn a_final_page_shows_what_is_new_field_by_field() {
    let hour = hour();
    let diff = found(&hour.session, &final_page());
    assert_eq!(
        fields(&diff),
        [
            (AboutField::Title, false, true),
            (AboutField::Room, true, false),
            (AboutField::Format, true, false),
        ]
    );
    let room = &diff.fields[1];
    assert_eq!(
        (room.now.as_deref(), room.page.as_str()),
        (Some("Room 4"), "Room 9")
    );
    let new: Vec<_> = diff
        .people
        .iter()
        .filter(|one| one.is_new)
        .map(|one| {
            (
                one.list,
                one.name.as_str(),
                one.page.is_some(),
                one.needs_link,
            )
        })
        .collect();
    assert_eq!(
        new,
        [
            (PeopleList::Speakers, "Late Lin", true, true),
            (PeopleList::OnsiteModerators, "Mira Moderator", true, true),
            (PeopleList::OnsiteModerators, "Olu Onsite", false, false),
        ]
    );
}

#[test]
fn nothing_is_overwritten_that_was_not_ticked() {
    let mut hour = hour();
    let before = hour.session.about.as_deref().cloned();
    revises(&mut hour, taking(final_page())).unwrap();
    assert_eq!(hour.session.about.as_deref(), before.as_ref());
    // The page is remembered: read once more, it brings nothing.
    let diff = found(&hour.session, &final_page());
    assert!(diff.fields.iter().all(|one| !one.is_new && one.edited));
    assert!(diff.people.iter().all(|one| !one.is_new && one.edited));
}

#[test]
fn what_was_ticked_is_taken_over_and_the_hand_stays() {
    let mut hour = hour();
    let changes = Changes {
        fields: vec![AboutField::Room, AboutField::Format],
        people: vec![
            listed(PeopleList::Speakers, "late lin"),
            listed(PeopleList::OnsiteModerators, "Olu Onsite"),
            listed(PeopleList::OnsiteModerators, "Mira Moderator"),
        ],
        links: vec!["Late Lin".to_owned()],
        ..taking(final_page())
    };
    revises(&mut hour, changes).unwrap();
    let about = hour.session.about.as_deref().unwrap();
    assert_eq!(about.title, "A launch");
    assert_eq!(about.room.as_deref(), Some("Room 9"));
    assert_eq!(about.speakers.len(), 3);
    assert_eq!(about.onsite_moderators[0].name, "Mira Moderator");
    let links = || hour.session.links.values();
    // Whoever left the page keeps their link; who was not ticked for one has none.
    assert!(links().any(|link| link.is_held_by("Olu Onsite") && !link.revoked));
    assert!(!links().any(|link| link.is_held_by("Mira Moderator")));
    let lin = links().find(|link| link.is_held_by("Late Lin")).unwrap();
    assert_eq!(lin.roles, Roles::from([Role::Speaker]));
    assert_eq!(lin.affiliation.as_deref(), Some("Example Lab"));
    assert_eq!(Session::replay(&hour.log), hour.session);
}

#[test]
fn somebody_with_a_link_gets_another_for_what_it_does_not_carry() {
    let mut hour = hour();
    let mut page = early_page();
    page.about.rapporteurs.push(person("Sana Speaker", "Org"));
    let one = found(&hour.session, &page).people;
    assert!(
        one.iter()
            .any(|one| one.name == "Sana Speaker" && one.needs_link)
    );
    let changes = Changes {
        people: vec![listed(PeopleList::Rapporteurs, "Sana Speaker")],
        links: vec!["Sana Speaker".to_owned(), "Nobody at all".to_owned()],
        ..taking(page)
    };
    let events = revises(&mut hour, changes).unwrap();
    let issued: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::Links(links::Event::LinkIssued { link }) => Some(link.roles.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(issued, [Roles::from([Role::Rapporteur])]);
}

#[test]
fn what_the_page_lost_is_no_change() {
    let hour = hour();
    let mut page = final_page();
    page.about = onefloor_core::about::About::default();
    page.agenda.clear();
    let diff = found(&hour.session, &page);
    assert!(diff.fields.is_empty() && diff.people.is_empty() && diff.agenda.is_none());
}

#[test]
fn an_hour_that_has_not_begun_can_be_replaced_and_one_that_has_cannot() {
    let mut hour = hour();
    let page = Imported {
        agenda: agenda(&[10, 20, 25, 5]),
        ..final_page()
    };
    let shown = found(&hour.session, &page).agenda.unwrap();
    assert!(shown.is_new && !shown.edited && shown.can_replace);
    let mut segments = plan().agenda;
    segments[0].minutes = 10;
    segments[0].minutes_min = 10;
    segments[1].minutes = 20;
    segments[2].minutes = 25;
    let changes = Changes {
        agenda: Some(segments),
        ..taking(page.clone())
    };
    revises(&mut hour, changes.clone()).unwrap();
    let agenda = &hour.session.agenda;
    assert_eq!(agenda.segments.len(), 4);
    assert_eq!(agenda.plan_ms(), 60 * 60_000);
    assert_eq!(found(&hour.session, &page).agenda, None);
    assert_eq!(Session::replay(&hour.log), hour.session);

    let moderator = hour.joins_as(Role::Moderator);
    let segment = hour.session.agenda.segments[0].id;
    let after = None;
    hour.ask(
        &moderator,
        Command::Agenda(agenda::Command::StartSegment {
            segment,
            after,
            turn: None,
        }),
    )
    .unwrap();
    let refused = revises(&mut hour, changes);
    assert_eq!(refused, Err(Rejection::SegmentNotAhead { segment }));
    let other = Imported {
        agenda: self::agenda(&[5, 25, 25, 5]),
        ..final_page()
    };
    assert!(!found(&hour.session, &other).agenda.unwrap().can_replace);
}

#[test]
fn a_new_start_moves_the_hour() {
    let mut hour = hour();
    let mut page = final_page();
    page.about.starts_at = Some("2024-12-16T11:30:00Z".to_owned());
    let changes = Changes {
        fields: vec![AboutField::StartsAt],
        ..taking(page)
    };
    revises(&mut hour, changes).unwrap();
    let start_ms = hour.session.agenda.scheduled_start_ms;
    assert_eq!(start_ms, Some(START_MS + 3_600_000));
}

#[test]
fn of_two_organisers_the_second_sees_the_first_ones_change() {
    let mut hour = hour();
    let organiser = hour.joins_as(Role::Organiser);
    let changes = Box::new(Changes {
        fields: vec![AboutField::Room],
        ..taking(final_page())
    });
    let revision = hour.session.about.revision;
    let ask = Command::About(about::Command::ReviseAbout { changes, revision });
    hour.ask(&organiser, ask.clone()).unwrap();
    let refused = hour.ask(&organiser, ask);
    assert_eq!(
        refused,
        Err(Rejection::AboutChanged {
            revision: revision + 1
        })
    );
}

#[test]
fn only_an_organiser_changes_what_the_session_is_about() {
    let mut hour = hour();
    let revision = hour.session.about.revision;
    for actor in [
        hour.joins_as(Role::Moderator),
        hour.joins("Ana"),
        Actor::Host,
    ] {
        let changes = Box::new(taking(final_page()));
        let refused = hour.ask(
            &actor,
            Command::About(about::Command::ReviseAbout { changes, revision }),
        );
        assert_eq!(refused, Err(Rejection::NotAllowed));
    }
}

#[test]
fn a_change_by_hand_is_kept_when_the_page_is_read_again() {
    let mut hour = hour();
    let mut own = plan().about;
    own.description = Some("In my own words.".to_owned());
    own.speakers = vec![person("Olu Onsite", "A new post")];
    let changes = Changes {
        from: ChangeSource::Hand(Box::new(own)),
        fields: vec![AboutField::Description],
        people: vec![
            listed(PeopleList::Speakers, "Olu Onsite"),
            listed(PeopleList::Speakers, "Sana Speaker"),
        ],
        ..taking(early_page())
    };
    revises(&mut hour, changes).unwrap();
    let mut page = final_page();
    page.about.description = Some("In the words of the page.".to_owned());
    let diff = found(&hour.session, &page);
    let description = diff
        .fields
        .iter()
        .find(|one| one.field == AboutField::Description);
    assert!(description.is_some_and(|one| one.edited && one.is_new));
    let sana = diff.people.iter().find(|one| one.name == "Sana Speaker");
    assert!(sana.is_some_and(|one| one.edited && !one.is_new && one.now.is_none()));
}

#[test]
fn a_session_made_by_hand_counts_all_it_says_as_its_own() {
    let hour = Hour::of(SessionPlan {
        imported: Some(Box::default()),
        ..plan()
    });
    let diff = found(&hour.session, &final_page());
    let title = &diff.fields[0];
    assert!(title.edited && title.is_new);
    let room = diff.fields.iter().find(|one| one.field == AboutField::Room);
    assert!(room.is_some_and(|one| !one.edited && one.now.is_none()));
}

#[test]
fn an_old_log_takes_its_plan_for_the_page() {
    let hour = Hour::new();
    let diff = found(&hour.session, &final_page());
    assert!(diff.fields.iter().all(|one| !one.edited));
    assert!(
        hour.session
            .agenda
            .segments
            .iter()
            .any(|one| one.kind == SegmentKind::Closing)
    );
}

#[test]
fn a_value_past_its_bound_is_refused_with_its_field() {
    let mut hour = hour();
    let mut page = final_page();
    page.about.title = "t".repeat(400);
    let changes = Changes {
        fields: vec![AboutField::Title],
        ..taking(page)
    };
    let refused = revises(&mut hour, changes);
    assert!(matches!(refused, Err(Rejection::TextTooLong { .. })));
    let mut empty = final_page();
    empty.about.title = " ".to_owned();
    let changes = Changes {
        fields: vec![AboutField::Title],
        ..taking(empty)
    };
    let refused = revises(&mut hour, changes);
    assert!(matches!(refused, Err(Rejection::TextMissing { .. })));
}

#[test]
fn a_session_goes_out_as_a_file_and_comes_in_again_without_its_hour() {
    use onefloor_core::about::file::SessionFile;
    let mut first = hour();
    let moderator = first.joins_as(Role::Moderator);
    let add = Command::Speaking(speaking::Command::AddSpeaker {
        name: "Guest".to_owned(),
        affiliation: String::new(),
        origin: onefloor_core::terms::Origin::Room,
    });
    first.ask(&moderator, add).unwrap();
    let segment = first.session.agenda.segments[0].id;
    let mut edited = plan().agenda[0].clone();
    edited.speakers = ["Sana Speaker", "Guest"]
        .map(|name| onefloor_core::agenda::SlotPlan {
            name: name.to_owned(),
            minutes: None,
        })
        .to_vec();
    let edit = Command::Agenda(agenda::Command::EditSegment {
        segment,
        plan: edited,
        revision: 1,
    });
    first.ask(&moderator, edit).unwrap();
    let start = Command::Agenda(agenda::Command::StartSegment {
        segment,
        after: None,
        turn: None,
    });
    first.ask(&moderator, start).unwrap();

    let Session {
        about,
        agenda,
        links,
        ..
    } = &first.session;
    let file = SessionFile::of(about, agenda, links).unwrap();
    let text = serde_json::to_string(&file).unwrap();
    for secret in ["generation", "key_hash", "link", "started"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let read: SessionFile = serde_json::from_str(&text).unwrap();
    let second = Hour::of(read.into_plan());
    assert_eq!(
        second.session.about.as_deref(),
        first.session.about.as_deref()
    );
    assert_eq!(second.session.about.imported, first.session.about.imported);
    assert!(second.session.people.is_empty() && second.session.agenda.clock.is_none());
    assert_eq!(second.session.agenda.segments[0].slots.len(), 1);
}

#[test]
fn slides_are_at_an_https_address_and_everybody_sees_it() {
    let mut hour = hour();
    let mut page = early_page();
    page.about.slides = Some("https://example.org/slides.pdf".to_owned());
    assert_eq!(
        fields(&found(&hour.session, &page)),
        [
            (AboutField::Title, false, true),
            (AboutField::Slides, true, false)
        ]
    );
    for wrong in [
        "http://example.org/slides.pdf",
        "javascript:alert(1)",
        "https://",
    ] {
        let mut page = page.clone();
        page.about.slides = Some(wrong.to_owned());
        let fields = vec![AboutField::Slides];
        let refused = revises(
            &mut hour,
            Changes {
                fields,
                ..taking(page)
            },
        );
        assert_eq!(refused, Err(Rejection::LinkNotHttps), "{wrong}");
    }
    let fields = vec![AboutField::Slides];
    revises(
        &mut hour,
        Changes {
            fields,
            ..taking(page)
        },
    )
    .unwrap();
    let view = project(&hour.session, &hour.presence, Audience::Public, hour.now_ms);
    let view = serde_json::to_value(&view).unwrap();
    assert_eq!(view["session"]["slides"], "https://example.org/slides.pdf");
}
