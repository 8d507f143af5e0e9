//! Passwords for TURN servers that expire: what coturn calls `use-auth-secret`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha1::Sha1;

use super::{CallOptions, CallSetup, Caller, IceServer};

/// The STUN and TURN servers, with a password of this person's own.
pub(super) fn mesh(options: &CallOptions, caller: &Caller, now_ms: u64) -> CallSetup {
    let mut ice_servers = Vec::new();
    if !options.stun.is_empty() {
        ice_servers.push(IceServer {
            urls: options.stun.clone(),
            username: None,
            credential: None,
        });
    }
    let mut expires_at_ms = None;
    if let Some(secret) = options
        .turn_secret
        .as_deref()
        .filter(|_| !options.turn.is_empty())
    {
        let expires_s = now_ms / 1_000 + options.turn_ttl;
        // No name: what the relay logs says nothing about a person.
        let username = format!("{expires_s}:{}-{}", caller.session, caller.person);
        ice_servers.push(IceServer {
            urls: options.turn.clone(),
            credential: Some(password(secret, &username)),
            username: Some(username),
        });
        expires_at_ms = Some(expires_s * 1_000);
    }
    CallSetup::Mesh {
        ice_servers,
        expires_at_ms,
        relay_only: options.relay_only,
    }
}

/// base64(HMAC-SHA1(secret, username)), by draft-uberti-behave-turn-rest.
fn password(secret: &str, username: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret.as_bytes()) else {
        // HMAC takes keys of any length.
        return String::new();
    };
    mac.update(username.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use onefloor_core::ids::{PersonId, RoomId};

    #[test]
    fn the_password_is_what_coturn_expects() {
        // By: printf '1433895918:someone' | openssl dgst -sha1 -hmac north -binary | base64
        assert_eq!(
            password("north", "1433895918:someone"),
            "yxT6iqoVB8Qg1E4KL1vVjAxL20w="
        );
    }

    #[test]
    fn a_password_names_its_end_and_no_person() {
        let options = CallOptions {
            turn: vec!["turn:turn.example:3478".to_owned()],
            turn_secret: Some("secret".to_owned()),
            turn_ttl: 60,
            ..CallOptions::default()
        };
        let caller = Caller {
            session: "ABCD".to_owned(),
            room: RoomId(3),
            person: PersonId(7),
            name: Some("Ana".to_owned()),
        };
        let CallSetup::Mesh {
            ice_servers,
            expires_at_ms,
            ..
        } = mesh(&options, &caller, 5_000)
        else {
            unreachable!("a mesh was asked for")
        };
        assert_eq!(expires_at_ms, Some(65_000));
        assert_eq!(ice_servers[0].username.as_deref(), Some("65:ABCD-7"));
    }
}
