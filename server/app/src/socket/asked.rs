//! Questions of a screen that change nothing and are answered at once.

use axum::extract::ws::Utf8Bytes;
use onefloor_core::networking::RoundSettings;
use onefloor_core::view::my_data;
use onefloor_core::{Context, NoZones, Rejection, preview_round};

use crate::App;
use crate::auth::HostKey;
use crate::calls::Caller;
use crate::protocol::ServerFrame;
use crate::session::{Seat, Seen};

/// What a round with these settings would come to.
pub(super) async fn round_preview(seat: &Seat, n: u64, settings: RoundSettings) -> Utf8Bytes {
    let now_ms = seat.now_ms();
    let looked = seat.look(move |seen| {
        let context = Context {
            now_ms,
            seed: 0,
            actor: seen.actor.ok_or(Rejection::NotAllowed)?,
            presence: seen.presence,
            zones: &NoZones,
        };
        preview_round(seen.session, &settings, &context)
    });
    let (preview, rejection) = parted(looked.await);
    let (preview, rejection) = (preview.as_ref(), rejection.as_ref());
    ServerFrame::RoundPreview {
        n,
        preview,
        rejection,
    }
    .text()
}

/// How the person of this screen joins the call of their room.
pub(super) async fn call_setup(seat: &Seat, app: &App, n: u64) -> Utf8Bytes {
    let host_key = app.host_key.clone();
    let caller = parted(seat.look(move |seen| caller(&seen, &host_key)).await);
    let setup = caller
        .0
        .map(|caller| app.calls.setup(&caller, app.clock.now_ms()));
    let (setup, rejection) = (setup.as_ref(), caller.1.as_ref());
    ServerFrame::CallSetup {
        n,
        setup,
        rejection,
    }
    .text()
}

/// What is stored of the person of this screen.
pub(super) async fn data(seat: &Seat, n: u64) -> Utf8Bytes {
    let looked = seat.look(|seen| {
        let person = seen.actor.and_then(|actor| actor.person());
        let person = person.ok_or(Rejection::PersonUnknown)?;
        let data = my_data(seen.session, seen.presence, person);
        data.ok_or(Rejection::PersonUnknown)
    });
    let (data, rejection) = parted(looked.await);
    let (data, rejection) = (data.as_ref(), rejection.as_ref());
    ServerFrame::MyData { n, data, rejection }.text()
}

fn caller(seen: &Seen<'_>, host_key: &HostKey) -> Result<Caller, Rejection> {
    let person = seen.actor.and_then(|actor| actor.person());
    let person = person.ok_or(Rejection::NotInRoom)?;
    let round = seen.session.networking.open();
    let room = round.and_then(|round| round.room_seen_by(person));
    let known = seen.session.people.get(&person);
    Ok(Caller {
        // Relays and LiveKit have logs of their own; a code would let their readers in.
        session: host_key.log_name(seen.code),
        room: room.ok_or(Rejection::NotInRoom)?.id,
        person,
        name: known.and_then(|person| person.profile.name.clone()),
    })
}

fn parted<T>(looked: Result<Result<T, Rejection>, Rejection>) -> (Option<T>, Option<Rejection>) {
    match looked.and_then(|seen| seen) {
        Ok(seen) => (Some(seen), None),
        Err(rejection) => (None, Some(rejection)),
    }
}
