//! "Ana Ruiz UNESCO": an organisation right behind a name, without a mark between them.

use super::names;
use super::words::{self, ORGANISATIONS};

/// Short forms that stand behind names. Other capitals may be a family name: "Ana RUIZ".
const SHORT_FORMS: &[&str] = &[
    "AFRINIC", "APC", "APNIC", "APTLD", "ARIN", "AUC", "AWS", "CENTR", "CERN", "CGI.br", "CNNIC",
    "DNSF", "ECLAC", "ECOWAS", "ETSI", "EU", "EURid", "FCC", "GIZ", "GFCE", "GNSO", "GSMA", "IAB",
    "IANA", "ICANN", "ICC", "IEEE", "IETF", "IFLA", "IGF", "ILO", "ISOC", "ITU", "KISA", "LACNIC",
    "LACTLD", "NATO", "NIC.br", "NIXI", "OECD", "OHCHR", "OSCE", "PIR", "RIPE", "SADC", "UNCTAD",
    "UNDESA", "UNDP", "UNECA", "UNESCO", "UNHCR", "UNICEF", "UNIDO", "UNODC", "WFP", "WHO", "WIPO",
    "WTO", "W3C",
];
/// Words that begin the name of an organisation when "of" or its like follows.
const HEADS: &[&str] = &[
    "academy",
    "agency",
    "association",
    "bank",
    "centre",
    "center",
    "chamber",
    "college",
    "commission",
    "council",
    "department",
    "embassy",
    "faculty",
    "federation",
    "government",
    "institute",
    "ministry",
    "office",
    "parliament",
    "school",
    "secretariat",
    "senate",
    "union",
    "university",
    "universidad",
    "universidade",
    "université",
    "universität",
    "ministerio",
    "ministère",
    "ministério",
];
const JOINTS: &[&str] = &[
    "of", "for", "de", "da", "do", "du", "des", "del", "für", "the",
];
/// Words of places and kinds that begin the names of organisations, and no name of a person.
const PLACES: &[&str] = &[
    "african",
    "american",
    "arab",
    "asian",
    "baltic",
    "british",
    "cape",
    "caribbean",
    "central",
    "costa",
    "dutch",
    "eastern",
    "european",
    "federal",
    "french",
    "german",
    "great",
    "hong",
    "indian",
    "latin",
    "middle",
    "national",
    "new",
    "nordic",
    "north",
    "northern",
    "pacific",
    "royal",
    "saudi",
    "sierra",
    "south",
    "southern",
    "sri",
    "state",
    "swiss",
    "united",
    "west",
    "western",
    "world",
];

/// The name, and the organisation behind it. `None` where it is not certain where one ends.
pub(super) fn parted(entry: &str) -> Option<(&str, &str)> {
    let cut = |at: usize| (entry[..at].trim(), entry[at..].trim());
    let starts: Vec<usize> = entry.match_indices(' ').map(|(at, _)| at).collect();
    let first = entry.split(' ').next().unwrap_or_default();
    if starts.len() > 12 || PLACES.contains(&first.to_lowercase().as_str()) {
        return None;
    }
    for at in &starts {
        let (name, rest) = cut(*at);
        let words = name.split(' ');
        let named = words.filter(|word| !names::is_title(word)).count();
        if !(2..=4).contains(&named) || !names::is_full_person(name) {
            continue;
        }
        let mut behind = rest.split(' ');
        let head = behind.next().unwrap_or_default();
        let next = behind.next();
        let is_short_form = SHORT_FORMS.contains(&head) && name.contains(char::is_lowercase);
        let low = head.to_lowercase();
        let is_headed =
            HEADS.contains(&low.as_str()) && next.is_some_and(|next| JOINTS.contains(&next));
        if is_short_form && next.is_none_or(names::is_organisation_word) || is_headed {
            return Some((name, rest));
        }
    }
    ending(entry)
}

/// "Li Wei China Institute": two words of a name and two of an organisation; with more of them it
/// would not be certain where the name ends.
fn ending(entry: &str) -> Option<(&str, &str)> {
    let words: Vec<&str> = entry.split(' ').collect();
    let titles = words
        .iter()
        .take_while(|word| names::is_title(word))
        .count();
    let [given, family, organisation, kind] = words[titles..] else {
        return None;
    };
    let is_kind = ORGANISATIONS.contains(&kind.to_lowercase().as_str());
    let is_plain = [given, family].iter().all(|word| {
        let letters = word.chars().filter(|c| c.is_lowercase()).count();
        letters > 0 && !words::is_no_name(&word.to_lowercase())
    });
    let name = &entry[..entry.len() - organisation.len() - kind.len() - 2];
    (is_kind && is_plain && names::is_full_person(name)).then(|| (name, entry[name.len()..].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organisation_is_parted_from_the_name_before_it() {
        for (entry, name, organisation) in [
            ("Amara Diallo UNESCO", "Amara Diallo", "UNESCO"),
            ("Jan van den Berg RIPE NCC", "Jan van den Berg", "RIPE NCC"),
            ("Li Wei China Institute", "Li Wei", "China Institute"),
            (
                "Dr. Li Wei China Institute",
                "Dr. Li Wei",
                "China Institute",
            ),
            (
                "Ana Ruiz Ministry of Piers",
                "Ana Ruiz",
                "Ministry of Piers",
            ),
            (
                "Ana Maria Ruiz University of the Strait",
                "Ana Maria Ruiz",
                "University of the Strait",
            ),
        ] {
            assert_eq!(parted(entry), Some((name, organisation)), "{entry}");
        }
    }

    #[test]
    fn what_may_be_one_name_stays_one() {
        for entry in [
            "Maria Sofia MARTINEZ",
            "Sofia MARTINEZ",
            "Ana Ruiz",
            "Ana Maria Ruiz Harbour Institute",
            "Hong Kong Internet Society",
            "South African Reserve Bank",
            "Open Knowledge Foundation",
            "Cape Town University of Piers",
            "Ministry of Piers",
            "Digital Rights Watch Group",
        ] {
            assert_eq!(parted(entry), None, "{entry}");
        }
    }
}
