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

/// Letters only, lower case, without "group": the form that [`key`] makes.
const NAMES: [(&str, Group); 34] = [
    ("government", Group::Stakeholder("Government")),
    ("governments", Group::Stakeholder("Government")),
    ("governmental", Group::Stakeholder("Government")),
    ("civil society", Group::Stakeholder("Civil Society")),
    (
        "civil society organization",
        Group::Stakeholder("Civil Society"),
    ),
    (
        "technical community",
        Group::Stakeholder("Technical Community"),
    ),
    ("tech community", Group::Stakeholder("Technical Community")),
    ("private sector", Group::Stakeholder("Private Sector")),
    ("business", Group::Stakeholder("Private Sector")),
    ("other", Group::Stakeholder("Other")),
    ("intergovernmental organization", Group::Intergovernmental),
    ("intergovernmental organizations", Group::Intergovernmental),
    ("intergovernmental organisation", Group::Intergovernmental),
    ("intergovernmental organisations", Group::Intergovernmental),
    ("igo", Group::Intergovernmental),
    ("african", Group::Region(AFRICAN)),
    ("africa", Group::Region(AFRICAN)),
    ("asia pacific", Group::Region(ASIAN)),
    ("asia and pacific", Group::Region(ASIAN)),
    ("asia and the pacific", Group::Region(ASIAN)),
    ("asian", Group::Region(ASIAN)),
    ("apac", Group::Region(ASIAN)),
    ("eastern european", Group::Region(EASTERN)),
    ("eastern europe", Group::Region(EASTERN)),
    ("eeg", Group::Region(EASTERN)),
    ("latin american and caribbean", Group::Region(LATIN)),
    ("latin american and the caribbean", Group::Region(LATIN)),
    ("latin america and caribbean", Group::Region(LATIN)),
    ("latin america and the caribbean", Group::Region(LATIN)),
    ("lac", Group::Region(LATIN)),
    ("grulac", Group::Region(LATIN)),
    ("western european and others", Group::Region(WESTERN)),
    ("western europe and others", Group::Region(WESTERN)),
    ("weog", Group::Region(WESTERN)),
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
            .find(|(name, _)| *name == key)
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
        .filter(|word| !word.is_empty() && *word != "group");
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
        for text in ["GRULAC", "LAC", "Latin American & Caribbean Group (GRULAC)"] {
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
        ] {
            assert_eq!(recognise(text), None, "{text}");
        }
    }
}
