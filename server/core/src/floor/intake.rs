//! What comes to the floor: by its asker, by staff for somebody else, many at once from a chat.

use serde::{Deserialize, Serialize};

use super::asking::Asking;
use super::event::Event;
use super::item::Item;
use super::new_item::{Anonymity, Because, ItemKind, NewItem};
use super::places::{For, has_place};
use super::state::Floor;
use crate::conduct::Conduct;
use crate::ids::{ItemId, PersonId};
use crate::limits;
use crate::people::check_heads;
use crate::rejection::{Field, Rejection};
use crate::terms::{ItemState, Origin};
use crate::text::language_of;

type Decided = Result<Vec<Event>, Rejection>;

/// A question or a comment as it is typed.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names are the fields of the command")]
pub struct Question<'a> {
    pub text: &'a str,
    pub anonymity: Anonymity,
    pub language: Option<&'a str>,
    pub is_comment: bool,
    pub answer_private: bool,
}

/// Somebody without a device, or without this app: any one word about them is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the fields")]
pub struct ProxyEntry {
    #[serde(default)]
    #[cfg_attr(feature = "wire", schemars(length(max = limits::NAME_CHARS_MAX)))]
    pub name: String,
    #[serde(default)]
    #[cfg_attr(feature = "wire", schemars(length(max = limits::AFFILIATION_CHARS_MAX)))]
    pub affiliation: String,
    /// Microphone or seat.
    #[serde(default)]
    #[cfg_attr(feature = "wire", schemars(length(max = limits::PLACE_CHARS_MAX)))]
    pub place: String,
    #[serde(default)]
    #[cfg_attr(feature = "wire", schemars(length(max = limits::QUESTION_CHARS_MAX)))]
    pub text: String,
    pub origin: Origin,
    /// How many people sit behind it, where it speaks for a hub.
    #[serde(default)]
    pub heads: Option<u32>,
}

/// Brings a question or a comment.
///
/// # Errors
/// The floor is closed, the person is muted or has too many open questions or this very one, or
/// there is no name for a named one.
pub(super) fn ask(
    floor: &Floor,
    conduct: &Conduct,
    asking: Asking<'_>,
    question: Question<'_>,
    now_ms: u64,
) -> Decided {
    let person = asking.person;
    may_enter(floor, conduct, asking)?;
    let Question {
        anonymity,
        is_comment,
        ..
    } = question;
    let written = |item: &&Item| item.entered.kind != ItemKind::Hand;
    let max = if floor.rules.calm {
        1
    } else {
        limits::OPEN_QUESTIONS_MAX
    };
    if own_open(floor, asking).filter(written).count() >= max {
        return Err(Rejection::TooManyQuestions { max });
    }
    let names_wanted = anonymity == Anonymity::Named || floor.rules.calm;
    if names_wanted && (person.profile.name.is_none() || anonymity != Anonymity::Named) {
        return Err(Rejection::NameMissing);
    }
    let (text, is_held) = brought(floor, conduct, asking, question.text)?;
    let (state, because) = if is_held {
        (ItemState::Held, Some(Because::WordList))
    } else if floor.rules.approves_first() {
        (ItemState::Submitted, None)
    } else {
        (ItemState::Approved, None)
    };
    // The language of the screen is that of the text where the text does not tell another; of whoever is
    // hidden it would be one more thing that is known.
    let shown = question
        .language
        .filter(|_| anonymity != Anonymity::HiddenFromAll);
    let shown = Field::Languages.language(shown.unwrap_or_default())?;
    let language = written_in(Some(&text)).or(shown);
    let kind = if is_comment {
        ItemKind::Comment
    } else {
        ItemKind::Question
    };
    Ok(vec![Event::ItemEntered {
        item: NewItem {
            similar: floor.similar_to(&text),
            text: Some(text),
            language,
            anonymity,
            state,
            because,
            answer_private: question.answer_private,
            ..entering(floor, kind, asking, anonymity, now_ms)?
        },
    }])
}

/// Words that somebody brings to the floor, cleaned, and whether the list of words holds them back.
///
/// # Errors
/// The person is muted, the words are none or too many, or have been asked by the same person.
pub(super) fn brought(
    floor: &Floor,
    conduct: &Conduct,
    asking: Asking<'_>,
    typed: &str,
) -> Result<(String, bool), Rejection> {
    is_heard(conduct, asking)?;
    let text = Field::Question.lines(typed, limits::QUESTION_CHARS_MAX)?;
    let words = plain(&text);
    // As it came, and as it stands: words given later, or staff's.
    let is_asked = |item: &Item| {
        let texts = [item.entered.text.as_deref(), item.text()];
        texts.into_iter().flatten().any(|text| plain(text) == words)
    };
    if own_open(floor, asking).any(is_asked) {
        return Err(Rejection::AlreadyAsked);
    }
    let is_held = conduct.holds(&text);
    Ok((text, is_held))
}

fn is_heard(conduct: &Conduct, asking: Asking<'_>) -> Result<(), Rejection> {
    let is_muted = conduct.muted.contains(&asking.person.id);
    (!is_muted).then_some(()).ok_or(Rejection::Muted)
}

fn written_in(text: Option<&str>) -> Option<String> {
    text.and_then(language_of).map(str::to_owned)
}

/// A text but for its spaces and its capitals: pasted twice, it is the same one.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Raises a hand; a person has one.
///
/// # Errors
/// The floor is closed, the person is muted, the hand is up already, or there is no name to call.
pub(super) fn raise_hand(
    floor: &Floor,
    conduct: &Conduct,
    asking: Asking<'_>,
    note: &str,
    now_ms: u64,
) -> Decided {
    let person = asking.person;
    may_enter(floor, conduct, asking)?;
    let raised = own_open(floor, asking).find(|item| item.entered.kind == ItemKind::Hand);
    if let Some(hand) = raised {
        return Err(Rejection::HandAlreadyRaised {
            item: hand.entered.id,
        });
    }
    if person.profile.name.is_none() {
        return Err(Rejection::NameMissing);
    }
    let note = Field::Note.optional_line(note, limits::QUESTION_CHARS_MAX)?;
    let held = note.as_deref().is_some_and(|note| conduct.holds(note));
    Ok(vec![Event::ItemEntered {
        item: NewItem {
            language: written_in(note.as_deref()),
            text: note,
            state: if held {
                ItemState::Held
            } else {
                ItemState::Approved
            },
            because: held.then_some(Because::WordList),
            ..entering(floor, ItemKind::Hand, asking, Anonymity::Named, now_ms)?
        },
    }])
}

/// Enters people without a device, all or none.
///
/// # Errors
/// An entry says nothing at all, a text is past its bound, or the list is too long or empty.
pub(super) fn add_proxies(
    floor: &Floor,
    entered_by: Option<PersonId>,
    entries: &[ProxyEntry],
    now_ms: u64,
) -> Decided {
    if entries.is_empty() {
        return Err(Rejection::TextMissing { field: Field::Name });
    }
    Field::Question.holds(entries.len(), limits::PROXIES_MAX)?;
    if entries.len() > floor.places_left(For::Staff) {
        let (field, max) = (Field::Question, limits::ITEMS_MAX + limits::ITEMS_STAFF_MAX);
        return Err(Rejection::Full { field, max });
    }
    (floor.next_id().0..)
        .zip(entries)
        .map(|(id, entry)| {
            let mut item = proxy(entry, entered_by, now_ms)?;
            item.id = ItemId(id);
            item.similar = floor.similar_to(item.text.as_deref().unwrap_or_default());
            Ok(Event::ItemEntered { item })
        })
        .collect()
}

fn proxy(
    entry: &ProxyEntry,
    entered_by: Option<PersonId>,
    at_ms: u64,
) -> Result<NewItem, Rejection> {
    let name = Field::Name.optional_line(&entry.name, limits::NAME_CHARS_MAX)?;
    let affiliation =
        Field::Affiliation.optional_line(&entry.affiliation, limits::AFFILIATION_CHARS_MAX)?;
    let place = Field::Place.optional_line(&entry.place, limits::PLACE_CHARS_MAX)?;
    let typed = Field::Question.optional_lines(&entry.text, limits::QUESTION_CHARS_MAX)?;
    let says = [&name, &affiliation, &place, &typed];
    if says.iter().all(|part| part.is_none()) {
        return Err(Rejection::TextMissing { field: Field::Name });
    }
    let is_hub = entry.origin == Origin::Hub;
    check_heads(entry.heads.filter(|_| is_hub))?;
    Ok(NewItem {
        id: ItemId(0),
        kind: ItemKind::Proxy,
        origin: entry.origin,
        asker: None,
        sealed: None,
        entered_by,
        name,
        affiliation,
        place,
        language: written_in(typed.as_deref()),
        text: typed,
        anonymity: Anonymity::Named,
        state: ItemState::Approved,
        at_ms,
        stakeholder_group: None,
        region: None,
        heads: entry.heads.filter(|_| is_hub),
        similar: Vec::new(),
        because: None,
        answer_private: false,
    })
}

/// An item of a person; what it may say of them is frozen now.
fn entering(
    floor: &Floor,
    kind: ItemKind,
    asking: Asking<'_>,
    anonymity: Anonymity,
    at_ms: u64,
) -> Result<NewItem, Rejection> {
    let profile = &asking.person.profile;
    let told = anonymity != Anonymity::HiddenFromAll;
    // Without a seal it could only be told whose it is.
    let sealed = asking.sealed.ok_or(Rejection::PersonUnknown);
    let sealed = if told { None } else { Some(sealed?) };
    Ok(NewItem {
        id: floor.next_id(),
        kind,
        origin: Origin::from(profile.attendance),
        asker: told.then_some(asking.person.id),
        sealed,
        entered_by: None,
        name: profile.name.clone().filter(|_| told),
        affiliation: profile.affiliation.clone().filter(|_| told),
        place: None,
        text: None,
        language: None,
        anonymity,
        state: ItemState::Approved,
        at_ms: anonymity.told_ms(at_ms),
        stakeholder_group: profile.stakeholder_group.filter(|_| told),
        region: profile.region.filter(|_| told),
        heads: profile.heads.filter(|_| told),
        similar: Vec::new(),
        because: None,
        answer_private: false,
    })
}

fn own_open<'a>(floor: &'a Floor, asking: Asking<'a>) -> impl Iterator<Item = &'a Item> {
    asking.items(floor).filter(|item| item.state.is_open())
}

fn may_enter(floor: &Floor, conduct: &Conduct, asking: Asking<'_>) -> Result<(), Rejection> {
    is_heard(conduct, asking)?;
    if !floor.rules.open {
        return Err(Rejection::FloorClosed);
    }
    has_place(floor, asking)
}
