//! Stakeholder groups and regions, in the spellings seen on pages.

/// What a part of a person's line names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Stakeholder(&'static str),
    Region(&'static str),
    /// The same words name a stakeholder group and a region.
    Intergovernmental,
}

/// The one name that is both.
pub(super) const INTERGOVERNMENTAL: &str = "Intergovernmental Organization";

const AFRICAN: &str = "African Group";
const ASIAN: &str = "Asia-Pacific Group";
const EASTERN: &str = "Eastern European Group";
const LATIN: &str = "Latin American and Caribbean Group (GRULAC)";
const WESTERN: &str = "Western European and Others Group (WEOG)";

/// Letters only, lower case, without the words of [`FILLING`]: the form that [`key`] makes.
const NAMES: [(&[&str], Group); 11] = [
    (
        &["government", "governments", "governmental", "govt", "gov"],
        Group::Stakeholder("Government"),
    ),
    (
        &[
            "civil society",
            "civil society organization",
            "civil society organisation",
            "cso",
        ],
        Group::Stakeholder("Civil Society"),
    ),
    (
        &["technical community", "tech community"],
        Group::Stakeholder("Technical Community"),
    ),
    (
        &["private sector", "business", "business sector"],
        Group::Stakeholder("Private Sector"),
    ),
    (&["other"], Group::Stakeholder("Other")),
    (
        &[
            "intergovernmental organization",
            "intergovernmental organizations",
            "intergovernmental organisation",
            "intergovernmental organisations",
            "inter governmental organization",
            "inter governmental organisation",
            "igo",
        ],
        Group::Intergovernmental,
    ),
    (&["african", "africa"], Group::Region(AFRICAN)),
    (
        &[
            "asia pacific",
            "asian pacific",
            "asian and pacific",
            "asia and pacific",
            "asia and the pacific",
            "asian",
            "apac",
        ],
        Group::Region(ASIAN),
    ),
    (
        &["eastern european", "eastern europe", "eeg"],
        Group::Region(EASTERN),
    ),
    (
        &[
            "latin american and caribbean",
            "latin american and the caribbean",
            "latin america and caribbean",
            "latin america and the caribbean",
            "latin america",
            "latin american",
            "lac",
            "grulac",
        ],
        Group::Region(LATIN),
    ),
    (
        &[
            "western european and others",
            "western european and other",
            "western europe and others",
            "western europe and other",
            "western european",
            "western europe",
            "weog",
        ],
        Group::Region(WESTERN),
    ),
];

/// Words that stand around a group's name and do not change it: "African Regional Group".
const FILLING: [&str; 6] = [
    "group",
    "groups",
    "regional",
    "region",
    "stakeholder",
    "states",
];

/// Recognises a part of a line as a whole; anything else in it makes it something else.
pub(super) fn recognise(part: &str) -> Option<Group> {
    if part.len() > 80 {
        return None;
    }
    let key = key(part);
    let found = |key: &str| {
        NAMES
            .iter()
            .find(|(names, _)| names.contains(&key))
            .map(|(_, group)| *group)
    };
    found(&key).or_else(|| {
        // "Western European and Others Group (WEOG)": both halves must say the same.
        let (long, short) = part.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        let long = found(&self::key(long))?;
        (found(&self::key(short)) == Some(long)).then_some(long)
    })
}

fn key(part: &str) -> String {
    let low = part.to_lowercase().replace('&', " and ");
    let words = low
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty() && !FILLING.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_name_the_same_region() {
        for text in [
            "Asia-Pacific Group",
            "Asia Pacific Group",
            "APAC",
            "Asia Pacific",
        ] {
            assert_eq!(recognise(text), Some(Group::Region(ASIAN)), "{text}");
        }
        for text in [
            "Africa",
            "African Group",
            "African Regional Group",
            "African States",
        ] {
            assert_eq!(recognise(text), Some(Group::Region(AFRICAN)), "{text}");
        }
        for text in [
            "Region: Latin America",
            "GRULAC",
            "LAC",
            "Latin American & Caribbean Group (GRULAC)",
        ] {
            assert_eq!(recognise(text), Some(Group::Region(LATIN)), "{text}");
        }
        assert_eq!(
            recognise("Western European and Others Group (WEOG)"),
            Some(Group::Region(WESTERN))
        );
        assert_eq!(recognise("Africa"), Some(Group::Region(AFRICAN)));
    }

    #[test]
    fn part_of_a_longer_name_is_nothing() {
        for text in [
            "Government of Ghana",
            "Africa Policy Lab",
            "Others",
            "",
            "Europe",
            "African Group (LAC)",
            "Academia",
            "MENA",
            "Caribbean",
        ] {
            assert_eq!(recognise(text), None, "{text}");
        }
    }
}
