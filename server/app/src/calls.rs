//! Where people of a breakout room hear and see one another: chosen by whoever hosts.
//!
//! `mesh` connects their browsers directly, with STUN and TURN servers and passwords that expire;
//! `livekit` sends them to a LiveKit server with a token for their room; `link` opens a page made
//! from a template. The media never passes this server.

mod livekit;
mod options;
mod turn;

pub use options::{CallOptions, Provider};

use std::sync::Arc;

use onefloor_core::ids::{PersonId, RoomId};
use serde::Serialize;

/// How one person joins the call of their room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "provider", rename_all = "snake_case")]
pub enum CallSetup {
    /// Directly from browser to browser.
    Mesh {
        /// STUN and TURN servers.
        ice_servers: Vec<IceServer>,
        /// When the passwords expire, in milliseconds since 1970.
        expires_at_ms: Option<u64>,
        /// Whether only relays may be used, so that nobody learns an address.
        relay_only: bool,
    },
    /// By a LiveKit server.
    Livekit {
        /// Address of its WebSocket.
        url: String,
        /// Lets this person into this room, for an hour.
        token: String,
    },
    /// On another page.
    Link {
        /// Its address.
        url: String,
    },
}

/// A server that helps browsers to find one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[allow(missing_docs, reason = "the fields of an RTCIceServer")]
pub struct IceServer {
    pub urls: Vec<String>,
    pub username: Option<String>,
    pub credential: Option<String>,
}

/// Who joins which call.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The session's name in logs, which lets nobody in.
    pub session: String,
    /// The room.
    pub room: RoomId,
    /// Who.
    pub person: PersonId,
    /// What others call them.
    pub name: Option<String>,
}

/// The configured way to talk.
#[derive(Debug, Clone, Default)]
pub struct Calls {
    options: Arc<CallOptions>,
}

impl Calls {
    /// Checks the options.
    ///
    /// # Errors
    /// What is missing or cannot be used, in the words of the command line.
    pub fn new(mut options: CallOptions) -> Result<Self, String> {
        // A variable of the environment may be there and empty.
        options.stun.retain(|url| !url.is_empty());
        options.turn.retain(|url| !url.is_empty());
        options.check()?;
        Ok(Self {
            options: Arc::new(options),
        })
    }

    /// The server that browsers connect to for a call, if there is one.
    #[must_use]
    pub fn server(&self) -> Option<&str> {
        let options = &self.options;
        let is_livekit = options.rooms == Provider::Livekit;
        options.livekit_url.as_deref().filter(|_| is_livekit)
    }

    /// How this person joins.
    #[must_use]
    pub fn setup(&self, caller: &Caller, now_ms: u64) -> CallSetup {
        let options = &self.options;
        match options.rooms {
            Provider::Mesh => turn::mesh(options, caller, now_ms),
            Provider::Livekit => livekit::room(options, caller, now_ms),
            Provider::Link => CallSetup::Link {
                url: options.link_for(caller),
            },
        }
    }
}
