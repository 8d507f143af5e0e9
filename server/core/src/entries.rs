//! The entries of a view: what a screen shows, said once as a type.

/// Entries of a view: what a screen shows, with docs where the name does not say it.
macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $kind:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "wire", derive(ts_rs::TS, schemars::JsonSchema))]
        #[allow(missing_docs, reason = "the fields say what a screen shows")]
        pub struct $name { $($(#[$attr])* pub $field: $kind),* }
    )*};
}
pub(crate) use entries;
