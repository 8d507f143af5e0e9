//! A session's plan as a file: read, checked, and made into a session whose own file is the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onefloor_core::about::file::SessionFile;
use onefloor_core::{Actor, Command, Context, NoZones, Presence, Session, about, decide};

fuzz_target!(|data: &[u8]| {
    let Ok(file) = serde_json::from_slice::<SessionFile>(data) else {
        return;
    };
    let Ok(plan) = file.into_plan().checked() else {
        return;
    };
    let presence = Presence::new();
    let context = Context {
        now_ms: 1_734_344_881_000,
        seed: 1,
        actor: &Actor::Host,
        presence: &presence,
        zones: &NoZones,
    };
    let plan = Box::new(plan);
    let create = Command::About(about::Command::CreateSession { plan });
    // A slot may still name a speaker whom the session does not list.
    let Ok(events) = decide(&Session::default(), &create, &context) else {
        return;
    };
    let session = Session::replay(&events);
    let again = SessionFile::of(&session.about, &session.agenda, &session.links);
    let again = again.expect("it exists").into_plan().checked();
    again.expect("its own file is taken again");
});
