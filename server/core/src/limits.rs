//! Every bound of a session in one place.
//!
//! A command past a bound is refused with the bound in the refusal; nothing is cut in silence.
//! The limits that a screen needs travel in `welcome`, so that a field can count down.

use serde::Serialize;

/// Marks over and under one letter: Hebrew that is sung has five; more of them reach into other lines.
pub const MARKS_MAX: usize = 5;
/// Tags of a flag of a region, with their end: six of them draw England.
pub const FLAG_TAGS_MAX: usize = 8;
/// Characters of a person's name.
pub const NAME_CHARS_MAX: usize = 80;
/// Characters of an affiliation.
pub const AFFILIATION_CHARS_MAX: usize = 120;
/// Languages that a person may list.
pub const LANGUAGES_MAX: usize = 6;
/// Characters of a language tag such as `zh-Hant`.
pub const LANGUAGE_CHARS_MAX: usize = 12;
/// Characters of a question, a comment or the note of a raised hand.
pub const QUESTION_CHARS_MAX: usize = 600;
/// Characters of a place in the room: "row 3, microphone 2".
pub const PLACE_CHARS_MAX: usize = 60;
/// Characters of a reason given for dismissing an item.
pub const REASON_CHARS_MAX: usize = 200;
/// Characters of an answer in writing.
pub const ANSWER_CHARS_MAX: usize = 2_000;
/// People entered at once from a chat.
pub const PROXIES_MAX: usize = 50;
/// People behind one seat of a hub.
pub const HEADS_MAX: u32 = 5_000;
/// Waiting items that are named as like another one.
pub const SIMILAR_MAX: usize = 3;
/// Places of the order that everybody sees; further back, a person sees their own.
pub const PLACES_SHOWN_MAX: usize = 100;
/// How long somebody online who was called to speak is waited for, in milliseconds.
pub const NO_SHOW_MS: u64 = 20_000;
/// How long a voice on its way may stand still before the desk is offered other ways, in milliseconds.
pub const HANDOVER_PATIENCE_MS: u64 = 10_000;
/// Shortest last call, in milliseconds.
pub const LAST_CALL_MS_MIN: u64 = 10_000;
/// Longest last call, in milliseconds.
pub const LAST_CALL_MS_MAX: u64 = 1_800_000;
/// Words of the list that holds texts back.
pub const WORDS_MAX: usize = 200;
/// Characters of such a word.
pub const WORD_CHARS_MAX: usize = 60;
/// Questions of one person that may wait at once.
pub const OPEN_QUESTIONS_MAX: usize = 5;
/// Places on the floor of one session; what was taken back or dismissed gives its place back.
pub const ITEMS_MAX: usize = 10_000;
/// Places besides, for whoever has a role link and for those whom they enter.
pub const ITEMS_STAFF_MAX: usize = 1_000;
/// Items of one session over its whole life, with those that gave their place back.
pub const ITEMS_EVER_MAX: usize = 40_000;
/// Items of one person without a role link, over the life of the session.
pub const ASKED_MAX: usize = 200;
/// Items that a screen may dismiss at once.
pub const DISMISSED_AT_ONCE_MAX: usize = 1_000;
/// Few places are left when it is one in so many.
pub const FEW_PLACES: usize = 5;
/// Bytes of the longest state that is kept beside a log.
pub const SNAPSHOT_BYTES_MAX: usize = 128 * 1024 * 1024;
/// Versions before its end of which a session knows, after a restart, what they touched.
pub const RECENT_VERSIONS_MAX: u64 = 10_000;
/// Entries of which is known when they were touched last, for screens that come back after a restart.
pub const RECENT_KEYS_MAX: usize = 4_096;
/// Moves that an item remembers for undo; older ones are forgotten.
pub const ITEM_HISTORY_MAX: usize = 32;
/// Places for people in one session.
pub const PEOPLE_MAX: usize = 20_000;
/// Places besides, for whoever comes by a role link.
pub const PEOPLE_STAFF_MAX: usize = 1_000;
/// People of one session over its whole life, with those whose place was freed.
pub const PEOPLE_EVER_MAX: usize = 60_000;
/// Links that a session may issue.
pub const LINKS_MAX: usize = 32;
/// Segments of an agenda.
pub const SEGMENTS_MAX: usize = 40;
/// Minutes of the longest segment.
pub const SEGMENT_MINUTES_MAX: u32 = 480;
/// Speakers with a part in one segment.
pub const SLOTS_MAX: usize = 20;
/// Characters of the notes to a segment.
pub const NOTES_CHARS_MAX: usize = 2_000;
/// The last moment that anything may be set to: the end of the year 9999.
pub const TIME_MS_MAX: u64 = 253_402_300_799_999;
/// How long before its time a session may begin and still be that session, and not a rehearsal.
pub const EARLY_MS_MAX: u64 = 3_600_000;
/// How far ahead the promised end may be set.
pub const END_AHEAD_MS_MAX: u64 = 86_400_000;
/// Shortest allowance of a turn on the floor.
pub const TURN_MS_MIN: u64 = 15_000;
/// Longest allowance of a turn on the floor.
pub const TURN_MS_MAX: u64 = 1_800_000;
/// Characters of a message to a speaker: it is read at six metres.
pub const CUE_CHARS_MAX: usize = 160;
/// Messages to speakers that are remembered.
pub const CUES_KEPT_MAX: usize = 40;
/// Takeaways, and calls to action, that the display shows.
pub const TAKEAWAYS_SHOWN_MAX: usize = 12;
/// Characters of a link to slides.
pub const LINK_CHARS_MAX: usize = 500;
/// Fewest people that a part of a count may stand for, where it is shown apart.
pub const PART_PEOPLE_MIN: usize = 5;
/// Options of a poll, where they are typed.
pub const POLL_OPTIONS_MAX: usize = 8;
/// Characters of one option.
pub const POLL_OPTION_CHARS_MAX: usize = 120;
/// Characters of what a poll asks.
pub const POLL_QUESTION_CHARS_MAX: usize = 300;
/// Polls of one session.
pub const POLLS_MAX: usize = 60;
/// Hands that may be counted for one option.
pub const HANDS_MAX: u32 = 5_000;
/// Moments at which a speaker's screen speaks by itself.
pub const THRESHOLDS_MAX: usize = 6;
/// Farthest that such a moment may lie from the end of the time, before or after it.
pub const THRESHOLD_MS_MAX: i64 = 3_600_000;
/// Characters of a title: of the session or of a segment.
pub const TITLE_CHARS_MAX: usize = 300;
/// Characters of a long text of the session page, such as its description.
pub const PAGE_TEXT_CHARS_MAX: usize = 20_000;
/// Characters of a name on the session page, where an organisation may stand for a person.
pub const PAGE_NAME_CHARS_MAX: usize = 200;
/// Names in one list of the session page.
pub const PAGE_PEOPLE_MAX: usize = 100;
/// Goals of the 2030 Agenda.
pub const SDG_GOALS: u8 = 17;
/// Targets of the 2030 Agenda in one session; it has 169.
pub const SDG_TARGETS_MAX: usize = 200;
/// Characters of such a target: "16.10".
pub const SDG_TARGET_CHARS_MAX: usize = 8;
/// Characters of a breakout prompt.
pub const PROMPT_CHARS_MAX: usize = 300;
/// Characters of one line said in a breakout room.
pub const LINE_CHARS_MAX: usize = 500;
/// Lines that a room shows; older ones leave the view and stay in the log.
pub const LINES_SHOWN_MAX: usize = 200;
/// Lines that may be said in one room.
pub const LINES_MAX: usize = 2_000;
/// Fewest people in a breakout room.
pub const ROOM_SIZE_MIN: u32 = 2;
/// Most people in a breakout room.
pub const ROOM_SIZE_MAX: u32 = 12;
/// Shortest breakout round, in milliseconds.
pub const ROUND_MS_MIN: u64 = 15_000;
/// Longest breakout round, in milliseconds.
pub const ROUND_MS_MAX: u64 = 3_600_000;
/// Most rounds of one series.
pub const ROUNDS_AT_ONCE_MAX: u32 = 20;
/// Most rounds that are planned together: a draw looks so far ahead, and so does its preview.
pub const ROUNDS_PLANNED_MAX: u32 = 4;
/// Most people for whom several rounds are planned together; of more, each round is drawn by itself.
pub const PLANNED_PEOPLE_MAX: usize = 500;
/// Most people whose one round is drawn while the session waits: that takes a few milliseconds.
pub const DRAWN_AT_ONCE_MAX: usize = 64;
/// Where one in so many of those who were drawn has gone meanwhile, it was the line and not they.
pub const DRAWN_AND_GONE: usize = 4;
/// Rooms that are looked at for somebody who comes late, of those that would take them.
pub const ROOMS_WEIGHED_MAX: usize = 64;
/// People who wait and are looked at together; those beyond them, at the next look.
pub const SEATED_AT_ONCE_MAX: usize = 32;
/// Pause between two rounds of a series, in milliseconds, where nothing else is chosen.
pub const ROUND_PAUSE_MS: u64 = 30_000;
/// Shortest pause between two rounds, in milliseconds.
pub const ROUND_PAUSE_MS_MIN: u64 = 5_000;
/// Longest pause between two rounds, in milliseconds.
pub const ROUND_PAUSE_MS_MAX: u64 = 600_000;
/// How long people are asked whether they are ready, in milliseconds.
pub const READY_MS: u64 = 20_000;
/// How long the match is shown before the rooms open, in milliseconds.
pub const ANNOUNCE_MS: u64 = 5_000;
/// How long a seat is held for somebody whose connection broke, in milliseconds.
pub const SEAT_HELD_MS: u64 = 90_000;
/// Time that must be left in a round for another room to be offered, in milliseconds.
pub const OFFER_MS_MIN: u64 = 15_000;
/// Characters of a room's shared notes.
pub const ROOM_NOTES_CHARS_MAX: usize = 4_000;
/// Characters of a room's one line.
pub const ROOM_TAKEAWAY_CHARS_MAX: usize = 280;
/// Characters of a message to all rooms.
pub const ROOMS_MESSAGE_CHARS_MAX: usize = 300;
/// Characters of what staff is told about somebody.
pub const PERSON_REPORT_CHARS_MAX: usize = 300;
/// Reports about people that one session keeps.
pub const REPORTS_MAX: usize = 500;
/// People whom one person may block.
pub const BLOCKS_MAX: usize = 200;
/// Characters of how somebody can be reached.
pub const CONTACT_CHARS_MAX: usize = 120;
/// Characters of what somebody would like to talk about.
pub const ABOUT_CHARS_MAX: usize = 160;
/// Breakout rounds of one session.
pub const ROUNDS_MAX: usize = 40;
/// Time that must be left in a round for a latecomer to be seated, in milliseconds.
pub const LATECOMER_MS_MIN: u64 = 60_000;
/// Captured entries of one session.
pub const ENTRIES_MAX: usize = 1_000;
/// Characters of one captured entry.
pub const ENTRY_CHARS_MAX: usize = 4_000;
/// Characters of the session report.
pub const REPORT_CHARS_MAX: usize = 40_000;
/// Earlier revisions of a text that can be brought back.
pub const REVISIONS_KEPT_MAX: usize = 10;
/// Characters that say who is called to act, or towards whom.
pub const WHO_CHARS_MAX: usize = 200;
/// How long after its moment an entry that was typed offline may come and keep that moment.
pub const CAPTURE_LATE_MS_MAX: u64 = 86_400_000;
/// Entries that the soft limits of a block may speak of.
pub const BLOCK_ENTRIES_MAX: u32 = 50;
/// Words that the soft limits of a block may speak of.
pub const BLOCK_WORDS_MAX: u32 = 10_000;
/// Characters of the name of a time zone.
pub const TIME_ZONE_CHARS_MAX: usize = 60;
/// Lines of the draft of the report.
pub const DRAFT_LINES_MAX: usize = 1_000;
/// Characters of such a line.
pub const DRAFT_LINE_CHARS_MAX: usize = 6_000;
/// Entries that are put to everybody at once.
pub const CONSENSUS_ENTRIES_MAX: usize = 12;
/// How often entries may be put to everybody in one session.
pub const CONSENSUS_CHECKS_MAX: usize = 30;
/// Characters of the word why.
pub const WHY_CHARS_MAX: usize = 200;
/// Words why that staff sees of one entry.
pub const WHYS_SHOWN_MAX: usize = 100;
/// The highest rating that feedback gives; the lowest is 1.
pub const RATING_MAX: u8 = 5;
/// Characters of its line.
pub const FEEDBACK_CHARS_MAX: usize = 280;
/// Lines of feedback on a screen of staff; the report has all.
pub const FEEDBACK_LINES_SHOWN_MAX: usize = 200;
/// Changes of a shared text that a screen may be behind and still have its own taken in.
pub const SPLICES_KEPT_MAX: usize = 200;

/// Days for which a session may be kept after its end: ten years.
pub const RETENTION_DAYS_MAX: u32 = 3_650;

/// The bounds that a screen shows beside its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[allow(
    missing_docs,
    reason = "each field is the constant of the same name above"
)]
pub struct Limits {
    pub name_chars_max: usize,
    pub affiliation_chars_max: usize,
    pub question_chars_max: usize,
    pub place_chars_max: usize,
    pub reason_chars_max: usize,
    pub answer_chars_max: usize,
    pub proxies_max: usize,
    pub heads_max: u32,
    pub places_shown_max: usize,
    pub words_max: usize,
    pub word_chars_max: usize,
    pub no_show_ms: u64,
    pub handover_patience_ms: u64,
    pub poll_options_max: usize,
    pub poll_option_chars_max: usize,
    pub poll_question_chars_max: usize,
    pub hands_max: u32,
    pub dismissed_at_once_max: usize,
    pub open_questions_max: usize,
    pub prompt_chars_max: usize,
    pub line_chars_max: usize,
    pub room_size_min: u32,
    pub room_size_max: u32,
    pub round_ms_min: u64,
    pub round_ms_max: u64,
    pub rounds_at_once_max: u32,
    pub round_pause_ms_min: u64,
    pub round_pause_ms_max: u64,
    pub room_notes_chars_max: usize,
    pub room_takeaway_chars_max: usize,
    pub rooms_message_chars_max: usize,
    pub person_report_chars_max: usize,
    pub contact_chars_max: usize,
    pub about_chars_max: usize,
    pub entry_chars_max: usize,
    pub report_chars_max: usize,
    pub who_chars_max: usize,
    pub why_chars_max: usize,
    pub rating_max: u8,
    pub feedback_chars_max: usize,
    pub draft_line_chars_max: usize,
    pub consensus_entries_max: usize,
    pub segment_minutes_max: u32,
    pub title_chars_max: usize,
    pub notes_chars_max: usize,
    pub cue_chars_max: usize,
    pub thresholds_max: usize,
    pub turn_ms_min: u64,
    pub turn_ms_max: u64,
    pub retention_days_max: u32,
}

/// The values in force.
pub const LIMITS: Limits = Limits {
    name_chars_max: NAME_CHARS_MAX,
    affiliation_chars_max: AFFILIATION_CHARS_MAX,
    question_chars_max: QUESTION_CHARS_MAX,
    place_chars_max: PLACE_CHARS_MAX,
    reason_chars_max: REASON_CHARS_MAX,
    answer_chars_max: ANSWER_CHARS_MAX,
    proxies_max: PROXIES_MAX,
    heads_max: HEADS_MAX,
    places_shown_max: PLACES_SHOWN_MAX,
    words_max: WORDS_MAX,
    word_chars_max: WORD_CHARS_MAX,
    no_show_ms: NO_SHOW_MS,
    handover_patience_ms: HANDOVER_PATIENCE_MS,
    poll_options_max: POLL_OPTIONS_MAX,
    poll_option_chars_max: POLL_OPTION_CHARS_MAX,
    poll_question_chars_max: POLL_QUESTION_CHARS_MAX,
    hands_max: HANDS_MAX,
    dismissed_at_once_max: DISMISSED_AT_ONCE_MAX,
    open_questions_max: OPEN_QUESTIONS_MAX,
    prompt_chars_max: PROMPT_CHARS_MAX,
    line_chars_max: LINE_CHARS_MAX,
    room_size_min: ROOM_SIZE_MIN,
    room_size_max: ROOM_SIZE_MAX,
    round_ms_min: ROUND_MS_MIN,
    round_ms_max: ROUND_MS_MAX,
    rounds_at_once_max: ROUNDS_AT_ONCE_MAX,
    round_pause_ms_min: ROUND_PAUSE_MS_MIN,
    round_pause_ms_max: ROUND_PAUSE_MS_MAX,
    room_notes_chars_max: ROOM_NOTES_CHARS_MAX,
    room_takeaway_chars_max: ROOM_TAKEAWAY_CHARS_MAX,
    rooms_message_chars_max: ROOMS_MESSAGE_CHARS_MAX,
    person_report_chars_max: PERSON_REPORT_CHARS_MAX,
    contact_chars_max: CONTACT_CHARS_MAX,
    about_chars_max: ABOUT_CHARS_MAX,
    entry_chars_max: ENTRY_CHARS_MAX,
    report_chars_max: REPORT_CHARS_MAX,
    who_chars_max: WHO_CHARS_MAX,
    why_chars_max: WHY_CHARS_MAX,
    rating_max: RATING_MAX,
    feedback_chars_max: FEEDBACK_CHARS_MAX,
    draft_line_chars_max: DRAFT_LINE_CHARS_MAX,
    consensus_entries_max: CONSENSUS_ENTRIES_MAX,
    segment_minutes_max: SEGMENT_MINUTES_MAX,
    title_chars_max: TITLE_CHARS_MAX,
    notes_chars_max: NOTES_CHARS_MAX,
    cue_chars_max: CUE_CHARS_MAX,
    thresholds_max: THRESHOLDS_MAX,
    turn_ms_min: TURN_MS_MIN,
    turn_ms_max: TURN_MS_MAX,
    retention_days_max: RETENTION_DAYS_MAX,
};

/// For how long the result of a poll stands on the display, if nothing else comes.
pub const RESULT_SHOWN_MS: u64 = 90_000;

/// The same for each entry that was put to everybody.
pub const SUPPORT_SHOWN_MS: u64 = 24_000;
