//! Who somebody is in a session, by the word that a list or a schedule has for it, in the six
//! languages of the United Nations and in Portuguese.

use onefloor_page::{PagePerson, PageReading};

use crate::draft::People;

/// Words by role. The longer ones are asked first: an online moderator is a moderator, too.
const WORDS: [(&str, People); 60] = [
    ("online moderator", |page| &mut page.online_moderators),
    ("remote moderator", |page| &mut page.online_moderators),
    ("virtual moderator", |page| &mut page.online_moderators),
    ("moderator online", |page| &mut page.online_moderators),
    ("moderation en ligne", |page| &mut page.online_moderators),
    ("modérateur en ligne", |page| &mut page.online_moderators),
    ("modératrice en ligne", |page| &mut page.online_moderators),
    ("moderador en línea", |page| &mut page.online_moderators),
    ("moderadora en línea", |page| &mut page.online_moderators),
    ("moderador online", |page| &mut page.online_moderators),
    ("moderadora online", |page| &mut page.online_moderators),
    ("онлайн-модератор", |page| {
        &mut page.online_moderators
    }),
    ("在线主持", |page| &mut page.online_moderators),
    ("线上主持", |page| &mut page.online_moderators),
    ("الميسر عبر الإنترنت", |page| {
        &mut page.online_moderators
    }),
    ("rapporteur", |page| &mut page.rapporteurs),
    ("rapporteuse", |page| &mut page.rapporteurs),
    ("relator", |page| &mut page.rapporteurs),
    ("докладчик по итогам", |page| {
        &mut page.rapporteurs
    }),
    ("репортёр", |page| &mut page.rapporteurs),
    ("记录员", |page| &mut page.rapporteurs),
    ("报告员", |page| &mut page.rapporteurs),
    ("المقرر", |page| &mut page.rapporteurs),
    ("مقرر", |page| &mut page.rapporteurs),
    ("notetaker", |page| &mut page.rapporteurs),
    ("note taker", |page| &mut page.rapporteurs),
    ("reporter", |page| &mut page.rapporteurs),
    ("moderator", |page| &mut page.onsite_moderators),
    ("modérat", |page| &mut page.onsite_moderators),
    ("moderador", |page| &mut page.onsite_moderators),
    ("модератор", |page| &mut page.onsite_moderators),
    ("主持", |page| &mut page.onsite_moderators),
    ("الميسر", |page| &mut page.onsite_moderators),
    ("ميسر", |page| &mut page.onsite_moderators),
    ("facilitator", |page| &mut page.onsite_moderators),
    ("chair", |page| &mut page.onsite_moderators),
    ("convener", |page| &mut page.onsite_moderators),
    ("convenor", |page| &mut page.onsite_moderators),
    ("organi", |page| &mut page.organizers),
    ("coordinator", |page| &mut page.organizers),
    ("host", |page| &mut page.organizers),
    ("организатор", |page| &mut page.organizers),
    ("组织者", |page| &mut page.organizers),
    ("主办", |page| &mut page.organizers),
    ("المنظم", |page| &mut page.organizers),
    ("منظم", |page| &mut page.organizers),
    ("speaker", |page| &mut page.speakers),
    ("panel", |page| &mut page.speakers),
    ("presenter", |page| &mut page.speakers),
    ("discussant", |page| &mut page.speakers),
    ("keynote", |page| &mut page.speakers),
    ("orateur", |page| &mut page.speakers),
    ("oratrice", |page| &mut page.speakers),
    ("intervenant", |page| &mut page.speakers),
    ("orador", |page| &mut page.speakers),
    ("ponente", |page| &mut page.speakers),
    ("palestrante", |page| &mut page.speakers),
    ("докладчик", |page| &mut page.speakers),
    ("演讲", |page| &mut page.speakers),
    ("متحدث", |page| &mut page.speakers),
];

/// The list on which a role stands.
pub(crate) fn list(role: &str) -> Option<People> {
    if role.chars().count() > 80 {
        return None;
    }
    let low = role.trim().to_lowercase();
    let words = WORDS.iter().find(|(word, _)| low.contains(word));
    words.map(|(_, list)| *list)
}

/// Whether somebody of that name stands on a list already.
pub(crate) fn has(page: &PageReading, name: &str) -> bool {
    let low = name.to_lowercase();
    let mut people = lists(page).into_iter().flatten();
    people.any(|person| person.name.to_lowercase() == low)
}

/// Whether all lists are empty.
pub(crate) fn nobody(page: &PageReading) -> bool {
    lists(page).into_iter().all(Vec::is_empty)
}

fn lists(page: &PageReading) -> [&Vec<PagePerson>; 5] {
    [
        &page.organizers,
        &page.speakers,
        &page.onsite_moderators,
        &page.online_moderators,
        &page.rapporteurs,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_known_in_each_language() {
        let place = |role: &str| {
            let mut page = PageReading::default();
            let person = crate::draft::person("Ana", None);
            crate::draft::add_person(&mut page, list(role)?, person);
            let lists = [
                page.organizers,
                page.speakers,
                page.onsite_moderators,
                page.online_moderators,
                page.rapporteurs,
            ];
            lists.iter().position(|people| !people.is_empty())
        };
        for (role, at) in [
            ("Organiser", Some(0)),
            ("Panellist", Some(1)),
            ("Intervenante", Some(1)),
            ("Onsite moderator", Some(2)),
            ("Moderadora", Some(2)),
            ("Online Moderator", Some(3)),
            ("Онлайн-модератор", Some(3)),
            ("Rapporteure", Some(4)),
            ("记录员", Some(4)),
            ("Caterer", None),
        ] {
            assert_eq!(place(role), at, "{role}");
        }
    }
}
