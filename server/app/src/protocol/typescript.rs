//! The TypeScript side of the wire, written from the Rust types.
//!
//! A type that is reached from a frame, from an entry or from an answer over HTTP is declared; no
//! list names it.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};

use onefloor_core::poll::PollKind;
use onefloor_core::{about, view};
use strum::VariantArray;
use ts_rs::{Config, TS, TypeVisitor};

use super::{ClientFrame, Close, FRAME_BYTES_MAX, PROTOCOL, ServerFrame, http};

/// The whole generated file.
#[must_use]
pub fn file() -> String {
    let mut text = String::from(
        "// Written from the Rust types of the server; never edited.\n\
         // To write it anew: UPDATE_PROTOCOL=1 cargo test -p onefloor --lib protocol\n\n",
    );
    text.push_str(&format!("export const PROTOCOL = {PROTOCOL};\n\n"));
    text.push_str("/** Bytes of the longest frame that the server reads. */\n");
    text.push_str(&format!(
        "export const FRAME_BYTES_MAX = {FRAME_BYTES_MAX};\n\n"
    ));
    text.push_str("/** Close codes, by the server's reason. */\nexport const CLOSE = {\n");
    for close in Close::VARIANTS {
        text.push_str(&format!("  {}: {},\n", close.name(), close.code()));
    }
    text.push_str("} as const;\n\n");
    text.push_str(&poll_options());
    let mut declared = Declared::default();
    declared.visit::<ClientFrame>();
    declared.visit::<ServerFrame<'static>>();
    over_http(&mut declared);
    let entries = entries(&mut declared);
    for declaration in declared.by_name.values() {
        text.push_str(&format!("export {declaration}\n\n"));
    }
    text.push_str("/** What is behind a key of a view. */\nexport interface Entries {\n");
    text.push_str(&entries);
    text.push_str("}\n");
    text
}

/// The options that each kind of poll has.
fn poll_options() -> String {
    let mut text = String::from(
        "/** The names of the options that a kind of poll has; null where staff types them. */\n\
         export const POLL_OPTIONS = {\n",
    );
    for kind in PollKind::VARIANTS {
        let options = kind.own_options().map_or("null".to_owned(), |options| {
            let names = options.iter().map(|option| format!("'{}'", option.name));
            format!("[{}]", names.collect::<Vec<_>>().join(", "))
        });
        text.push_str(&format!("  {}: {options},\n", <&str>::from(kind)));
    }
    text.push_str("} as const;\n\n");
    text
}

/// What goes over HTTP and not in frames.
fn over_http(declared: &mut Declared) {
    declared.visit::<about::SessionPlan>();
    declared.visit::<about::file::SessionFile>();
    declared.visit::<http::ReadPage>();
    declared.visit::<http::Created>();
    declared.visit::<http::FoundSession>();
    declared.visit::<http::HandedOver>();
    declared.visit::<http::PageAgain>();
    declared.visit::<http::Facts>();
    declared.visit::<http::Revise>();
    declared.visit::<http::Changed>();
    declared.visit::<http::HttpRefusal>();
    declared.visit::<http::RefusedField>();
}

/// Which entry is behind which key; some come in numbers.
fn entries(declared: &mut Declared) -> String {
    let mut lines = String::new();
    view::keys(&mut Lines {
        lines: &mut lines,
        declared,
    });
    lines
}

/// A line for each key.
struct Lines<'a> {
    lines: &'a mut String,
    declared: &'a mut Declared,
}

impl view::Keys for Lines<'_> {
    fn key<E: TS + 'static + ?Sized>(&mut self, key: &'static str) {
        let kind = self.declared.named::<E>();
        let key = match key.strip_suffix("/*") {
            Some(key) => format!("[key: `{key}/${{number}}`]"),
            None => format!("'{key}'"),
        };
        self.lines.push_str(&format!("  {key}: {kind};\n"));
    }
}

/// The declarations of the types visited and of all that they are made of.
struct Declared {
    config: Config,
    seen: BTreeSet<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl Default for Declared {
    fn default() -> Self {
        Self {
            // Milliseconds, counts and versions stay below 2^53.
            config: Config::new().with_large_int("number"),
            seen: BTreeSet::new(),
            by_name: BTreeMap::new(),
        }
    }
}

impl Declared {
    /// Visits a type; its name.
    fn named<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }
}

impl TypeVisitor for Declared {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // A type without a path is one of TypeScript's own, or a box around one of ours.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            self.by_name.insert(name, T::decl(&self.config));
        }
        T::visit_generics(self);
        T::visit_dependencies(self);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_browsers_protocol_is_the_servers() {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/lib/protocol/protocol.ts");
        let written = super::file();
        if std::env::var_os("UPDATE_PROTOCOL").is_some() {
            std::fs::write(&path, &written).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == written,
            "web/src/lib/protocol/protocol.ts differs from the Rust types; its head says how to write it anew"
        );
    }
}
