//! A stream whose other end must go on: a write that stands still for too long fails, and so does a
//! read in the midst of a request's head. The wait for a next request is hyper's to bound.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

use super::requests::Requests;
use crate::bounds::Bounds;

/// A stream with bounds on how long it may stand still.
#[derive(Debug)]
pub(super) struct Steady<S> {
    stream: S,
    requests: Arc<Requests>,
    head_wait: Duration,
    stall_wait: Duration,
    /// There while a head is on its way; the first one is from the beginning.
    head_ends: Option<Pin<Box<Sleep>>>,
    /// Requests that had begun when it was set.
    heads_before: usize,
    /// There while a write waits.
    gives_up: Option<Pin<Box<Sleep>>>,
}

impl<S> Steady<S> {
    pub(super) fn new(stream: S, requests: Arc<Requests>, bounds: &Bounds) -> Self {
        Self {
            stream,
            requests,
            head_wait: bounds.head_wait,
            stall_wait: bounds.stall_wait,
            head_ends: Some(Box::pin(sleep(bounds.head_wait))),
            heads_before: 0,
            gives_up: None,
        }
    }

    /// The stream without bounds, for whoever has their own.
    pub(super) fn into_inner(self) -> S {
        self.stream
    }

    /// Bounds the time of a head; bodies have a bound of their own, and sockets too.
    fn in_time(
        &mut self,
        read: Poll<io::Result<()>>,
        has_bytes: bool,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        let begun = self.requests.begun();
        if begun != self.heads_before {
            // The head has come whole.
            self.heads_before = begun;
            self.head_ends = None;
        }
        if !self.requests.is_idle() {
            return read;
        }
        let head_wait = self.head_wait;
        if has_bytes {
            self.head_ends
                .get_or_insert_with(|| Box::pin(sleep(head_wait)));
        }
        match (&mut self.head_ends, &read) {
            (Some(ends), Poll::Pending) => ends
                .as_mut()
                .poll(context)
                .map(|()| Err(io::ErrorKind::TimedOut.into())),
            _ => read,
        }
    }

    fn bounded<T>(
        &mut self,
        written: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        self.requests.waits_to_write(written.is_pending());
        if written.is_ready() {
            self.gives_up = None;
            return written;
        }
        let stall_wait = self.stall_wait;
        let gives_up = self
            .gives_up
            .get_or_insert_with(|| Box::pin(sleep(stall_wait)));
        gives_up
            .as_mut()
            .poll(context)
            .map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Steady<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        let has_bytes = buffer.filled().len() > before;
        self.in_time(read, has_bytes, context)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Steady<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.bounded(written, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.bounded(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.bounded(flushed, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.stream).poll_shutdown(context);
        self.bounded(shut, context)
    }
}
