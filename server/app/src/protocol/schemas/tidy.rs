//! What the sources say, for readers without the sources.

use schemars::Schema;
use serde_json::Value;

/// A schema with its description as running text, and with the bounds that a number has by its type.
pub(super) fn tidied(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = plain(text);
    }
    let max = match schema.get("format").and_then(Value::as_str) {
        Some("uint32") => Some(u32::MAX),
        // As wide as the machine: nobody outside should think of it.
        Some("uint") => {
            schema.remove("format");
            None
        }
        _ => None,
    };
    if let Some(max) = max
        && schema.get("maximum").is_none()
    {
        schema.insert("maximum".to_owned(), max.into());
    }
}

/// Without the marks of a link in the sources; a paragraph is one line.
fn plain(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|it| it.replace('\n', " "));
    let text = paragraphs.collect::<Vec<_>>().join("\n\n");
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("[`") {
        let (before, link) = rest.split_at(at);
        plain.push_str(before);
        let Some(end) = link.find("`]") else {
            rest = link;
            break;
        };
        plain.push_str(&format!("`{}`", on_the_wire(&link[2..end])));
        rest = &link[end + 2..];
        // `[name](where)`: where it is in the sources says nothing here.
        if let Some(target) = rest.strip_prefix('(')
            && let Some(end) = target.find(')')
        {
            rest = &target[end + 1..];
        }
    }
    plain + rest
}

/// A name as it is sent: `ServerFrame::Goodbye` is `goodbye`.
fn on_the_wire(name: &str) -> String {
    let Some((_, variant)) = name.rsplit_once("::") else {
        return name.to_owned();
    };
    let mut sent = String::new();
    for letter in variant.chars() {
        if letter.is_uppercase() && !sent.is_empty() {
            sent.push('_');
        }
        sent.extend(letter.to_lowercase());
    }
    sent
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn links_into_the_sources_are_words() {
        assert_eq!(
            plain("As [`Close`] says,\nor [`x`](Self::x).\n\nAnd [this], [`A::RoundOpen`]."),
            "As `Close` says, or `x`.\n\nAnd [this], `round_open`."
        );
        assert_eq!(plain("a [`b"), "a [`b");
    }
}
