//! The line to one screen: frames that are shared go out as they are, and what comes in is read by
//! tungstenite, which knows what RFC 6455 asks for.
//!
//! Nothing is copied for a socket and nothing is kept for it but what is on its way. Reading and writing
//! go on beside each other: who reads slowly is heard all the same.

use std::future::poll_fn;
use std::io::{self, Read, Write};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Bytes;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_tungstenite::tungstenite::protocol::frame::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig, WebSocketContext};
use tokio_tungstenite::tungstenite::{self, Message, Utf8Bytes};

use crate::outbox::{Inbox, Left, Way};
use crate::protocol::{Close, FRAME_BYTES_MAX, Form, Frame};

/// Bytes that are read at once: most frames of a screen are shorter.
const READ_BYTES: usize = 512;
/// A frame longer than this has made the reader's buffer grow; it gets a small one again.
const KEPT_BYTES_MAX: usize = 4 * READ_BYTES;
/// Bytes of frames that the system keeps before it sends them; the rest waits here, where it is shared.
#[cfg(any(target_os = "android", target_os = "linux"))]
const UNSENT_BYTES_MAX: u32 = 128 * 1024;
/// Answers of the line itself that may wait behind a frame; then it reads no further.
const ANSWERS_MAX: usize = 32;
/// How long the last frames may take; nothing is lost with them.
const CLOSE_WAIT: Duration = Duration::from_secs(5);
/// How long it is listened to a client after the last frame, and how many bytes. What comes after the end
/// of a connection would have the system throw away what the client has not read.
const FAREWELL_WAIT: Duration = Duration::from_secs(1);
const FAREWELL_BYTES_MAX: usize = 4 * FRAME_BYTES_MAX;

/// A WebSocket.
#[derive(Debug)]
pub(crate) struct Line {
    stream: Arc<TcpStream>,
    reader: Reader,
    inbox: Inbox,
}

/// What comes next on a line.
#[derive(Debug)]
pub(crate) enum Next {
    /// Nothing that concerns anybody else.
    Nothing,
    /// A long frame of the session, to be compressed.
    Pack(Frame),
    /// The session ends it.
    End(Close),
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
        let stream = Arc::new(stream);
        Self {
            inbox: Inbox::over(Way::over(Arc::clone(&stream), stall_wait)),
            reader: Reader::new(read),
            stream,
        }
    }

    /// Has a session put its frames on this line, packed or not.
    pub(crate) fn follows(&mut self, inbox: Inbox, reads_packed: bool) {
        self.inbox = inbox.takes_over(&self.inbox);
        self.inbox.on_way(|way| way.reads_packed(reads_packed));
    }

    /// Sends a frame that is for this screen alone, in front of what the session has waiting.
    pub(crate) fn push(&mut self, frame: Form) {
        self.inbox.on_way(|way| way.push(frame));
    }

    /// Sends a frame of the session that was compressed; those behind it follow.
    pub(crate) fn push_packed(&mut self, frame: Form) {
        self.inbox.put(frame);
    }

    /// Asks for a sign of life, unless something is on its way that the other end has to read first.
    pub(crate) fn ping(&mut self) {
        if !self.inbox.on_way(|way| way.is_idle()) {
            return;
        }
        let ping = Message::Ping(Bytes::new());
        self.says(|context, answers| context.write(answers, ping));
    }

    /// Sends what waits and reads, whichever comes first. Safe to drop.
    pub(crate) async fn next(&mut self) -> Result<Next, Broken> {
        let ends_at = self.inbox.on_way(|way| way.ends_at());
        let next = poll_fn(|context| self.poll_next(context, ends_at.is_some()));
        let Some(ends_at) = ends_at else {
            return next.await;
        };
        match timeout_at(ends_at, next).await {
            Ok(next) => next,
            // Something may have gone out meanwhile.
            Err(_) => match self.inbox.on_way(|way| way.ends_at()) {
                Some(ends_at) if ends_at <= Instant::now() => Err(Broken::Gone),
                _ => Ok(Next::Nothing),
            },
        }
    }

    /// Says why it ends, behind everything that is on its way, and ends.
    pub(crate) async fn closes(mut self, code: u16, reason: &str) {
        let frame = CloseFrame {
            code: code.into(),
            reason: reason.into(),
        };
        self.says(|context, answers| context.close(answers, Some(frame)));
        self.ends().await;
    }

    /// Ends when all is out, and the other end knows.
    pub(crate) async fn ends(self) {
        self.inbox.ends();
        let sending = poll_fn(|context| self.poll_send(context));
        if matches!(timeout(CLOSE_WAIT, sending).await, Ok(Ok(()))) {
            let _ = timeout(FAREWELL_WAIT, self.lingers()).await;
        }
    }

    /// Says that nothing more comes, and reads past what the other end still says, until it ends.
    async fn lingers(&self) -> io::Result<()> {
        self.shut()?;
        let mut bytes = Box::new([0; READ_BYTES]);
        let mut read = 0;
        while read < FAREWELL_BYTES_MAX {
            self.stream.readable().await?;
            match self.stream.try_read(bytes.as_mut_slice()) {
                Ok(0) => break,
                Ok(count) => read += count,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn shut(&self) -> io::Result<()> {
        socket2::SockRef::from(&*self.stream).shutdown(std::net::Shutdown::Write)
    }

    /// Resolves when all is out.
    fn poll_send(&self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            match self.inbox.poll_left(context) {
                Left::Blocked => ready!(self.stream.poll_write_ready(context))?,
                Left::Broken => return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into())),
                _ => return Poll::Ready(Ok(())),
            }
        }
    }

    fn poll_next(
        &mut self,
        context: &mut Context<'_>,
        is_timed: bool,
    ) -> Poll<Result<Next, Broken>> {
        loop {
            match self.inbox.poll_left(context) {
                Left::Nothing => break,
                Left::Pack(frame) => return Poll::Ready(Ok(Next::Pack(frame))),
                Left::End(why) => return Poll::Ready(Ok(Next::End(why))),
                Left::Broken => return Poll::Ready(Err(Broken::Gone)),
                Left::Blocked => match self.stream.poll_write_ready(context) {
                    Poll::Ready(Ok(())) => {}
                    Poll::Ready(Err(_)) => return Poll::Ready(Err(Broken::Gone)),
                    // From now on it has a time.
                    Poll::Pending if !is_timed => return Poll::Ready(Ok(Next::Nothing)),
                    Poll::Pending => break,
                },
            }
        }
        // What it answers by itself has to have a place.
        if self.inbox.on_way(|way| way.len()) >= ANSWERS_MAX {
            return Poll::Pending;
        }
        self.poll_read(context)
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

    fn answers(&self, bytes: Vec<u8>) {
        self.inbox.on_way(|way| way.push_own(bytes));
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
