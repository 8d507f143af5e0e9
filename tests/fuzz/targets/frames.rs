//! The first frame of a socket, and every other: read as the server reads them, with the code that a
//! `hello` names.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onefloor::protocol::ClientFrame;
use onefloor::session::normalised;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(ClientFrame::Hello { credential, .. }) = serde_json::from_str(text) {
        if let Some(code) = normalised(&credential.session) {
            // Typed in any way, it is one code.
            assert_eq!(normalised(&code).as_deref(), Some(code.as_str()));
        }
    }
    let _ = normalised(text);
});
