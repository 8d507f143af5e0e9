//! Who calls, in numbers: a connection, and each of its requests. The number stands on every log line
//! of the call, in `x-request-id` and on the screen of whoever was refused, so that somebody can quote
//! it and an operator can find it.
//!
//! `7f3a-12` is the twelfth connection of the process `7f3a`, `7f3a-12-3` its third request.

use std::fmt;
use std::future::Future;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use serde::{Serialize, Serializer};
use tracing::Instrument;

use super::gauges::Connection;

/// Tells the calls of this process from those of the one before.
static PROCESS: LazyLock<u16> = LazyLock::new(rand::random);
static CONNECTIONS: AtomicU64 = AtomicU64::new(0);

tokio::task_local! {
    static CURRENT: Call;
    static REQUESTS: AtomicU32;
}

/// The name of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Call {
    /// 0 for what nobody called for.
    connection: u64,
    /// 0 for the connection itself.
    request: u32,
}

impl Call {
    /// The call that is being answered; of nobody, outside of one.
    #[must_use]
    pub fn current() -> Self {
        CURRENT.try_with(|call| *call).unwrap_or_default()
    }

    /// The next request of the connection that is being answered.
    pub(super) fn next_request() -> Self {
        let last = REQUESTS.try_with(|last| last.fetch_add(1, Ordering::Relaxed));
        Self {
            request: last.map_or(0, |last| last.wrapping_add(1)),
            ..Self::current()
        }
    }

    /// The connection, without its request.
    fn connection(self) -> Self {
        Self { request: 0, ..self }
    }

    /// Does something as this call.
    pub(super) async fn run<T>(self, future: impl Future<Output = T>) -> T {
        CURRENT.scope(self, future).await
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04x}-{}", *PROCESS, self.connection)?;
        if self.request > 0 {
            write!(f, "-{}", self.request)?;
        }
        Ok(())
    }
}

impl Serialize for Call {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A new connection: counted, with a number and a span of its own, until the future ends.
pub(crate) async fn connected<T>(serving: impl Future<Output = T>) -> T {
    let connection = CONNECTIONS.fetch_add(1, Ordering::Relaxed) + 1;
    let call = Call {
        connection,
        request: 0,
    };
    let span = tracing::info_span!(parent: None, "connection", call = %call);
    let _open = Connection::opens();
    let serving = call.run(serving).instrument(span);
    REQUESTS.scope(AtomicU32::new(0), serving).await
}

/// What a connection goes on with in another task, as a socket does: it keeps number and span.
pub(crate) async fn carried<T>(call: Call, going_on: impl Future<Output = T>) -> T {
    let call = call.connection();
    let span =
        tracing::info_span!(parent: None, "socket", call = %call, session = tracing::field::Empty);
    let _open = Connection::opens();
    call.run(going_on).instrument(span).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn each_request_of_a_connection_has_a_name_of_its_own() {
        let names = connected(async {
            let names = [Call::current(), Call::next_request(), Call::next_request()];
            let carried = carried(Call::next_request(), async { Call::current() }).await;
            assert_eq!(carried, names[0]);
            names.map(|call| call.to_string())
        });
        let [connection, first, second] = names.await;
        assert_eq!(first, format!("{connection}-1"));
        assert_eq!(second, format!("{connection}-2"));
        let other = connected(async { Call::current().to_string() }).await;
        assert_ne!(other, connection);
        assert_eq!(Call::current(), Call::default());
    }
}
