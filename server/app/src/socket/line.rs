//! The line to one screen: frames that are shared go out as they are, and what comes in is read by
//! tungstenite, which knows what RFC 6455 asks for.
//!
//! Nothing is copied for a socket and nothing is kept for it but what is on its way. Reading and writing
//! go on beside each other: who reads slowly is heard all the same.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::{self, IoSlice, Read, Write};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Bytes;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_tungstenite::tungstenite::protocol::frame::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig, WebSocketContext};
use tokio_tungstenite::tungstenite::{self, Message, Utf8Bytes};

use crate::protocol::{FRAME_BYTES_MAX, Form};

/// Bytes that are read at once: most frames of a screen are shorter.
const READ_BYTES: usize = 512;
/// A frame longer than this has made the reader's buffer grow; it gets a small one again.
const KEPT_BYTES_MAX: usize = 4 * READ_BYTES;
/// Bytes that are given to the system at once: a long frame goes out in pieces, and others between them.
const PIECE_BYTES_MAX: usize = 64 * 1024;
/// Frames that are given to the system at once.
const PIECES_MAX: usize = 16;
/// Bytes of frames that the system keeps before it sends them; the rest waits here, where it is shared.
#[cfg(any(target_os = "android", target_os = "linux"))]
const UNSENT_BYTES_MAX: u32 = 128 * 1024;
/// Answers of the line itself that may wait behind a frame; then it reads no further.
const ANSWERS_MAX: usize = 8;
/// How long all that waits may take to leave: a whole view over a venue's poor network.
const SEND_WAIT: Duration = Duration::from_secs(60);
/// How long the last frames may take; nothing is lost with them.
const CLOSE_WAIT: Duration = Duration::from_secs(5);
/// How long it is listened to a client after the last frame, and how many bytes. What comes after the end
/// of a connection would have the system throw away what the client has not read.
const FAREWELL_WAIT: Duration = Duration::from_secs(1);
const FAREWELL_BYTES_MAX: usize = 4 * FRAME_BYTES_MAX;

/// A WebSocket.
#[derive(Debug)]
pub(crate) struct Line {
    stream: TcpStream,
    reader: Reader,
    waiting: VecDeque<Piece>,
    /// Bytes of the first one that are out.
    out: usize,
    /// Since when something waits, and since when the other end has taken nothing.
    waits_since: Option<(Instant, Instant)>,
    /// How long it may wait for the other end to take anything.
    stall_wait: Duration,
}

/// Something to be sent.
#[derive(Debug)]
enum Piece {
    Frame(Form),
    /// An answer of the line itself, or a frame of control.
    Own(Vec<u8>),
}

/// What comes next on a line.
#[derive(Debug)]
pub(crate) enum Next {
    /// More of what waits is out.
    Sent,
    Text(Utf8Bytes),
    Binary,
    /// A sign of life; a ping has its answer.
    Sign,
    /// The other end says that it ends.
    Farewell,
}

/// Why a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The other end is gone, or takes nothing.
    Gone,
    /// A frame, or a message of several, was too long.
    TooLong,
    /// Something that RFC 6455 does not allow; with the code that it has for it.
    Against(CloseCode),
}

impl Line {
    /// Speaks over a connection, of which this has been read already.
    pub(crate) fn over(stream: TcpStream, read: Vec<u8>, stall_wait: Duration) -> Self {
        // Where the system does not know it, it keeps more of a slow reader's frames.
        #[cfg(any(target_os = "android", target_os = "linux"))]
        let _ = socket2::SockRef::from(&stream).set_tcp_notsent_lowat(UNSENT_BYTES_MAX);
        Self {
            stream,
            reader: Reader::new(read),
            waiting: VecDeque::new(),
            out: 0,
            waits_since: None,
            stall_wait,
        }
    }

    /// Whether everything is out.
    pub(crate) fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How many frames wait.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    pub(crate) fn push(&mut self, frame: Form) {
        self.waiting.push_back(Piece::Frame(frame));
    }

    /// Asks for a sign of life.
    pub(crate) fn ping(&mut self) {
        let ping = Message::Ping(Bytes::new());
        self.says(|context, answers| context.write(answers, ping));
    }

    /// Sends what the system takes at once.
    pub(crate) fn send_now(&mut self) -> Result<(), Broken> {
        match self.write_once() {
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Err(Broken::Gone),
            _ => {}
        }
        if !self.is_idle() {
            let now = Instant::now();
            self.waits_since.get_or_insert((now, now));
        }
        Ok(())
    }

    /// Sends what waits and reads, whichever comes first. Safe to drop.
    pub(crate) async fn next(&mut self) -> Result<Next, Broken> {
        let ends_at = self.waits_since.map(|(since, stands_since)| {
            let stalled_at = stands_since + self.stall_wait;
            stalled_at.min(since + SEND_WAIT)
        });
        let next = poll_fn(|context| match self.poll_write(context) {
            Poll::Ready(Ok(())) => Poll::Ready(Ok(Next::Sent)),
            Poll::Ready(Err(_)) => Poll::Ready(Err(Broken::Gone)),
            // What it answers by itself has to have a place.
            Poll::Pending if self.waiting.len() >= ANSWERS_MAX => Poll::Pending,
            Poll::Pending => self.poll_read(context),
        });
        match ends_at {
            None => next.await,
            Some(ends_at) => timeout_at(ends_at, next).await.unwrap_or(Err(Broken::Gone)),
        }
    }

    /// Says why it ends, behind everything that waits, and ends.
    pub(crate) async fn closes(mut self, code: u16, reason: &str) {
        let frame = CloseFrame {
            code: code.into(),
            reason: reason.into(),
        };
        self.says(|context, answers| context.close(answers, Some(frame)));
        self.ends().await;
    }

    /// Ends when all is out, and the other end knows.
    pub(crate) async fn ends(mut self) {
        let sending = async {
            while !self.is_idle() && poll_fn(|context| self.poll_write(context)).await.is_ok() {}
        };
        let is_out = timeout(CLOSE_WAIT, sending).await.is_ok();
        if is_out && self.is_idle() {
            let _ = timeout(FAREWELL_WAIT, self.lingers()).await;
        }
    }

    /// Says that nothing more comes, and reads past what the other end still says, until it ends.
    async fn lingers(&mut self) -> io::Result<()> {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        self.stream.shutdown().await?;
        let mut bytes = Box::new([0; READ_BYTES]);
        let mut read = 0;
        while read < FAREWELL_BYTES_MAX {
            match self.stream.read(bytes.as_mut_slice()).await? {
                0 => break,
                count => read += count,
            }
        }
        Ok(())
    }

    /// Pending, too, when nothing waits.
    fn poll_write(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.is_idle() {
            return Poll::Pending;
        }
        loop {
            match self.write_once() {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    ready!(self.stream.poll_write_ready(context))?;
                }
                written => return Poll::Ready(written),
            }
        }
    }

    /// One write, of as much as may go at once.
    fn write_once(&mut self) -> io::Result<()> {
        let mut slices = [IoSlice::new(&[]); PIECES_MAX];
        let (mut count, mut left, mut out) = (0, PIECE_BYTES_MAX, self.out);
        for (slice, piece) in slices.iter_mut().zip(&self.waiting) {
            let bytes = &piece.bytes()[out..];
            let bytes = &bytes[..bytes.len().min(left)];
            *slice = IoSlice::new(bytes);
            (count, left, out) = (count + 1, left - bytes.len(), 0);
            if left == 0 {
                break;
            }
        }
        let written = match count {
            0 => return Ok(()),
            1 => self.stream.try_write(&slices[0])?,
            _ => self.stream.try_write_vectored(&slices[..count])?,
        };
        self.wrote(written);
        Ok(())
    }

    fn wrote(&mut self, written: usize) {
        self.out += written;
        while let Some(first) = self.waiting.front().map(|piece| piece.bytes().len())
            && self.out >= first
        {
            self.out -= first;
            self.waiting.pop_front();
        }
        if self.waiting.is_empty() {
            self.waits_since = None;
        } else if let Some((_, stands_since)) = &mut self.waits_since {
            *stands_since = Instant::now();
        }
    }

    fn poll_read(&mut self, context: &mut Context<'_>) -> Poll<Result<Next, Broken>> {
        loop {
            // Between two messages nothing is read before the system says that there is something.
            if !self.reader.may_have_more {
                ready!(self.stream.poll_read_ready(context)).map_err(|_| Broken::Gone)?;
            }
            let mut answers = Vec::new();
            let heard = self.reader.read(&self.stream, &mut answers);
            self.answers(answers);
            match heard {
                Ok(Some(heard)) => return Poll::Ready(Ok(heard)),
                Ok(None) => {}
                Err(broken) => return Poll::Ready(Err(broken)),
            }
        }
    }

    /// Has tungstenite write something of its own.
    fn says(
        &mut self,
        say: impl FnOnce(&mut WebSocketContext, &mut Ends<'_>) -> tungstenite::Result<()>,
    ) {
        let mut answers = Vec::new();
        let mut ends = Ends {
            stream: &self.stream,
            read: 0,
            answers: &mut answers,
        };
        // Where it has said its last already, there is nothing more to say.
        let _ = say(&mut self.reader.context, &mut ends);
        let _ = self.reader.context.flush(&mut ends);
        self.answers(answers);
    }

    fn answers(&mut self, bytes: Vec<u8>) {
        if !bytes.is_empty() {
            self.waiting.push_back(Piece::Own(bytes));
        }
    }
}

impl Piece {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Frame(frame) => frame.bytes(),
            Self::Own(bytes) => bytes,
        }
    }
}

/// What reads frames and puts messages together.
#[derive(Debug)]
struct Reader {
    context: WebSocketContext,
    /// It may hold a whole frame that nobody has asked for yet.
    may_have_more: bool,
    /// Bytes that it was given, and those of the messages that came of them.
    given: usize,
    taken: usize,
}

impl Reader {
    fn new(read: Vec<u8>) -> Self {
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BYTES)
            .write_buffer_size(0)
            .max_message_size(Some(FRAME_BYTES_MAX))
            .max_frame_size(Some(FRAME_BYTES_MAX));
        Self {
            given: read.len(),
            context: WebSocketContext::from_partially_read(read, Role::Server, Some(config)),
            may_have_more: true,
            taken: 0,
        }
    }

    /// The next message; none, when the system has to tell first that there is more.
    fn read(&mut self, stream: &TcpStream, answers: &mut Vec<u8>) -> Result<Option<Next>, Broken> {
        let mut ends = Ends {
            stream,
            read: 0,
            answers,
        };
        let message = self.context.read(&mut ends);
        // A ping and a farewell have their answers now.
        let _ = self.context.flush(&mut ends);
        self.given += ends.read;
        self.may_have_more = message.is_ok();
        let message = match message {
            Ok(message) => message,
            Err(error) => return broken(&error).map_or(Ok(None), Err),
        };
        self.taken += wire_bytes(&message);
        if message.len() > KEPT_BYTES_MAX && self.given == self.taken {
            *self = Self::new(Vec::new());
            self.may_have_more = false;
        }
        Ok(Some(match message {
            Message::Text(text) => Next::Text(text),
            Message::Binary(_) => Next::Binary,
            Message::Close(_) => Next::Farewell,
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => Next::Sign,
        }))
    }
}

/// Bytes of a message that came as one frame with the shortest header. One that came otherwise had more,
/// and then the reader keeps its buffer.
fn wire_bytes(message: &Message) -> usize {
    let payload = message.len();
    let length = match payload {
        0..=125 => 0,
        126..=0xffff => 2,
        _ => 8,
    };
    // Two bytes, the length, the mask.
    2 + length + 4 + payload
}

/// Why a line ends after an error; `None` if it does not.
fn broken(error: &tungstenite::Error) -> Option<Broken> {
    match error {
        tungstenite::Error::Io(error) if error.kind() == io::ErrorKind::WouldBlock => None,
        tungstenite::Error::Capacity(_) => Some(Broken::TooLong),
        tungstenite::Error::Utf8(_) => Some(Broken::Against(CloseCode::Invalid)),
        tungstenite::Error::Protocol(
            tungstenite::error::ProtocolError::ResetWithoutClosingHandshake,
        ) => Some(Broken::Gone),
        tungstenite::Error::Protocol(_) => Some(Broken::Against(CloseCode::Protocol)),
        _ => Some(Broken::Gone),
    }
}

/// The two ends as tungstenite sees them: it reads from the stream, and what it writes waits its turn.
struct Ends<'a> {
    stream: &'a TcpStream,
    read: usize,
    answers: &'a mut Vec<u8>,
}

impl Read for Ends<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.try_read(bytes)?;
        self.read += count;
        Ok(count)
    }
}

impl Write for Ends<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.answers.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
