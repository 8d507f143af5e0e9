//! Tokens for a LiveKit server: a JSON Web Token that opens one room for one person.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use serde_json::json;
use sha2::Sha256;

use super::{CallOptions, CallSetup, Caller};

/// How long a token opens the room, in seconds; a call under way goes on after it.
const TOKEN_S: u64 = 3_600;

/// The server and this person's token.
pub(super) fn room(options: &CallOptions, caller: &Caller, now_ms: u64) -> CallSetup {
    let text = |option: &Option<String>| option.clone().unwrap_or_default();
    let key = text(&options.livekit_key);
    let now_s = now_ms / 1_000;
    let claims = json!({
        "iss": key,
        "sub": format!("{}-{}", caller.session, caller.person),
        "name": caller.name.clone().unwrap_or_default(),
        "nbf": now_s.saturating_sub(60),
        "exp": now_s + TOKEN_S,
        "video": {
            "room": format!("{}-{}", caller.session, caller.room),
            "roomJoin": true,
            "canPublish": true,
            "canSubscribe": true,
        },
    });
    CallSetup::Livekit {
        url: text(&options.livekit_url),
        token: token(&text(&options.livekit_secret), &claims),
    }
}

fn token(secret: &str, claims: &serde_json::Value) -> String {
    let header = json!({ "alg": "HS256", "typ": "JWT" });
    let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&header), part(claims));
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        // HMAC takes keys of any length.
        return String::new();
    };
    mac.update(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    format!("{signed}.{signature}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use onefloor_core::ids::{PersonId, RoomId};

    #[test]
    fn a_token_opens_one_room_for_one_person_and_is_signed() {
        let options = CallOptions {
            livekit_url: Some("wss://live.example".to_owned()),
            livekit_key: Some("key".to_owned()),
            livekit_secret: Some("secret".to_owned()),
            ..CallOptions::default()
        };
        let caller = Caller {
            session: "ABCD".to_owned(),
            room: RoomId(3),
            person: PersonId(7),
            name: Some("Ana".to_owned()),
        };
        let CallSetup::Livekit { token, .. } = room(&options, &caller, 1_000_000) else {
            unreachable!("a token was asked for")
        };
        let parts: Vec<&str> = token.split('.').collect();
        assert_eq!(parts.len(), 3);
        let claims = URL_SAFE_NO_PAD.decode(parts[1]).unwrap();
        let claims: serde_json::Value = serde_json::from_slice(&claims).unwrap();
        assert_eq!(claims["video"]["room"], "ABCD-3");
        assert_eq!(claims["sub"], "ABCD-7");
        assert_eq!(claims["exp"], 4_600);
        // Another secret, another signature.
        assert_ne!(token, super::token("other", &claims));
    }
}
