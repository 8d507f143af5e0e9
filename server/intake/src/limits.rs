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
/// Bytes in which a page says its encoding.
pub(crate) const ENCODING_HEAD_BYTES_MAX: usize = 4_096;
/// Control characters in a thousand that a text may have; a file that is no text has more.
pub(crate) const CONTROLS_PER_MILLE_MAX: usize = 5;
/// Bytes in which the head of a mail says that it is one.
pub(crate) const MAIL_HEAD_BYTES_MAX: usize = 16 * 1024;
/// Characters in which a page says that it is one.
pub(crate) const PAGE_HEAD_CHARS_MAX: usize = 2_000;
/// Bytes of the longest row of a table that is laid on one line.
pub(crate) const ROW_BYTES_MAX: usize = 4_000;
/// How far into a row a block is looked for.
pub(crate) const ROW_NODES_MAX: usize = 300;
/// How far into a field of a page its label is looked for: it stands first.
pub(crate) const FIELD_NODES_MAX: usize = 200;
/// Deepest nesting of a page that is kept; the IGF's own pages stay below 40.
pub(crate) const HTML_DEPTH_MAX: usize = 200;
/// Most elements of a page that are kept; the IGF's own pages have about 2,000.
pub(crate) const HTML_ELEMENTS_MAX: usize = 100_000;
/// Longest attribute of a page that is kept.
pub(crate) const HTML_ATTRIBUTE_BYTES_MAX: usize = 400;
/// How far back an element that ends without a tag is looked for.
pub(crate) const HTML_IMPLIED_BACK_MAX: usize = 3;
