//! Questions of a screen that change nothing.

use futures_util::future::BoxFuture;
use onefloor_core::networking::RoundSettings;
use onefloor_core::view::my_data;
use onefloor_core::{Context, NoZones, Rejection, preview_round};

use crate::App;
use crate::auth::HostKey;
use crate::calls::Caller;
use crate::protocol::{Frame, ServerFrame};
use crate::session::{Seat, Seen};

/// A preview of a round that is being worked out beside the socket. Another one takes its place: of
/// settings that change under a moderator's fingers, the last ones are answered.
#[derive(Default)]
pub(super) struct Previewing(Option<BoxFuture<'static, Frame>>);

impl Previewing {
    /// Begins one; what was begun before is not answered any more.
    pub(super) fn begin(&mut self, preview: BoxFuture<'static, Frame>) {
        self.0 = Some(preview);
    }

    /// The answer, once there is one.
    pub(super) async fn answered(&mut self) -> Frame {
        match &mut self.0 {
            Some(preview) => {
                let answer = preview.await;
                self.0 = None;
                answer
            }
            None => std::future::pending().await,
        }
    }
}

/// What a round with these settings would come to: the session is looked at, and the rest is worked out
/// elsewhere.
pub(super) async fn round_preview(
    seat: &Seat,
    app: &App,
    n: u64,
    settings: RoundSettings,
) -> BoxFuture<'static, Frame> {
    let now_ms = seat.now_ms();
    let looked = seat.look(move |seen| {
        let context = Context {
            now_ms,
            seed: 0,
            actor: seen.actor.ok_or(Rejection::NotAllowed)?,
            presence: seen.presence,
            zones: &NoZones,
        };
        let request = preview_round(seen.session, &settings, &context)?;
        Ok((request, format!("{} round", seen.code)))
    });
    let looked = looked.await.and_then(|looked| looked);
    let heavy = app.heavy.clone();
    Box::pin(async move {
        let preview = match looked {
            Ok((request, whose)) => {
                let worked = heavy.run_after(&whose, move |_| request.work()).await;
                worked.map_err(|_| Rejection::TooFast)
            }
            Err(rejection) => Err(rejection),
        };
        let (preview, rejection) = (preview.as_ref().ok(), preview.as_ref().err());
        ServerFrame::RoundPreview {
            n,
            preview,
            rejection,
        }
        .frame()
    })
}

/// How the person of this screen joins the call of their room.
pub(super) async fn call_setup(seat: &Seat, app: &App, n: u64) -> Frame {
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
    .frame()
}

/// What is stored of the person of this screen.
pub(super) async fn data(seat: &Seat, n: u64) -> Frame {
    let looked = seat.look(|seen| {
        let person = seen.actor.and_then(|actor| actor.person());
        let person = person.ok_or(Rejection::PersonUnknown)?;
        let data = my_data(seen.session, seen.presence, person);
        data.ok_or(Rejection::PersonUnknown)
    });
    let (data, rejection) = parted(looked.await);
    let (data, rejection) = (data.as_ref(), rejection.as_ref());
    ServerFrame::MyData { n, data, rejection }.frame()
}

/// Keeps what the person of this screen hands to another device of theirs.
pub(super) async fn hand_over(
    seat: &Seat,
    app: &App,
    n: u64,
    (token, covered): (String, String),
) -> Frame {
    let looked = seat.look(|seen| {
        let person = seen.actor.and_then(|actor| actor.person());
        let person = person.ok_or(Rejection::PersonUnknown)?;
        Ok((seen.code.to_owned(), person))
    });
    let offered = looked.await.and_then(|looked| looked).and_then(|whose| {
        let (code, person) = whose;
        let now_ms = app.clock.now_ms();
        let offered = (token.as_str(), covered);
        let until_ms = app.handovers.offer(&code, person, offered, now_ms);
        until_ms.ok_or(Rejection::NotUnderstood)
    });
    let (until_ms, rejection) = (offered.as_ref().ok().copied(), offered.as_ref().err());
    ServerFrame::HandOver {
        n,
        until_ms,
        rejection,
    }
    .frame()
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
