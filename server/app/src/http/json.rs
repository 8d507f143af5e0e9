//! Reads JSON to the letter: an object is an object. By itself serde takes a list for one too, with the
//! fields by their places, which no document says and nobody means.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, Unexpected,
    VariantAccess, Visitor,
};
use serde::{Deserializer, forward_to_deserialize_any};
use serde_json::{Error, Value};

/// Where a value is wrong, and what is wrong with it, in English.
#[derive(Debug)]
pub(super) struct Wrong {
    /// `agenda[0].minutes`; empty where it is no JSON.
    pub(super) path: String,
    pub(super) detail: String,
}

/// Reads a body.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Wrong> {
    let value = serde_json::from_slice(body);
    let value = value.map_err(|error| Wrong {
        path: String::new(),
        detail: error.to_string(),
    })?;
    read_value(value)
}

/// Reads what was parsed before.
pub(super) fn read_value<T: DeserializeOwned>(value: Value) -> Result<T, Wrong> {
    serde_path_to_error::deserialize(Strict(value)).map_err(|error| Wrong {
        path: error.path().to_string(),
        detail: error.into_inner().to_string(),
    })
}

struct Strict(Value);

impl<'de> IntoDeserializer<'de, Error> for Strict {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Strict {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => {
                let mut items = SeqDeserializer::new(items.into_iter().map(Strict));
                let read = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(read)
            }
            Value::Object(fields) => {
                let fields = fields.into_iter();
                let mut fields = MapDeserializer::new(fields.map(|(name, it)| (name, Strict(it))));
                let read = visitor.visit_map(&mut fields)?;
                fields.end()?;
                Ok(read)
            }
            plain => plain.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(_) => Err(Error::invalid_type(Unexpected::Seq, &visitor)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(fields) if fields.len() == 1 => match fields.into_iter().next() {
                Some((name, content)) => visitor.visit_enum(Variant { name, content }),
                None => Err(Error::invalid_length(0, &visitor)),
            },
            other => other.deserialize_enum(name, variants, visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

/// `{"name": content}`.
struct Variant {
    name: String,
    content: Value,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Error;
    type Variant = Strict;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Strict), Error> {
        let name = seed.deserialize(self.name.into_deserializer())?;
        Ok((name, Strict(self.content)))
    }
}

impl<'de> VariantAccess<'de> for Strict {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        serde::Deserialize::deserialize(self)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Person {
        name: String,
        #[serde(default)]
        heads: Option<u32>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    enum From {
        Hand(Person),
        Page { people: Vec<Person> },
        Nowhere,
    }

    fn ana() -> Person {
        Person {
            name: "Ana".to_owned(),
            heads: Some(2),
        }
    }

    #[test]
    fn what_is_written_as_the_types_say_is_read() {
        let person = json!({ "name": "Ana", "heads": 2 });
        for (value, from) in [
            (json!({ "Hand": person }), From::Hand(ana())),
            (
                json!({ "Page": { "people": [person] } }),
                From::Page {
                    people: vec![ana()],
                },
            ),
            (json!("Nowhere"), From::Nowhere),
        ] {
            assert_eq!(read_value::<From>(value).unwrap(), from);
        }
        let nobody: Person = read(br#"{"name":"Ana","heads":null}"#).unwrap();
        assert_eq!(nobody.heads, None);
    }

    #[test]
    fn a_list_is_no_object_wherever_it_stands() {
        for (value, path) in [
            (json!({ "Hand": ["Ana", 2] }), "Hand"),
            (
                json!({ "Page": { "people": [["Ana", 2]] } }),
                "Page.people[0]",
            ),
            (json!({ "Page": [[]] }), "Page"),
        ] {
            let wrong = read_value::<From>(value).unwrap_err();
            assert_eq!(wrong.path, path);
            assert!(wrong.detail.contains("sequence"), "{}", wrong.detail);
        }
    }
}
