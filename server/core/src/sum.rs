//! Enums of the concepts, and their sums: each concept says its own commands and events, and what
//! travels and is kept is flat, `{"type": "ask_question", …}`, whatever concept it belongs to.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::value::{MapAccessDeserializer, MapDeserializer};
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, Visitor};
use serde_json::Value;

/// The key that says which one it is.
const TAG: &str = "type";

/// Commands of one concept: `Right => Variant`. Makes the enum, its names and its rights.
macro_rules! commands {
    ($(#[$meta:meta])* $wire:literal {
        $($(#[$attr:meta])* $right:ident => $name:ident $(($of:ty))? $({ $($fields:tt)* })?),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, PartialEq, Eq, Serialize, Deserialize,
            strum::IntoStaticStr, strum::VariantNames,
        )]
        #[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema), ts(rename = $wire), schemars(rename = $wire))]
        #[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
        #[strum(serialize_all = "snake_case")]
        #[allow(
            missing_docs,
            reason = "the fields are named after what they hold; bounds are in limits"
        )]
        pub enum Command {
            $($(#[$attr])* $name $(($of))? $({ $($fields)* })?),*
        }

        impl Command {
            /// Who may give it.
            #[must_use]
            pub fn right(&self) -> Right {
                match self {
                    $(Self::$name { .. } => Right::$right),*
                }
            }

            /// Each by its name on the wire, with its right.
            pub(crate) fn all() -> Vec<(&'static str, Right)> {
                use strum::VariantNames;
                let rights = [$(Right::$right),*];
                Self::VARIANTS.iter().copied().zip(rights).collect()
            }
        }
    };
}
pub(crate) use commands;

/// The sum of an enum that every concept has, and of what belongs to none.
macro_rules! sum {
    ($(#[$meta:meta])* $sum:ident of $inner:ident {
        $($concept:ident($module:ident)),* $(,)?
    } alone {
        $($(#[$attr:meta])* $alone:ident = $name:literal),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the concepts say what they hold")]
        pub enum $sum {
            $($concept($module::$inner),)*
            $($(#[$attr])* $alone,)*
        }

        $(impl From<$module::$inner> for $sum {
            fn from(inner: $module::$inner) -> Self {
                Self::$concept(inner)
            }
        })*

        impl $sum {
            /// The name of each that is kept or sent.
            pub fn names() -> impl Iterator<Item = &'static str> {
                use strum::VariantNames;
                [$($module::$inner::VARIANTS),*].into_iter().flatten().copied()
            }
        }

        impl serde::Serialize for $sum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$concept(inner) => inner.serialize(serializer),)*
                    $(Self::$alone => Err(serde::ser::Error::custom(concat!($name, " is not sent"))),)*
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $sum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::sum::read(deserializer)
            }
        }

        impl crate::sum::Flat for $sum {
            fn read<'de, D: serde::Deserializer<'de>>(
                tag: &str,
                fields: D,
            ) -> Result<Self, D::Error> {
                use std::collections::BTreeMap;
                use std::sync::LazyLock;
                use strum::VariantNames;

                #[derive(Clone, Copy)]
                enum Of {
                    $($concept),*
                }
                static OF: LazyLock<BTreeMap<&str, Of>> = LazyLock::new(|| {
                    let names = [$((Of::$concept, $module::$inner::VARIANTS)),*];
                    let names = names.into_iter();
                    names
                        .flat_map(|(of, names)| names.iter().map(move |name| (*name, of)))
                        .collect()
                });
                match OF.get(tag) {
                    $(Some(Of::$concept) => {
                        serde::Deserialize::deserialize(fields).map(Self::$concept)
                    })*
                    None => Err(serde::de::Error::unknown_variant(tag, &[])),
                }
            }
        }
    };
}
pub(crate) use sum;

/// A sum whose tag says which concept reads the rest.
pub(crate) trait Flat: Sized {
    /// Reads the fields, the tag among them, as the concept of this tag.
    fn read<'de, D: Deserializer<'de>>(tag: &str, fields: D) -> Result<Self, D::Error>;
}

/// Reads a flat map by its tag. Where the tag comes first, as in everything that we write ourselves,
/// nothing is kept in between.
pub(crate) fn read<'de, D: Deserializer<'de>, T: Flat>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ByTag(PhantomData))
}

struct ByTag<T>(PhantomData<T>);

/// Reads a key: `None` for the tag, which is the first key of most maps.
struct IsTag;

impl<'de> DeserializeSeed<'de> for IsTag {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for IsTag {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok((key != TAG).then(|| key.to_owned()))
    }
}

impl<'de, T: Flat> Visitor<'de> for ByTag<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a map with a {TAG}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut before: Vec<(String, Value)> = Vec::new();
        while let Some(key) = map.next_key_seed(IsTag)? {
            if let Some(key) = key {
                before.push((key, map.next_value()?));
                continue;
            }
            let tag: String = map.next_value()?;
            if before.is_empty() {
                let tagged = Tagged {
                    tag: Some(&tag),
                    rest: map,
                };
                return T::read(&tag, MapAccessDeserializer::new(tagged));
            }
            while let Some(entry) = map.next_entry()? {
                before.push(entry);
            }
            let rest = MapDeserializer::new(before.into_iter());
            let tagged = Tagged {
                tag: Some(&tag),
                rest,
            };
            let fields = MapAccessDeserializer::new(tagged);
            return T::read(&tag, fields).map_err(A::Error::custom);
        }
        Err(A::Error::missing_field(TAG))
    }
}

/// A map with its tag put back in front.
struct Tagged<'t, A> {
    tag: Option<&'t str>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Tagged<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        if self.tag.is_some() {
            return seed.deserialize(TAG.into_deserializer()).map(Some);
        }
        self.rest.next_key_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.tag.take() {
            Some(tag) => seed.deserialize(tag.into_deserializer()),
            None => self.rest.next_value_seed(seed),
        }
    }
}
