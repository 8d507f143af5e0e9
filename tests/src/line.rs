//! Lines that loopback does not have by itself: narrow ones, and from other addresses.

use std::net::{IpAddr, SocketAddr};

use tokio::net::{TcpSocket, TcpStream};

use crate::Failure;

/// Bytes that the system keeps for a client that does not read.
const KEPT_BYTES: u32 = 4_096;
/// Bytes of a segment, as on the Internet. Loopback takes 64 kB at once, and keeps megabytes on their
/// way, so that nobody who reads nothing would be noticed for minutes.
#[cfg(unix)]
const SEGMENT_BYTES: u32 = 1_460;

/// A line over which little is on its way at once.
///
/// # Errors
/// Nobody takes it.
pub async fn narrow(address: &str) -> Result<TcpStream, Failure> {
    let socket = TcpSocket::new_v4()?;
    socket.set_recv_buffer_size(KEPT_BYTES)?;
    #[cfg(unix)]
    socket2::SockRef::from(&socket).set_tcp_mss(SEGMENT_BYTES)?;
    Ok(socket.connect(address.parse()?).await?)
}

/// A line from another address of this machine.
///
/// # Errors
/// Nobody takes it, or this machine has no such address.
pub async fn line_from(own: IpAddr, address: &str) -> Result<TcpStream, Failure> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::new(own, 0))?;
    Ok(socket.connect(address.parse()?).await?)
}
