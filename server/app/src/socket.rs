//! One WebSocket a screen: who it is, what it asks for, what it is shown.
//!
//! The first frame says who; everything after goes to the session's actor. This file knows frames
//! and bounds, and no rule.

mod asked;
mod door;

use std::net::IpAddr;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use futures_util::future::BoxFuture;
use onefloor_core::Rejection;
use onefloor_core::limits::QUESTION_CHARS_MAX;
use onefloor_core::rejection::Field;
use serde::Deserialize;
use tokio::time::{Instant, timeout};
use tokio_tungstenite::tungstenite;
use uuid::Uuid;

use crate::app::stopped;
use crate::instruments::{Call, Surface, metrics};
use crate::protocol::{
    ClientFrame, Close, PING_EVERY_S, PROTOCOL, SIGNAL_BYTES_MAX, SILENCE_S_MAX, ServerFrame,
};
use crate::session::{Entrance, Outgoing, Seat, Sent, normalised};
use crate::{App, instruments};

/// How long a new socket may say nothing.
const HELLO_WAIT: Duration = Duration::from_secs(5);
const SILENCE_MAX: Duration = Duration::from_secs(SILENCE_S_MAX);
const PING_EVERY: Duration = Duration::from_secs(PING_EVERY_S);
/// How long one frame may take to leave: a whole view over a venue's poor network. Whoever reads
/// nothing at all is noticed sooner, by the connection itself.
const SEND_WAIT: Duration = Duration::from_secs(60);
/// How long the last frame may take; nothing is lost with it.
const CLOSE_WAIT: Duration = Duration::from_secs(5);

/// Serves one socket until it ends.
///
/// `address` is where it comes from; `None` for this machine's own, which nobody counts.
pub async fn run(mut socket: WebSocket, app: App, address: Option<IpAddr>) {
    let seat = match enter(&mut socket, &app, address).await {
        Ok(seat) => seat,
        Err(Some(why)) => {
            tracing::info!(reason = why.name(), "a screen was not let in");
            return close(&mut socket, why, &app).await;
        }
        Err(None) => return metrics().closed(None),
    };
    match talk(&mut socket, seat, &app).await {
        Some(why) => close(&mut socket, why, &app).await,
        None => metrics().closed(None),
    }
}

/// The first frame; `Err(None)` when the socket ended by itself.
async fn enter(
    socket: &mut WebSocket,
    app: &App,
    address: Option<IpAddr>,
) -> Result<Seat, Option<Close>> {
    let first = timeout(HELLO_WAIT, socket.recv()).await;
    let text = match first.map_err(|_| Some(Close::Silent))? {
        Some(Ok(Message::Text(text))) => text,
        Some(Ok(Message::Binary(_))) => return Err(Some(Close::NotUnderstood)),
        Some(Err(error)) => return Err(too_long(error)),
        _ => return Err(None),
    };
    // A hello of another protocol may have other fields: the number is looked at first.
    let spoken = serde_json::from_str::<Spoken>(&text);
    if spoken.is_ok_and(|spoken| spoken.protocol != PROTOCOL) {
        return Err(Some(Close::Protocol));
    }
    let Ok(ClientFrame::Hello {
        credential,
        last_version,
        ..
    }) = serde_json::from_str(&text)
    else {
        return Err(Some(Close::NotUnderstood));
    };
    let code = normalised(&credential.session).unwrap_or_default();
    tracing::Span::current().record("session", app.host_key.log_name(&code));
    let entrance = Entrance {
        secret: credential.secret,
        person_key: credential.person_key,
        last_version,
    };
    door::enter(app, address, &credential.session, entrance)
        .await
        .map_err(Some)
}

#[derive(Deserialize)]
struct Spoken {
    protocol: u32,
}

/// Everything after the first frame; why the server ends it, if it does.
async fn talk(socket: &mut WebSocket, mut seat: Seat, app: &App) -> Option<Close> {
    let mut stopping = app.stopping.clone();
    let mut garbled = Garbled::default();
    let mut previewing = asked::Previewing::default();
    let mut heard_at = Instant::now();
    let mut ping = tokio::time::interval_at(Instant::now() + PING_EVERY, PING_EVERY);
    loop {
        tokio::select! {
            out = seat.inbox.recv() => match out {
                Some(Outgoing::Frame(text)) => send(socket, text).await?,
                Some(Outgoing::Close(why)) => return Some(why),
                // The actor has stopped: another one answers whoever comes back.
                None => return Some(Close::Restart),
            },
            heard = socket.recv() => {
                heard_at = Instant::now();
                match heard? {
                    Ok(Message::Text(text)) => {
                        match answer(&text, &seat, app, &mut garbled).await {
                            Heard::Answer(answer) => send(socket, answer).await?,
                            Heard::Preview(preview) => previewing.begin(preview),
                            Heard::Nothing => {}
                            Heard::Enough => return Some(Close::NotUnderstood),
                        }
                    }
                    Ok(Message::Binary(_)) => return Some(Close::NotUnderstood),
                    Ok(Message::Ping(_) | Message::Pong(_)) => {}
                    Ok(Message::Close(_)) => return None,
                    Err(error) => return too_long(error),
                }
            }
            answer = previewing.answered() => send(socket, answer).await?,
            _ = ping.tick() => {
                if heard_at.elapsed() > SILENCE_MAX {
                    return Some(Close::Silent);
                }
                let sent = timeout(SEND_WAIT, socket.send(Message::Ping(Default::default()))).await;
                sent.ok()?.ok()?;
            }
            () = stopped(&mut stopping) => return Some(Close::Restart),
        }
    }
}

/// What a frame comes to.
enum Heard {
    Answer(Utf8Bytes),
    /// Answered once it is worked out; the socket goes on meanwhile.
    Preview(BoxFuture<'static, Utf8Bytes>),
    Nothing,
    /// Too many were no frames of ours.
    Enough,
}

/// Frames of a socket that nobody understood: the log hears of the first.
#[derive(Default)]
struct Garbled {
    is_noted: bool,
}

impl Garbled {
    fn note(&mut self) {
        if !std::mem::replace(&mut self.is_noted, true) {
            // More of this socket would say nothing new.
            tracing::info!(reason = "not_understood", "refused a frame");
        }
    }
}

/// What the socket answers by itself; commands are answered by the actor.
async fn answer(text: &str, seat: &Seat, app: &App, garbled: &mut Garbled) -> Heard {
    let may = |sent| seat.allowance.takes(sent, Instant::now());
    let refused = |id, rejection: Rejection| {
        let rejection = &rejection;
        instruments::refused(Surface::Frame, rejection.into());
        tracing::info!(reason = <&str>::from(rejection), "refused a frame");
        Heard::Answer(ServerFrame::Refused { id, rejection }.text())
    };
    match serde_json::from_str(text) {
        Ok(ClientFrame::Ping { t }) => {
            let server_time_ms = seat.now_ms();
            Heard::Answer(ServerFrame::Pong { t, server_time_ms }.text())
        }
        Ok(ClientFrame::Command { id, .. }) if !may(Sent::Command) => {
            refused(Some(id), Rejection::TooFast)
        }
        Ok(ClientFrame::Command { id, command }) => match seat.command(id, command).await {
            Ok(()) => Heard::Nothing,
            Err(rejection) => refused(Some(id), rejection),
        },
        Ok(ClientFrame::Similar { n, text }) if may(Sent::Command) => {
            // A text past its bound is refused when it is sent; here it is like nothing.
            let fits = text.chars().count() <= QUESTION_CHARS_MAX;
            let items = if fits {
                seat.similar(text).await.unwrap_or_default()
            } else {
                Vec::new()
            };
            let items = &items;
            Heard::Answer(ServerFrame::Similar { n, items }.text())
        }
        Ok(ClientFrame::Places { n, from }) if may(Sent::Command) => {
            let from = usize::try_from(from).unwrap_or(usize::MAX);
            let places = &seat.places(from).await.unwrap_or_default();
            Heard::Answer(ServerFrame::Places { n, places }.text())
        }
        Ok(ClientFrame::Handle { item }) if may(Sent::Command) => {
            // When the actor has stopped, the socket ends by itself.
            let _ = seat.handles(item).await;
            Heard::Nothing
        }
        Ok(ClientFrame::RoundPreview { n, settings }) if may(Sent::Command) => {
            Heard::Preview(asked::round_preview(seat, app, n, settings).await)
        }
        Ok(ClientFrame::CallSetup { n }) if may(Sent::Command) => {
            Heard::Answer(asked::call_setup(seat, app, n).await)
        }
        Ok(ClientFrame::MyData { n }) if may(Sent::Command) => {
            Heard::Answer(asked::data(seat, n).await)
        }
        Ok(ClientFrame::Signal { to, payload }) => {
            let chars = payload.to_string().len();
            if chars > SIGNAL_BYTES_MAX {
                let field = Field::Signal;
                let chars_max = SIGNAL_BYTES_MAX;
                let too_long = Rejection::TextTooLong {
                    field,
                    chars,
                    chars_max,
                };
                return refused(None, too_long);
            }
            if !may(Sent::Signal) {
                return refused(None, Rejection::TooFast);
            }
            let _ = seat.signals(to, payload).await;
            Heard::Nothing
        }
        Ok(
            ClientFrame::RoundPreview { .. }
            | ClientFrame::Places { .. }
            | ClientFrame::CallSetup { .. }
            | ClientFrame::MyData { .. },
        ) => refused(None, Rejection::TooFast),
        // Neither is missed: the next one says it again.
        Ok(ClientFrame::Similar { .. } | ClientFrame::Handle { .. }) => Heard::Nothing,
        Ok(ClientFrame::Hello { .. }) | Err(_) if !may(Sent::Garbled) => Heard::Enough,
        Ok(ClientFrame::Hello { .. }) | Err(_) => {
            let id = serde_json::from_str::<WithId>(text).ok();
            let id = id.map(|with| with.id);
            let rejection = &Rejection::NotUnderstood;
            instruments::refused(Surface::Frame, rejection.into());
            garbled.note();
            Heard::Answer(ServerFrame::Refused { id, rejection }.text())
        }
    }
}

/// Whatever else a frame says, its id lets the screen know which command was meant.
#[derive(Deserialize)]
struct WithId {
    id: Uuid,
}

/// Sends a frame; `None` when the socket is dead.
async fn send(socket: &mut WebSocket, text: Utf8Bytes) -> Option<()> {
    let sent = timeout(SEND_WAIT, socket.send(Message::Text(text))).await;
    sent.ok()?.ok()
}

/// The end of a socket whose frame was past its bound; any other error is the end of the line.
fn too_long(error: axum::Error) -> Option<Close> {
    let error = error.into_inner().downcast::<tungstenite::Error>().ok()?;
    match *error {
        tungstenite::Error::Capacity(_) => Some(Close::FrameTooLong),
        _ => None,
    }
}

/// Says which connection it was and when the next one is welcome, then ends it.
async fn close(socket: &mut WebSocket, why: Close, app: &App) {
    metrics().closed(Some(why));
    let comes_back = why == Close::Restart && *app.stopping.borrow();
    let return_ms = match why {
        Close::Later => Some(door::later_ms()),
        Close::LinkRenewed => Some(0),
        _ => comes_back.then(|| app.departures.next_return_ms(Instant::now())),
    };
    let goodbye = ServerFrame::Goodbye {
        connection: Call::current(),
        return_ms,
    };
    let _ = timeout(CLOSE_WAIT, socket.send(Message::Text(goodbye.text()))).await;
    let frame = CloseFrame {
        code: why.code(),
        reason: why.name().into(),
    };
    let _ = timeout(CLOSE_WAIT, socket.send(Message::Close(Some(frame)))).await;
}
