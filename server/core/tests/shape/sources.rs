//! The files of a crate, and which of them imports which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::tokens::{is_word, tokens};

/// The path of a module from the root of the crate: `["poll", "tally"]`; the root's is empty.
pub(crate) type Module = Vec<String>;

/// All files by their modules, each as tokens.
pub(crate) struct Sources {
    pub(crate) files: BTreeMap<Module, Vec<String>>,
}

impl Sources {
    /// Reads all files below the folder of a crate's sources.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        read_folder(folder, &mut Vec::new(), &mut files);
        Self { files }
    }

    /// Made-up files, each with its module written as `poll::tally`.
    pub(crate) fn made_up(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(module, source)| {
            let module = module.split("::").map(str::to_owned);
            (module.collect(), tokens(source))
        });
        let root = (Module::new(), Vec::new());
        Self {
            files: files.chain([root]).collect(),
        }
    }

    /// Which modules each one names, by `use` or by a path in its code.
    pub(crate) fn imports(&self) -> BTreeMap<&Module, BTreeSet<&Module>> {
        let imports = self.files.iter().map(|(module, tokens)| {
            let paths = paths(tokens);
            let named = paths.iter().filter_map(|path| self.resolve(module, path));
            (module, named.filter(|named| *named != module).collect())
        });
        imports.collect()
    }

    /// The innermost module that a path leads into; `None` for another crate's.
    fn resolve(&self, from: &Module, path: &[String]) -> Option<&Module> {
        let mut base = from.clone();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => {
                base.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while let Some(("super", after)) = split(rest) {
                    base.pop();
                    rest = after;
                }
            }
            child => {
                base.push(child.to_owned());
                self.files.get(&base)?;
                base.pop();
            }
        }
        let mut innermost = self.files.get_key_value(&base)?.0;
        for name in rest {
            let is_inside = from.starts_with(innermost);
            base.push(name.clone());
            match self.files.get_key_value(&base) {
                // Elsewhere the name of a private module is that of something re-exported.
                Some((module, _)) if is_inside || self.is_open(module) => innermost = module,
                Some(_) | None => break,
            }
        }
        Some(innermost)
    }

    /// Whether a module is declared so that others than its parent's own may name it.
    fn is_open(&self, module: &Module) -> bool {
        let Some((name, parent)) = module.split_last() else {
            return true;
        };
        let parent = self.files.get(parent);
        parent.is_some_and(|tokens| {
            let declared = tokens.windows(3);
            let mut declared = declared.filter(|it| it[1] == "mod" && it[2] == *name);
            declared.any(|it| matches!(it[0].as_str(), "pub" | ")"))
        })
    }
}

fn split(path: &[String]) -> Option<(&str, &[String])> {
    let (first, rest) = path.split_first()?;
    Some((first, rest))
}

fn read_folder(folder: &Path, inside: &mut Module, files: &mut BTreeMap<Module, Vec<String>>) {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        let name = path.file_stem().and_then(|name| name.to_str());
        let name = name.expect("names are text").to_owned();
        let is_root = inside.is_empty() && name == "lib";
        if !is_root {
            inside.push(name);
        }
        if path.is_dir() {
            read_folder(&path, inside, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let source = fs::read_to_string(&path).expect("a source can be read");
            files.insert(inside.clone(), tokens(&source));
        }
        if !is_root {
            inside.pop();
        }
    }
}

/// Every path that a file names: those of its `use` trees, and those in its code.
fn paths(tokens: &[String]) -> Vec<Module> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_capture = tokens.get(at + 1).is_some_and(|next| next == "<");
        if tokens[at] == "use" && !is_capture {
            at = tree(tokens, at + 1, &[], &mut paths);
        } else if is_word(&tokens[at]) && is_start(tokens, at) {
            at = path(tokens, at, &mut paths);
        } else {
            at += 1;
        }
    }
    paths
}

/// Whether a path of several names begins here; that of `pub(in …)` imports nothing.
fn is_start(tokens: &[String], at: usize) -> bool {
    let before: Vec<&str> = tokens[..at]
        .iter()
        .rev()
        .map(String::as_str)
        .take(2)
        .collect();
    let goes_on = matches!(before.first(), Some(&("::" | "." | "$")));
    let is_visibility = before == ["in", "("];
    let after = tokens.get(at + 1).map(String::as_str);
    !goes_on && !is_visibility && after == Some("::")
}

/// Takes a path in code, and returns where it ends.
fn path(tokens: &[String], mut at: usize, paths: &mut Vec<Module>) -> usize {
    let mut path = vec![tokens[at].clone()];
    at += 1;
    while tokens.get(at).is_some_and(|token| token == "::")
        && tokens.get(at + 1).is_some_and(|token| is_word(token))
    {
        path.push(tokens[at + 1].clone());
        at += 2;
    }
    paths.push(path);
    at
}

/// Takes the tree of a `use`, and returns where it ends.
fn tree(tokens: &[String], mut at: usize, prefix: &[String], paths: &mut Vec<Module>) -> usize {
    let mut path = prefix.to_vec();
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = tree(tokens, at, &path, paths);
                    at += usize::from(tokens.get(at).is_some_and(|token| token == ","));
                }
                return at + 1;
            }
            "}" | "," | ";" => break,
            // `self` at the end of a tree is what stands before it.
            "self" if !path.is_empty() => {}
            "as" => at += 1,
            name if is_word(name) => path.push(name.to_owned()),
            _ => {}
        }
        at += 1;
    }
    paths.push(path);
    at
}
