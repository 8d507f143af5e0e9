//! Golden files on the disk, and the first place where one differs.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// Compares with the recorded file to the byte, or writes it with `UPDATE_GOLDEN=1`.
#[allow(
    clippy::disallowed_methods,
    reason = "the core does no I/O; its recorded files do"
)]
pub(crate) fn compare(name: &str, lines: &[String]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    let text: String = lines
        .iter()
        .flat_map(|line| [line.as_str(), "\n"])
        .collect();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(path, text).unwrap();
        return;
    }
    let recorded = fs::read_to_string(path).unwrap_or_default();
    if recorded == text {
        return;
    }
    let recorded: Vec<&str> = recorded.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        match recorded.get(at) {
            None => panic!("{name} ends before line {}: {}", at + 1, short(line)),
            Some(was) if was != line => {
                panic!("{name}, line {}: {}", at + 1, difference(was, line))
            }
            Some(_) => {}
        }
    }
    panic!(
        "{name} has {} lines and should have {}",
        recorded.len(),
        lines.len()
    );
}

/// The first place in which two lines differ, as a path of keys.
fn difference(was: &str, is: &str) -> String {
    let (Ok(old), Ok(new)) = (serde_json::from_str(was), serde_json::from_str(is)) else {
        return format!("recorded {}\nnow {}", short(was), short(is));
    };
    let mut path = String::new();
    let step = |line: &Value| {
        line["step"]
            .as_u64()
            .map_or(String::new(), |step| format!("step {step}"))
    };
    let (before, after) = deepest(&mut path, &old, &new);
    let shown = |value: Option<&Value>| {
        value.map_or("nothing".to_owned(), |value| short(&value.to_string()))
    };
    if old == new {
        return format!("{}: only the order or the notation differs", step(&new));
    }
    format!(
        "{} at {path}\nrecorded: {}\nnow: {}",
        step(&new),
        shown(before),
        shown(after)
    )
}

fn deepest<'a>(
    path: &mut String,
    old: &'a Value,
    new: &'a Value,
) -> (Option<&'a Value>, Option<&'a Value>) {
    match (old, new) {
        (Value::Object(one), Value::Object(other)) => {
            let keys = one.keys().chain(other.keys());
            for key in keys {
                let (old, new) = (one.get(key), other.get(key));
                if old != new {
                    path.push_str(" / ");
                    path.push_str(key);
                    return inside(path, old, new);
                }
            }
        }
        (Value::Array(one), Value::Array(other)) => {
            for at in 0..one.len().max(other.len()) {
                let (old, new) = (one.get(at), other.get(at));
                if old != new {
                    path.push_str(&format!(" / {at}"));
                    return inside(path, old, new);
                }
            }
        }
        _ => {}
    }
    (Some(old), Some(new))
}

fn inside<'a>(
    path: &mut String,
    old: Option<&'a Value>,
    new: Option<&'a Value>,
) -> (Option<&'a Value>, Option<&'a Value>) {
    match (old, new) {
        (Some(old), Some(new)) => deepest(path, old, new),
        _ => (old, new),
    }
}

fn short(text: &str) -> String {
    const CHARS_MAX: usize = 300;
    let cut: String = text.chars().take(CHARS_MAX).collect();
    if cut.len() < text.len() {
        cut + " …"
    } else {
        cut
    }
}
