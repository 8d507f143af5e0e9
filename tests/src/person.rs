//! Somebody with a screen: folds what arrives into a view, and waits for what it should show.

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, client_async};
use uuid::Uuid;

/// Within this time everything happens, or the test has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// A person with one screen.
#[derive(Debug)]
pub struct Person {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// What the screen shows, by key.
    pub view: BTreeMap<String, Value>,
    /// The welcome.
    pub welcome: Value,
    /// Version of the main part.
    pub version: u64,
    /// The kind of the first frame of the main part: `snapshot` or `change`.
    pub began_with: String,
    parts: BTreeMap<String, Vec<String>>,
    answers: BTreeMap<Uuid, Value>,
    /// Answers to texts being typed, by number.
    pub hints: BTreeMap<u64, Value>,
    /// Answers to other questions, by number.
    pub told: BTreeMap<u64, Value>,
    /// What others in the same room sent.
    pub signals: Vec<Value>,
    /// Every frame that came, as it came.
    pub heard: Vec<String>,
    /// The last frame before a close, if one came.
    pub goodbye: Value,
    /// Refusals without an id.
    pub refusals: Vec<Value>,
    settled: u32,
}

/// A hello for a person of this name.
#[must_use]
pub fn hello(session: &str, secret: Option<&str>, name: &str, last_version: Option<u64>) -> Value {
    // Everybody's key is their name, made long enough to be one.
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    let key: String = letters.chain(std::iter::repeat('x')).take(32).collect();
    json!({
        "type": "hello",
        "protocol": onefloor::protocol::PROTOCOL,
        "credential": { "session": session, "secret": secret, "person_key": key },
        "last_version": last_version,
    })
}

impl Person {
    /// A bare socket, before any hello.
    ///
    /// # Panics
    /// The server does not take it.
    pub async fn connect(address: &str) -> Self {
        Self::connect_from(address, None).await
    }

    /// The same, for somebody at this address, as a proxy on this machine names it.
    ///
    /// # Panics
    /// The server does not take it.
    pub async fn connect_from(address: &str, from: Option<&str>) -> Self {
        let stream = TcpStream::connect(address).await;
        Self::over(address, stream.expect("the server listens"), from).await
    }

    /// The same over a connection of one's own: from another address, or one that takes little.
    ///
    /// # Panics
    /// The server does not take it.
    pub async fn over(address: &str, stream: TcpStream, from: Option<&str>) -> Self {
        // As a browser does: what is sent does not wait for the acknowledgement of what was before.
        let _ = stream.set_nodelay(true);
        let mut request = format!("ws://{address}/ws")
            .into_client_request()
            .expect("an address is a host and a port");
        if let Some(from) = from {
            let from = from.parse().expect("an address is a header");
            request.headers_mut().insert("x-forwarded-for", from);
        }
        let connected = client_async(request, MaybeTlsStream::Plain(stream)).await;
        let (socket, _) = connected.expect("the server takes sockets");
        Self {
            socket,
            view: BTreeMap::new(),
            welcome: Value::Null,
            version: 0,
            began_with: String::new(),
            parts: BTreeMap::new(),
            answers: BTreeMap::new(),
            hints: BTreeMap::new(),
            told: BTreeMap::new(),
            signals: Vec::new(),
            heard: Vec::new(),
            goodbye: Value::Null,
            refusals: Vec::new(),
            settled: 0,
        }
    }

    /// Comes in and waits for the first view.
    ///
    /// # Panics
    /// They are not let in.
    pub async fn enter(
        address: &str,
        session: &str,
        secret: Option<&str>,
        name: &str,
        last_version: Option<u64>,
    ) -> Self {
        let mut person = Self::connect(address).await;
        person
            .send(&hello(session, secret, name, last_version))
            .await;
        person
            .until(|person| person.parts.contains_key("room"))
            .await;
        person
    }

    /// Sends any frame.
    ///
    /// # Panics
    /// The socket is dead.
    pub async fn send(&mut self, frame: &Value) {
        self.send_raw(Message::text(frame.to_string())).await;
    }

    /// Sends anything at all.
    ///
    /// # Panics
    /// The socket is dead.
    pub async fn send_raw(&mut self, message: Message) {
        self.socket.send(message).await.expect("the socket lives");
    }

    /// Sends a command and waits for its answer.
    pub async fn asks(&mut self, command: Value) -> Value {
        let id = Uuid::now_v7();
        self.asks_as(id, command).await
    }

    /// The same under an id of one's own, as for a retry.
    pub async fn asks_as(&mut self, id: Uuid, command: Value) -> Value {
        self.send(&json!({ "type": "command", "id": id, "command": command }))
            .await;
        self.until(|person| person.answers.contains_key(&id)).await;
        self.answers.remove(&id).unwrap_or_default()
    }

    /// Sends a command that must be done.
    ///
    /// # Panics
    /// It is refused.
    pub async fn does(&mut self, command: Value) {
        let answer = self.asks(command).await;
        assert_eq!(answer["type"], "done", "{answer}");
    }

    /// Sends a command that must be refused; the reason.
    ///
    /// # Panics
    /// It is done.
    pub async fn is_refused(&mut self, command: Value) -> String {
        let answer = self.asks(command).await;
        assert_eq!(answer["type"], "refused", "{answer}");
        answer["rejection"]["reason"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Asks a question that changes nothing, by a number of its own; the whole answer.
    pub async fn is_told(&mut self, mut question: Value) -> Value {
        let n = self.told.keys().last().map_or(1, |last| last + 1);
        question["n"] = json!(n);
        self.send(&question).await;
        self.until(|person| person.told.contains_key(&n)).await;
        self.told[&n].clone()
    }

    /// Reads frames until something holds.
    ///
    /// # Panics
    /// It does not hold in time, or the socket ends before.
    pub async fn until(&mut self, holds: impl Fn(&Self) -> bool) {
        let in_time = self.comes_to(PATIENCE, holds).await;
        assert!(in_time, "it did not come to hold: {:#?}", self.view);
    }

    /// The same within another time; whether it came to hold.
    ///
    /// # Panics
    /// The socket ends before.
    pub async fn comes_to(&mut self, patience: Duration, holds: impl Fn(&Self) -> bool) -> bool {
        let reading = async {
            while !holds(self) {
                match self.socket.next().await {
                    Some(Ok(Message::Text(text))) => self.fold(&text),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    other => panic!("the socket ended: {other:?}"),
                }
            }
        };
        timeout(patience, reading).await.is_ok()
    }

    /// Reads everything that came of what was done before: what is not there then does not come.
    ///
    /// A pong does not say so, since the socket answers a ping past the frames that wait behind it,
    /// and what was done last may not be published yet. So the person changes something of their
    /// own and reads on until they see it, which is published with all that was done before, and
    /// until one more command is answered, which is behind the last frame of that publication.
    ///
    /// A display changes nothing: see the last thing that it should show before.
    pub async fn settles(&mut self) {
        self.settled += 1;
        let contact = format!("settled {}", self.settled);
        let command = json!({ "type": "set_contact", "text": contact });
        if !self.welcome["you"].is_null() {
            self.does(command.clone()).await;
            self.sees("me", |me| me["contact"] == contact.as_str())
                .await;
        }
        self.asks(command).await;
    }

    /// Waits until they are let in.
    ///
    /// # Errors
    /// The close code, if they are not.
    ///
    /// # Panics
    /// Neither comes in time.
    pub async fn let_in(&mut self) -> Result<(), u16> {
        let reading = async {
            while !self.parts.contains_key("room") {
                match self.socket.next().await {
                    Some(Ok(Message::Text(text))) => self.fold(&text),
                    Some(Ok(Message::Close(frame))) => {
                        return Err(frame.map_or(0, |frame| frame.code.into()));
                    }
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return Err(0),
                }
            }
            Ok(())
        };
        timeout(PATIENCE, reading).await.expect("they hear in time")
    }

    /// Reads until the server closes; the close code.
    ///
    /// # Panics
    /// It does not close in time.
    pub async fn closed(&mut self) -> u16 {
        self.is_closed().await.0
    }

    /// The same with the reason; without a close frame, the code is 0.
    ///
    /// # Panics
    /// It does not close in time.
    pub async fn is_closed(&mut self) -> (u16, String) {
        let reading = async {
            loop {
                match self.socket.next().await {
                    Some(Ok(Message::Text(text))) => self.fold(&text),
                    Some(Ok(Message::Close(frame))) => {
                        let closed = frame.map(|it| (it.code.into(), it.reason.to_string()));
                        return closed.unwrap_or_default();
                    }
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return (0, String::new()),
                }
            }
        };
        timeout(PATIENCE, reading).await.expect("it closes in time")
    }

    /// Reads until a key holds something.
    pub async fn sees(&mut self, key: &str, holds: impl Fn(&Value) -> bool) {
        self.until(|person| person.view.get(key).is_some_and(&holds))
            .await;
    }

    fn fold(&mut self, text: &str) {
        self.heard.push(text.to_owned());
        let frame: Value = serde_json::from_str(text).expect("frames are JSON");
        match frame["type"].as_str().unwrap_or_default() {
            "welcome" => self.welcome = frame,
            "done" | "refused" => match frame["id"].as_str().and_then(|id| id.parse().ok()) {
                Some(id) => {
                    self.answers.insert(id, frame);
                }
                None => self.refusals.push(frame),
            },
            "snapshot" | "change" => self.merge(&frame),
            "similar" => {
                let n = frame["n"].as_u64().unwrap_or_default();
                self.hints.insert(n, frame["items"].clone());
            }
            "places" | "round_preview" | "call_setup" | "my_data" | "hand_over" => {
                let n = frame["n"].as_u64().unwrap_or_default();
                self.told.insert(n, frame);
            }
            "goodbye" => self.goodbye = frame,
            "signal" => self.signals.push(frame),
            _ => {}
        }
    }

    fn merge(&mut self, frame: &Value) {
        let part = frame["part"].as_str().unwrap_or_default().to_owned();
        let version = frame["version"].as_u64().unwrap_or_default();
        if part == "main" {
            if self.began_with.is_empty() {
                self.began_with = frame["type"].as_str().unwrap_or_default().to_owned();
            }
            self.version = version;
        }
        let keys = self.parts.entry(part).or_default();
        let entries = if frame["type"] == "snapshot" {
            for key in keys.drain(..) {
                self.view.remove(&key);
            }
            &frame["entries"]
        } else {
            &frame["put"]
        };
        for (key, entry) in entries.as_object().into_iter().flatten() {
            keys.push(key.clone());
            self.view.insert(key.clone(), entry.clone());
        }
        for key in frame["del"].as_array().into_iter().flatten() {
            self.view.remove(key.as_str().unwrap_or_default());
        }
        for (key, steps) in frame["moves"].as_object().into_iter().flatten() {
            let order = self.view.get_mut(key).expect("moves begin with an order");
            walk(&mut order["places"], steps);
        }
    }
}

/// Takes the steps of a change of an order.
fn walk(places: &mut Value, steps: &Value) {
    let (Some(places), Some(steps)) = (places.as_array_mut(), steps.as_array()) else {
        panic!("moves are steps of an order");
    };
    let moving: Vec<&Value> = steps.iter().map(|step| &step[0]).collect();
    let (taken, kept): (Vec<Value>, Vec<Value>) = std::mem::take(places)
        .into_iter()
        .partition(|place| moving.contains(&&place["item"]));
    *places = kept;
    for step in steps.iter().filter_map(Value::as_array) {
        let place = match step.as_slice() {
            [_] => continue,
            [item, _] => taken.iter().find(|place| place["item"] == *item).cloned(),
            [item, _, why] => Some(json!({ "item": item, "why": why })),
            [item, _, why, reason, ..] => {
                Some(json!({ "item": item, "why": why, "reason": reason }))
            }
            [] => None,
        };
        let at = match &step[1] {
            Value::Null => 0,
            after => {
                let at = places.iter().position(|place| place["item"] == *after);
                1 + at.expect("it stands behind one that is there")
            }
        };
        places.insert(at, place.expect("it was there"));
    }
}
