//! What callers may do, whether they come by HTTP or by socket: how much of what, and how fast.

pub(crate) mod addresses;
pub(crate) mod budget;

pub(crate) use addresses::Addresses;
pub(crate) use budget::Budget;
