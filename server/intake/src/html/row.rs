//! Rows of tables whose cells stand on one line, and moments that an attribute says.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use crate::limits;

/// Whether a row has no paragraphs, lists or breaks in its cells: what stands in them then belongs
/// on one line, with a tab between the cells.
pub(super) fn is_plain(row: NodeRef<'_, Node>) -> bool {
    let parts = row.descendants().skip(1).take(limits::ROW_NODES_MAX);
    let mut elements = parts.filter_map(|node| node.value().as_element());
    elements.all(|it| matches!(it.name(), "td" | "th") || !super::BLOCKS.contains(&it.name()))
}

/// The moment of a `<time>` whose attribute says it with its zone: it is more than its words.
pub(super) fn moment(element: &Element) -> Option<&str> {
    let moment = element
        .attr("datetime")
        .filter(|_| element.name() == "time")?;
    let (_, time) = moment.split_once('T')?;
    let has_zone = time.ends_with('Z') || time.contains(['+', '-']);
    has_zone.then_some(moment)
}
