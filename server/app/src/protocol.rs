//! The wire: JSON text frames over one WebSocket a screen.
//!
//! These types are the source; `web/src/lib/protocol` is generated from them, and a test compares.
//! A view comes in three parts that change apart, each a flat map of keyed entries: `main` (the
//! public's or the staff's), `person` and `room`.

#[cfg(feature = "wire")]
pub mod asyncapi;
mod frame;
pub mod http;
#[cfg(feature = "wire")]
pub mod schemas;
#[cfg(feature = "wire")]
pub mod typescript;

use std::collections::BTreeMap;

use onefloor_core::floor::{Placed, Step};
use onefloor_core::ids::{ItemId, LinkId, PersonId};
use onefloor_core::limits::Limits;
use onefloor_core::networking::{RoundPreview, RoundSettings};
use onefloor_core::terms::Roles;
use onefloor_core::view::{Entry, MyData};
use onefloor_core::{Command, Rejection};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::calls::CallSetup;
use crate::instruments::Call;

pub(crate) use frame::Form;
pub use frame::Frame;

/// Version of this protocol; another one is closed with [`Close::Protocol`].
pub const PROTOCOL: u32 = 5;

/// The socket, as AsyncAPI 3.0.
pub(crate) const ASYNCAPI: &str = include_str!("protocol/asyncapi.json");

/// Where the socket is.
#[cfg(feature = "wire")]
pub(crate) const SOCKET_PATH: &str = "/ws";

/// Bytes of the longest frame that a client may send: the longest report in a script of four bytes a
/// letter (160,000), with what JSON escapes. A page measures what it sends, and refuses it there:
/// a socket that is closed for it would be opened and closed for ever.
pub const FRAME_BYTES_MAX: usize = 256 * 1024;

/// Bytes of the shortest frame of the server that is compressed for whoever reads that: below, it saves
/// less than it costs.
pub(crate) const PACKED_BYTES_MIN: usize = 8 * 1024;

/// Bytes of the longest payload of a `signal`.
pub const SIGNAL_BYTES_MAX: usize = 32 * 1024;

/// Seconds for which a screen may say nothing: browsers ping far more often.
pub(crate) const SILENCE_S_MAX: u64 = 30;

/// Seconds after which the server asks for a sign of life by itself.
pub(crate) const PING_EVERY_S: u64 = 12;

/// What a client sends.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClientFrame {
    /// The first frame: who, and what the screen has already.
    Hello {
        /// The client's [`PROTOCOL`].
        protocol: u32,
        /// Who asks to be let in.
        credential: Credential,
        /// Version of the last `main` frame seen, on a return.
        #[serde(default)]
        last_version: Option<u64>,
        /// Whether the client reads binary frames, each the gzip of a text frame. Without it, there are
        /// none.
        #[serde(default)]
        gzip: bool,
    },
    /// Something to be done.
    Command {
        /// Made by the client; a retry carries the same.
        id: Uuid,
        /// What.
        command: Command,
    },
    /// Which waiting items are like a text that is being typed?
    Similar {
        /// Any number; it comes back.
        n: u64,
        /// The text so far.
        text: String,
    },
    /// Who comes further back in the order? Everybody sees its first places; these are told once.
    Places {
        /// Any number; it comes back.
        n: u64,
        /// How many places to leave out.
        #[cfg_attr(feature = "wire", schemars(range(max = onefloor_core::limits::ITEMS_EVER_MAX)))]
        from: u32,
    },
    /// Which item this screen works on now, so that staff do not fight over it; no event.
    Handle {
        /// The item; `None` when it is left alone again.
        item: Option<ItemId>,
    },
    /// What would a round with these settings come to? A new question takes the place of one that is not
    /// answered yet.
    RoundPreview {
        /// Any number; it comes back.
        n: u64,
        /// As the moderator would call it.
        settings: RoundSettings,
    },
    /// How does one join the call of one's room?
    CallSetup {
        /// Any number; it comes back.
        n: u64,
    },
    /// What is stored of the person of this screen?
    MyData {
        /// Any number; it comes back.
        n: u64,
    },
    /// Lets one device more come in as the person of this screen, once and for five minutes; no event.
    HandOver {
        /// Any number; it comes back.
        n: u64,
        /// Made by the client: 32 hexadecimal digits, and the next device names it.
        token: String,
        /// What only the next device can read; it is told to whoever names the token first.
        covered: String,
    },
    /// Something for somebody in the same room, so that their browsers find one another; no event.
    Signal {
        /// Who.
        to: PersonId,
        /// At most [`SIGNAL_BYTES_MAX`] of JSON; the server does not look into it.
        #[cfg_attr(feature = "wire", ts(type = "unknown"))]
        payload: serde_json::Value,
    },
    /// A sign of life and a probe of the clock.
    Ping {
        /// Any number; it comes back.
        t: u64,
    },
}

/// Who asks to be let in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// Code of the session.
    pub session: String,
    /// Secret of a role link; without one, a participant.
    #[serde(default)]
    pub secret: Option<String>,
    /// The key that this browser keeps for its person.
    pub person_key: String,
}

/// Which part of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What the public or staff sees.
    Main,
    /// What this person alone sees.
    Person,
    /// What those in the same breakout room see.
    Room,
}

/// What the server sends.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ServerFrame<'a> {
    /// Let in.
    Welcome {
        /// Who one is; a display is nobody.
        you: Option<PersonId>,
        /// What the screen may do.
        roles: &'a Roles,
        /// The commands that it may give, by their names.
        #[cfg_attr(feature = "wire", ts(type = "Array<Command['type']>"))]
        may: Vec<&'static str>,
        /// By which link, if any.
        link: Option<LinkId>,
        /// The present secret of that link, for whoever rotated it and came with the one before.
        secret: Option<String>,
        /// The server's time, in milliseconds since 1970.
        server_time_ms: u64,
        /// Bounds for the fields of the screen.
        limits: &'a Limits,
        /// Who runs this server, in their words.
        operator: Option<&'a str>,
        /// Days for which a session is kept after its end where it says nothing itself; 0 is until it
        /// is deleted.
        retention_days: u32,
        /// What this connection is called in the server's log, for whoever asks for help.
        #[cfg_attr(feature = "wire", ts(type = "string"), schemars(with = "String"))]
        connection: Call,
    },
    /// A whole part of the view; what the screen had of it is gone.
    Snapshot {
        /// Which part.
        part: Part,
        /// Version that it shows.
        version: u64,
        /// The entries.
        #[cfg_attr(
            feature = "wire",
            ts(type = "Record<string, unknown>"),
            schemars(with = "schemas::Entries")
        )]
        entries: &'a BTreeMap<String, Entry>,
    },
    /// What changed in a part.
    Change {
        /// Which part.
        part: Part,
        /// The version of this part before; a screen with another one asks anew.
        after: u64,
        /// Version that it leads to.
        version: u64,
        /// New and changed entries; left out where there is none.
        #[cfg_attr(
            feature = "wire",
            ts(optional, type = "Record<string, unknown>"),
            schemars(with = "schemas::Entries")
        )]
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        put: BTreeMap<&'a str, &'a Entry>,
        /// Keys of entries that are gone; left out where there is none.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "wire", ts(optional, as = "Option<Vec<&'a str>>"))]
        del: Vec<&'a str>,
        /// Orders in which some have moved: those that the steps name are taken out, then each that has
        /// not left is put behind the one that it names, in turn. They may be taken twice. Left out
        /// where there is none.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(
            feature = "wire",
            ts(optional, as = "Option<BTreeMap<String, Vec<Step>>>")
        )]
        moves: Option<&'a BTreeMap<String, Vec<Step>>>,
    },
    /// A command is done, and durable.
    Done {
        /// Which.
        id: Uuid,
        /// Version that holds it.
        version: u64,
    },
    /// A command changed nothing.
    Refused {
        /// Which; `None` if the frame had no id that could be read.
        id: Option<Uuid>,
        /// Why.
        rejection: &'a Rejection,
    },
    /// The answer to a text that is being typed.
    Similar {
        /// As sent.
        n: u64,
        /// Waiting items much like it, the most alike first.
        items: &'a [ItemId],
    },
    /// Places further back in the order, as they were when this was asked.
    Places {
        /// As sent.
        n: u64,
        /// At most as many as everybody sees of the front.
        places: &'a [Placed],
    },
    /// What a round would come to, or why it would come to nothing.
    RoundPreview {
        /// As sent.
        n: u64,
        /// Rooms by size, repeats, the limit.
        preview: Option<&'a RoundPreview>,
        /// The refusal.
        rejection: Option<&'a Rejection>,
    },
    /// How to join the call, or why not.
    CallSetup {
        /// As sent.
        n: u64,
        /// Servers and passwords.
        setup: Option<&'a CallSetup>,
        /// The refusal.
        rejection: Option<&'a Rejection>,
    },
    /// What is stored of the person of this screen, or why that is not told.
    MyData {
        /// As sent.
        n: u64,
        /// All of it.
        data: Option<&'a MyData>,
        /// The refusal.
        rejection: Option<&'a Rejection>,
    },
    /// Until when one device more may come in, or why it may not.
    HandOver {
        /// As sent.
        n: u64,
        /// In milliseconds since 1970.
        until_ms: Option<u64>,
        /// The refusal.
        rejection: Option<&'a Rejection>,
    },
    /// Something from somebody in the same room.
    Signal {
        /// From whom.
        from: PersonId,
        /// As they sent it.
        #[cfg_attr(feature = "wire", ts(type = "unknown"))]
        payload: &'a serde_json::Value,
    },
    /// The last frame before the server closes the socket.
    Goodbye {
        /// What this connection was called in the server's log, for whoever asks for help.
        #[cfg_attr(feature = "wire", ts(type = "string"), schemars(with = "String"))]
        connection: Call,
        /// The server restarts, and has a place for this screen after so many milliseconds: all
        /// come back one after the other. `None` where the close code says what to do.
        return_ms: Option<u64>,
    },
    /// The answer to a ping.
    Pong {
        /// As sent.
        t: u64,
        /// The server's time, in milliseconds since 1970.
        server_time_ms: u64,
    },
}

impl ServerFrame<'_> {
    /// The frame, ready to be sent to whoever it is for.
    #[must_use]
    pub fn frame(&self) -> Frame {
        Frame::of(self)
    }
}

/// Why the server closes a socket: the close codes of RFC 6455, private ones from 4400 in the manner
/// of HTTP. The browser knows each by its name in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[cfg_attr(
    feature = "wire",
    derive(schemars::JsonSchema),
    schemars(rename_all = "snake_case")
)]
#[strum(serialize_all = "snake_case")]
#[repr(u16)]
pub enum Close {
    /// The server stops or restarts: come back soon, at the time that [`ServerFrame::Goodbye`] says.
    Restart = 1012,
    /// The first frame was no `hello`, or a frame was not text.
    NotUnderstood = 4400,
    /// The link is unknown, was revoked or was rotated, or there is no such session: which, nobody is told.
    LinkUnknown = 4401,
    /// The organiser lets nobody new in.
    DoorClosed = 4403,
    /// A moderator keeps this person out.
    Banned = 4402,
    /// No session has this code, which came without a link.
    SessionUnknown = 4404,
    /// This person took themselves out of the session: the next who comes by the same key is new.
    Erased = 4406,
    /// Nothing was heard for too long.
    Silent = 4408,
    /// The same person has come in on more screens than one may have; the oldest goes.
    TooManyScreens = 4409,
    /// The person of this screen has rotated the link by which it came: come back at once, and
    /// [`ServerFrame::Welcome`] has the new one.
    LinkRenewed = 4410,
    /// The session was deleted, and nothing of it is left.
    Deleted = 4411,
    /// A frame was longer than [`FRAME_BYTES_MAX`].
    FrameTooLong = 4413,
    /// The client speaks another protocol: load the page again.
    Protocol = 4426,
    /// The session is full.
    Full = 4429,
    /// Too many come at once, or too many wrong codes were tried: come back at the time that
    /// [`ServerFrame::Goodbye`] says. Whoever the session knows comes in all the same.
    Later = 4430,
    /// Something of the session's log is missing: whoever runs the server has to mend it.
    SessionDamaged = 4500,
    /// The store does not answer: come back soon.
    NotStored = 4503,
}

impl Close {
    /// The close code.
    #[must_use]
    pub fn code(self) -> u16 {
        self as u16
    }

    /// The name that the browser knows it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The reason behind a refused entrance.
    #[must_use]
    pub fn from_rejection(rejection: &Rejection) -> Self {
        match rejection {
            Rejection::SessionUnknown => Self::SessionUnknown,
            Rejection::LinkUnknown => Self::LinkUnknown,
            Rejection::DoorClosed => Self::DoorClosed,
            Rejection::Banned => Self::Banned,
            Rejection::SessionDeleted => Self::Deleted,
            Rejection::Full { .. } => Self::Full,
            Rejection::SessionDamaged => Self::SessionDamaged,
            Rejection::NotStored => Self::NotStored,
            _ => Self::NotUnderstood,
        }
    }
}
