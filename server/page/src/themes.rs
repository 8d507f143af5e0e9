//! The themes that the IGF gave its programmes, since they stand where organizers may stand, too.

/// Beginnings of themes and subthemes of 2017 to 2025, in lower case.
const KNOWN: &[&str] = &[
    "ai & emerging technologies",
    "addressing advanced technologies",
    "advancing human rights and inclusion",
    "avoiding internet fragmentation",
    "building digital trust and resilience",
    "connecting all people",
    "cybersecurity, cybercrime",
    "cybersecurity, trust and privacy",
    "data governance",
    "digital divides & inclusion",
    "digital inclusion",
    "digital cooperation",
    "economic and social inclusion",
    "emerging regulation",
    "enabling safety",
    "enhancing the digital contribution",
    "environmental sustainability and climate",
    "ensuring a safe digital",
    "global digital governance",
    "governing data",
    "harnessing innovation",
    "human rights & freedoms",
    "improving digital governance",
    "inclusive internet governance ecosystems",
    "security, safety, stability and resilience",
    "sustainability & environment",
    "sustainable and responsible innovation",
    "trust, security, stability",
    "universal access and meaningful connectivity",
    "universal access & digital rights",
];

/// Whether a line is one of them.
pub(super) fn is_known(text: &str) -> bool {
    let low = super::line::cut(text, 80)
        .to_lowercase()
        .replace(" and ", " & ");
    KNOWN
        .iter()
        .any(|theme| low.starts_with(&theme.replace(" and ", " & ")))
}

/// Whether a line names one of the forum's own groups, which organises where it stands alone.
pub(super) fn is_group_of_the_forum(text: &str) -> bool {
    const GROUPS: [&str; 3] = [
        "dynamic coalition on",
        "best practice forum on",
        "policy network on",
    ];
    let low = text.to_lowercase();
    GROUPS.iter().any(|group| low.starts_with(group))
}
