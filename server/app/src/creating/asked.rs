//! The server on this machine, asked to create a session.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::thread;
use std::time::Duration;

use onefloor_core::about::SessionPlan;
use onefloor_core::terms::Roles;
use serde::Deserialize;
use uuid::Uuid;

/// How long the server may take for an answer.
const ANSWER_WAIT: Duration = Duration::from_secs(60);
/// Bytes of an answer: a session has at most some hundred links.
const ANSWER_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// How often the server may say that it is asked too fast.
const TRIES_MAX: usize = 60;
/// Longest wait between two tries, whatever the server says.
const PAUSE_MAX_S: u64 = 30;

/// A server, and what opens it.
#[derive(Debug)]
pub(super) struct Host {
    pub(super) address: SocketAddr,
    pub(super) secret: String,
}

/// A session that is there.
#[derive(Debug, Deserialize)]
pub(super) struct Made {
    pub(super) code: String,
    pub(super) links: Vec<MadeLink>,
    #[serde(default)]
    pub(super) title: String,
}

/// A role link of it.
#[derive(Debug, Deserialize)]
pub(super) struct MadeLink {
    pub(super) roles: Roles,
    pub(super) holder: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) secret: Option<String>,
}

struct Answer {
    status: u16,
    retry_s: u64,
    body: String,
}

impl Host {
    /// Creates a session, or finds the one that this key has made.
    ///
    /// # Errors
    /// In words: there is no server, it is another's, or it refuses.
    pub(super) fn create(&self, plan: &SessionPlan, key: Uuid) -> Result<Made, String> {
        let body = serde_json::to_string(plan).map_err(|error| error.to_string())?;
        for _ in 0..TRIES_MAX {
            let answer = self.post("/api/sessions", key, &body).map_err(|error| {
                let address = self.address;
                format!(
                    "no server answers at {address} ({error}): start it, or say where it listens with \
                     --listen"
                )
            })?;
            match answer.status {
                201 => {
                    let made = serde_json::from_str(&answer.body);
                    let made: Made = made.map_err(|_| self.another())?;
                    let title = plan.about.title.clone();
                    return Ok(Made { title, ..made });
                }
                401 => {
                    return Err(format!(
                        "the server at {} has another key: --data-dir names its directory",
                        self.address
                    ));
                }
                429 => thread::sleep(Duration::from_secs(answer.retry_s)),
                503 => return Err("the server cannot store anything now".to_owned()),
                status => {
                    let said: Result<serde_json::Value, _> = serde_json::from_str(&answer.body);
                    let reason = said
                        .ok()
                        .and_then(|said| Some(said["reason"].as_str()?.to_owned()));
                    let reason = reason.ok_or_else(|| self.another())?;
                    return Err(format!("the server refuses it ({status}, {reason})"));
                }
            }
        }
        Err("the server is asked too much by others".to_owned())
    }

    fn another(&self) -> String {
        format!("what listens at {} is no Onefloor server", self.address)
    }

    /// Where a server that listens everywhere is reached from here.
    fn near(&self) -> SocketAddr {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        SocketAddr::new(ip, self.address.port())
    }

    fn post(&self, path: &str, key: Uuid, body: &str) -> io::Result<Answer> {
        let address = self.near();
        let mut stream = TcpStream::connect_timeout(&address, ANSWER_WAIT)?;
        stream.set_read_timeout(Some(ANSWER_WAIT))?;
        stream.set_write_timeout(Some(ANSWER_WAIT))?;
        let (secret, length) = (&self.secret, body.len());
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
             authorization: Bearer {secret}\r\nidempotency-key: {key}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )?;
        let mut bytes = Vec::new();
        stream.take(ANSWER_BYTES_MAX).read_to_end(&mut bytes)?;
        answer(&String::from_utf8_lossy(&bytes)).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

fn answer(text: &str) -> Option<Answer> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let retry = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_it = name.eq_ignore_ascii_case("retry-after");
        is_it.then(|| value.trim().parse().ok())?
    });
    Some(Answer {
        status,
        retry_s: retry.unwrap_or(1).clamp(1, PAUSE_MAX_S),
        body: body.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_with_the_seconds_to_wait() {
        let read = answer("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\n\r\n{}").unwrap();
        assert_eq!(
            (read.status, read.retry_s, read.body.as_str()),
            (429, 5, "{}")
        );
        let long = answer("HTTP/1.1 429 No\r\nretry-after: 86400\r\n\r\n").unwrap();
        assert_eq!(long.retry_s, PAUSE_MAX_S);
        assert!(answer("SSH-2.0-OpenSSH").is_none());
    }
}
