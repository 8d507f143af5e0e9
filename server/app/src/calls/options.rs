//! Options of the calls, by flag and environment.

use clap::{Args, ValueEnum};

use super::Caller;

/// Who carries the calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Provider {
    /// The browsers themselves: up to about six people in a room.
    #[default]
    Mesh,
    /// A LiveKit server.
    Livekit,
    /// A page by a URL template, such as a Jitsi server's.
    Link,
}

/// How people in breakout rooms hear and see one another.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Calls in breakout rooms")]
pub struct CallOptions {
    /// Who carries the calls.
    #[arg(
        long,
        env = "ONEFLOOR_ROOMS",
        value_enum,
        default_value = "mesh",
        value_name = "PROVIDER"
    )]
    pub rooms: Provider,
    /// STUN server, such as stun:turn.example.org:3478; may be repeated.
    #[arg(
        long = "stun",
        env = "ONEFLOOR_STUN",
        value_delimiter = ',',
        value_name = "URL"
    )]
    pub stun: Vec<String>,
    /// TURN server, such as turn:turn.example.org:3478?transport=udp; may be repeated.
    #[arg(
        long = "turn",
        env = "ONEFLOOR_TURN",
        value_delimiter = ',',
        value_name = "URL"
    )]
    pub turn: Vec<String>,
    /// Secret shared with the TURN server (coturn: static-auth-secret).
    #[arg(
        long,
        env = "ONEFLOOR_TURN_SECRET",
        hide_env_values = true,
        value_name = "SECRET"
    )]
    pub turn_secret: Option<String>,
    /// How long a password for the TURN server holds, in seconds.
    #[arg(long, env = "ONEFLOOR_TURN_TTL", default_value_t = 7_200, value_name = "SECONDS",
        value_parser = clap::value_parser!(u64).range(60..=86_400))]
    pub turn_ttl: u64,
    /// Uses TURN servers only, so that people do not learn one another's addresses.
    #[arg(long, env = "ONEFLOOR_RELAY_ONLY")]
    pub relay_only: bool,
    /// WebSocket address of the LiveKit server, such as wss://live.example.org.
    #[arg(long, env = "ONEFLOOR_LIVEKIT_URL", value_name = "URL")]
    pub livekit_url: Option<String>,
    /// Key of the LiveKit server.
    #[arg(long, env = "ONEFLOOR_LIVEKIT_KEY", value_name = "KEY")]
    pub livekit_key: Option<String>,
    /// Secret that belongs to that key.
    #[arg(
        long,
        env = "ONEFLOOR_LIVEKIT_SECRET",
        hide_env_values = true,
        value_name = "SECRET"
    )]
    pub livekit_secret: Option<String>,
    /// Page of a room, with {session} and {room}, such as `https://meet.example.org/{session}-{room}`.
    #[arg(long, env = "ONEFLOOR_ROOM_LINK", value_name = "TEMPLATE")]
    pub room_link: Option<String>,
}

impl CallOptions {
    /// Checks that all is there that the provider needs.
    pub(super) fn check(&self) -> Result<(), String> {
        let has_scheme = |url: &String, schemes: &[&str]| {
            schemes.iter().any(|scheme| url.starts_with(scheme))
                && !url.contains(char::is_whitespace)
        };
        if let Some(url) = self
            .stun
            .iter()
            .find(|url| !has_scheme(url, &["stun:", "stuns:"]))
        {
            return Err(format!("--stun {url}: it must start with stun: or stuns:"));
        }
        if let Some(url) = self
            .turn
            .iter()
            .find(|url| !has_scheme(url, &["turn:", "turns:"]))
        {
            return Err(format!("--turn {url}: it must start with turn: or turns:"));
        }
        if !self.turn.is_empty() && self.turn_secret.as_deref().is_none_or(str::is_empty) {
            return Err(
                "--turn needs --turn-secret, the secret that the TURN server knows".to_owned(),
            );
        }
        if self.relay_only && self.turn.is_empty() {
            return Err(
                "--relay-only needs --turn: without a relay nobody could connect".to_owned(),
            );
        }
        match self.rooms {
            Provider::Mesh => Ok(()),
            Provider::Livekit => {
                let given = [&self.livekit_url, &self.livekit_key, &self.livekit_secret];
                if given.into_iter().any(Option::is_none) {
                    let needs = "--livekit-url, --livekit-key and --livekit-secret";
                    return Err(format!("--rooms livekit needs {needs}"));
                }
                let url = self
                    .livekit_url
                    .iter()
                    .all(|url| has_scheme(url, &["ws://", "wss://"]));
                url.then_some(())
                    .ok_or("--livekit-url must start with wss:// or ws://".to_owned())
            }
            Provider::Link => {
                let template = self.room_link.as_deref().unwrap_or_default();
                if !template.contains("{room}") || !template.contains("{session}") {
                    return Err(
                        "--rooms link needs --room-link with {session} and {room} in it".to_owned(),
                    );
                }
                let schemes = ["https://", "http://"];
                has_scheme(&template.to_owned(), &schemes)
                    .then_some(())
                    .ok_or("--room-link must start with https:// or http://".to_owned())
            }
        }
    }

    /// The page of somebody's room.
    pub(super) fn link_for(&self, caller: &Caller) -> String {
        let template = self.room_link.as_deref().unwrap_or_default();
        // Codes and numbers need no escaping in an address.
        template
            .replace("{session}", &caller.session)
            .replace("{room}", &caller.room.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(options: CallOptions) -> String {
        options.check().unwrap_err()
    }

    #[test]
    fn what_a_provider_needs_is_asked_for_by_name() {
        let livekit = CallOptions {
            rooms: Provider::Livekit,
            ..CallOptions::default()
        };
        assert!(refusal(livekit).contains("--livekit-url"));
        let link = CallOptions {
            rooms: Provider::Link,
            room_link: Some("https://meet.example/{room}".to_owned()),
            ..CallOptions::default()
        };
        assert!(refusal(link).contains("{session}"));
        let turn = CallOptions {
            turn: vec!["turn:turn.example:3478".to_owned()],
            ..CallOptions::default()
        };
        assert!(refusal(turn).contains("--turn-secret"));
        let wrong = CallOptions {
            stun: vec!["http://stun.example".to_owned()],
            ..CallOptions::default()
        };
        assert!(refusal(wrong).contains("stun:"));
        assert!(CallOptions::default().check().is_ok());
    }
}
