//! Where voices are heard, and how one arrives.

use onefloor_core::sound::Venue;
use onefloor_core::{Command, floor, sound};
use proptest::prelude::*;

use crate::random::item;

pub(crate) fn on_sound() -> impl Strategy<Value = Command> {
    let meeting = Venue::Meeting {
        link: "https://meet.example".to_owned(),
        name: None,
    };
    let venues = vec![
        None,
        Some(meeting),
        Some(Venue::Microphones),
        Some(Venue::Hub),
    ];
    let venue = proptest::sample::select(venues);
    prop_oneof![
        2 => venue.prop_map(|venue| Command::Sound(sound::Command::SetVenue { venue })),
        2 => (item(), any::<bool>()).prop_map(|(item, microphone)| Command::Sound(
            sound::Command::SayHere { item, microphone }
        )),
        1 => item().prop_map(|item| Command::Sound(sound::Command::OpenChannel { item })),
        2 => item().prop_map(|item| Command::Sound(sound::Command::HearVoice { item })),
        1 => item().prop_map(|item| Command::Sound(sound::Command::RetryHandover { item })),
        1 => (item(), ".{0,6}")
            .prop_map(|(item, text)| Command::Floor(floor::Command::AskToBeRead { item, text })),
    ]
}
