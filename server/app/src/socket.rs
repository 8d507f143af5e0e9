//! One WebSocket a screen: who it is, what it asks for, what it is shown.
//!
//! The first frame says who; everything after goes to the session's actor. This file knows frames
//! and bounds, and no rule.

mod asked;
mod door;
mod line;

use std::net::IpAddr;
use std::pin::pin;
use std::time::Duration;

use futures_util::future::BoxFuture;
use hyper::upgrade::Upgraded;
use onefloor_core::Rejection;
use onefloor_core::limits::QUESTION_CHARS_MAX;
use onefloor_core::rejection::Field;
use serde::Deserialize;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use uuid::Uuid;

use crate::app::stopped;
use crate::instruments::{Call, Surface, metrics};
use crate::protocol::{
    ClientFrame, Close, Frame, PING_EVERY_S, PROTOCOL, SIGNAL_BYTES_MAX, SILENCE_S_MAX, ServerFrame,
};
use crate::session::{Entrance, Seat, Sent, normalised};
use crate::{App, instruments};
use line::{Broken, Next};

pub(crate) use line::Line;

/// How long a new socket may say nothing.
const HELLO_WAIT: Duration = Duration::from_secs(5);
const SILENCE_MAX: Duration = Duration::from_secs(SILENCE_S_MAX);
const PING_EVERY: Duration = Duration::from_secs(PING_EVERY_S);
/// Takes the stream out of a connection that has become a socket, with what was read of it already; whoever
/// serves the connection knows how. None, if it is no such connection.
#[derive(Clone, Copy)]
pub(crate) struct TakesOver(pub(crate) fn(Upgraded) -> Option<(TcpStream, Vec<u8>)>);

/// Why a socket ends.
enum End {
    /// The server ends it.
    Close(Close),
    /// The other end ends it, is gone, or has broken the rules of the line.
    Line(Broken),
    Farewell,
}

impl From<Close> for End {
    fn from(why: Close) -> Self {
        Self::Close(why)
    }
}

impl From<Broken> for End {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::TooLong => Self::Close(Close::FrameTooLong),
            broken => Self::Line(broken),
        }
    }
}

/// Serves one socket until it ends.
///
/// `address` is where it comes from; `None` for this machine's own, which nobody counts.
pub(crate) async fn run(mut line: Line, app: App, address: Option<IpAddr>) {
    // What it takes to come in is not kept for as long as the screen stays.
    let end = match Box::pin(enter(&mut line, &app, address)).await {
        Ok((seat, gzip)) => talk(&mut line, seat, gzip, &app).await,
        Err(end) => {
            if let End::Close(why) = &end {
                tracing::info!(reason = why.name(), "a screen was not let in");
            }
            end
        }
    };
    Box::pin(ends(line, end, &app)).await;
}

/// The first frame: who comes in, and whether their screen reads packed frames.
async fn enter(line: &mut Line, app: &App, address: Option<IpAddr>) -> Result<(Seat, bool), End> {
    let first = async {
        loop {
            match line.next().await? {
                Next::Text(text) => return Ok(text),
                Next::Binary => return Err(Close::NotUnderstood.into()),
                Next::Farewell => return Err(End::Farewell),
                // Nobody else has anything to say to it yet.
                Next::Nothing | Next::Sign | Next::Pack(_) | Next::End(_) => {}
            }
        }
    };
    let text = timeout(HELLO_WAIT, first)
        .await
        .map_err(|_| Close::Silent)??;
    // A hello of another protocol may have other fields: the number is looked at first.
    let spoken = serde_json::from_str::<Spoken>(&text);
    if spoken.is_ok_and(|spoken| spoken.protocol != PROTOCOL) {
        return Err(Close::Protocol.into());
    }
    let Ok(ClientFrame::Hello {
        credential,
        last_version,
        gzip,
        ..
    }) = serde_json::from_str(&text)
    else {
        return Err(Close::NotUnderstood.into());
    };
    let code = normalised(&credential.session).unwrap_or_default();
    tracing::Span::current().record("session", app.host_key.log_name(&code));
    let entrance = Entrance {
        secret: credential.secret,
        person_key: credential.person_key,
        last_version,
    };
    let seat = door::enter(app, address, &credential.session, entrance).await?;
    Ok((seat, gzip))
}

#[derive(Deserialize)]
struct Spoken {
    protocol: u32,
}

/// Everything after the first frame; why it ends. What the session has for the screen goes out by itself.
async fn talk(line: &mut Line, mut seat: Seat, gzip: bool, app: &App) -> End {
    line.follows(std::mem::take(&mut seat.inbox), gzip);
    let mut stopping = app.stopping.clone();
    let mut stopping = pin!(stopped(&mut stopping));
    let mut garbled = Garbled::default();
    let mut previewing = asked::Previewing::default();
    let mut heard_at = Instant::now();
    let mut ping = tokio::time::interval_at(Instant::now() + PING_EVERY, PING_EVERY);
    loop {
        tokio::select! {
            biased;
            next = line.next() => {
                let text = match next {
                    Ok(Next::Text(text)) => Some(text),
                    Ok(Next::Sign) => None,
                    Ok(Next::Nothing) => continue,
                    Ok(Next::Pack(frame)) => {
                        line.push_packed(frame.for_screen(gzip).await);
                        continue;
                    }
                    Ok(Next::Binary) => return Close::NotUnderstood.into(),
                    Ok(Next::End(why)) => return why.into(),
                    Ok(Next::Farewell) => return End::Farewell,
                    Err(broken) => return broken.into(),
                };
                heard_at = Instant::now();
                let Some(text) = text else { continue };
                match Box::pin(answer(&text, &seat, app, &mut garbled)).await {
                    Heard::Answer(answer) => line.push(answer.for_screen(gzip).await),
                    Heard::Preview(preview) => previewing.begin(preview),
                    Heard::Nothing => {}
                    Heard::Enough => return Close::NotUnderstood.into(),
                }
            }
            answer = previewing.answered() => line.push(answer.for_screen(gzip).await),
            _ = ping.tick() => {
                if heard_at.elapsed() > SILENCE_MAX {
                    return Close::Silent.into();
                }
                line.ping();
            }
            () = &mut stopping => return Close::Restart.into(),
        }
    }
}

/// What a frame comes to.
enum Heard {
    Answer(Frame),
    /// Answered once it is worked out; the socket goes on meanwhile.
    Preview(BoxFuture<'static, Frame>),
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
        Heard::Answer(ServerFrame::Refused { id, rejection }.frame())
    };
    match serde_json::from_str(text) {
        Ok(ClientFrame::Ping { t }) => {
            let server_time_ms = seat.now_ms();
            Heard::Answer(ServerFrame::Pong { t, server_time_ms }.frame())
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
            Heard::Answer(ServerFrame::Similar { n, items }.frame())
        }
        Ok(ClientFrame::Places { n, from }) if may(Sent::Command) => {
            let from = usize::try_from(from).unwrap_or(usize::MAX);
            let places = &seat.places(from).await.unwrap_or_default();
            Heard::Answer(ServerFrame::Places { n, places }.frame())
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
        Ok(ClientFrame::HandOver { n, token, covered }) if may(Sent::Command) => {
            Heard::Answer(asked::hand_over(seat, app, n, (token, covered)).await)
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
            | ClientFrame::MyData { .. }
            | ClientFrame::HandOver { .. },
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
            Heard::Answer(ServerFrame::Refused { id, rejection }.frame())
        }
    }
}

/// Whatever else a frame says, its id lets the screen know which command was meant.
#[derive(Deserialize)]
struct WithId {
    id: Uuid,
}

/// Says which connection it was and when the next one is welcome, then ends it.
async fn ends(mut line: Line, end: End, app: &App) {
    let why = match end {
        End::Close(why) => why,
        End::Line(Broken::Against(code)) => {
            metrics().closed(None);
            return line.closes(code.into(), "").await;
        }
        End::Farewell => {
            metrics().closed(None);
            return line.ends().await;
        }
        End::Line(_) => return metrics().closed(None),
    };
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
    line.push(goodbye.frame().for_screen(false).await);
    line.closes(why.code(), why.name()).await;
}
