//! Precision and recall by field, and the goals that they are held to.

use std::collections::BTreeMap;
use std::fmt;

use onefloor_page::{PagePerson, PageReading};

use super::case::Case;

/// Values found, values in the gold, and values that are both.
#[derive(Default, Clone, Copy)]
struct Count {
    found: u32,
    gold: u32,
    right: u32,
}

#[derive(Default)]
pub(crate) struct Scores {
    fields: BTreeMap<&'static str, Count>,
    wrong: Vec<String>,
}

/// Fields that are people.
const PEOPLE: [&str; 5] = ["organizers", "speakers", "onsite", "online", "rapporteurs"];

impl Scores {
    pub(crate) fn add(&mut self, case: &Case) {
        let known: Vec<&str> = values(&case.page).iter().map(|(field, _)| *field).collect();
        for field in case.gold.keys() {
            assert!(known.contains(&field.as_str()), "{}: {field}", case.name);
        }
        for (field, mut found) in values(&case.page) {
            let gold = case.gold.get(field).cloned().unwrap_or_default();
            let is_person = PEOPLE.contains(&field);
            let count = self.fields.entry(field).or_default();
            count.found += u32::try_from(found.len()).unwrap();
            count.gold += u32::try_from(gold.len()).unwrap();
            let mut missed = Vec::new();
            for value in gold {
                let value = match is_person {
                    true => person_of(&value),
                    false => value.trim_end_matches([' ', '|']).to_owned(),
                };
                match found.iter().position(|found| matches(&value, found)) {
                    Some(at) => {
                        found.remove(at);
                        self.fields.entry(field).or_default().right += 1;
                    }
                    None => missed.push(value),
                }
            }
            if !(missed.is_empty() && found.is_empty()) {
                let name = &case.name;
                self.wrong.push(format!(
                    "{name} {field}: missed {missed:?}, found {found:?}"
                ));
            }
        }
        if case.page.doubts.len() != case.doubts {
            let name = &case.name;
            self.wrong
                .push(format!("{name}: doubts {:?}", case.page.doubts));
        }
        assert_eq!(
            case.page.account.lines,
            u32::try_from(case.page.ledger.lines().len()).unwrap()
        );
    }

    fn of(&self, fields: &[&str]) -> (f64, f64) {
        let counts = self
            .fields
            .iter()
            .filter(|(name, _)| fields.contains(name))
            .map(|(_, count)| count);
        let sum = counts.fold(Count::default(), |sum, count| Count {
            found: sum.found + count.found,
            gold: sum.gold + count.gold,
            right: sum.right + count.right,
        });
        sum.ratios()
    }

    /// The goals on pages that nobody has looked at.
    pub(crate) fn assert_goals(&self) {
        let (precision, recall) = self.of(&PEOPLE);
        assert!(
            precision >= 0.97 && recall >= 0.90,
            "people {precision} {recall}"
        );
        let (precision, recall) = self.of(&["agenda"]);
        assert!(
            precision >= 0.90 && recall >= 0.80,
            "agenda {precision} {recall}"
        );
        for (field, count) in &self.fields {
            if PEOPLE.contains(field) || *field == "agenda" {
                continue;
            }
            let (precision, recall) = count.ratios();
            assert!(
                precision >= 0.97 && recall >= 0.95,
                "{field} {precision} {recall}"
            );
            if matches!(*field, "room" | "targets" | "goals") {
                assert_eq!(count.found, count.right, "a false {field}");
            }
        }
    }
}

impl Count {
    fn ratios(self) -> (f64, f64) {
        let ratio = |of: u32| match of {
            0 => 1.0,
            of => f64::from(self.right) / f64::from(of),
        };
        (ratio(self.found), ratio(self.gold))
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (field, count) in &self.fields {
            let (precision, recall) = count.ratios();
            let Count { found, gold, right } = count;
            writeln!(
                f,
                "{field:20} precision {precision:.2} recall {recall:.2} ({right} of {found} found, {gold} in the gold)"
            )?;
        }
        let (precision, recall) = self.of(&PEOPLE);
        writeln!(
            f,
            "{:20} precision {precision:.3} recall {recall:.3}",
            "all people"
        )?;
        if std::env::var_os("GOLD_WRONG").is_some() {
            for line in &self.wrong {
                writeln!(f, "  {line}")?;
            }
        }
        Ok(())
    }
}

/// Whether a value is the gold's; "First words … last words" stands for a long text.
fn matches(gold: &str, found: &str) -> bool {
    match gold.split_once(" … ") {
        Some((first, last)) => found.starts_with(first) && found.ends_with(last),
        None => gold == found,
    }
}

/// A reading's values in the gold's form.
fn values(page: &PageReading) -> Vec<(&'static str, Vec<String>)> {
    let text = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    let people = |people: &[PagePerson]| people.iter().map(person).collect::<Vec<_>>();
    let agenda = page.agenda.iter().filter(|item| !item.title.is_empty());
    vec![
        ("title", text(&page.title)),
        ("year", page.year.iter().map(u16::to_string).collect()),
        ("type", text(&page.kind)),
        ("number", page.number.iter().map(u32::to_string).collect()),
        ("organizers", people(&page.organizers)),
        ("speakers", people(&page.speakers)),
        ("onsite", people(&page.onsite_moderators)),
        ("online", people(&page.online_moderators)),
        ("rapporteurs", people(&page.rapporteurs)),
        ("targets", page.sdg_targets.clone()),
        ("goals", page.sdg_goals.iter().map(u8::to_string).collect()),
        ("sdg_rationale", text(&page.sdg_rationale)),
        ("format", text(&page.format)),
        ("format_description", text(&page.format_description)),
        (
            "duration",
            page.duration_minutes.iter().map(u32::to_string).collect(),
        ),
        ("themes", page.themes.clone()),
        ("description", text(&page.description)),
        (
            "agenda",
            agenda
                .map(|item| {
                    let minutes = match (item.minutes_min, item.minutes_max) {
                        (Some(min), Some(max)) if min != max => format!("{min}-{max}"),
                        (Some(min), _) => min.to_string(),
                        _ => String::new(),
                    };
                    let told = format!("{} | {minutes}", item.title);
                    told.trim_end_matches([' ', '|']).to_owned()
                })
                .collect(),
        ),
        ("starts", text(&page.starts_at)),
        ("ends", text(&page.ends_at)),
        ("room", text(&page.room)),
        ("slides", text(&page.slides)),
        ("key_takeaways", page.key_takeaways.clone()),
        ("calls_to_action", page.calls_to_action.clone()),
        ("session_report", text(&page.session_report)),
    ]
}

fn person(person: &PagePerson) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    [
        person.name.clone(),
        part(&person.affiliation),
        part(&person.stakeholder_group),
        part(&person.region),
    ]
    .join(" | ")
}

/// "Name | affiliation | CS | WEOG" with the names written out.
fn person_of(gold: &str) -> String {
    let mut parts: Vec<&str> = gold.split('|').map(str::trim).collect();
    parts.resize(4, "");
    let long = |short: &str| match short {
        "GOV" => "Government",
        "IGO" => "Intergovernmental Organization",
        "CS" => "Civil Society",
        "TC" => "Technical Community",
        "PS" => "Private Sector",
        "AG" => "African Group",
        "APG" => "Asia-Pacific Group",
        "EEG" => "Eastern European Group",
        "LAC" => "Latin American and Caribbean Group (GRULAC)",
        "WEOG" => "Western European and Others Group (WEOG)",
        other => {
            assert!(other.is_empty(), "{gold}");
            ""
        }
    };
    [parts[0], parts[1], long(parts[2]), long(parts[3])].join(" | ")
}
