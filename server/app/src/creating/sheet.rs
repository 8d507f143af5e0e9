//! The links of a session: as lines, and as a page to print.

use onefloor_core::terms::{Role, Roles};

use super::asked::{Made, MadeLink};
use super::code;

const STYLE: &str = "body{font-family:system-ui,sans-serif;margin:2rem;line-height:1.4}\
    li{display:flex;gap:1.5rem;align-items:center;padding:1rem 0;border-top:1px solid #999;break-inside:avoid}\
    ul{list-style:none;padding:0}svg{inline-size:8rem;flex:none}p{margin:0}.a{overflow-wrap:anywhere;font-size:.9rem}.d{color:#444}";

/// A link as it is handed out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Whose it is, or what it is for.
    pub(super) name: String,
    /// What else is said of them.
    pub(super) detail: String,
    pub(super) address: String,
}

/// The way in for everybody, then each link.
pub(super) fn links(made: &Made, url: &str) -> Vec<Line> {
    let code = &made.code;
    let everybody = Line {
        name: "Participants".to_owned(),
        detail: String::new(),
        address: format!("{url}/s/{code}"),
    };
    let others = made.links.iter().filter_map(|link| {
        let secret = link.secret.as_ref()?;
        Some(line(link, format!("{url}/s/{code}#{secret}")))
    });
    std::iter::once(everybody).chain(others).collect()
}

fn line(link: &MadeLink, address: String) -> Line {
    let roles = roles(&link.roles);
    let (name, roles) = match &link.holder {
        Some(holder) => (holder.clone(), Some(roles)),
        None => (roles, None),
    };
    let detail: Vec<String> = link.affiliation.clone().into_iter().chain(roles).collect();
    Line {
        name,
        detail: detail.join(", "),
        address,
    }
}

fn roles(roles: &Roles) -> String {
    let names: Vec<&str> = roles.iter().map(|role| name(*role)).collect();
    names.join(" and ")
}

fn name(role: Role) -> &'static str {
    match role {
        Role::Organiser => "Organiser",
        Role::Moderator => "Moderator",
        Role::FloorRunner => "Floor runner",
        Role::Speaker => "Speaker",
        Role::Rapporteur => "Rapporteur",
        Role::Display => "Room display",
        Role::Participant => "Participant",
        Role::Integration => "Other system",
    }
}

/// The page, with a code to scan beside each link.
pub(super) fn of(made: &Made, url: &str) -> String {
    let title = escaped(&made.title);
    let rows: String = links(made, url)
        .iter()
        .map(|link| {
            let [name, detail, address] =
                [&link.name, &link.detail, &link.address].map(|text| escaped(text));
            let code = code::svg(&link.address, &format!("QR code for the link of {name}"));
            format!(
                "<li>{code}<div><p><strong dir=\"auto\">{name}</strong></p>\
                 <p class=\"d\" dir=\"auto\">{detail}</p><p class=\"a\" dir=\"ltr\">{address}</p></div></li>"
            )
        })
        .collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><h1 dir=\"auto\">{title}</h1><p>Each link opens the session \
         with its rights. Give each person their own.</p><ul>{rows}</ul></body></html>"
    )
}

fn escaped(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => kept.push_str("&amp;"),
            '<' => kept.push_str("&lt;"),
            '>' => kept.push_str("&gt;"),
            '"' => kept.push_str("&quot;"),
            c => kept.push(c),
        }
    }
    kept
}
