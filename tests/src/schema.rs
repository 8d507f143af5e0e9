//! As much of JSON Schema as the server's documents use.

use serde_json::{Map, Value};

/// Where a value is not as a schema of a document says, and what is wrong there; nothing where all fits.
///
/// # Panics
/// The schema refers to what the document does not have.
#[must_use]
pub fn misfits(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let check = Check { document };
    check.value(schema, value, "", &mut wrong);
    wrong
}

struct Check<'a> {
    document: &'a Value,
}

impl Check<'_> {
    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let mut wrong = Vec::new();
        self.value(schema, value, "", &mut wrong);
        wrong.is_empty()
    }

    fn value(&self, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
        if let Some(name) = schema["$ref"].as_str() {
            let target = self.document.pointer(name.trim_start_matches('#'));
            let target = target.unwrap_or_else(|| panic!("{name} is not defined"));
            self.value(target, value, at, wrong);
        }
        let mut say = |what: &str| wrong.push(format!("{at}: {what}: {value}"));
        if schema == &Value::Bool(false) {
            say("nothing is allowed here");
        }
        if schema.get("const").is_some_and(|wanted| wanted != value) {
            say("another word");
        }
        let words = schema["enum"].as_array();
        if words.is_some_and(|words| !words.contains(value)) {
            say("none of the words");
        }
        if !is_of_type(&schema["type"], value) {
            say("another type");
        }
        if let Some(bound) = past_a_bound(schema, value) {
            say(bound);
        }
        if let Some(choices) = schema["anyOf"].as_array()
            && !choices.iter().any(|choice| self.fits(choice, value))
        {
            say("none of the choices");
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let fitting = choices.iter().filter(|choice| self.fits(choice, value));
            match fitting.count() {
                1 => {}
                0 => say("none of the choices"),
                _ => say("more than one of the choices"),
            }
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.value(part, value, at, wrong);
        }
        match value {
            Value::Array(items) => self.items(schema, items, at, wrong),
            Value::Object(fields) => self.fields(schema, fields, at, wrong),
            _ => {}
        }
    }

    fn items(&self, schema: &Value, items: &[Value], at: &str, wrong: &mut Vec<String>) {
        for (place, item) in items.iter().enumerate() {
            // A list of one for each place is spelled in two ways.
            let prefix = match schema["items"].is_array() {
                true => &schema["items"][place],
                false => &schema["prefixItems"][place],
            };
            let schema = match prefix.is_null() {
                true => &schema["items"],
                false => prefix,
            };
            self.value(schema, item, &format!("{at}/{place}"), wrong);
        }
    }

    fn fields(
        &self,
        schema: &Value,
        fields: &Map<String, Value>,
        at: &str,
        wrong: &mut Vec<String>,
    ) {
        for name in schema["required"].as_array().into_iter().flatten() {
            let is_there = name.as_str().is_some_and(|name| fields.contains_key(name));
            if !is_there {
                wrong.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, field) in fields {
            let at = format!("{at}/{name}");
            match schema["properties"].get(name) {
                Some(schema) => self.value(schema, field, &at, wrong),
                None => match numbered(schema, name) {
                    Some(schema) => self.value(schema, field, &at, wrong),
                    None => self.value(&schema["additionalProperties"], field, &at, wrong),
                },
            }
        }
    }
}

/// The schema of a name with a number behind it: the only patterns that the documents have for names.
fn numbered<'a>(schema: &'a Value, name: &str) -> Option<&'a Value> {
    let (kind, number) = name.rsplit_once('/')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let pattern = format!("^{kind}/[0-9]+$");
    schema["patternProperties"]
        .get(pattern)
        .filter(|_| is_number)
}

fn is_of_type(wanted: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    };
    match wanted {
        Value::Null => true,
        Value::Array(names) => names.iter().any(is),
        name => is(name),
    }
}

fn past_a_bound(schema: &Value, value: &Value) -> Option<&'static str> {
    let bound = |name: &str| schema[name].as_f64();
    let measured = match value {
        Value::Number(number) => (number.as_f64()?, "minimum", "maximum"),
        Value::String(text) => (text.chars().count() as f64, "minLength", "maxLength"),
        Value::Array(items) => (items.len() as f64, "minItems", "maxItems"),
        _ => return None,
    };
    let (size, min, max) = measured;
    if bound(min).is_some_and(|min| size < min) {
        return Some("too small");
    }
    bound(max)
        .is_some_and(|max| size > max)
        .then_some("too great")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_does_not_fit_is_said_with_its_place() {
        let document = json!({ "defs": { "name": { "type": "string", "maxLength": 3 } } });
        let schema = json!({
            "type": "object",
            "required": ["kind"],
            "properties": { "kind": { "oneOf": [{ "const": "a" }, { "const": "b" }] } },
            "patternProperties": { "^room/[0-9]+$": { "$ref": "#/defs/name" } },
            "additionalProperties": false,
        });
        let misfits = |value| misfits(&document, &schema, &value);
        assert!(misfits(json!({ "kind": "a", "room/12": "abc" })).is_empty());
        for (value, wrong) in [
            (json!([]), ": another type: []"),
            (json!({}), ": \"kind\" is missing"),
            (json!({ "kind": "c" }), "/kind: none of the choices: \"c\""),
            (
                json!({ "kind": "a", "room/1": "four" }),
                "/room/1: too great: \"four\"",
            ),
            (
                json!({ "kind": "a", "rooms": 1 }),
                "/rooms: nothing is allowed here: 1",
            ),
        ] {
            assert_eq!(misfits(value), [wrong]);
        }
    }
}
