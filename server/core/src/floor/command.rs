//! Commands about the queue, each with the right that it needs.

use serde::{Deserialize, Serialize};

use super::intake::ProxyEntry;
use super::new_item::{Anonymity, Because};
use super::order_rules::OrderRules;
use super::rules::FloorRules;
use super::silenced::Silence;
use crate::ids::{ItemId, SegmentId};
#[cfg(feature = "wire")]
use crate::limits;
use crate::rights::Right;
use crate::sum::commands;
use crate::terms::{ItemState, Turn};

commands! {
    /// A command about the queue.
    "FloorCommand" {
        /// Brings a question.
        People => AskQuestion {
            #[cfg_attr(feature = "wire", schemars(length(max = limits::QUESTION_CHARS_MAX)))]
            text: String,
            #[serde(default)]
            anonymity: Anonymity,
            #[serde(default)]
            language: Option<String>,
            /// A remark that asks nothing.
            #[serde(default)]
            comment: bool,
            /// Whether an answer in writing is for its asker alone.
            #[serde(default)]
            answer_private: bool,
        },
        /// Raises the hand.
        People => RaiseHand {
            #[serde(default)]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::QUESTION_CHARS_MAX)))]
            note: String,
        },
        /// Takes an own item back.
        People => WithdrawItem { item: ItemId },
        /// Enters somebody without a device.
        Intake => AddProxy(ProxyEntry),
        /// Enters many at once, all or none: lines of a chat.
        Intake => AddProxies {
            #[cfg_attr(feature = "wire", schemars(length(min = 1, max = limits::PROXIES_MAX)))]
            entries: Vec<ProxyEntry>,
        },
        /// Moves an item from the state seen to another.
        Moderators => MoveItem {
            item: ItemId,
            from: ItemState,
            to: ItemState,
            #[serde(default)]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::REASON_CHARS_MAX)))]
            reason: String,
            #[serde(default)]
            because: Option<Because>,
        },
        /// Answers an item in writing.
        Moderators => AnswerInText {
            item: ItemId,
            from: ItemState,
            #[cfg_attr(feature = "wire", schemars(length(max = limits::ANSWER_CHARS_MAX)))]
            text: String,
        },
        /// Dismisses many at once; what has moved on since is left.
        Moderators => DismissItems {
            items: Vec<ItemId>,
            #[serde(default)]
            because: Option<Because>,
        },
        /// Asks items together with another one.
        Moderators => MergeItems { into: ItemId, items: Vec<ItemId> },
        /// Changes the wording; `revision` is the number of changes seen.
        Moderators => RewordItem {
            item: ItemId,
            #[cfg_attr(feature = "wire", schemars(length(max = limits::QUESTION_CHARS_MAX)))]
            text: String,
            revision: u32,
        },
        /// Puts a waiting item between the neighbours seen.
        Moderators => PlaceItem {
            item: ItemId,
            after: Option<ItemId>,
            before: Option<ItemId>,
            #[serde(default)]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::REASON_CHARS_MAX)))]
            reason: String,
        },
        /// Takes the last move of an item back.
        Moderators => UndoItem { item: ItemId, from: ItemState },
        /// Closes the turn seen on the floor and takes the given or the first waiting.
        Moderators => TakeNext {
            on_floor: Option<ItemId>,
            item: Option<ItemId>,
            /// Opens the floor also where somebody else has the word or rooms are open: a question after a
            /// keynote.
            #[serde(default)]
            #[cfg_attr(feature = "wire", ts(optional, as = "Option<bool>"))]
            open_floor: bool,
        },
        /// Says how an item is brought up: read aloud instead, or spoken after all.
        Moderators => SetTurn { item: ItemId, turn: Turn },
        /// Has an own item read aloud instead of speaking; with its words, where it has none.
        People => AskToBeRead {
            item: ItemId,
            #[serde(default)]
            #[cfg_attr(feature = "wire", schemars(length(max = limits::QUESTION_CHARS_MAX)))]
            text: String,
        },
        /// Supports a waiting item, or no longer.
        People => Vote { item: ItemId, support: bool },
        /// Says that one is there and ready.
        People => ConfirmReady { item: ItemId },
        /// Lets the next one pass.
        People => LetPass { item: ItemId },
        /// Comes back after having been called in vain.
        People => Rejoin { item: ItemId },
        /// Sets how the floor is run.
        Moderators => SetFloor { rules: FloorRules },
        /// Gives a segment an order of its own, or takes it away.
        Moderators => SetSegmentOrder {
            segment: SegmentId,
            order: Option<OrderRules>,
        },
        /// Silences whoever asked this hidden from all, or lets them speak again.
        Moderators => SilenceAsker {
            item: ItemId,
            silence: Option<Silence>,
        },
        /// Lets the floor close by itself after this time.
        Moderators => LastCall {
            #[cfg_attr(
                feature = "wire",
                schemars(range(min = limits::LAST_CALL_MS_MIN, max = limits::LAST_CALL_MS_MAX))
            )]
            after_ms: u64,
        },
        /// Gives somebody the last word and closes the floor; `None` takes it back.
        Moderators => GiveLastWord { item: Option<ItemId> },
    }
}
