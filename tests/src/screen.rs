//! A screen that costs little: one socket with small buffers, for thousands of them at once. What it
//! hears it hands over as it came; [`Person`](crate::Person) folds it into a view.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};
use uuid::Uuid;

use crate::Failure;

/// Bytes of a read. The default of 128 KiB, for each of thousands of screens, would be measured instead of
/// the server.
const READ_BYTES: usize = 4_096;
/// How long anything on the way in may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// One socket to a server.
#[derive(Debug)]
pub struct Screen {
    socket: WebSocketStream<TcpStream>,
}

impl Screen {
    /// Opens the socket.
    ///
    /// # Errors
    /// The server does not take it.
    pub async fn connects(address: &str) -> Result<Self, Failure> {
        let stream = timeout(PATIENCE, TcpStream::connect(address)).await??;
        stream.set_nodelay(true)?;
        let config = WebSocketConfig::default().read_buffer_size(READ_BYTES);
        let url = format!("ws://{address}/ws");
        let opening = client_async_with_config(url, stream, Some(config));
        let (socket, _) = timeout(PATIENCE, opening).await??;
        Ok(Self { socket })
    }

    /// Opens it and waits for the whole first view.
    ///
    /// # Errors
    /// It is not let in.
    pub async fn enters(address: &str, hello: &Value) -> Result<Self, Failure> {
        let mut screen = Self::connects(address).await?;
        screen.says(hello).await?;
        screen.is_in().await?;
        Ok(screen)
    }

    /// Waits for the whole first view; its last part is the room's.
    ///
    /// # Errors
    /// It is not let in.
    pub async fn is_in(&mut self) -> Result<(), Failure> {
        let coming = async {
            loop {
                if is_of(&self.hears().await?, "room") {
                    return Ok(());
                }
            }
        };
        timeout(PATIENCE, coming).await?
    }

    /// Sends a frame.
    ///
    /// # Errors
    /// The socket has ended.
    pub async fn says(&mut self, frame: &Value) -> Result<(), Failure> {
        Ok(self.socket.send(Message::text(frame.to_string())).await?)
    }

    /// Sends a command under an id.
    ///
    /// # Errors
    /// The socket has ended.
    pub async fn gives(&mut self, id: Uuid, command: &Value) -> Result<(), Failure> {
        let frame = json!({ "type": "command", "id": id, "command": command });
        self.says(&frame).await
    }

    /// The next frame, as it came. Nothing is lost when the wait for it is given up.
    ///
    /// # Errors
    /// The socket has ended; the close code says why, where there is one.
    pub async fn hears(&mut self) -> Result<Utf8Bytes, Failure> {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => return Ok(text),
                Some(Ok(Message::Close(Some(why)))) => {
                    return Err(format!("closed {} {}", u16::from(why.code), why.reason).into());
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Err(error)) => return Err(error.into()),
                Some(Ok(_)) | None => return Err("the socket ended".into()),
            }
        }
    }
}

/// Whether a frame is of this part of the view: said near its front, which is all that is looked at.
#[must_use]
pub fn is_of(frame: &str, part: &str) -> bool {
    let said = front(frame).split_once("\"part\":\"");
    said.is_some_and(|(_, after)| {
        after
            .strip_prefix(part)
            .is_some_and(|it| it.starts_with('"'))
    })
}

/// The version that a frame leads to, looked for near its front.
#[must_use]
pub fn version_of(frame: &str) -> Option<u64> {
    let (_, after) = front(frame).split_once("\"version\":")?;
    let digits = after.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// The first bytes of a frame; the names that the server writes there are ASCII.
fn front(frame: &str) -> &str {
    const FRONT: usize = 160;
    let end = (0..=FRONT.min(frame.len())).rev();
    let end = end.into_iter().find(|at| frame.is_char_boundary(*at));
    &frame[..end.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_frame_is_stands_at_its_front() {
        let frame = r#"{"type":"change","part":"main","after":11,"version":12,"put":{}}"#;
        assert!(is_of(frame, "main") && !is_of(frame, "mai") && !is_of(frame, "room"));
        assert_eq!(version_of(frame), Some(12));
        let done = r#"{"type":"done","id":"0","version":7}"#;
        assert!(!is_of(done, "main"));
        assert_eq!(version_of(done), Some(7));
        let long = format!(r#"{{"type":"x","text":"{}"}}"#, "é".repeat(200));
        assert_eq!(version_of(&long), None);
    }
}
