//! The published schema says exactly what the report as JSON holds.

use onefloor_core::poll::PollKind;
use serde_json::Value;
use strum::VariantArray;

use super::super::{Format, SCHEMA, render};
use super::sample;

/// As much of JSON Schema as ours uses; where the value is not as it says, and what is there.
fn check(schema: &Value, value: &Value, root: &Value, at: &str, wrong: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = root.pointer(name.trim_start_matches('#'));
        let target = target.unwrap_or_else(|| panic!("{name} is not defined"));
        return check(target, value, root, at, wrong);
    }
    let mut say = |what: &str| wrong.push(format!("{at}: {what}: {value}"));
    if let Some(choices) = schema["anyOf"].as_array() {
        let fits = |choice: &&Value| {
            let mut wrong = Vec::new();
            check(choice, value, root, at, &mut wrong);
            wrong.is_empty()
        };
        if choices.iter().find(fits).is_none() {
            say("none of the choices");
        }
        return;
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|words| !words.contains(value))
    {
        say("none of the words");
    }
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is_typed = match &schema["type"] {
        Value::String(wanted) => wanted == name,
        Value::Array(wanted) => wanted.iter().any(|wanted| wanted == name),
        _ => schema["enum"].is_array(),
    };
    if !is_typed {
        say("another type");
    }
    match value {
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                let prefix = &schema["prefixItems"][place];
                let schema = if prefix.is_null() {
                    &schema["items"]
                } else {
                    prefix
                };
                check(schema, item, root, &format!("{at}/{place}"), wrong);
            }
        }
        Value::Object(fields) => {
            for name in schema["required"].as_array().into_iter().flatten() {
                if !fields.contains_key(name.as_str().unwrap()) {
                    wrong.push(format!("{at}: {name} is missing"));
                }
            }
            for (name, field) in fields {
                match &schema["properties"][name] {
                    Value::Null => wrong.push(format!("{at}: {name} is in no schema")),
                    schema => check(schema, field, root, &format!("{at}/{name}"), wrong),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn every_report_is_as_the_schema_says() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for report in [
        sample::launch(),
        sample::three_scripts(),
        sample::hostile(1),
    ] {
        let json = render(&report, Format::Json).unwrap();
        let value: Value = serde_json::from_slice(&json).unwrap();
        let mut wrong = Vec::new();
        check(&schema, &value, &schema, "", &mut wrong);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn the_schema_knows_every_kind_of_poll() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let kinds = serde_json::to_value(PollKind::VARIANTS).unwrap();
    assert_eq!(schema["$defs"]["poll"]["properties"]["kind"]["enum"], kinds);
}
