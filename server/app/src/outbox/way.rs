//! The stream of one screen, with what is on its way there: shared frames, written as they are.

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::sync::Arc;
use std::time::Duration;

use socket2::SockRef;
use tokio::net::TcpStream;
use tokio::time::Instant;

use super::Outgoing;
use super::waiting::Waiting;
use crate::protocol::Form;

/// Bytes that are given to the system at once: a long frame goes out in pieces, and others between them.
const PIECE_BYTES_MAX: usize = 64 * 1024;
/// Frames that are given to the system at once.
const PIECES_MAX: usize = 16;
/// How long all that is on its way may take to leave: a whole view over a venue's poor network.
const SEND_WAIT: Duration = Duration::from_secs(60);

/// A stream and what is on its way.
#[derive(Debug)]
pub(crate) struct Way {
    stream: Arc<TcpStream>,
    pieces: VecDeque<Piece>,
    /// Bytes of the first one that are out.
    out: usize,
    /// Whether the screen reads packed frames.
    reads_packed: bool,
    /// A frame is being compressed, and those behind it wait.
    is_held: bool,
    /// Since when something is on its way, and since when the other end has taken nothing.
    stands_since: Option<(Instant, Instant)>,
    /// How long it may take nothing.
    stall_wait: Duration,
}

/// Something to be sent.
#[derive(Debug)]
enum Piece {
    Frame(Form),
    /// A frame of control.
    Own(Vec<u8>),
}

impl Way {
    pub(crate) fn over(stream: Arc<TcpStream>, stall_wait: Duration) -> Self {
        Self {
            stream,
            pieces: VecDeque::new(),
            out: 0,
            reads_packed: false,
            is_held: false,
            stands_since: None,
            stall_wait,
        }
    }

    /// The screen reads packed frames, or does not.
    pub(crate) fn reads_packed(&mut self, reads_packed: bool) {
        self.reads_packed = reads_packed;
    }

    /// Frames behind one that is being compressed wait.
    pub(crate) fn holds(&mut self, is_held: bool) {
        self.is_held = is_held;
    }

    /// Whether everything is out.
    pub(crate) fn is_idle(&self) -> bool {
        self.pieces.is_empty()
    }

    /// How many frames are on their way.
    pub(crate) fn len(&self) -> usize {
        self.pieces.len()
    }

    pub(crate) fn push(&mut self, frame: Form) {
        self.pieces.push_back(Piece::Frame(frame));
    }

    /// The same with bytes that are for this screen alone.
    pub(crate) fn push_own(&mut self, bytes: Vec<u8>) {
        if !bytes.is_empty() {
            self.pieces.push_back(Piece::Own(bytes));
        }
    }

    /// When it is given up, if it stands.
    pub(crate) fn ends_at(&self) -> Option<Instant> {
        let (since, stands_since) = self.stands_since?;
        Some((stands_since + self.stall_wait).min(since + SEND_WAIT))
    }

    /// The other end takes nothing now.
    pub(super) fn stands(&mut self) {
        let now = Instant::now();
        self.stands_since.get_or_insert((now, now));
    }

    /// Writes the only frame that waits, where nothing is on its way before it and the system takes it at
    /// once, as it does most of the time; whether that is all. What the system leaves is on its way.
    pub(super) fn passes(&mut self, waiting: &mut Waiting) -> bool {
        let is_free = self.is_idle() && !self.is_held && waiting.len() == 1;
        let Some(Outgoing::Frame(frame)) = waiting.first().filter(|_| is_free) else {
            return false;
        };
        let Some(form) = frame.form(self.reads_packed) else {
            return false;
        };
        let bytes = form.bytes();
        if bytes.len() > PIECE_BYTES_MAX {
            return false;
        }
        // Past the runtime, which need not know of what was written: it is asked when something is left.
        let Ok(written) = SockRef::from(&*self.stream).send(bytes) else {
            return false;
        };
        let is_all = written == bytes.len();
        waiting.pop();
        if !is_all {
            self.out = written;
            self.pieces.push_back(Piece::Frame(form));
        }
        is_all
    }

    /// Takes frames that can go at once, when those before them are out.
    pub(super) fn fill(&mut self, waiting: &mut Waiting) {
        if !self.is_idle() || self.is_held {
            return;
        }
        while self.pieces.len() < PIECES_MAX
            && let Some(Outgoing::Frame(frame)) = waiting.first()
            && let Some(form) = frame.form(self.reads_packed)
        {
            self.pieces.push_back(Piece::Frame(form));
            waiting.pop();
        }
    }

    /// One write, of as much as may go at once.
    pub(super) fn write(&mut self) -> io::Result<()> {
        let mut slices = [IoSlice::new(&[]); PIECES_MAX];
        let (mut count, mut left, mut out) = (0, PIECE_BYTES_MAX, self.out);
        for (slice, piece) in slices.iter_mut().zip(&self.pieces) {
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
        while let Some(first) = self.pieces.front().map(|piece| piece.bytes().len())
            && self.out >= first
        {
            self.out -= first;
            self.pieces.pop_front();
        }
        if self.pieces.is_empty() {
            self.stands_since = None;
        } else if let Some((_, stands_since)) = &mut self.stands_since {
            *stands_since = Instant::now();
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
