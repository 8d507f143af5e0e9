//! The one floor: questions, comments, hands and microphones in one order.
//!
//! `intake` brings items in, `moves` moves them on, `merge` asks several as one, `queue` is for those
//! who wait, and [`order`](order()) says who comes next and why.

mod asking;
mod balance;
mod command;
mod decide;
mod due;
mod event;
mod evolve;
mod forget;
mod here;
mod index;
mod intake;
mod item;
mod leave;
mod merge;
mod moves;
mod new_item;
mod order;
mod order_rules;
mod place;
mod placed;
mod places;
mod queue;
mod ranking;
mod reading;
mod rules;
mod settings;
mod settle;
mod side;
mod silence;
mod silenced;
mod similar;
mod state;
mod steps;
mod stood;
mod view;
mod votes;
#[cfg(test)]
mod walks;
mod who;

pub(crate) use asking::Asking;
pub use balance::{Balance, GroupBalance, Groups, Statistics};
pub(crate) use balance::{groups, statistics};
pub use command::Command;
pub(crate) use decide::{Hall, decide};
pub(crate) use due::{due, next_deadline};
pub use event::Event;
pub(crate) use here::has_floor;
pub use intake::{ProxyEntry, Question};
pub use item::{Earlier, Item, Said};
pub(crate) use leave::leave;
pub use new_item::{Anonymity, Because, ItemKind, NewItem};
pub use order::order;
pub use order_rules::OrderRules;
pub use place::{PlacedBy, Placement};
pub use placed::{Placed, Why};
pub use rules::FloorRules;
pub(crate) use settle::{Goes, settle};
pub(crate) use silence::held;
pub use silenced::Silence;
pub use similar::{ALIKE_PERMILLE, Fingerprint};
pub use state::Floor;
pub use steps::{Step, steps, walked};
pub use stood::Stood;
pub use view::{
    AskerPart, FloorEntry, Handled, HandledEntry, ItemEntry, MineEntry, MoveEntry, OrderEntry,
    ShareEntry, StaffPart, WaitingEntry,
};
pub(crate) use view::{
    Places, When, floor, handled, items, mine, raised_hand, share, shown, supported, touched,
    votes, waiting,
};
