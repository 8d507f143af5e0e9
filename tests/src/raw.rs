//! A socket without a library in between: sends what no library would.

use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Control, Data, OpCode};

const PATIENCE: Duration = Duration::from_secs(10);
/// A mask that changes every byte.
const MASK: [u8; 4] = [0x5a, 0xc3, 0x01, 0x96];

/// One end of a socket.
#[derive(Debug)]
pub struct Raw {
    stream: TcpStream,
}

/// A frame that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Of which kind.
    pub opcode: OpCode,
    /// What is in it.
    pub payload: Vec<u8>,
}

/// The header of a whole frame as a client sends one, for a test to spoil.
#[must_use]
pub fn header(opcode: OpCode) -> FrameHeader {
    FrameHeader {
        opcode,
        mask: Some(MASK),
        ..FrameHeader::default()
    }
}

/// The header of a text frame that is whole.
#[must_use]
pub fn text() -> FrameHeader {
    header(OpCode::Data(Data::Text))
}

impl Raw {
    /// Connects and asks for a socket; what follows the request goes out with it.
    ///
    /// # Panics
    /// The server does not take it.
    pub async fn connect(address: &str, follows: &[u8]) -> Self {
        let stream = TcpStream::connect(address).await;
        let mut raw = Self {
            stream: stream.expect("the server listens"),
        };
        let request = format!(
            "GET /ws HTTP/1.1\r\nhost: {address}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        raw.send_bytes(&[request.as_bytes(), follows].concat())
            .await;
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            answer.push(raw.stream.read_u8().await.expect("an answer"));
        }
        let answer = String::from_utf8_lossy(&answer).to_lowercase();
        assert!(answer.starts_with("http/1.1 101"), "{answer}");
        // What RFC 6455 itself gives for this key.
        let accepts = "sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=";
        assert!(answer.contains(accepts), "{answer}");
        raw
    }

    /// Sends bytes.
    ///
    /// # Panics
    /// The connection is dead.
    pub async fn send_bytes(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.expect("it lives");
    }

    /// Sends a frame.
    ///
    /// # Panics
    /// The connection is dead.
    pub async fn send(&mut self, header: &FrameHeader, payload: &[u8]) {
        self.send_bytes(&framed(header, payload)).await;
    }

    /// The next frame; `None` at the end of the connection.
    ///
    /// # Panics
    /// Nothing comes in time, or something masked or cut.
    pub async fn hears(&mut self) -> Option<Came> {
        timeout(PATIENCE, self.read())
            .await
            .expect("it comes in time")
    }

    async fn read(&mut self) -> Option<Came> {
        let first = self.stream.read_u8().await.ok()?;
        let second = self.stream.read_u8().await.expect("a length");
        assert_eq!(first & 0xf0, 0x80, "whole, and nothing reserved");
        assert_eq!(second & 0x80, 0, "no server masks");
        let length = match second {
            126 => u64::from(self.stream.read_u16().await.expect("a length")),
            127 => self.stream.read_u64().await.expect("a length"),
            short => u64::from(short),
        };
        let mut payload = vec![0; usize::try_from(length).expect("a length")];
        let whole = self.stream.read_exact(&mut payload).await;
        whole.expect("a payload as long as its header says");
        let opcode = OpCode::from(first & 0x0f);
        Some(Came { opcode, payload })
    }

    /// The next text frame, as JSON; what else comes is read past.
    ///
    /// # Panics
    /// The connection ends before.
    pub async fn hears_text(&mut self) -> Value {
        loop {
            let came = self.hears().await.expect("it goes on");
            if came.opcode == OpCode::Data(Data::Text) {
                return serde_json::from_slice(&came.payload).expect("frames are JSON");
            }
        }
    }

    /// Reads to the end of the connection: the type of the last text frame before the close frame, and the
    /// code of that; 0, where there is none.
    pub async fn ends(&mut self) -> (String, u16) {
        let (mut last, mut code) = (Value::Null, 0);
        while let Some(came) = self.hears().await {
            assert_eq!(code, 0, "nothing comes behind the close frame");
            match came.opcode {
                OpCode::Data(Data::Text) => {
                    last = serde_json::from_slice(&came.payload).unwrap_or_default();
                }
                OpCode::Control(Control::Close) => {
                    let bytes = came.payload.first_chunk().copied().unwrap_or_default();
                    code = u16::from_be_bytes(bytes);
                }
                _ => {}
            }
        }
        (last["type"].as_str().unwrap_or_default().to_owned(), code)
    }
}

/// A frame as bytes.
///
/// # Panics
/// Memory takes no bytes.
#[must_use]
pub fn framed(header: &FrameHeader, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = header.format(payload.len() as u64, &mut bytes);
    written.expect("a vector takes all of it");
    let mask = header.mask.unwrap_or_default();
    let masked = payload.iter().zip(mask.iter().cycle());
    bytes.extend(masked.map(|(byte, mask)| byte ^ mask));
    bytes
}
