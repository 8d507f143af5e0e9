//! Names, as people of many countries have them, and where they are from. They are made up: first and last
//! names are put together by chance.

use onefloor_core::igf::{Region, StakeholderGroup};

use crate::Dice;

/// Where somebody is at home: the languages that they speak, the first one best, and names from there.
pub(crate) struct Home {
    pub(crate) languages: &'static [&'static str],
    pub(crate) region: Region,
    first: &'static [&'static str],
    last: &'static [&'static str],
}

const HOMES: &[Home] = &[
    Home {
        languages: &["en"],
        region: Region::African,
        first: &[
            "Amara", "Kwame", "Zuri", "Tendai", "Ayo", "Naledi", "Chipo", "Kofi",
        ],
        last: &[
            "Okafor", "Mensah", "Dlamini", "Wanjiru", "Banda", "Adeyemi", "Moyo",
        ],
    },
    Home {
        languages: &["ar", "en"],
        region: Region::African,
        first: &["ليلى", "يوسف", "مريم", "كريم", "سلمى", "طارق", "هدى"],
        last: &["المنصوري", "بن علي", "الشريف", "حداد", "الفاسي", "عمران"],
    },
    Home {
        languages: &["zh", "en"],
        region: Region::AsiaPacific,
        first: &["伟", "芳", "敏", "静", "磊", "娜", "杰"],
        last: &["王", "李", "张", "陈", "刘", "杨", "赵"],
    },
    Home {
        languages: &["en"],
        region: Region::AsiaPacific,
        first: &["Priya", "Arjun", "Mele", "Haruto", "Siti", "Minh", "Anika"],
        last: &["Sharma", "Tanaka", "Fonoti", "Nguyen", "Rahman", "Perera"],
    },
    Home {
        languages: &["es", "en"],
        region: Region::LatinAmericanAndCaribbean,
        first: &["Valentina", "Mateo", "Camila", "Joaquín", "Lucía", "Andrés"],
        last: &[
            "Quispe",
            "Rojas",
            "Fernández",
            "Molina",
            "Castaño",
            "Vargas",
        ],
    },
    Home {
        languages: &["fr", "en"],
        region: Region::African,
        first: &[
            "Aïssatou",
            "Moussa",
            "Fatou",
            "Ibrahima",
            "Mariam",
            "Cheikh",
        ],
        last: &["Diallo", "Traoré", "Ndiaye", "Koné", "Ouédraogo", "Sow"],
    },
    Home {
        languages: &["fr", "en"],
        region: Region::WesternEuropeanAndOthers,
        first: &["Camille", "Hugo", "Élodie", "Bastien", "Manon", "Loïc"],
        last: &["Lefèvre", "Moreau", "Girard", "Roussel", "Fontaine"],
    },
    Home {
        languages: &["ru", "en"],
        region: Region::EasternEuropean,
        first: &["Анна", "Иван", "Ольга", "Дмитрий", "Мария", "Тимур"],
        last: &["Лебедева", "Соколов", "Ким", "Орлова", "Ермеков"],
    },
    Home {
        languages: &["en", "fr"],
        region: Region::WesternEuropeanAndOthers,
        first: &["Ingrid", "Callum", "Femke", "Matteo", "Aoife", "Jonas"],
        last: &[
            "Lindqvist",
            "Fraser",
            "de Vries",
            "Rossi",
            "Byrne",
            "Keller",
        ],
    },
];

const GROUPS: [StakeholderGroup; 6] = [
    StakeholderGroup::Government,
    StakeholderGroup::IntergovernmentalOrganization,
    StakeholderGroup::CivilSociety,
    StakeholderGroup::TechnicalCommunity,
    StakeholderGroup::PrivateSector,
    StakeholderGroup::Other,
];

const AFFILIATIONS: &[&str] = &[
    "Village Fibre Cooperative",
    "Institute for Open Networks",
    "Ministry of Connectivity",
    "Lakeside University",
    "Community Radio North",
    "Harbour Exchange Point",
    "Youth Assembly Online",
    "Small Islands Observatory",
];

/// A home by chance.
pub(crate) fn home(dice: &mut Dice) -> &'static Home {
    dice.one_of(HOMES).unwrap_or(&HOMES[0])
}

/// A name from there, written as it is there.
pub(crate) fn name(home: &Home, dice: &mut Dice) -> String {
    let first = dice.one_of(home.first).copied().unwrap_or_default();
    let last = dice.one_of(home.last).copied().unwrap_or_default();
    match home.languages.first() {
        Some(&"zh") => format!("{last}{first}"),
        _ => format!("{first} {last}"),
    }
}

/// For whom somebody is there; not everybody says so.
pub(crate) fn group(dice: &mut Dice) -> Option<StakeholderGroup> {
    dice.one_of(&GROUPS).copied().filter(|_| dice.below(10) < 8)
}

/// Where they work; not everybody says so.
pub(crate) fn affiliation(dice: &mut Dice) -> Option<String> {
    let some = dice.one_of(AFFILIATIONS).filter(|_| dice.below(10) < 6);
    some.map(|name| (*name).to_owned())
}
