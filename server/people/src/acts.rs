//! What somebody does.

use onefloor_core::Command;

/// One act of a persona; whoever drives them carries it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Opens the page: a connection, a hello, the first view.
    Come,
    /// The connection is gone: the line broke, the page was closed. Nobody says goodbye on the Internet.
    Go,
    /// Gives a command.
    Give(Box<Command>),
}

impl Act {
    /// What it is called where acts are counted: a command by its name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Come => "come",
            Self::Go => "go",
            Self::Give(command) => command.name(),
        }
    }

    /// A command of any concept.
    pub(crate) fn give(command: impl Into<Command>) -> Self {
        Self::Give(Box::new(command.into()))
    }
}
