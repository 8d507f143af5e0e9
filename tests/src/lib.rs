//! What tests share: a server on a free port with a clock that the test turns, people with names who
//! speak the protocol as a browser does; and, where the process itself is in question, a server that
//! can be killed, and a crowd that goes on whatever becomes of it.

mod crowd;
mod dice;
pub mod fuzzed;
mod line;
mod person;
mod process;
pub mod raw;
mod schema;
mod server;
mod tool;

pub use crowd::{Account, Counted, Crowd, Fact, Verdict, found};
pub use dice::Dice;
pub use line::{line_from, narrow};
pub use person::{Person, hello};
pub use process::{Made, Process, serving};
pub use schema::misfits;
pub use server::{TestServer, plan};
pub use tool::{npm_ci, run, work_directory};

/// Why something could not be tried.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
