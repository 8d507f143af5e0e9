//! The fields of a saved page: the site wraps each in `field field--name-field-speakers`, with its
//! label in `field__label`, or with none where the design hides it.

use ego_tree::NodeRef;
use scraper::Node;

use crate::limits;

/// Names of fields, and the label that stands for each on a page that shows it; a name that goes
/// on, such as `speakers-list`, is the same field.
const FIELDS: &[(&str, &str)] = &[
    ("date", "Time"),
    ("time", "Time"),
    ("room", "Room"),
    ("venue", "Room"),
    ("theme", "Theme"),
    ("subtheme", "Theme"),
    ("co-organizer", "Organizers"),
    ("co-organiser", "Organizers"),
    ("organizer", "Organizers"),
    ("organiser", "Organizers"),
    ("speaker", "Speakers"),
    ("onsite-moderator", "Onsite Moderator"),
    ("on-site-moderator", "Onsite Moderator"),
    ("online-moderator", "Online Moderator"),
    ("rapporteur", "Rapporteur"),
    ("sdg", "SDGs"),
    ("format", "Format"),
    ("duration", "Duration (minutes)"),
    ("agenda", "Agenda"),
    ("description", "Description"),
    ("key-takeaway", "Key Takeaways"),
    ("key-session-takeaway", "Key Takeaways"),
    ("call-to-action", "Call to Action"),
    ("calls-to-action", "Call to Action"),
    ("session-report", "Session Report"),
    ("report", "Session Report"),
];

/// The label of a field that shows none; `None` for what is no field, is unknown, or has its own.
pub(super) fn lost_label(node: NodeRef<'_, Node>) -> Option<&'static str> {
    let name = class_after(node, "field--name-field-")?;
    let has_label = node
        .descendants()
        .take(limits::FIELD_NODES_MAX)
        .any(|child| has_class(child, "field__label"));
    let name = name.strip_prefix("session-").unwrap_or(name);
    // "session-report" and "session-description" are asked by either name.
    let found = |name: &str| FIELDS.iter().find(|(known, _)| name.starts_with(known));
    let (_, label) = found(name).or_else(|| found(class_after(node, "field--name-field-")?))?;
    (!has_label).then_some(label)
}

fn class_after<'a>(node: NodeRef<'a, Node>, prefix: &str) -> Option<&'a str> {
    let element = node.value().as_element()?;
    element
        .classes()
        .find_map(|class| class.strip_prefix(prefix))
}

fn has_class(node: NodeRef<'_, Node>, class: &str) -> bool {
    let element = node.value().as_element();
    element.is_some_and(|element| element.classes().any(|has| has == class))
}
