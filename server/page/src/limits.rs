//! Bounds of a page reading. What is past them is left unread, at a character boundary.

/// Lines that are read; no session page comes near.
pub(super) const LINES_MAX: usize = 20_000;
/// Characters of a line, and of each long text.
pub(super) const TEXT_CHARS_MAX: usize = 20_000;
/// Characters of a title, a room, a format, a name or an affiliation.
pub(super) const SHORT_CHARS_MAX: usize = 300;
/// Characters of a room.
pub(super) const ROOM_CHARS_MAX: usize = 120;
/// Characters of an address of the web.
pub(super) const LINK_CHARS_MAX: usize = 500;
/// People in one list.
pub(super) const PEOPLE_MAX: usize = 100;
/// Themes of a session.
pub(super) const THEMES_MAX: usize = 10;
/// Takeaways, and calls to action.
pub(super) const POINTS_MAX: usize = 50;
/// Segments that a page may name; with the added ones a session's bound of 40 holds.
pub(super) const SEGMENTS_MAX: usize = 24;
/// Minutes of a session or a segment: a day.
pub(super) const MINUTES_MAX: u32 = 1_440;
/// Lines handed back unread.
pub(super) const UNREAD_MAX: usize = 500;
/// Characters of a line handed back unread.
pub(super) const UNREAD_CHARS_MAX: usize = 500;
/// Guesses, and doubts.
pub(super) const NOTES_MAX: usize = 200;
