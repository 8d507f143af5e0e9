//! A client's end of a connection: as much of WebSocket as counting needs, and no library in between.

use std::io::{Read, Write};
use std::net::TcpStream;

use onefloor_tests::Failure;

/// Bytes of a payload that are looked at.
const HEAD_BYTES: usize = 160;

/// Opens a connection.
pub(crate) fn opens(address: &str) -> Result<TcpStream, Failure> {
    let line = TcpStream::connect(address)?;
    line.set_nodelay(true)?;
    Ok(line)
}

/// Makes a socket of it.
pub(crate) fn upgraded(line: &mut TcpStream, address: &str) -> Result<(), Failure> {
    write!(
        line,
        "GET /ws HTTP/1.1\r\nhost: {address}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    let mut byte = [0];
    // Byte by byte: what follows are frames.
    while !answer.ends_with(b"\r\n\r\n") {
        line.read_exact(&mut byte)?;
        answer.push(byte[0]);
    }
    if !answer.starts_with(b"HTTP/1.1 101") {
        return Err(String::from_utf8_lossy(&answer).into());
    }
    Ok(())
}

/// A text frame as a client sends it, masked by zeros.
pub(crate) fn masked(text: &str) -> Vec<u8> {
    let mut bytes = vec![0x81];
    match u16::try_from(text.len()) {
        Ok(short) if short < 126 => bytes.push(0x80 | text.len() as u8),
        Ok(middle) => bytes.extend([[0xfe].as_slice(), &middle.to_be_bytes()].concat()),
        Err(_) => bytes.extend([[0xff].as_slice(), &(text.len() as u64).to_be_bytes()].concat()),
    }
    bytes.extend([0; 4]);
    bytes.extend(text.as_bytes());
    bytes
}

/// Frames in what arrives, however it is cut.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    header: Vec<u8>,
    /// Bytes of the payload that are still to come, once the header is there.
    left: Option<u64>,
    head: Vec<u8>,
}

impl Frames {
    /// Takes bytes; calls for each frame that is whole, with the beginning of its payload if it is data.
    pub(crate) fn take(&mut self, mut bytes: &[u8], mut whole: impl FnMut(&[u8])) {
        loop {
            let left = match self.left {
                Some(left) => left,
                None => {
                    let Some((byte, rest)) = bytes.split_first() else {
                        return;
                    };
                    self.header.push(*byte);
                    bytes = rest;
                    let Some(left) = length(&self.header) else {
                        continue;
                    };
                    self.left = Some(left);
                    left
                }
            };
            let here = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
            let (payload, rest) = bytes.split_at(here);
            let looked_at = HEAD_BYTES.saturating_sub(self.head.len()).min(here);
            self.head.extend(&payload[..looked_at]);
            bytes = rest;
            self.left = Some(left - here as u64);
            if self.left != Some(0) {
                return;
            }
            if matches!(self.header[0] & 0x0f, 1 | 2) {
                whole(&self.head);
            }
            self.left = None;
            self.header.clear();
            self.head.clear();
        }
    }
}

/// The length that a header says, once it is whole; servers mask nothing.
fn length(header: &[u8]) -> Option<u64> {
    match header {
        [_, short @ ..=125] => Some(u64::from(*short)),
        [_, 126, a, b] => Some(u64::from(u16::from_be_bytes([*a, *b]))),
        [_, 127, rest @ ..] => Some(u64::from_be_bytes(rest.try_into().ok()?)),
        _ => None,
    }
}
