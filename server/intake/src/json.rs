//! JSON: whose it is, and objects of which every key is taken, known furniture, or listed as unread.

use onefloor_page::PageReading;
use serde_json::{Map, Value};

use crate::{Programme, SourceKind, Unreadable, draft, html, indico, linked_data, schedule};

/// Reads JSON by its shape. Nesting past 128 is refused by `serde_json`.
pub(crate) fn read(text: &str) -> Result<Programme, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(text).map_err(|_| Unreadable::UnknownData)?;
    if let Some(format) = value.get("format").and_then(Value::as_str)
        && format.starts_with("onefloor")
    {
        return Err(Unreadable::OwnFile);
    }
    let (kind, sessions) = if schedule::is_schedule(&value) {
        (SourceKind::Schedule, schedule::sessions(value))
    } else if indico::is_event(&value) {
        (SourceKind::Indico, indico::sessions(value))
    } else if linked_data::is_linked(&value) {
        (SourceKind::LinkedData, linked_data::sessions(vec![value]))
    } else {
        return Err(Unreadable::UnknownData);
    };
    Programme::of(kind, sessions?)
}

/// An object that is used up key by key.
#[derive(Debug, Default)]
pub(crate) struct Object(Map<String, Value>);

impl Object {
    /// Of a value, if it is one.
    pub(crate) fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(map) => Some(Self(map)),
            _ => None,
        }
    }

    /// A value, which stays.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Takes a value out.
    pub(crate) fn take(&mut self, key: &str) -> Option<Value> {
        self.0.remove(key).filter(|value| !value.is_null())
    }

    /// Takes a text out; of one in several languages English or else the first, and the others stay.
    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        let text = match self.take(key)? {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Object(mut languages) => {
                let language = ["en", "name", "title", "fullName", "@value"]
                    .into_iter()
                    .find(|it| languages.contains_key(*it))
                    .map(str::to_owned)
                    .or_else(|| languages.keys().next().cloned())?;
                let text = languages.remove(&language)?;
                if !languages.is_empty() {
                    self.0.insert(key.to_owned(), Value::Object(languages));
                }
                plain(&text)
            }
            Value::Array(mut texts) if !texts.is_empty() => {
                let first = texts.remove(0);
                if !texts.is_empty() {
                    self.0.insert(key.to_owned(), Value::Array(texts));
                }
                plain(&first)
            }
            _ => return None,
        };
        Some(text).filter(|text| !text.trim().is_empty())
    }

    /// The same under the first of these keys that says something.
    pub(crate) fn text_of(&mut self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.text(key))
    }

    /// Takes a list out; a single value is a list of one, and an object is one of its values.
    pub(crate) fn list(&mut self, key: &str) -> Vec<Value> {
        match self.take(key) {
            Some(Value::Array(values)) => values,
            Some(value) => vec![value],
            None => Vec::new(),
        }
    }

    /// Takes an object out.
    pub(crate) fn object(&mut self, key: &str) -> Option<Self> {
        match self.0.get(key)? {
            Value::Object(_) => Self::of(self.0.remove(key)?),
            _ => None,
        }
    }

    /// All that is there, by key.
    pub(crate) fn into_entries(self) -> impl Iterator<Item = (String, Value)> {
        self.0.into_iter()
    }

    /// Lists what nobody took; `furniture` says nothing to a person.
    pub(crate) fn leave(self, furniture: &[&str], page: &mut PageReading) {
        for (key, value) in self.0 {
            if !furniture.contains(&key.as_str()) && !is_empty(&value) {
                draft::leave_as(page, &key, &html::plain(&plain(&value)));
            }
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => true,
        Value::Number(_) => false,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(is_empty),
        Value::Object(values) => values.values().all(is_empty),
    }
}

/// All texts of a value, in their order.
pub(crate) fn plain(value: &Value) -> String {
    fn collect(value: &Value, texts: &mut Vec<String>) {
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Number(number) => texts.push(number.to_string()),
            Value::String(text) if text.trim().is_empty() => {}
            Value::String(text) => texts.push(text.clone()),
            Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
            Value::Object(values) => values.values().for_each(|value| collect(value, texts)),
        }
    }
    let mut texts = Vec::new();
    collect(value, &mut texts);
    texts.join(", ")
}
