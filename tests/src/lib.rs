//! What tests share: a server on a free port with a clock that the test turns, people with names who
//! speak the protocol as a browser does; and, where the process itself is in question, a server that
//! can be killed, and a crowd that goes on whatever becomes of it.

mod crowd;
pub mod fuzzed;
mod gathering;
mod line;
mod person;
mod process;
pub mod raw;
mod schema;
mod screen;
pub mod seed;
mod server;
mod tool;
pub mod used;

pub use crowd::{Account, Counted, Crowd, Fact, Verdict, found};
pub use gathering::{Gathering, Tally};
pub use line::{line_from, narrow};
pub use onefloor_people::Dice;
pub use person::{Person, hello};
pub use process::{Made, Process, serving};
pub use schema::misfits;
pub use screen::{Screen, is_of, version_of};
pub use server::{TestServer, plan};
pub use tool::{npm_ci, run, work_directory};

/// Why something could not be tried.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
