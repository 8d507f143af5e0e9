//! Why a command was refused: a fact, with what a person needs to go on.
//!
//! A refusal carries no sentence: the browser words it in the person's language.

use serde::{Deserialize, Serialize};

use crate::ids::{ActId, ItemId, PollId, SegmentId};
use crate::terms::{Block, ItemState, Voice};
use crate::text::{self, TextError};

/// A field that a person types, to be named in a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the fields")]
pub enum Field {
    Name,
    Affiliation,
    Languages,
    Question,
    Note,
    Place,
    Reason,
    Title,
    Description,
    People,
    Agenda,
    Minutes,
    Prompt,
    RoomSize,
    RoundLength,
    Line,
    Entry,
    Report,
    Deadline,
    SdgTargets,
    Year,
    Notes,
    HardStart,
    EndTime,
    Message,
    Threshold,
    TurnLength,
    Answer,
    Heads,
    Words,
    PollQuestion,
    PollOption,
    Hands,
    Rounds,
    Pause,
    RoomNotes,
    Takeaway,
    Contact,
    Blocks,
    Reports,
    About,
    Signal,
    TimeZone,
    Why,
    Who,
    DraftLine,
    WordsLimit,
    EntriesLimit,
    RetentionDays,
    Link,
    Rating,
    Feedback,
}

impl Field {
    /// A text of one line, cleaned.
    ///
    /// # Errors
    /// [`Rejection::TextMissing`] when nothing visible is left, [`Rejection::TextTooLong`] past
    /// `chars_max`.
    pub fn line(self, typed: &str, chars_max: usize) -> Result<String, Rejection> {
        text::line(typed, chars_max).map_err(|error| self.refused(error))
    }

    /// A text of one line that may be left empty, cleaned.
    ///
    /// # Errors
    /// [`Rejection::TextTooLong`] past `chars_max`.
    pub(crate) fn optional_line(
        self,
        typed: &str,
        chars_max: usize,
    ) -> Result<Option<String>, Rejection> {
        text::optional_line(typed, chars_max).map_err(|error| self.refused(error))
    }

    /// Refuses a list that is past its bound.
    ///
    /// # Errors
    /// [`Rejection::Full`].
    pub(crate) fn holds(self, entries: usize, max: usize) -> Result<(), Rejection> {
        if entries > max {
            let field = self;
            return Err(Rejection::Full { field, max });
        }
        Ok(())
    }

    /// The tag of a language, as BCP 47 writes it; nothing where nothing was typed.
    ///
    /// # Errors
    /// [`Rejection::LanguageUnknown`] where it is none.
    pub(crate) fn language(self, typed: &str) -> Result<Option<String>, Rejection> {
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let field = self;
        let tag = text::language_tag(typed);
        tag.map(Some).ok_or(Rejection::LanguageUnknown { field })
    }

    /// A text of several lines, cleaned.
    ///
    /// # Errors
    /// As for [`line`](Self::line).
    pub fn lines(self, typed: &str, chars_max: usize) -> Result<String, Rejection> {
        text::lines(typed, chars_max).map_err(|error| self.refused(error))
    }

    /// A text of several lines that may be left empty, cleaned.
    ///
    /// # Errors
    /// As for [`optional_line`](Self::optional_line).
    pub(crate) fn optional_lines(
        self,
        typed: &str,
        chars_max: usize,
    ) -> Result<Option<String>, Rejection> {
        text::optional_lines(typed, chars_max).map_err(|error| self.refused(error))
    }

    fn refused(self, error: TextError) -> Rejection {
        let field = self;
        match error {
            TextError::Missing => Rejection::TextMissing { field },
            TextError::TooLong { chars, chars_max } => Rejection::TextTooLong {
                field,
                chars,
                chars_max,
            },
        }
    }
}

/// Why nothing was changed.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::IntoStaticStr, strum::VariantNames,
)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "reason", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Rejection {
    /// The role of this screen does not carry this command.
    NotAllowed,
    /// The frame is not a command that this server knows.
    NotUnderstood,
    /// More commands than one screen may send.
    TooFast,
    /// Longer than a frame may be. The page says so itself: the server reads nothing of that length.
    TooLong,
    /// The server could not make it durable; nothing was changed, and a retry is safe.
    NotStored,
    /// A required text is empty.
    TextMissing {
        /// Which one.
        field: Field,
    },
    /// A text is past its bound.
    TextTooLong {
        /// Which one.
        field: Field,
        /// Characters received.
        chars: usize,
        /// Characters allowed.
        chars_max: usize,
    },
    /// A number is outside its range.
    OutOfRange {
        /// Which one.
        field: Field,
        /// Smallest allowed value.
        min: u64,
        /// Greatest allowed value.
        max: u64,
    },
    /// What should be the tag of a language is none.
    LanguageUnknown {
        /// Where.
        field: Field,
    },
    /// A list or a session is full.
    Full {
        /// What is full.
        field: Field,
        /// How many there may be.
        max: usize,
    },
    /// Another organiser has changed what the session is about since.
    AboutChanged {
        /// Its revision now.
        revision: u32,
    },
    /// No session has this code.
    SessionUnknown,
    /// Something of the session's log is missing or cannot be read: nobody gets a part of it.
    SessionDamaged,
    /// The session already exists.
    SessionExists,
    /// The link is unknown or was revoked.
    LinkUnknown,
    /// The organiser has closed the door to new participants.
    DoorClosed,
    /// The person gave no name yet, and this session wants one.
    NameMissing,
    /// No such person.
    PersonUnknown,
    /// No such segment.
    SegmentUnknown,
    /// Another moderator has moved the agenda on.
    SegmentChanged {
        /// What runs now.
        running: Option<SegmentId>,
    },
    /// The segment runs or is over: it cannot be moved, skipped or removed.
    SegmentNotAhead {
        /// Which one.
        segment: SegmentId,
    },
    /// Another moderator has changed the segment since.
    SegmentEdited {
        /// Which one.
        segment: SegmentId,
        /// Its revision now.
        revision: u32,
    },
    /// Nothing runs: the clock cannot be paused, resumed or set.
    ClockNotRunning,
    /// The session is over.
    SessionEnded,
    /// The session has not ended: there is nothing to reopen, and nothing to look back on.
    SessionRuns,
    /// Nobody of that name has a role link.
    SpeakerUnknown {
        /// The name.
        name: String,
    },
    /// Somebody of that name is on the list already.
    SpeakerKnown {
        /// The name.
        name: String,
    },
    /// Somebody else speaks since.
    VoiceChanged {
        /// Who speaks now.
        voice: Option<Voice>,
    },
    /// Nobody expects a voice there: it is read aloud, or its turn has begun.
    VoiceNotExpected,
    /// No such message, or not one to this speaker.
    CueUnknown,
    /// No such item, or not one that this person may see.
    ItemUnknown,
    /// The item has moved on since the screen was drawn.
    ItemChanged {
        /// Which item.
        item: ItemId,
        /// Its state now.
        state: ItemState,
    },
    /// The item cannot take that move from its present state.
    MoveImpossible {
        /// Its state now.
        state: ItemState,
    },
    /// Somebody has the floor already.
    FloorTaken {
        /// Whose turn it is.
        item: ItemId,
    },
    /// Nobody is called to the floor in the segment that runs.
    NoFloorHere {
        /// Which one that is.
        segment: SegmentId,
    },
    /// Something else was done since, or it was taken back already.
    ActChanged {
        /// What may be taken back now.
        act: Option<ActId>,
    },
    /// Nobody waits.
    NobodyWaits,
    /// The item has no earlier state.
    NothingToUndo,
    /// The queue takes no new questions or hands now.
    FloorClosed,
    /// This person's hand is up already.
    HandAlreadyRaised {
        /// The hand.
        item: ItemId,
    },
    /// The same words of the same person wait already.
    AlreadyAsked,
    /// This person has as many open questions as allowed.
    TooManyQuestions {
        /// How many may wait at once.
        max: usize,
    },
    /// Only a waiting item can be supported, and not by its own asker.
    VoteImpossible,
    /// A moderator has taken this person's right to bring things to the floor.
    Muted,
    /// A moderator keeps this person out.
    Banned,
    /// The name is that of somebody who runs or speaks in the session.
    NameReserved,
    /// A link leads elsewhere than to an https address.
    LinkNotHttps,
    /// An item cannot be merged into itself, and nothing cannot be merged.
    MergeImpossible,
    /// No such poll.
    PollUnknown,
    /// The poll is closed: it takes no answers.
    PollClosed,
    /// Another poll is open.
    PollOpen {
        /// Which one.
        poll: PollId,
    },
    /// A round is open already.
    RoundOpen,
    /// No round is open.
    RoundNotOpen,
    /// Fewer than two people take part.
    TooFewPeople {
        /// How many there are.
        people: usize,
    },
    /// No round waits for people to be ready.
    RoundNotCalled,
    /// No further round of the series is to come.
    NoNextRound,
    /// This round is not for people in the room.
    NotMatched,
    /// The person is not in that room.
    NotInRoom,
    /// No such room in the round, or it is closed.
    RoomUnknown,
    /// Nobody fits into the room any more.
    RoomFull,
    /// There is no other room to go to.
    NoOtherRoom,
    /// Two of them do not want to sit together.
    PeopleBlocked,
    /// No such report about somebody.
    ReportUnknown,
    /// No such captured entry.
    EntryUnknown,
    /// Another person has changed the text since; the present one is given back.
    TextChanged {
        /// The present text.
        text: String,
        /// Its revision.
        revision: u32,
    },
    /// The entry was taken out meanwhile; its text is given back.
    EntryRemoved {
        /// As it stood.
        text: String,
        /// Its revision.
        revision: u32,
    },
    /// That revision of the text is not kept, or not any more.
    RevisionUnknown,
    /// The block is final: it has to be opened again first.
    BlockSigned {
        /// Which one.
        block: Block,
    },
    /// The block was changed since it was read: nobody signs what they have not seen.
    BlockChanged {
        /// Which one.
        block: Block,
        /// Its revision now.
        revision: u32,
    },
    /// Nobody knows a time zone of that name.
    TimeZoneUnknown,
    /// The draft has no such line.
    LineUnknown,
    /// Entries are put to everybody already.
    ConsensusOpen,
    /// Nothing is put to everybody now.
    ConsensusClosed,
    /// Nobody else could run the session: somebody else comes by an organiser's link first, or it is
    /// deleted.
    OnlyOrganiser,
    /// So many days after the end have passed already: the session is deleted instead, or kept for
    /// longer.
    RetentionPassed {
        /// The fewest that may be set now.
        days_min: u64,
    },
    /// What was typed to confirm it is not the code of the session.
    ConfirmationWrong,
    /// The people of the session were taken out of it: its report is left, and nothing to be done.
    SessionPurged,
    /// The session was deleted.
    SessionDeleted,
}
