//! Links, the door and rights.

use onefloor_core::ids::LinkId;
use onefloor_core::terms::{Role, Roles};
use onefloor_core::view::{Audience, Entry};
use onefloor_core::{Actor, Command, Rejection, agenda, floor, links, people, project};
use strum::VariantArray;

use crate::hour::Hour;

#[test]
fn one_link_carries_all_the_roles_that_the_page_gives_a_person() {
    let hour = Hour::new();
    let of = |name: &str| {
        let mut links = hour.session.links.values();
        links
            .find(|link| link.holder.as_deref() == Some(name))
            .unwrap()
            .roles
            .clone()
    };
    assert_eq!(
        of("Nele Online"),
        Roles::from([Role::Moderator, Role::Rapporteur])
    );
    assert_eq!(
        of("Olu Onsite"),
        Roles::from([Role::Moderator, Role::Speaker])
    );
}

#[test]
fn the_team_is_counted_by_people_and_not_by_screens() {
    let mut hour = Hour::new();
    let staff = |hour: &Hour| {
        let view = project(&hour.session, &hour.presence, Audience::Staff, hour.now_ms);
        match &view["presence"] {
            Entry::Presence(presence) => presence.staff,
            other => panic!("{other:?}"),
        }
    };
    hour.joins_at_lectern();
    hour.joins_as(Role::Display);
    assert_eq!(staff(&hour), 0);
    hour.joins_as_holder("Nele Online");
    // The same link on her phone.
    hour.joins_as(Role::Rapporteur);
    assert_eq!(staff(&hour), 1);
    hour.joins_as_holder("Olu Onsite");
    hour.joins_as(Role::FloorRunner);
    assert_eq!(staff(&hour), 3);
}

#[test]
fn every_role_has_a_link_from_the_beginning_but_those_that_come_otherwise() {
    let hour = Hour::new();
    let has_none = |role: &&Role| {
        let mut links = hour.session.links.values();
        !links.any(|link| link.roles.contains(role))
    };
    // Participants come by the code; an integration is added when there is a system to add.
    let without: Vec<&Role> = Role::VARIANTS.iter().filter(has_none).collect();
    assert_eq!(without, [&Role::Participant, &Role::Integration]);
}

#[test]
fn a_closed_door_keeps_new_participants_out_and_nobody_else() {
    let mut hour = Hour::new();
    let organiser = hour.joins_as(Role::Organiser);
    hour.joins("Ada");
    hour.ask(
        &organiser,
        Command::Links(links::Command::SetDoor { open: false }),
    )
    .unwrap();
    let join = |key: &str, link| {
        Command::People(people::Command::Join {
            key_hash: key.to_owned(),
            link,
        })
    };
    let refused = hour.ask(&Actor::Door, join("new", None));
    assert_eq!(refused, Err(Rejection::DoorClosed));
    hour.ask(&Actor::Door, join("key of Ada", None)).unwrap();
    hour.ask(&Actor::Door, join("speaker", Some(LinkId(2))))
        .unwrap();
}

#[test]
fn the_last_organiser_link_cannot_be_revoked() {
    let mut hour = Hour::new();
    let organiser = hour.joins_as(Role::Organiser);
    let links = hour.session.links.values();
    let own = links
        .clone()
        .find(|link| link.roles.contains(&Role::Organiser))
        .unwrap()
        .id;
    let refused = hour.ask(
        &organiser,
        Command::Links(links::Command::RevokeLink { link: own }),
    );
    assert_eq!(refused, Err(Rejection::NotAllowed));
}

#[test]
fn a_revoked_link_is_issued_anew_under_another_secret() {
    let mut hour = Hour::new();
    let organiser = hour.joins_as(Role::Organiser);
    let mut links = hour.session.links.values();
    let display = links
        .find(|link| link.roles.contains(&Role::Display))
        .unwrap()
        .id;
    let revoke = Command::Links(links::Command::RevokeLink { link: display });
    hour.ask(&organiser, revoke).unwrap();
    assert!(hour.session.links[&display].revoked);
    let rotate = Command::Links(links::Command::RotateLink { link: display });
    hour.ask(&organiser, rotate).unwrap();
    let link = &hour.session.links[&display];
    assert_eq!((link.revoked, link.generation), (false, 2));
    // Nobody comes back by the secret that was revoked, not even who issued the new one.
    assert_eq!(link.rotated_by, None);
}

#[test]
fn whoever_rotates_a_link_is_remembered_with_it_and_their_own_is_no_exception() {
    let mut hour = Hour::new();
    let organiser = hour.joins_as(Role::Organiser);
    let mut links = hour.session.links.values();
    let own = links
        .find(|link| link.roles.contains(&Role::Organiser))
        .unwrap()
        .id;
    let rotate = Command::Links(links::Command::RotateLink { link: own });
    hour.ask(&organiser, rotate.clone()).unwrap();
    let link = hour.session.links[&own].clone();
    assert_eq!((link.generation, link.rotated_by), (2, organiser.person()));
    // Another system's page has nobody in front of it.
    let nobody = Actor::Screen {
        person: None,
        roles: Roles::from([Role::Organiser]),
    };
    hour.ask(&nobody, rotate).unwrap();
    assert_eq!(hour.session.links[&own].rotated_by, None);
}

#[test]
fn a_participant_runs_nothing_and_a_display_asks_nothing() {
    let mut hour = Hour::new();
    let ada = hour.joins("Ada");
    assert_eq!(
        hour.ask(
            &ada,
            Command::Agenda(agenda::Command::EndSession { turn: None })
        ),
        Err(Rejection::NotAllowed)
    );
    let display = Actor::Screen {
        person: None,
        roles: Roles::from([Role::Display]),
    };
    let raise = Command::Floor(floor::Command::RaiseHand {
        note: String::new(),
    });
    assert_eq!(hour.ask(&display, raise), Err(Rejection::NotAllowed));
}
