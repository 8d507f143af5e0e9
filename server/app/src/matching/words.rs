//! The reason for a room, in English.

use onefloor_matching::Why;

/// Languages that are called by their English name; others by their tag.
const LANGUAGE_NAMES: [(&str, &str); 14] = [
    ("ar", "Arabic"),
    ("bn", "Bengali"),
    ("de", "German"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("hi", "Hindi"),
    ("id", "Indonesian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("sw", "Swahili"),
    ("zh", "Chinese"),
];

/// The reason for a room in one line.
pub(super) fn sentence(why: &Why, languages: &[String]) -> String {
    let mut parts = Vec::new();
    for (count, one, many) in [
        (why.stakeholders, "stakeholder group", "stakeholder groups"),
        (why.regions, "region", "regions"),
    ] {
        match count {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            _ => parts.push(format!("{count} {many}")),
        }
    }
    let common = languages.iter().enumerate();
    let common = common.filter(|(bit, _)| why.common_languages >> bit & 1 == 1);
    let common: Vec<&str> = common.map(|(_, tag)| name_of(tag)).collect();
    match (&common[..], why.isolated) {
        (_, 1) => parts.push("1 person shares no language with the others".to_owned()),
        (_, 2..) => parts.push(format!("{} people share no language", why.isolated)),
        ([], 0) if languages.is_empty() => {}
        ([], 0) => parts.push("no language is common to all".to_owned()),
        (_, 0) if common.len() == languages.len() && common.len() > 3 => {}
        (_, 0) => parts.push(format!("all speak {}", common.join(" and "))),
    }
    match why.shared_affiliations {
        0 => {}
        1 => parts.push("one affiliation twice".to_owned()),
        shared => parts.push(format!("{shared} affiliations twice")),
    }
    match why.met_before {
        0 => parts.push("nobody met before".to_owned()),
        1 => parts.push("1 pair met before".to_owned()),
        pairs => parts.push(format!("{pairs} pairs met before")),
    }
    parts.join(", ")
}

fn name_of(tag: &str) -> &str {
    let known = LANGUAGE_NAMES.iter().find(|(known, _)| *known == tag);
    known.map_or(tag, |(_, name)| name)
}
