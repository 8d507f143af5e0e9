//! axum's own WebSockets, with buffers as small as they may be and one text shared by all.

use axum::Router;
use axum::extract::State;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::get;
use axum::serve::ListenerExt;
use onefloor_tests::Failure;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio::time::{Instant, sleep_until};

use crate::baseline::{frame, is_told_to_go, listens};
use crate::options::Load;

/// Bytes that are read at once.
const READ_BYTES: usize = 4_096;

#[derive(Clone)]
struct Screens {
    frames: broadcast::Sender<Utf8Bytes>,
}

#[tokio::main]
pub(crate) async fn serve(load: &Load) -> Result<(), Failure> {
    let screens = Screens {
        frames: broadcast::Sender::new(64),
    };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    listens(listener.local_addr()?)?;
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let router = Router::new().route("/ws", get(upgrade));
    let router = router.with_state(screens.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    tokio::task::spawn_blocking(is_told_to_go).await??;
    let began = Instant::now();
    for number in 1..=u32::try_from(load.frames)? {
        let _ = screens.frames.send(frame(load).into());
        sleep_until(began + load.every * number).await;
    }
    tokio::task::spawn_blocking(is_told_to_go).await??;
    Ok(())
}

async fn upgrade(State(screens): State<Screens>, upgrade: WebSocketUpgrade) -> Response {
    upgrade
        .read_buffer_size(READ_BYTES)
        .write_buffer_size(0)
        .on_upgrade(async move |socket| {
            let frames = screens.frames.subscribe();
            talk(socket, frames).await;
        })
}

async fn talk(mut socket: WebSocket, mut frames: broadcast::Receiver<Utf8Bytes>) {
    loop {
        tokio::select! {
            frame = frames.recv() => {
                let Ok(frame) = frame else { return };
                if socket.send(Message::Text(frame)).await.is_err() {
                    return;
                }
            }
            heard = socket.recv() => {
                if !matches!(heard, Some(Ok(_))) {
                    return;
                }
            }
        }
    }
}
