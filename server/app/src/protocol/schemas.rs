//! The types of the wire as JSON Schemas, for the documents of HTTP and of the socket.
//!
//! A type that is read and written has two shapes: what may be left out when it is read is always there
//! when it is written. Where they differ, the one that is read is called `…Input`.

mod tidy;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::view;
use schemars::generate::{Contract, SchemaSettings};
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

/// Where a document keeps its schemas.
const PLACE: &str = "#/components/schemas/";
/// Where those that are read are kept until it is known which of them have a shape of their own.
const READ: &str = "#/read/";
const WRITTEN: &str = "#/written/";

/// The schemas of one document.
#[derive(Debug)]
pub struct Schemas {
    read: SchemaGenerator,
    written: SchemaGenerator,
    /// By hand, or from elsewhere.
    kept: Map<String, Value>,
}

/// Which JSON Schema a document speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// OpenAPI 3.1.
    Draft2020,
    /// AsyncAPI 3.0.
    Draft07,
}

impl Schemas {
    /// None yet.
    #[must_use]
    pub fn of(dialect: Dialect) -> Self {
        let of = |place: &'static str, contract| {
            let settings = match dialect {
                Dialect::Draft2020 => SchemaSettings::draft2020_12(),
                Dialect::Draft07 => SchemaSettings::draft07(),
            };
            let settings = settings.with(|settings| {
                settings.definitions_path = place.into();
                settings.meta_schema = None;
                settings.contract = contract;
            });
            settings
                .with_transform(RecursiveTransform(tidy::tidied))
                .into_generator()
        };
        Self {
            read: of(READ, Contract::Deserialize),
            written: of(WRITTEN, Contract::Serialize),
            kept: Map::new(),
        }
    }

    /// What the server reads.
    pub fn read<T: JsonSchema + ?Sized>(&mut self) -> Value {
        self.read.subschema_for::<T>().to_value()
    }

    /// What the server writes.
    pub fn written<T: JsonSchema + ?Sized>(&mut self) -> Value {
        self.written.subschema_for::<T>().to_value()
    }

    /// The variants of an enum that the server reads, each a schema.
    pub fn variants_read<T: JsonSchema>(&mut self) -> Vec<Value> {
        variants(T::json_schema(&mut self.read), &mut self.read)
    }

    /// The variants of an enum that the server writes, each a schema.
    pub fn variants_written<T: JsonSchema>(&mut self) -> Vec<Value> {
        variants(T::json_schema(&mut self.written), &mut self.written)
    }

    /// Keeps a schema of no type under a name.
    pub fn keep(&mut self, name: &str, schema: impl FnOnce(&mut Self) -> Value) {
        let schema = schema(self);
        self.kept.insert(name.to_owned(), schema);
    }

    /// Takes a schema that is a document of its own over, with its definitions.
    ///
    /// # Panics
    /// It is none.
    pub fn adopt(&mut self, name: &str, document: &str) {
        const DEFINED: &str = "#/$defs/";
        let mut schema: Value = serde_json::from_str(document).expect("it is JSON");
        each_reference(&mut schema, &|reference| {
            *reference = reference.replace(DEFINED, &format!("{PLACE}{name}."));
        });
        let fields = schema.as_object_mut().expect("it is an object");
        fields.remove("$schema");
        if let Some(Value::Object(defined)) = fields.remove("$defs") {
            let defined = defined.into_iter();
            let defined = defined.map(|(part, schema)| (format!("{name}.{part}"), schema));
            self.kept.extend(defined);
        }
        self.kept.insert(name.to_owned(), schema);
    }

    /// Puts the schemas that a document refers to into it.
    ///
    /// # Panics
    /// The document has no `components`.
    pub fn put_into(mut self, document: &mut Value) {
        let written = self.written.take_definitions(true);
        let read = self.read.take_definitions(true);
        let own = with_own_shape(&read, &written);
        let name = |name: &str| match own.contains(name) {
            true => format!("{name}Input"),
            false => name.to_owned(),
        };
        let mut all = written;
        for (read, schema) in read {
            all.insert(name(&read), schema);
        }
        all.append(&mut self.kept);
        document["components"]["schemas"] = Value::Object(all);
        each_reference(document, &|reference| {
            if let Some(read) = reference.strip_prefix(READ) {
                *reference = format!("{PLACE}{}", name(read));
            } else if let Some(written) = reference.strip_prefix(WRITTEN) {
                *reference = format!("{PLACE}{written}");
            }
        });
    }
}

fn variants(mut schema: Schema, generator: &mut SchemaGenerator) -> Vec<Value> {
    for transform in generator.transforms_mut() {
        transform.transform(&mut schema);
    }
    let mut schema = schema.to_value();
    let listed = ["oneOf", "anyOf"].into_iter();
    let listed = listed.filter_map(|key| Some(schema.get_mut(key)?.take()));
    let mut variants = Vec::new();
    for listed in listed {
        variants.extend(listed.as_array().into_iter().flatten().cloned());
    }
    variants
}

/// Names of the types whose shape is another when they are read, or that hold one of those.
fn with_own_shape(read: &Map<String, Value>, written: &Map<String, Value>) -> BTreeSet<String> {
    let plain = |schema: &Value| {
        let mut schema = schema.clone();
        each_reference(&mut schema, &|reference| {
            *reference = reference.replace(WRITTEN, READ);
        });
        schema
    };
    let both: BTreeMap<_, _> = read
        .iter()
        .filter(|(name, _)| written.contains_key(*name))
        .collect();
    let differs = |(name, schema): (&&String, &&Value)| {
        (*schema != &plain(&written[*name])).then(|| (*name).clone())
    };
    let mut own: BTreeSet<String> = both.iter().filter_map(differs).collect();
    loop {
        let holds_one = |schema: &Value| {
            let mut schema = schema.clone();
            let found = std::cell::Cell::new(false);
            each_reference(&mut schema, &|reference| {
                let name = reference.strip_prefix(READ);
                found.set(found.get() || name.is_some_and(|name| own.contains(name)));
            });
            found.get()
        };
        let holders = both
            .iter()
            .filter(|(name, schema)| !own.contains(**name) && holds_one(schema));
        let more: Vec<String> = holders.map(|(name, _)| (*name).clone()).collect();
        if more.is_empty() {
            return own;
        }
        own.extend(more);
    }
}

fn each_reference(value: &mut Value, change: &impl Fn(&mut String)) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(reference) if name == "$ref" => change(reference),
                    field => each_reference(field, change),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                each_reference(item, change);
            }
        }
        _ => {}
    }
}

/// Entries of a view: behind each key its own type.
#[derive(Debug)]
pub struct Entries;

impl JsonSchema for Entries {
    fn schema_name() -> Cow<'static, str> {
        "Entries".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut keys = Keys {
            generator,
            one: Map::new(),
            many: Map::new(),
        };
        view::keys(&mut keys);
        json_schema!({
            "description": "Entries of a view by their keys; which of them there are depends on who looks.",
            "type": "object",
            "properties": keys.one,
            "patternProperties": keys.many,
            "additionalProperties": false,
        })
    }
}

/// Keys that there is one of, and keys that come with numbers.
struct Keys<'a> {
    generator: &'a mut SchemaGenerator,
    one: Map<String, Value>,
    many: Map<String, Value>,
}

impl view::Keys for Keys<'_> {
    fn key<E: ts_rs::TS + JsonSchema + 'static + ?Sized>(&mut self, key: &'static str) {
        let schema = self.generator.subschema_for::<E>().to_value();
        match key.strip_suffix("/*") {
            Some(key) => self.many.insert(format!("^{key}/[0-9]+$"), schema),
            None => self.one.insert(key.to_owned(), schema),
        };
    }
}

/// Compares a document with the committed file, or writes it where `UPDATE_PROTOCOL` says so.
///
/// # Panics
/// They differ, or the file cannot be written.
pub fn compare(file: &str, document: &Value) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let written = format!("{document:#}\n");
    if std::env::var_os("UPDATE_PROTOCOL").is_some() {
        std::fs::write(&path, &written).expect("the sources can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == written,
        "{file} is not what the code says; to write it anew: UPDATE_PROTOCOL=1 cargo test -p onefloor --lib protocol"
    );
}

/// A text that says nothing but what it is.
#[must_use]
pub fn text() -> Value {
    json!({ "type": "string" })
}
