//! Bounds of connections: half a request, silence, and too many.

use std::net::SocketAddr;
use std::time::Duration;

use onefloor::bounds::Bounds;
use onefloor_core::terms::Role;
use onefloor_tests::{Person, TestServer, hello, narrow};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{Instant, timeout};

use crate::http::ask;

const PATIENCE: Duration = Duration::from_secs(10);

/// Bounds that a test need not wait long for; the one that is tested is set beside them.
fn bounds() -> Bounds {
    Bounds {
        head_wait: PATIENCE * 10,
        idle_wait: PATIENCE * 10,
        body_wait: PATIENCE * 10,
        stall_wait: PATIENCE * 10,
        ..Bounds::default()
    }
}

/// A whole request.
const WHOLE: &str = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n";

const SOON: Duration = Duration::from_millis(300);

/// Sends something and waits for the end; what was answered.
async fn ends(address: &str, sent: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let reading = stream.read_to_end(&mut answer);
    let ended = timeout(PATIENCE, reading).await;
    ended.expect("the server ends it").unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn half_a_head_and_silence_end() {
    let server = TestServer::start_bounded(Bounds {
        head_wait: SOON,
        ..bounds()
    })
    .await;
    for sent in ["", "GET /healthz HTTP/1.1\r\nhost: a\r\n"] {
        let began = Instant::now();
        ends(&server.address, sent).await;
        assert!(began.elapsed() >= SOON);
    }
    // Between two requests there is more time, and each head has as much as the first.
    let mut stream = TcpStream::connect(&server.address).await.unwrap();
    for _ in 0..2 {
        stream.write_all(WHOLE.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\nok") {
            answer.push(stream.read_u8().await.unwrap());
        }
        tokio::time::sleep(SOON * 2).await;
    }
    stream.write_all(&WHOLE.as_bytes()[..9]).await.unwrap();
    let mut rest = Vec::new();
    let ended = timeout(PATIENCE, stream.read_to_end(&mut rest)).await;
    assert_eq!(ended.expect("the server ends it").ok(), Some(0));
    // A screen is no request, and stays.
    let code = server.session().await;
    let mut ana = server.joins(&code, "Ana").await;
    tokio::time::sleep(SOON * 3).await;
    ana.does(serde_json::json!({ "type": "introduce", "profile": { "name": "Ana" } }))
        .await;
    tokio::time::sleep(SOON * 3).await;
    ana.does(serde_json::json!({ "type": "introduce", "profile": { "name": "Ana" } }))
        .await;
}

#[tokio::test]
async fn a_connection_that_nobody_uses_any_more_ends() {
    let server = TestServer::start_bounded(Bounds {
        idle_wait: SOON,
        ..bounds()
    })
    .await;
    let answered = ends(&server.address, WHOLE).await;
    assert!(answered.starts_with("HTTP/1.1 200"), "{answered}");
}

#[tokio::test]
async fn half_a_body_ends() {
    let half = "POST /api/read-page HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhalf";
    for bounds in [
        Bounds {
            body_wait: SOON,
            ..bounds()
        },
        Bounds {
            stall_wait: SOON,
            ..bounds()
        },
    ] {
        let server = TestServer::start_bounded(bounds).await;
        let answered = ends(&server.address, half).await;
        assert!(answered.starts_with("HTTP/1.1 408"), "{answered}");
        assert!(answered.contains("{\"reason\":\"too_slow\","), "{answered}");
    }
}

#[tokio::test]
async fn a_body_that_comes_drop_by_drop_ends() {
    let server = TestServer::start_bounded(Bounds {
        body_wait: SOON,
        ..bounds()
    })
    .await;
    let mut stream = TcpStream::connect(&server.address).await.unwrap();
    let head = "POST /api/read-page HTTP/1.1\r\nhost: a\r\ncontent-length: 9999\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let began = Instant::now();
    let mut answer = [0; 12];
    loop {
        // The end may come while a drop is on its way.
        let _ = stream.write_all(b".").await;
        if let Ok(read) = timeout(SOON / 10, stream.read_exact(&mut answer)).await {
            read.unwrap();
            break;
        }
        assert!(began.elapsed() < PATIENCE, "it goes on");
    }
    assert_eq!(&answer, b"HTTP/1.1 408");
}

#[tokio::test]
async fn an_answer_that_nobody_reads_ends() {
    let server = TestServer::start_bounded(Bounds {
        stall_wait: SOON,
        ..bounds()
    })
    .await;
    let mut stream = TcpStream::connect(&server.address).await.unwrap();
    let requests = "GET / HTTP/1.1\r\nhost: a\r\n\r\n".repeat(50);
    let began = Instant::now();
    // Nothing is read, until a write fails since the server has ended it.
    let writing = async {
        while stream.write_all(requests.as_bytes()).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, writing).await.expect("it ends");
    assert!(began.elapsed() >= SOON);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_screen_that_reads_nothing_is_let_go_and_holds_nobody_back() {
    let server = TestServer::start_bounded(Bounds {
        stall_wait: SOON,
        ..bounds()
    })
    .await;
    let code = server.session().await;
    let line = narrow(&server.address).await.unwrap();
    let mut silent = Person::over(&server.address, line, None).await;
    silent.send(&hello(&code, None, "Silent", None)).await;
    assert_eq!(silent.let_in().await, Ok(()));
    let mut runner = server.joins_as(&code, Role::FloorRunner).await;
    let is_here = |presence: &serde_json::Value| presence["online"] == 1;
    runner.sees("presence", is_here).await;
    // More than a line holds that nobody reads; each is done at once.
    let text = "文".repeat(600);
    let entry = json!({ "origin": "room", "name": "Guest", "text": text });
    let entries = json!({ "type": "add_proxies", "entries": vec![entry; 20] });
    for _ in 0..10 {
        runner.does(entries.clone()).await;
    }
    runner
        .sees("presence", |presence| presence["online"] == 0)
        .await;
}

#[tokio::test]
async fn past_the_bound_of_all_one_waits_until_the_silent_are_gone() {
    let server = TestServer::start_bounded(Bounds {
        head_wait: SOON,
        connections_max: 20,
        ..bounds()
    })
    .await;
    let mut silent = Vec::new();
    for _ in 0..300 {
        silent.push(TcpStream::connect(&server.address).await.unwrap());
    }
    let refused = ends(&server.address, "").await;
    assert!(refused.starts_with("HTTP/1.1 503"), "{refused}");
    assert!(refused.contains("retry-after: "), "{refused}");
    let deadline = Instant::now() + PATIENCE;
    while ask(&server, "GET /healthz", None, "").await.status != 200 {
        assert!(Instant::now() < deadline, "nobody comes in");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A connection from an address of this machine that is not the one of a proxy.
#[cfg(target_os = "linux")]
async fn from(own: &str, server: &TestServer) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    let own: SocketAddr = format!("{own}:0").parse().unwrap();
    socket.bind(own).unwrap();
    let address = server.address.parse().unwrap();
    socket.connect(address).await.unwrap()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_flood_from_one_address_keeps_nobody_else_out() {
    let server = TestServer::start_bounded(Bounds {
        connections_max: 40,
        connections_per_address_max: 8,
        ..bounds()
    })
    .await;
    let code = server.session().await;
    let mut flood = Vec::new();
    for _ in 0..300 {
        flood.push(from("127.0.0.2", &server).await);
    }
    // The last of them are refused, and everybody else comes in by HTTP and by socket.
    let last = flood.last_mut().unwrap();
    let mut answer = [0; 12];
    last.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 503");
    let mut other = from("127.0.0.3", &server).await;
    other
        .write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    other.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    server.joins(&code, "Ana").await;
    // When they go, their address has its share again.
    drop(flood);
    let deadline = Instant::now() + PATIENCE;
    loop {
        let mut again = from("127.0.0.2", &server).await;
        let asked = again.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n");
        let _ = asked.await;
        if again.read_exact(&mut answer).await.is_ok() && &answer == b"HTTP/1.1 200" {
            break;
        }
        assert!(Instant::now() < deadline, "they stay out");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_screen_counts_as_the_connection_that_it_is() {
    let server = TestServer::start_bounded(Bounds {
        connections_per_address_max: 2,
        ..bounds()
    })
    .await;
    let upgrade = "GET /ws HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
        sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    let mut screens = Vec::new();
    let mut answer = [0; 12];
    for _ in 0..2 {
        let mut screen = from("127.0.0.2", &server).await;
        screen.write_all(upgrade.as_bytes()).await.unwrap();
        screen.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 101");
        screens.push(screen);
    }
    let mut third = from("127.0.0.2", &server).await;
    third.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 503");
}

#[tokio::test]
async fn screens_behind_a_proxy_count_by_whom_it_names() {
    let server = TestServer::start_bounded(Bounds {
        connections_per_address_max: 2,
        ..bounds()
    })
    .await;
    let asked = |named: &str| {
        format!(
            "GET /ws HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
             x-forwarded-for: {named}\r\nsec-websocket-version: 13\r\n\
             sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
    };
    let mut statuses = Vec::new();
    let mut screens = Vec::new();
    for named in ["192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"] {
        let mut screen = TcpStream::connect(&server.address).await.unwrap();
        screen.write_all(asked(named).as_bytes()).await.unwrap();
        let mut answer = [0; 12];
        screen.read_exact(&mut answer).await.unwrap();
        statuses.push(String::from_utf8_lossy(&answer[9..]).into_owned());
        screens.push(screen);
    }
    assert_eq!(statuses, ["101", "101", "429", "101"]);
}

#[tokio::test]
async fn a_stop_does_not_wait_for_those_who_stand_still() {
    let server = TestServer::start_bounded(Bounds {
        drain_wait: SOON,
        ..bounds()
    })
    .await;
    let code = server.session().await;
    let mut stalled = TcpStream::connect(&server.address).await.unwrap();
    let half = b"POST /api/read-page HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhalf";
    stalled.write_all(half).await.unwrap();
    let mut ana = Person::enter(&server.address, &code, None, "Ana", None).await;
    let began = Instant::now();
    let (stopped, closed) = tokio::join!(server.stop(), ana.closed());
    assert_eq!((stopped, closed), ((), 1012));
    assert!(began.elapsed() < PATIENCE / 2, "{:?}", began.elapsed());
}
