//! What is asked of the sources; each rule names its offenders.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{Module, Sources};
use super::tokens::is_word;

/// Concepts in the order in which they may know of one another: a later one may import an earlier.
const CONCEPTS: [&str; 18] = [
    "links",
    "people",
    "agenda",
    "about",
    "conduct",
    "floor",
    "stage",
    "speaking",
    "sound",
    "poll",
    "networking",
    "form",
    "capture",
    "draft",
    "consensus",
    "feedback",
    "privacy",
    "undo",
];

/// What each concept's folder has.
const FILES: [&str; 5] = ["command", "event", "state", "decide", "view"];

/// Files of a circle of imports, at most.
const CIRCLE_MAX: usize = 5;

/// Where a module stands; imports run from the higher ones to the lower ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Height {
    /// Terms, texts, ids: they know of no concept.
    Ground,
    /// A concept, by its place in the order.
    Concept(usize),
    /// The sums of commands and of events.
    Sum,
    /// The state of all.
    Session,
    /// What looks at all of the state.
    Top,
    /// The crate itself.
    Crate,
}

fn height(module: &Module) -> Height {
    let Some(first) = module.first() else {
        return Height::Crate;
    };
    let concept = CONCEPTS.iter().position(|concept| concept == first);
    match (concept, first.as_str()) {
        (Some(place), _) => Height::Concept(place),
        (None, "command" | "event") => Height::Sum,
        (None, "session") => Height::Session,
        (None, "decide" | "deadline" | "report" | "view") => Height::Top,
        (None, _) => Height::Ground,
    }
}

/// Circles of imports that are too large.
pub(crate) fn large_circles(sources: &Sources) -> Vec<String> {
    let circles = circles(&sources.imports());
    let large = circles.iter().filter(|circle| circle.len() > CIRCLE_MAX);
    let line = |circle: &BTreeSet<&Module>| {
        let names: Vec<String> = circle.iter().map(|module| name(module)).collect();
        format!("{} files: {}", circle.len(), names.join(" "))
    };
    large.map(line).collect()
}

/// Sets of files of which each imports all others, be it through further ones.
fn circles<'a>(imports: &BTreeMap<&'a Module, BTreeSet<&'a Module>>) -> Vec<BTreeSet<&'a Module>> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = imports
        .keys()
        .map(|module| (*module, reached_from(module, imports)))
        .collect();
    let circles: BTreeSet<BTreeSet<&Module>> = reached
        .iter()
        .map(|(module, from_here)| {
            let back = |other: &&&Module| reached[**other].contains(module);
            from_here.iter().filter(back).copied().collect()
        })
        .filter(|circle: &BTreeSet<&Module>| circle.len() > 1)
        .collect();
    circles.into_iter().collect()
}

fn reached_from<'a>(
    start: &Module,
    imports: &BTreeMap<&'a Module, BTreeSet<&'a Module>>,
) -> BTreeSet<&'a Module> {
    let mut reached = BTreeSet::new();
    let mut ahead: Vec<&Module> = imports[start].iter().copied().collect();
    while let Some(module) = ahead.pop() {
        let Some((module, named)) = imports.get_key_value(module) else {
            continue;
        };
        if reached.insert(*module) {
            ahead.extend(named);
        }
    }
    reached
}

/// Imports of something that stands higher: of the whole by a concept, of a later concept by an
/// earlier one, of a concept by the ground.
pub(crate) fn arrows_that_run_up(sources: &Sources) -> Vec<String> {
    let imports = sources.imports();
    let arrows = arrows(&imports).filter(|(from, to)| height(from) < height(to));
    arrows.map(shown).collect()
}

/// Imports of a file of another concept other than its root.
pub(crate) fn imports_of_insides(sources: &Sources) -> Vec<String> {
    let imports = sources.imports();
    let arrows = arrows(&imports).filter(|(from, to)| {
        let is_inside = matches!(height(to), Height::Concept(_)) && to.len() > 1;
        is_inside && height(from) != height(to)
    });
    arrows.map(shown).collect()
}

fn arrows<'a>(
    imports: &'a BTreeMap<&'a Module, BTreeSet<&'a Module>>,
) -> impl Iterator<Item = (&'a Module, &'a Module)> {
    let arrows = imports.iter();
    arrows.flat_map(|(from, named)| named.iter().map(|to| (*from, *to)))
}

fn shown((from, to): (&Module, &Module)) -> String {
    format!("{} -> {}", name(from), name(to))
}

fn name(module: &Module) -> String {
    match module.is_empty() {
        true => "lib".to_owned(),
        false => module.join("/"),
    }
}

/// Files that a concept should have and has not.
pub(crate) fn missing_files(sources: &Sources) -> Vec<String> {
    let wanted = CONCEPTS
        .iter()
        .flat_map(|concept| FILES.map(|file| vec![(*concept).to_owned(), file.to_owned()]));
    let missing = wanted.filter(|module| !sources.files.contains_key(module));
    missing.map(|module| name(&module)).collect()
}

/// Roots of concepts with anything but `mod …;` and `use …;` in them.
pub(crate) fn roots_that_hold_more(sources: &Sources) -> Vec<String> {
    let mut more = Vec::new();
    for concept in CONCEPTS {
        let root = sources.files.get(&vec![concept.to_owned()]);
        let items = root.map_or_else(Vec::new, |tokens| items(tokens));
        if let Some(first) = items.first() {
            more.push(format!("{concept}: {first} and {} more", items.len() - 1));
        }
    }
    more
}

/// The items of a file that hold something themselves, by kind and name.
fn items(tokens: &[String]) -> Vec<String> {
    const KINDS: [&str; 8] = [
        "fn", "struct", "enum", "impl", "trait", "const", "type", "static",
    ];
    let mut depth = 0;
    let mut items = Vec::new();
    for pair in tokens.windows(2) {
        match pair[0].as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            kind if depth == 0 && KINDS.contains(&kind) => items.push(pair.join(" ")),
            _ => {}
        }
    }
    items
}

/// Matches of concepts over a command or an event with an arm for whatever is not named.
pub(crate) fn arms_for_the_rest(sources: &Sources) -> Vec<String> {
    let concepts = sources.files.iter();
    let concepts = concepts.filter(|(module, _)| matches!(height(module), Height::Concept(_)));
    let mut offenders = Vec::new();
    for (module, tokens) in concepts {
        let matches = (0..tokens.len()).filter(|at| tokens[*at] == "match");
        for start in matches {
            let Some(open) = opening(tokens, start + 1) else {
                continue;
            };
            let over = &tokens[start + 1..open];
            let is_meant = over.iter().any(|it| it == "command" || it == "event");
            if is_meant && has_arm_for_the_rest(&tokens[open..]) {
                offenders.push(format!("{}: match {}", name(module), over.join("")));
            }
        }
    }
    offenders
}

/// The brace that opens the arms of a match.
fn opening(tokens: &[String], start: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.as_str() {
            "{" if depth == 0 => return Some(at),
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether `_ =>` or `name =>`, with a condition or without, is an arm of the match that opens here.
fn has_arm_for_the_rest(tokens: &[String]) -> bool {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return false;
        }
        let ends_an_arm = matches!(token.as_str(), "{" | "}" | ",");
        let next = tokens.get(at + 1).map(String::as_str);
        let after = tokens.get(at + 2).map(String::as_str);
        let is_binding = next.is_some_and(|it| is_word(it) && it.to_lowercase() == it);
        let is_arm = matches!(after, Some("=>" | "if"));
        if depth == 1 && ends_an_arm && is_binding && is_arm {
            return true;
        }
    }
    false
}
