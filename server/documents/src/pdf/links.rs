//! The addresses in a line, where a reader may press them.

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::Rect;
use krilla::page::Page;
use krilla::tagging::{Node, Tag, TagGroup};

use super::set::SetText;

/// An address, or what of it stands in one line.
pub(super) struct Link {
    address: String,
    place: Rect,
}

impl Link {
    /// Puts it on the page; its place in the tree.
    pub(super) fn put(self, page: &mut Page<'_>) -> Node {
        let action = Action::Link(LinkAction::new(self.address.clone()));
        let link = LinkAnnotation::new(self.place, Target::Action(action));
        let link = page.add_tagged_annotation(Annotation::new_link(link, Some(self.address)));
        let mut group = TagGroup::new(Tag::Link);
        group.push(Node::Leaf(link));
        Node::Group(group)
    }
}

/// The links of a line of a set text whose box begins there.
pub(super) fn of_line(
    text: &SetText,
    (at, line): (usize, usize),
    (left, top): (f32, f32),
) -> Vec<Link> {
    let part = &text.parts[at];
    let Some(line) = part.layout.get(line) else {
        return Vec::new();
    };
    let metrics = line.metrics();
    let below = top + metrics.line_height;
    let mut found = Vec::new();
    for range in &part.addresses {
        let mut reach: Option<(f32, f32)> = None;
        let mut x = left + metrics.offset;
        for run in line.runs() {
            for cluster in run.visual_clusters() {
                let (start, end) = (x, x + cluster.advance());
                x = end;
                if range.contains(&cluster.text_range().start) {
                    let (first, _) = *reach.get_or_insert((start, end));
                    reach = Some((first, end));
                }
            }
        }
        let place = reach.and_then(|(start, end)| Rect::from_ltrb(start, top, end, below));
        found.extend(place.map(|place| Link {
            address: part.words[range.clone()].to_owned(),
            place,
        }));
    }
    found
}
