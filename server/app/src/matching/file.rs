//! The file of `onefloor match`: names become numbers, and what is wrong is named.

use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::text::language_tag;
use onefloor_matching::{Person, Request};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Kinds of stakeholder groups, and of regions.
const GROUPS_MAX: usize = 250;
/// Languages that are told apart.
const LANGUAGES_MAX: usize = 64;

/// What was read: the request, and the words that its numbers stand for.
#[derive(Debug)]
pub(super) struct FromFile {
    pub(super) request: Request,
    /// The id of each person, as the file has it.
    pub(super) ids: Vec<String>,
    /// The language tag of each bit.
    pub(super) languages: Vec<String>,
}

/// Reads people and pairs; sizes and seed are left for the caller to set.
///
/// # Errors
/// The field and the entry that cannot be read.
pub(super) fn read(text: &str) -> Result<FromFile, String> {
    let file: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    let Value::Object(mut file) = file else {
        return Err("the file must be an object with people".to_owned());
    };
    let entries: Vec<Value> = taken(&mut file, "", "people")?.ok_or("people: missing")?;
    let blocks = taken(&mut file, "", "blocks")?.unwrap_or_default();
    let together = taken(&mut file, "", "together")?.unwrap_or_default();
    let met = taken(&mut file, "", "met")?.unwrap_or_default();
    nothing_else(&file, "")?;
    let people = entries.into_iter().enumerate();
    let people: Vec<Listed> = people
        .map(|(at, entry)| listed(entry, at))
        .collect::<Result<_, _>>()?;
    let mut places = BTreeMap::new();
    for (at, person) in people.iter().enumerate() {
        if let Some(first) = places.insert(person.id.as_str(), at) {
            let id = &person.id;
            return Err(format!(
                "people[{at}].id: \"{id}\" is people[{first}] already"
            ));
        }
    }
    let languages = words("languages", LANGUAGES_MAX, &people, |person| {
        &person.languages
    })?;
    let mut request = Request {
        blocks: pairs("blocks", blocks, &places)?,
        met: pairs("met", met, &places)?,
        together: units(together, &places)?,
        ..Request::default()
    };
    let groups = words("stakeholder", GROUPS_MAX, &people, |person| {
        &person.stakeholder
    })?;
    let regions = words("region", GROUPS_MAX, &people, |person| &person.region)?;
    let houses = words("affiliation", usize::MAX, &people, |person| {
        &person.affiliation
    })?;
    let first = |words: &BTreeMap<&str, usize>, said: &[String]| {
        said.first()
            .and_then(|word| words.get(word.as_str()).copied())
    };
    let byte = |number: usize| u8::try_from(number).ok();
    let ranks: BTreeMap<&str, u32> = places.keys().copied().zip(0..).collect();
    for person in &people {
        let spoken = person
            .languages
            .iter()
            .map(|tag| 1_u64 << languages[tag.as_str()]);
        request.people.push(Person {
            id: ranks[person.id.as_str()],
            stakeholder: first(&groups, &person.stakeholder).and_then(byte),
            region: first(&regions, &person.region).and_then(byte),
            affiliation: first(&houses, &person.affiliation)
                .and_then(|number| u32::try_from(number).ok()),
            languages: spoken.fold(0, |all, bit| all | bit),
            host: person.host,
            off_target: 0,
        });
    }
    let languages = languages.keys().map(|tag| (*tag).to_owned()).collect();
    Ok(FromFile {
        request,
        languages,
        ids: people.into_iter().map(|person| person.id).collect(),
    })
}

/// A person as the file has them; words that may be missing are lists of none or one.
#[derive(Debug)]
struct Listed {
    id: String,
    stakeholder: Vec<String>,
    region: Vec<String>,
    affiliation: Vec<String>,
    languages: Vec<String>,
    host: bool,
}

fn listed(entry: Value, at: usize) -> Result<Listed, String> {
    let of = format!("people[{at}].");
    let Value::Object(mut entry) = entry else {
        return Err(format!("people[{at}]: must be an object with an id"));
    };
    let id: String = taken(&mut entry, &of, "id")?.ok_or_else(|| format!("{of}id: missing"))?;
    if id.trim().is_empty() {
        return Err(format!("{of}id: must not be empty"));
    }
    let mut word = |name| -> Result<Vec<String>, String> {
        let word: Option<String> = taken(&mut entry, &of, name)?;
        let word = word.map(|word| word.trim().to_lowercase());
        Ok(word.into_iter().filter(|word| !word.is_empty()).collect())
    };
    let (stakeholder, region) = (word("stakeholder")?, word("region")?);
    let affiliation = word("affiliation")?;
    let languages: Vec<String> = taken(&mut entry, &of, "languages")?.unwrap_or_default();
    let host = taken(&mut entry, &of, "host")?.unwrap_or_default();
    nothing_else(&entry, &of)?;
    let languages = languages.iter().enumerate().map(|(at, tag)| {
        // Compared without case, as names of languages are looked up.
        let known = language_tag(tag).map(|tag| tag.to_lowercase());
        known
            .ok_or_else(|| format!("{of}languages[{at}]: \"{tag}\" is no language tag, such as en"))
    });
    Ok(Listed {
        id,
        stakeholder,
        region,
        affiliation,
        languages: languages.collect::<Result<_, _>>()?,
        host,
    })
}

/// Takes a field out; a null is no value.
fn taken<T: DeserializeOwned>(
    object: &mut Map<String, Value>,
    of: &str,
    name: &str,
) -> Result<Option<T>, String> {
    let value = object.remove(name).unwrap_or_default();
    serde_json::from_value(value).map_err(|error| format!("{of}{name}: {error}"))
}

fn nothing_else(object: &Map<String, Value>, of: &str) -> Result<(), String> {
    match object.keys().next() {
        Some(name) => Err(format!("{of}{name}: unknown field")),
        None => Ok(()),
    }
}

/// The words that people use in one field, numbered in their order.
fn words<'a>(
    field: &str,
    max: usize,
    people: &'a [Listed],
    said: impl Fn(&'a Listed) -> &'a Vec<String>,
) -> Result<BTreeMap<&'a str, usize>, String> {
    let words: BTreeSet<&str> = people.iter().flat_map(said).map(String::as_str).collect();
    if words.len() > max {
        return Err(format!("{field}: at most {max} different ones"));
    }
    Ok(words.into_iter().zip(0..).collect())
}

fn place(
    field: &str,
    entry: usize,
    id: &str,
    places: &BTreeMap<&str, usize>,
) -> Result<usize, String> {
    let place = places.get(id).copied();
    place.ok_or_else(|| format!("{field}[{entry}]: \"{id}\" is not among the people"))
}

fn pairs(
    field: &str,
    entries: Vec<Value>,
    places: &BTreeMap<&str, usize>,
) -> Result<Vec<(usize, usize)>, String> {
    let pair = |(entry, pair): (usize, Value)| {
        let [a, b]: [String; 2] = serde_json::from_value(pair)
            .map_err(|_| format!("{field}[{entry}]: must be two ids"))?;
        let a = place(field, entry, &a, places)?;
        Ok((a, place(field, entry, &b, places)?))
    };
    entries.into_iter().enumerate().map(pair).collect()
}

fn units(entries: Vec<Value>, places: &BTreeMap<&str, usize>) -> Result<Vec<Vec<usize>>, String> {
    let unit = |(entry, unit): (usize, Value)| {
        let ids: Vec<String> = serde_json::from_value(unit)
            .map_err(|_| format!("together[{entry}]: must be a list of ids"))?;
        let ids = ids.iter();
        ids.map(|id| place("together", entry, id, places)).collect()
    };
    entries.into_iter().enumerate().map(unit).collect()
}
