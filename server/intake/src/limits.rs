//! Bounds of what is taken in; the length of the whole is bounded by whoever receives it.

/// Sessions of one file: the largest conferences have about a thousand.
pub const SESSIONS_MAX: usize = 2_000;
/// Lines of a calendar, of which each is an entry in memory.
pub(crate) const CALENDAR_LINES_MAX: usize = 200_000;
/// Bytes of a document's text when it is unpacked.
pub(crate) const UNPACKED_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Files in a packed document.
pub(crate) const PACKED_FILES_MAX: usize = 2_000;
/// Deepest nesting of XML.
pub(crate) const XML_DEPTH_MAX: usize = 100;
/// Elements of an XML file.
pub(crate) const XML_ELEMENTS_MAX: usize = 400_000;
/// Parts of a mail or a web archive.
pub(crate) const MAIL_PARTS_MAX: usize = 2_000;
/// Descriptions for machines in one page, and their nesting.
pub(crate) const SCRIPTS_MAX: usize = 50;
/// Deepest nesting of events within events.
pub(crate) const EVENTS_DEPTH_MAX: usize = 6;
/// People in one list of a session.
pub(crate) const PEOPLE_MAX: usize = 100;
/// Themes of a session.
pub(crate) const THEMES_MAX: usize = 10;
/// Attendees of a calendar's event that are taken for its speakers; more are an audience.
pub(crate) const ATTENDEES_MAX: usize = 20;
/// Characters of the name of a person or an organisation; what is longer is a sentence.
pub(crate) const NAME_CHARS_MAX: usize = 200;
/// Characters of a title, a room or an affiliation.
pub(crate) const SHORT_CHARS_MAX: usize = 300;
/// Lines handed back unread, of a session.
pub(crate) const UNREAD_MAX: usize = 500;
/// Characters of a line handed back unread.
pub(crate) const UNREAD_CHARS_MAX: usize = 500;
/// Longest session in minutes; what is longer is a conference.
pub(crate) const MINUTES_MAX: i64 = 480;
/// Segments of a session.
pub(crate) const SEGMENTS_MAX: usize = 24;
/// Attributes of an element among which one is looked for.
pub(crate) const ATTRIBUTES_MAX: usize = 200;
