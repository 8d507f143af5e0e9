//! Stakeholder groups and regions, in the spellings seen on pages.

/// What a part of a person's line names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Stakeholder(&'static str),
    Region(&'static str),
    /// The same words name a stakeholder group and a region.
    Intergovernmental,
    /// A part of the world that is in no one regional group: it is said, and nothing is made of it.
    Area,
}

/// The one name that is both.
pub(super) const INTERGOVERNMENTAL: &str = "Intergovernmental Organization";

const AFRICAN: &str = "African Group";
const ASIAN: &str = "Asia-Pacific Group";
const EASTERN: &str = "Eastern European Group";
const LATIN: &str = "Latin American and Caribbean Group (GRULAC)";
const WESTERN: &str = "Western European and Others Group (WEOG)";

/// Letters only, lower case, without the words of [`FILLING`]: the form that [`key`] makes. In the
/// six languages of the interface and in Portuguese.
const NAMES: &[(&[&str], Group)] = &[
    (
        &[
            "government",
            "governments",
            "governmental",
            "govt",
            "gov",
            "public sector",
            "gouvernement",
            "gobierno",
            "sector público",
            "governo",
            "правительство",
            "государство",
            "政府",
            "الحكومة",
            "حكومة",
        ],
        Group::Stakeholder("Government"),
    ),
    (
        &[
            "civil society",
            "civil society organization",
            "civil society organisation",
            "civil society organizations",
            "civil society organisations",
            "cso",
            "csos",
            "société civile",
            "sociedad civil",
            "sociedade civil",
            "гражданское общество",
            "民间社会",
            "公民社会",
            "المجتمع المدني",
        ],
        Group::Stakeholder("Civil Society"),
    ),
    (
        &[
            "technical community",
            "tech community",
            "technical and academic community",
            "academic and technical community",
            "technical communities",
            "communauté technique",
            "comunidad técnica",
            "comunidade técnica",
            "техническое сообщество",
            "技术界",
            "技术社群",
            "技术社区",
            "المجتمع التقني",
            "الأوساط التقنية",
        ],
        Group::Stakeholder("Technical Community"),
    ),
    (
        &[
            "private sector",
            "business",
            "business sector",
            "privat sector",
            "secteur privé",
            "sector privado",
            "setor privado",
            "частный сектор",
            "бизнес",
            "私营部门",
            "私营企业",
            "القطاع الخاص",
        ],
        Group::Stakeholder("Private Sector"),
    ),
    (
        &["other", "autre", "otro", "outro", "другое"],
        Group::Stakeholder("Other"),
    ),
    (
        &[
            "intergovernmental organization",
            "intergovernmental organizations",
            "intergovernmental organisation",
            "intergovernmental organisations",
            "inter governmental organization",
            "inter governmental organisation",
            "inter governmental",
            "intergovernmental",
            "igo",
            "organisation intergouvernementale",
            "organización intergubernamental",
            "organização intergovernamental",
            "межправительственная организация",
            "政府间组织",
            "المنظمات الحكومية الدولية",
            "منظمة حكومية دولية",
        ],
        Group::Intergovernmental,
    ),
    (
        &[
            "african",
            "africa",
            "sub saharan africa",
            "africain",
            "afrique",
            "africano",
            "áfrica",
            "grupo africano",
            "африканская",
            "африка",
            "非洲",
            "非洲组",
            "الأفريقية",
            "أفريقيا",
            "المجموعة الأفريقية",
        ],
        Group::Region(AFRICAN),
    ),
    (
        &[
            "asia pacific",
            "asian pacific",
            "asian and pacific",
            "asia and pacific",
            "asia and the pacific",
            "asia the pacific",
            "asian",
            "apac",
            "asie pacifique",
            "asia pacífico",
            "ásia pacífico",
            "азиатско тихоокеанская",
            "азиатско тихоокеанский регион",
            "亚太",
            "亚太组",
            "亚太地区",
            "亚太集团",
            "مجموعة آسيا والمحيط الهادئ",
            "آسيا والمحيط الهادئ",
            "آسيا والمحيط الهادي",
        ],
        Group::Region(ASIAN),
    ),
    (
        &[
            "eastern european",
            "eastern europe",
            "eeg",
            "europe de l est",
            "europa oriental",
            "europa del este",
            "leste europeu",
            "восточная европа",
            "восточноевропейская",
            "东欧",
            "东欧组",
            "أوروبا الشرقية",
            "مجموعة أوروبا الشرقية",
        ],
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
            "amérique latine et caraïbes",
            "amérique latine et les caraïbes",
            "amérique latine",
            "américa latina y el caribe",
            "américa latina e caribe",
            "américa latina",
            "латинская америка",
            "латинская америка и карибский бассейн",
            "拉美",
            "拉丁美洲和加勒比",
            "拉美和加勒比组",
            "أمريكا اللاتينية",
            "أمريكا اللاتينية والكاريبي",
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
            "western european and others weog",
            "weog",
            "europe occidentale et autres",
            "europa occidental y otros",
            "europa ocidental e outros",
            "западная европа",
            "западная европа и другие",
            "西欧",
            "西欧和其他",
            "أوروبا الغربية",
            "أوروبا الغربية ودول أخرى",
        ],
        Group::Region(WESTERN),
    ),
    (
        &[
            "europe",
            "european",
            "mena",
            "middle east",
            "middle east and north africa",
            "middle east north africa",
            "north america",
            "caribbean",
            "emea",
            "europa",
            "европа",
            "欧洲",
            "أوروبا",
        ],
        Group::Area,
    ),
];

/// Words that stand around a group's name and do not change it: "African Regional Group".
const FILLING: [&str; 10] = [
    "group",
    "groups",
    "regional",
    "region",
    "stakeholder",
    "states",
    "groupe",
    "grupo",
    "группа",
    "from",
];

/// A part of the world that is in no one regional group: "MENA".
pub(super) fn is_area(part: &str) -> bool {
    recognise(part) == Some(Group::Area)
}

/// "Civil Society / GRULAC": the groups between slashes, if nothing else stands there.
pub(super) fn slashed(part: &str) -> Option<Vec<&str>> {
    let pieces: Vec<&str> = part.split('/').map(str::trim).collect();
    let are_groups = pieces.len() > 1 && pieces.iter().all(|piece| recognise(piece).is_some());
    are_groups.then_some(pieces)
}

/// Recognises a part of a line as a whole; anything else in it makes it something else.
pub(super) fn recognise(part: &str) -> Option<Group> {
    if part.len() > 120 {
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
    fn an_area_that_is_in_no_one_group_is_known_as_such() {
        for text in ["Europe", "MENA", "Caribbean"] {
            assert!(is_area(text), "{text}");
        }
    }

    #[test]
    fn part_of_a_longer_name_is_nothing() {
        for text in [
            "Government of Ghana",
            "Africa Policy Lab",
            "Others",
            "",
            "African Group (LAC)",
            "Academia",
        ] {
            assert_eq!(recognise(text), None, "{text}");
        }
    }
}
