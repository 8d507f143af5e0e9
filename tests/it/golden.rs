//! Golden files of the whole: the documents of the recorded hour, answers over HTTP and sockets. `UPDATE_GOLDEN=1` writes them anew.

mod exports;
mod http;
mod wire;

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;

use onefloor_core::links::Link;
use onefloor_tests::{TestServer, work_directory};
use serde_json::{Value, json};
use uuid::Uuid;

/// Every moment of a test lies between these, and no bound does: September 2020 and October 2096.
const MOMENTS_MS: Range<u64> = 1_600_000_000_000..4_000_000_000_000;

/// Compares with a recorded file to the byte, or writes it with `UPDATE_GOLDEN=1`.
fn compare(name: &str, bytes: &[u8]) {
    let path = work_directory("tests/fixtures/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        return;
    }
    let recorded = fs::read(path).unwrap_or_default();
    if recorded == bytes {
        return;
    }
    let (was, is) = (
        String::from_utf8_lossy(&recorded),
        String::from_utf8_lossy(bytes),
    );
    let mut lines = was.lines().zip(is.lines()).zip(1..);
    match lines.find(|((was, is), _)| was != is) {
        Some(((was, is), line)) => panic!("{name}, line {line}\nrecorded: {was}\nnow: {is}"),
        None => panic!(
            "{name} has {} bytes and should have {}",
            bytes.len(),
            recorded.len()
        ),
    }
}

fn compare_lines(name: &str, lines: &[String]) {
    let text: String = lines
        .iter()
        .flat_map(|line| [line.as_str(), "\n"])
        .collect();
    compare(name, text.as_bytes());
}

/// What differs from run to run, and by what it is replaced in a golden file.
#[derive(Debug, Default)]
struct Names {
    code: String,
    secrets: Vec<(String, String)>,
    /// Of each role, the first link's.
    of_roles: BTreeMap<String, String>,
}

impl Names {
    fn of(server: &TestServer) -> Self {
        let host = server.app.host_key.host_secret();
        let mut names = Self::default();
        names.of_roles.insert("host".to_owned(), host.clone());
        names
            .of_roles
            .insert("a stranger".to_owned(), "0".repeat(32));
        names.secrets.push((host, "<host secret>".to_owned()));
        names
    }

    /// Learns the code of a session and the secrets of its links.
    async fn code(&mut self, server: &TestServer, code: &str) {
        code.clone_into(&mut self.code);
        let key = server.app.host_key.clone();
        let links = server.look(code, move |code, session| {
            let links = session.links.values();
            let secret = |link: &Link| (link.id, link.roles.clone(), key.link_secret(code, link));
            links.map(secret).collect::<Vec<_>>()
        });
        for (id, roles, secret) in links.await {
            for role in &roles {
                let role = serde_json::to_value(role).unwrap();
                let role = role.as_str().unwrap().to_owned();
                self.of_roles.entry(role).or_insert_with(|| secret.clone());
            }
            self.secrets
                .push((secret, format!("<secret of link {id}>")));
        }
    }

    fn session(&self) -> &str {
        &self.code
    }

    fn secret(&self, who: &str) -> Option<&str> {
        self.of_roles.get(who).map(String::as_str)
    }

    /// With the code of the session in its place.
    fn filled(&self, text: &str) -> String {
        text.replace("<code>", &self.code)
    }

    /// Without what differs from run to run.
    fn hidden(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (secret, name) in &self.secrets {
            text = text.replace(secret, name);
        }
        if self.code.is_empty() {
            return text;
        }
        text.replace(&self.code, "<code>")
            .replace(&self.code.to_lowercase(), "<code>")
    }

    /// The same for a whole value; ids of commands and moments of now have names too.
    fn named(&self, value: &Value) -> Value {
        match value {
            // A secret is no id, though it is as long as one without its dashes.
            Value::String(text) if text.len() == 36 && Uuid::parse_str(text).is_ok() => {
                json!("<id>")
            }
            Value::String(text) => json!(self.hidden(text)),
            Value::Number(number) if number.as_u64().is_some_and(|it| MOMENTS_MS.contains(&it)) => {
                json!("<now>")
            }
            Value::Array(values) => values.iter().map(|value| self.named(value)).collect(),
            Value::Object(fields) => {
                let named = |(key, value): (&String, &Value)| match key.as_str() {
                    "request_id" | "connection" => (key.clone(), json!("<call>")),
                    _ => (key.clone(), self.named(value)),
                };
                fields.iter().map(named).collect()
            }
            other => other.clone(),
        }
    }
}
