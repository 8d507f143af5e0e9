//! What the tests of the whole share: a server on a free port with a clock that the test turns,
//! and people with names who speak the protocol as a browser does.

mod person;
mod schema;
mod server;
mod tool;

pub use person::{Person, hello};
pub use schema::misfits;
pub use server::{TestServer, plan};
pub use tool::{npm_ci, run, work_directory};
