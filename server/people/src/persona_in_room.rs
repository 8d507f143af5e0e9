//! What somebody does in a breakout room.

use onefloor_core::ids::PersonId;
use onefloor_core::networking::Command;

use crate::sight::SeenRoom;
use crate::{Act, Dice, questions};

/// Lines that somebody says in one room.
const LINES_MAX: usize = 4;

/// What one has done in the room that one sits in.
#[derive(Debug, Clone, Default)]
pub(crate) struct InRoom {
    room: u32,
    lines: usize,
    has_offered: bool,
    has_written: bool,
    agrees: bool,
}

impl InRoom {
    /// At most one act, or none: people listen, too.
    pub(crate) fn acts(
        &mut self,
        room: &SeenRoom,
        you: Option<u32>,
        language: &str,
        dice: &mut Dice,
    ) -> Option<Act> {
        if self.room != room.room {
            *self = Self {
                room: room.room,
                ..Self::default()
            };
        }
        // Whoever came first writes the line for everybody, so that two do not write at once.
        let writes = room.members.iter().min().copied() == you;
        match dice.below(8) {
            0..2 if self.lines < LINES_MAX => {
                self.lines += 1;
                let text = questions::said(language, dice);
                Some(Act::give(Command::SayInRoom { text }))
            }
            2 if writes && !room.has_takeaway && !self.has_written => {
                self.has_written = true;
                Some(Act::give(Command::SetRoomTakeaway {
                    text: "Pay for repair before paying for new cables.".to_owned(),
                    revision: room.takeaway_revision,
                }))
            }
            3 if !self.agrees => {
                self.agrees = true;
                Some(Act::give(Command::AgreeToBeNamed { agrees: true }))
            }
            4 if !self.has_offered => {
                let mut others = room.members.iter().filter(|other| Some(**other) != you);
                let other = *others.next()?;
                self.has_offered = true;
                Some(Act::give(Command::OfferContact {
                    person: PersonId(other),
                    offered: true,
                }))
            }
            _ => None,
        }
    }
}
