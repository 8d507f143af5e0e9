//! One case: its gold by field, and the reading of its page.

use std::collections::BTreeMap;
use std::path::Path;

use onefloor_page::{PageReading, read_page};

pub(crate) struct Case {
    pub(crate) name: String,
    /// Values by field; one that is not named is empty.
    pub(crate) gold: BTreeMap<String, Vec<String>>,
    /// What is to be left unread, where the gold says it.
    pub(crate) unread: Option<Vec<String>>,
    pub(crate) doubts: usize,
    pub(crate) page: PageReading,
}

pub(crate) fn read(file: &Path) -> Case {
    let whole = std::fs::read_to_string(file).unwrap();
    let (head, text) = whole.split_once("\n---\n").unwrap();
    let mut gold: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open = String::new();
    for line in head.lines() {
        if let Some(value) = line.strip_prefix("- ") {
            gold.get_mut(&open).unwrap().push(value.trim().to_owned());
            continue;
        }
        let (field, value) = line.split_once(':').unwrap();
        open = field.to_owned();
        let value = value.trim();
        let values = match field {
            _ if value.is_empty() => Vec::new(),
            "targets" | "goals" => value.split(' ').map(str::to_owned).collect(),
            _ => vec![value.to_owned()],
        };
        gold.insert(open.clone(), values);
    }
    // A page that says its day says its year.
    if let Some(starts) = gold.get("starts").cloned()
        && !gold.contains_key("year")
    {
        gold.insert("year".to_owned(), vec![starts[0][..4].to_owned()]);
    }
    let unread = gold.remove("unread");
    let doubts = gold
        .remove("doubts")
        .map_or(0, |doubts| doubts[0].parse().unwrap());
    Case {
        name: file.file_stem().unwrap().to_string_lossy().into_owned(),
        gold,
        unread,
        doubts,
        page: read_page(text),
    }
}
