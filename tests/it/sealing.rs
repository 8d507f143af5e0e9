//! What was said sealed is joined with nobody: a long hour with planted pairs of a person and hidden
//! words, in which every frame, file, record and export is searched for anything that joins a pair.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use onefloor::clock::Clock;
use onefloor::data_directory::DataDirectory;
use onefloor::session::Registry;
use onefloor::store::sqlite::FILE_NAME;
use onefloor_tests::Person;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};

use crate::binary::{onefloor, said};
use crate::erasing::Process;
use crate::snapshots::state_of;

/// People who say something sealed.
const PAIRS: usize = 8;

/// In the name of somebody, and in nothing else.
fn nym(at: usize) -> String {
    format!("Nym{}brook", letters(at))
}

/// In what they say sealed, and in nothing else.
fn veil(at: usize) -> String {
    format!("veil{}wood", letters(at))
}

/// In why they object, and in nothing else.
fn reason(at: usize) -> String {
    format!("reason{}stone", letters(at))
}

fn letters(at: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at).unwrap());
    [letter(at), letter(PAIRS - at)].iter().collect()
}

/// They do all that one can do with a name, and all that is sealed.
async fn plays(at: usize, person: &mut Person) {
    let profile = json!({ "name": nym(at), "affiliation": "Field and Son", "languages": ["cy"],
        "stakeholder_group": "civil_society", "region": "african" });
    let question = |text: String, anonymity: &str| json!({ "type": "ask_question", "text": text, "anonymity": anonymity });
    for command in [
        json!({ "type": "introduce", "profile": profile }),
        question(format!("What does number {at} cost?"), "named"),
        question(format!("Who hides the {}?", veil(at)), "hidden_from_all"),
        json!({ "type": "answer_poll", "poll": 1, "options": [at % 2] }),
        json!({ "type": "answer_consensus", "entry": 1, "stance": "object", "why": reason(at) }),
        json!({ "type": "vote", "item": 1, "support": true }),
        json!({ "type": "raise_hand", "note": "At the back" }),
    ] {
        let answer = person.asks(command).await;
        // One's own question is supported already.
        assert!(answer["type"] == "done" || at == 0, "{answer}");
    }
}

/// The number under which everybody sees a question that holds a word.
fn item(person: &Person, word: &str) -> u64 {
    let holds = |entry: &&Value| {
        entry["text"]
            .as_str()
            .is_some_and(|text| text.contains(word))
    };
    let mut items = person
        .view
        .iter()
        .filter(|(key, _)| key.starts_with("item/"));
    let (key, _) = items.find(|(_, entry)| holds(entry)).unwrap();
    key["item/".len()..].parse().unwrap()
}

/// The entries of a frame, and whatever else stands in it.
fn parts(frame: &str) -> Vec<Value> {
    let frame: Value = serde_json::from_str(frame).unwrap();
    let entries = [&frame["put"], &frame["entries"]];
    let entries = entries.into_iter().filter_map(Value::as_object);
    let parts: Vec<Value> = entries.flat_map(|map| map.values().cloned()).collect();
    if parts.is_empty() { vec![frame] } else { parts }
}

/// Fields that say who somebody is, with something in them.
fn fields_of_people(value: &Value) -> Vec<String> {
    const FIELDS: [&str; 9] = [
        "person",
        "asker",
        "name",
        "affiliation",
        "heads",
        "lang",
        "language",
        "key",
        "group",
    ];
    match value {
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| {
                let named = FIELDS.contains(&key.as_str()) && !value.is_null();
                let named = named.then(|| format!("{key}: {value}"));
                named.into_iter().chain(fields_of_people(value))
            })
            .collect(),
        Value::Array(values) => values.iter().flat_map(fields_of_people).collect(),
        _ => Vec::new(),
    }
}

/// All values of a record that could be looked for elsewhere: texts, and numbers that count nothing.
fn values(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.values().for_each(|value| values(value, found)),
        Value::Array(all) => all.iter().for_each(|value| values(value, found)),
        Value::String(text) => drop(found.insert(text.clone())),
        Value::Number(number) if number.as_u64().is_some_and(|number| number > 10_000) => {
            found.insert(number.to_string());
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What staff does with it later is theirs, and says when they did it.
fn is_sealed(record: &str) -> bool {
    record.contains("sealed")
}

/// Joins the records of a store by what they hold, and asks it in SQL.
fn joins_nobody(file: &Path) {
    let store = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut select = store
        .prepare("SELECT record, at_ms FROM batches ORDER BY version")
        .unwrap();
    let rows = select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let records: Vec<(String, i64)> = rows.map(Result::unwrap).collect();
    let (sealed, open): (Vec<_>, Vec<_>) = records
        .into_iter()
        .partition(|(record, _)| is_sealed(record));
    // A question, an answer and a stance each; half of them took something back, too.
    assert!(sealed.len() >= 3 * PAIRS / 2, "{}", sealed.len());
    let mut of_people: Vec<BTreeSet<String>> = Vec::new();
    for at in 0..PAIRS {
        let mut own = BTreeSet::new();
        let named = open.iter().filter(|(record, _)| record.contains(&nym(at)));
        for (record, _) in named {
            values(&serde_json::from_str(record).unwrap(), &mut own);
        }
        assert!(!own.is_empty(), "somebody came by that name");
        of_people.push(own);
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (record, at_ms) in &sealed {
        assert_eq!(at_ms % 60_000, 0, "{record}");
        let record: Value = serde_json::from_str(record).unwrap();
        assert_eq!(fields_of_people(&record["events"]), [""; 0], "{record}");
        let mut own = BTreeSet::new();
        values(&record, &mut own);
        for value in own {
            let holders = of_people.iter().filter(|own| own.contains(&value)).count();
            assert!(holders != 1, "{value} of {record} leads to one person");
            *seen.entry(value).or_default() += 1;
        }
    }
    // A pseudonym stands under one thing that somebody said, with what became of it, and under no other.
    let by = "SELECT COUNT(*) FROM (
        SELECT t.atom, COUNT(DISTINCT json_extract(e.value, '$.type')) kinds
        FROM batches b, json_each(b.record, '$.events') e, json_tree(e.value) t
        WHERE t.key = 'by' AND t.type = 'text' GROUP BY t.atom
        HAVING SUM(json_extract(e.value, '$.type') LIKE 'poll%') > 0
           AND SUM(json_extract(e.value, '$.type') NOT LIKE 'poll%') > 0)";
    let joined: i64 = store.query_row(by, [], |row| row.get(0)).unwrap();
    assert_eq!(
        joined, 0,
        "an answer and something else stand under one pseudonym"
    );
    // Whoever writes the query that once was enough.
    for at in 0..PAIRS {
        let query = "SELECT COUNT(*) FROM batches said JOIN batches named USING (session)
            WHERE instr(said.record, ?1) AND instr(named.record, ?2)
              AND (said.version = named.version OR said.at_ms = named.at_ms)";
        let asked = (veil(at), nym(at));
        let joined: i64 = store.query_row(query, asked, |row| row.get(0)).unwrap();
        assert_eq!(joined, 0, "{}", nym(at));
    }
}

/// Has the state kept beside the log, and joins what it knows of people with what was said sealed.
async fn state_joins_nobody(data: &Path, code: &str) {
    let data = DataDirectory::open(data).unwrap();
    let (store, key) = (Arc::clone(&data.store), data.host_key.clone());
    let registry = Registry::new(Arc::clone(&store), key, Clock::default());
    assert!(registry.keep(code).await.unwrap());
    let (_, state) = state_of(store.as_ref(), code).await.unwrap();
    drop((registry, store));
    data.close().await.unwrap();
    let text = state.to_string();
    let session = &state["session"];
    let all = |of: &Value| {
        let map = of.as_object().unwrap();
        map.clone().into_iter().collect::<Vec<(String, Value)>>()
    };
    let items = all(&session["floor"]["items"]);
    let is_sealed = |item: &Value| item["entered"]["sealed"].is_string();
    let named: Vec<_> = (0..PAIRS).map(|at| Value::from(nym(at))).collect();
    let people = all(&session["people"]["by_id"]);
    let of_pairs = people
        .iter()
        .filter(|(_, person)| named.contains(&person["profile"]["name"]));
    let of_people: Vec<BTreeSet<String>> = of_pairs
        .map(|(id, person)| {
            let id = Value::from(id.parse::<u64>().unwrap());
            let own = items
                .iter()
                .filter(|(_, item)| item["entered"]["asker"] == id);
            let mut known = BTreeSet::new();
            values(person, &mut known);
            own.for_each(|(_, item)| values(item, &mut known));
            known
        })
        .collect();
    assert_eq!(of_people.len(), PAIRS);
    let sealed: Vec<_> = items.iter().filter(|(_, item)| is_sealed(item)).collect();
    assert_eq!(sealed.len(), PAIRS);
    let answers = all(&session["polls"]["by_id"]["1"]["answers"]);
    let stances = all(&session["consensus"]["checks"][0]["answers"]["1"]);
    assert_eq!((answers.len(), stances.len()), (PAIRS, PAIRS));
    let said = answers.iter().chain(&stances);
    for (by, _) in said.clone() {
        assert_eq!(
            text.matches(by.as_str()).count(),
            1,
            "{by} stands elsewhere"
        );
    }
    for (key, what) in sealed.into_iter().chain(said) {
        let mut own = BTreeSet::from([key.clone()]);
        values(what, &mut own);
        for value in own {
            let holders = of_people.iter().filter(|known| known.contains(&value));
            assert!(
                holders.count() != 1,
                "{value} of {what} leads to one person"
            );
        }
    }
}

/// No part of a text holds both of a pair.
fn tells_no_pair(text: &str, what: &str) {
    for at in 0..PAIRS {
        let hidden = [veil(at), reason(at)];
        let both = hidden.iter().any(|word| text.contains(word.as_str()));
        assert!(!(both && text.contains(&nym(at))), "{what}: {text}");
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_with_any_screen_file_record_or_export_joins_a_person_with_what_they_said_sealed() {
    let parent = tempfile::tempdir().unwrap();
    let (data, logs) = (parent.path().join("data"), parent.path().join("logs"));
    fs::create_dir(&logs).unwrap();
    let server = Process::on(&data, &logs.join("log"));
    let (code, secret_of) = server.session();
    let enter = async |role: Option<&str>, name: &str| {
        let secret = role.map(&secret_of);
        Person::enter(&server.address, &code, secret.as_deref(), name, None).await
    };
    let mut moderator = enter(Some("organiser"), "Mo").await;
    let mut rapporteur = enter(Some("rapporteur"), "Ra").await;
    let mut display = enter(Some("display"), "").await;
    let poll = json!({ "type": "open_poll", "kind": "agree", "question": "Agreed?", "options": [],
        "live": true });
    let entry =
        json!({ "type": "add_entry", "kind": "takeaway", "text": "Small steps.", "item": null });
    let consensus = json!({ "type": "put_to_consensus", "entries": [1], "live": true });
    for command in [poll, entry, consensus] {
        moderator.does(command).await;
    }
    let mut people = Vec::new();
    for at in 0..PAIRS {
        let mut person = enter(None, &nym(at)).await;
        plays(at, &mut person).await;
        people.push(person);
    }
    for (at, person) in people.iter_mut().enumerate() {
        let word = veil(at);
        moderator
            .until(|person| {
                person
                    .view
                    .values()
                    .any(|entry| entry.to_string().contains(&word))
            })
            .await;
        let item = item(&moderator, &word);
        let command = match at % 4 {
            0 => {
                json!({ "type": "answer_in_text", "item": item, "from": "approved", "text": "Yes." })
            }
            1 => json!({ "type": "move_item", "item": item, "from": "approved", "to": "deferred" }),
            2 => {
                person
                    .does(json!({ "type": "withdraw_item", "item": item }))
                    .await;
                person
                    .does(json!({ "type": "answer_poll", "poll": 1, "options": [2] }))
                    .await;
                continue;
            }
            _ => json!({ "type": "take_next", "on_floor": null, "item": item }),
        };
        // What is not possible in this state leaves no trace.
        moderator.asks(command).await;
    }
    moderator.does(json!({ "type": "assemble_draft" })).await;
    for person in [&mut moderator, &mut rapporteur, &mut display] {
        person.settles().await;
    }
    let mut late = enter(None, "Late").await;
    late.settles().await;

    // On the screens of all others.
    let screens = [
        ("moderator", &moderator),
        ("rapporteur", &rapporteur),
        ("display", &display),
    ];
    let others = people
        .iter()
        .map(|person| ("somebody", person))
        .chain([("late", &late)]);
    let mut hidden_seen = 0;
    for (at, (who, person)) in screens.into_iter().chain(others).enumerate() {
        let own = at.checked_sub(3).map(veil).unwrap_or_default();
        for part in person.heard.iter().flat_map(|frame| parts(frame)) {
            let text = part.to_string();
            let of_own = !own.is_empty() && text.contains(&own);
            if of_own {
                continue;
            }
            tells_no_pair(&text, who);
            let is_question = (0..PAIRS).any(|at| text.contains(&veil(at)));
            if is_question && part["text"].is_string() {
                hidden_seen += 1;
                let told = fields_of_people(&part);
                // The language is that of the words.
                let told: Vec<_> = told
                    .iter()
                    .filter(|field| !field.contains("\"en\""))
                    .collect();
                assert!(told.is_empty(), "{who}: {told:?} in {text}");
            }
        }
    }
    assert!(hidden_seen > PAIRS * 4, "{hidden_seen}");

    // In the store as it runs, with its write-ahead log, and as it lies there.
    joins_nobody(&data.join(FILE_NAME));
    let secret = secret_of("organiser");
    for (format, document) in server.documents(&code, &secret) {
        for line in document.lines() {
            tells_no_pair(if format == "json" { "" } else { line }, format);
        }
        if format == "json" {
            let report: Value = serde_json::from_str(&document).unwrap();
            let mut said = Vec::new();
            smallest(&report, &mut said);
            said.iter()
                .for_each(|part| tells_no_pair(&part.to_string(), format));
        }
    }
    drop((moderator, rapporteur, display, late, people));
    server.stops();
    joins_nobody(&data.join(FILE_NAME));
    let run = |arguments: &[&str]| {
        let mut command = onefloor(arguments);
        let output = command.arg("--data-dir").arg(&data).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        output.stdout
    };
    state_joins_nobody(&data, &code).await;
    let backup = parent.path().join("backup");
    run(&["backup", backup.to_str().unwrap()]);
    joins_nobody(&backup);
    let exported = String::from_utf8(run(&["sessions", "export", &code])).unwrap();
    let log = fs::read_to_string(logs.join("log")).unwrap();
    for at in 0..PAIRS {
        for word in [nym(at), veil(at), reason(at)] {
            assert!(!log.contains(&word), "{word} in the log");
            assert!(!exported.contains(&word), "{word} in the session's file");
        }
    }
}

/// The smallest objects of a document: a question, a turn, a line.
fn smallest<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    let inner: Vec<&Value> = match value {
        Value::Object(map) => map.values().collect(),
        Value::Array(all) => all.iter().collect(),
        _ => return,
    };
    let is_whole = |part: &&Value| part.is_object() || part.is_array();
    if value.is_object() && !inner.iter().any(is_whole) {
        found.push(value);
    }
    inner.into_iter().for_each(|part| smallest(part, found));
}
