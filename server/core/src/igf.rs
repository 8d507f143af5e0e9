//! The words of the IGF, as its pages use them: closed lists, people and parts of a page.

pub use onefloor_page::igf::{
    AgendaItem, Deadlines, PagePerson, Region, SegmentKind, StakeholderGroup, YEARS,
};
