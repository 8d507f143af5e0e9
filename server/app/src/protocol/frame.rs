//! A frame of the server: encoded once, and the same bytes for whoever it goes to.

use std::io::{Cursor, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use tokio::sync::{OnceCell, Semaphore};
use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

use super::PACKED_BYTES_MIN;

/// Bytes of the longest header of a frame that is not masked.
const HEADER_BYTES_MAX: usize = 10;
/// Frames that are compressed at once; others wait, and nothing else does.
const PACKING_AT_ONCE_MAX: usize = 2;

static PACKING: Semaphore = Semaphore::const_new(PACKING_AT_ONCE_MAX);

/// A frame as it goes over the wire, shared by all sockets that it goes to.
#[derive(Debug, Clone)]
pub struct Frame(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    whole: Encoded,
    /// The same compressed, once somebody wants it.
    packed: OnceCell<Encoded>,
}

/// Header and payload in one piece, which begins where the header is as long as it has to be.
#[derive(Debug)]
struct Encoded {
    bytes: Vec<u8>,
    begins: usize,
}

/// One of the two forms of a frame, as bytes.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    /// A text frame.
    Plain(Frame),
    /// A binary frame: the gzip of the text.
    Packed(Frame),
}

impl Frame {
    /// The JSON of a value as a text frame.
    pub(super) fn of(value: &impl Serialize) -> Self {
        let mut bytes = vec![0; HEADER_BYTES_MAX];
        // These types hold nothing that JSON cannot say, and a vector takes all of it.
        let _ = serde_json::to_writer(&mut bytes, value);
        Self(Arc::new(Shared {
            whole: Encoded::over(bytes, Data::Text),
            packed: OnceCell::new(),
        }))
    }

    /// The text in it.
    #[must_use]
    pub fn text(&self) -> &str {
        // It was written as JSON.
        std::str::from_utf8(self.0.whole.payload()).unwrap_or_default()
    }

    /// Bytes of that text.
    #[must_use]
    pub fn payload_bytes(&self) -> usize {
        self.0.whole.payload().len()
    }

    /// The form for a screen that can read packed frames, or cannot. A long frame is compressed when it is
    /// wanted first, beside the sockets, and never again.
    pub(crate) async fn for_screen(self, reads_packed: bool) -> Form {
        if !reads_packed || self.payload_bytes() < PACKED_BYTES_MIN {
            return Form::Plain(self);
        }
        let packing = self.0.packed.get_or_try_init(async || {
            let _one_of_few = PACKING.acquire().await;
            let frame = self.clone();
            tokio::task::spawn_blocking(move || frame.0.whole.packed()).await
        });
        match packing.await {
            Ok(_) => Form::Packed(self),
            // The process ends; whoever is still there reads text.
            Err(_) => Form::Plain(self),
        }
    }
}

#[cfg(test)]
impl From<&str> for Frame {
    fn from(text: &str) -> Self {
        let bytes = [&[0; HEADER_BYTES_MAX], text.as_bytes()].concat();
        Self(Arc::new(Shared {
            whole: Encoded::over(bytes, Data::Text),
            packed: OnceCell::new(),
        }))
    }
}

#[cfg(test)]
impl PartialEq for Frame {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Form {
    /// Header and payload.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Plain(frame) => frame.0.whole.all(),
            Self::Packed(frame) => frame.0.packed.get().map_or(&[], Encoded::all),
        }
    }
}

impl Encoded {
    /// Puts the header before a payload for which this left room.
    fn over(mut bytes: Vec<u8>, kind: Data) -> Self {
        let header = FrameHeader {
            opcode: OpCode::Data(kind),
            ..FrameHeader::default()
        };
        let length = (bytes.len() - HEADER_BYTES_MAX) as u64;
        let begins = HEADER_BYTES_MAX - header.len(length);
        // It has the place that it said.
        let _ = header.format(
            length,
            &mut Cursor::new(&mut bytes[begins..HEADER_BYTES_MAX]),
        );
        bytes.shrink_to_fit();
        Self { bytes, begins }
    }

    fn packed(&self) -> Self {
        let room = vec![0; HEADER_BYTES_MAX];
        let mut packing = GzEncoder::new(room, Compression::fast());
        // A vector takes all of it.
        let _ = packing.write_all(self.payload());
        Self::over(packing.finish().unwrap_or_default(), Data::Binary)
    }

    fn all(&self) -> &[u8] {
        &self.bytes[self.begins..]
    }

    fn payload(&self) -> &[u8] {
        &self.bytes[HEADER_BYTES_MAX..]
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    fn frame(chars: usize) -> Frame {
        Frame::of(&"a".repeat(chars))
    }

    #[tokio::test]
    async fn a_header_is_as_long_as_its_payload_asks_for() {
        for (payload, header) in [
            (2, [0x81, 2].as_slice()),
            (125, &[0x81, 125]),
            (126, &[0x81, 126, 0, 126]),
            (0xffff, &[0x81, 126, 0xff, 0xff]),
            (0x1_0000, &[0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
        ] {
            let frame = frame(payload - 2);
            assert_eq!(frame.payload_bytes(), payload);
            let form = frame.clone().for_screen(false).await;
            assert_eq!(&form.bytes()[..header.len()], header, "{payload}");
            assert_eq!(&form.bytes()[header.len()..], frame.text().as_bytes());
        }
    }

    #[tokio::test]
    async fn a_long_frame_is_compressed_once_for_all_who_read_that() {
        let long = frame(PACKED_BYTES_MIN);
        let plain = long.clone().for_screen(false).await;
        assert_eq!(plain.bytes()[0], 0x81);
        let (one, other) =
            tokio::join!(long.clone().for_screen(true), long.clone().for_screen(true));
        assert_eq!(one.bytes().as_ptr(), other.bytes().as_ptr());
        let bytes = one.bytes();
        assert_eq!(bytes[0], 0x82);
        assert!(bytes.len() < 200, "{}", bytes.len());
        let mut text = String::new();
        // Less than 126 bytes, so that its header has two.
        let mut unpacking = GzDecoder::new(&bytes[2..]);
        unpacking.read_to_string(&mut text).unwrap();
        assert_eq!(text, long.text());
    }

    #[tokio::test]
    async fn a_short_frame_stays_text() {
        let form = frame(PACKED_BYTES_MIN - 3).for_screen(true).await;
        assert_eq!(form.bytes()[0], 0x81);
    }
}
