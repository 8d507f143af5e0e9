//! What the fuzz targets look at, as functions of any bytes: nothing may panic, and what is said there
//! must hold. `tests/fuzz` gives them what nobody thought of; `tests/it` gives them their seeds, and
//! some thousand changes of those, so that whoever breaks one hears of it.

mod hour;
mod mutation;
mod seeds;

use std::io::{Cursor, Write};

use onefloor::http::upload::{self, Refusal};
use onefloor::protocol::ClientFrame;
use onefloor::protocol::http::HttpRefusal;
use onefloor::session::normalised;
use onefloor_core::about::SessionPlan;
use onefloor_core::about::file::SessionFile;
use onefloor_core::{Actor, Command, Context, NoZones, Presence, Session, about, decide};
use onefloor_page::read_page;
use serde_json::{Map, Value};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use hour::{MOMENTS, play, somebody};

pub use mutation::mutated;
pub use seeds::seeds;

/// Something that reads bytes from elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name, as the fuzzer knows it.
    pub name: &'static str,
    /// What looks at the bytes.
    pub run: fn(&[u8]),
}

/// All targets.
pub const TARGETS: [Target; 11] = [
    Target {
        name: "frames",
        run: frames,
    },
    Target {
        name: "commands",
        run: commands,
    },
    Target {
        name: "session_files",
        run: session_files,
    },
    Target {
        name: "pages",
        run: pages,
    },
    Target {
        name: "calendars",
        run: programmes,
    },
    Target {
        name: "schedules",
        run: programmes,
    },
    Target {
        name: "indico",
        run: programmes,
    },
    Target {
        name: "linked_data",
        run: programmes,
    },
    Target {
        name: "people",
        run: programmes,
    },
    Target {
        name: "mails",
        run: programmes,
    },
    Target {
        name: "documents",
        run: documents,
    },
];

/// The first frame of a socket, and every other: read as the server reads them, with the code that a
/// `hello` names.
///
/// # Panics
/// A defect was found.
pub fn frames(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(ClientFrame::Hello { credential, .. }) = serde_json::from_str(text)
        && let Some(code) = normalised(&credential.session)
    {
        // Typed in any way, it is one code.
        assert_eq!(normalised(&code).as_deref(), Some(code.as_str()));
    }
    let _ = normalised(text);
}

/// A command of a screen, at some moment of the hour, which the first two bytes choose with the
/// person: it is decided, folded in and seen.
///
/// # Panics
/// A defect was found.
pub fn commands(data: &[u8]) {
    let [moment, who, command @ ..] = data else {
        return;
    };
    let Ok(command) = serde_json::from_slice::<Command>(command) else {
        return;
    };
    let moment = &MOMENTS[usize::from(*moment) % MOMENTS.len()];
    play(moment, &somebody(*who), &command, u64::from(*who));
}

/// A session's plan as a file: read as an upload is, and made into a session whose own file is taken
/// again and says the same; or refused with the field that is wrong.
///
/// # Panics
/// A defect was found.
pub fn session_files(data: &[u8]) {
    let plan = match upload::form(data) {
        Ok(plan) => plan,
        Err(refusal) => {
            // Whatever is an object has a field that is wrong; the path of one without a name is empty.
            let object = serde_json::from_slice::<Map<_, Value>>(data);
            let is_named = match &refusal {
                Refusal::File(HttpRefusal::FileField { .. }) => true,
                refusal => refusal.path().is_some_and(|path| !path.is_empty()),
            };
            assert!(object.is_err() || is_named, "{refusal:?}");
            return;
        }
    };
    let session = made(plan);
    let file = SessionFile::of(&session.about, &session.agenda, &session.links);
    let file = file.expect("it exists");
    let written = serde_json::to_vec(&file).expect("a file is JSON");
    let again = upload::form(&written);
    let again = made(again.expect("its own file is taken again"));
    let second = SessionFile::of(&again.about, &again.agenda, &again.links);
    assert_eq!(second, Some(file));
}

/// A session of a plan that was read.
fn made(plan: SessionPlan) -> Session {
    let presence = Presence::new();
    let context = Context {
        now_ms: 1_734_344_881_000,
        seed: 1,
        actor: &Actor::Host,
        presence: &presence,
        zones: &NoZones,
    };
    let plan = Box::new(plan);
    let create = Command::About(about::Command::CreateSession { plan });
    let events = decide(&Session::default(), &create, &context);
    Session::replay(&events.expect("what was read can be made"))
}

/// Anything pasted or uploaded as a session's page, as text or HTML.
///
/// # Panics
/// A defect was found.
pub fn pages(data: &[u8]) {
    let read = read_page(&String::from_utf8_lossy(data));
    serde_json::to_string(&read).expect("a reading is JSON");
    programmes(data);
}

/// The text of a document as word processors write it, packed as they do; and the bytes as they are.
///
/// # Panics
/// A defect was found.
pub fn documents(data: &[u8]) {
    programmes(data);
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    packed
        .start_file("word/document.xml", stored)
        .and_then(|()| packed.write_all(data).map_err(Into::into))
        .expect("a file can be packed");
    let packed = packed.finish().expect("a file can be packed");
    programmes(&packed.into_inner());
}

/// Anything sent in, of any format: whatever is read has at least one session within the bounds, and of
/// it a session can be made, once it has a title; whatever is not, is named.
///
/// # Panics
/// A defect was found.
pub fn programmes(data: &[u8]) {
    let Ok(read) = upload::programme(data) else {
        return;
    };
    assert!((1..=onefloor_intake::SESSIONS_MAX).contains(&read.sessions.len()));
    for page in read.sessions {
        serde_json::to_string(&page).expect("a reading is JSON");
        let refused = about::Imported::from(page).checked().err();
        assert!(refused.is_none(), "{refused:?}");
    }
}
