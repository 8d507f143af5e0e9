//! The floor: one thread, one poll, one `write` a frame and connection, and nothing else.

use std::collections::HashMap;
use std::io::{ErrorKind, Read, Write};
use std::time::{Duration, Instant};

use mio::event::Event;
use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};
use onefloor_tests::Failure;

use crate::baseline::{frame, is_told_to_go, listens};
use crate::options::Load;

const LISTENER: Token = Token(usize::MAX);
/// It speaks as much HTTP as its own clients need.
const SWITCHING: &[u8] = b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\
    connection: upgrade\r\n\r\n";

struct Connection {
    stream: TcpStream,
    is_upgraded: bool,
}

struct Server {
    poll: Poll,
    listener: TcpListener,
    connections: Vec<Connection>,
    upgraded: usize,
    /// What a connection has not taken yet.
    unsent: HashMap<usize, Vec<u8>>,
}

pub(crate) fn serve(load: &Load) -> Result<(), Failure> {
    let mut listener = TcpListener::bind("127.0.0.1:0".parse()?)?;
    let poll = Poll::new()?;
    poll.registry()
        .register(&mut listener, LISTENER, Interest::READABLE)?;
    listens(listener.local_addr()?)?;
    let mut server = Server {
        poll,
        listener,
        connections: Vec::with_capacity(load.connections),
        upgraded: 0,
        unsent: HashMap::new(),
    };
    while server.upgraded < load.connections {
        server.turn(None)?;
    }
    is_told_to_go()?;
    let began = Instant::now();
    for number in 1..=u32::try_from(load.frames)? {
        server.sends(&encoded(&frame(load)))?;
        let next = began + load.every * number;
        while Instant::now() < next {
            server.turn(Some(next.saturating_duration_since(Instant::now())))?;
        }
    }
    while !server.unsent.is_empty() {
        server.turn(None)?;
    }
    is_told_to_go()?;
    Ok(())
}

fn encoded(text: &str) -> Vec<u8> {
    let mut bytes = vec![0x81];
    match u16::try_from(text.len()) {
        Ok(short) if short < 126 => bytes.extend([text.len() as u8]),
        Ok(middle) => bytes.extend([[126].as_slice(), &middle.to_be_bytes()].concat()),
        Err(_) => bytes.extend([[127].as_slice(), &(text.len() as u64).to_be_bytes()].concat()),
    }
    bytes.extend(text.as_bytes());
    bytes
}

impl Server {
    fn turn(&mut self, wait: Option<Duration>) -> Result<(), Failure> {
        let mut events = Events::with_capacity(1_024);
        self.poll.poll(&mut events, wait)?;
        for event in &events {
            if event.token() == LISTENER {
                self.takes()?;
            } else {
                self.hears(event)?;
            }
        }
        Ok(())
    }

    fn takes(&mut self) -> Result<(), Failure> {
        loop {
            match self.listener.accept() {
                Ok((mut stream, _)) => {
                    stream.set_nodelay(true)?;
                    let token = Token(self.connections.len());
                    let both = Interest::READABLE | Interest::WRITABLE;
                    self.poll.registry().register(&mut stream, token, both)?;
                    let is_upgraded = false;
                    self.connections.push(Connection {
                        stream,
                        is_upgraded,
                    });
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn hears(&mut self, event: &Event) -> Result<(), Failure> {
        let at = event.token().0;
        if event.is_readable() {
            let mut bytes = [0; 1_024];
            let connection = &mut self.connections[at];
            while let Ok(1..) = connection.stream.read(&mut bytes) {
                if !std::mem::replace(&mut connection.is_upgraded, true) {
                    connection.stream.write_all(SWITCHING)?;
                    self.upgraded += 1;
                }
            }
        }
        if event.is_writable()
            && let Some(unsent) = self.unsent.remove(&at)
        {
            self.writes(at, &unsent)?;
        }
        Ok(())
    }

    fn sends(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        for at in 0..self.connections.len() {
            match self.unsent.get_mut(&at) {
                Some(unsent) => unsent.extend(bytes),
                None => self.writes(at, bytes)?,
            }
        }
        Ok(())
    }

    fn writes(&mut self, at: usize, bytes: &[u8]) -> Result<(), Failure> {
        let written = match self.connections[at].stream.write(bytes) {
            Ok(written) => written,
            Err(error) if error.kind() == ErrorKind::WouldBlock => 0,
            Err(error) => return Err(error.into()),
        };
        if written < bytes.len() {
            self.unsent.insert(at, bytes[written..].to_vec());
        }
        Ok(())
    }
}
