//! What RFC 6455 asks of a server, frame by frame: what comes in pieces, what must not come at all, and
//! how a socket ends.

use onefloor::protocol::FRAME_BYTES_MAX;
use onefloor_tests::raw::{Raw, framed, header, text};
use onefloor_tests::{TestServer, hello};
use serde_json::json;
use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Control, Data, OpCode};

const CONTINUES: OpCode = OpCode::Data(Data::Continue);
const PING: OpCode = OpCode::Control(Control::Ping);
const PONG: OpCode = OpCode::Control(Control::Pong);
const CLOSE: OpCode = OpCode::Control(Control::Close);

/// The same, with more to come.
fn unfinished(header: FrameHeader) -> FrameHeader {
    FrameHeader {
        is_final: false,
        ..header
    }
}

/// Somebody who is in, with nothing read but the welcome.
async fn enters(server: &TestServer, session: &str) -> Raw {
    let hello = hello(session, None, "Ana", None).to_string();
    let mut ana = Raw::connect(&server.address, &[]).await;
    ana.send(&text(), hello.as_bytes()).await;
    assert_eq!(ana.hears_text().await["type"], "welcome");
    ana
}

async fn is_answered(ana: &mut Raw, t: u64) {
    loop {
        let frame = ana.hears_text().await;
        if frame["type"] == "pong" {
            assert_eq!(frame["t"], t);
            return;
        }
    }
}

#[tokio::test]
async fn a_text_in_pieces_is_one_and_a_ping_between_them_is_answered_at_once() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let hello = hello(&session, None, "Ana", None).to_string();
    let (first, rest) = hello.as_bytes().split_at(9);
    let (second, third) = rest.split_at(30);
    let mut ana = Raw::connect(&server.address, &[]).await;
    ana.send(&unfinished(text()), first).await;
    ana.send(&header(PING), b"there?").await;
    let pong = ana.hears().await.unwrap();
    assert_eq!(
        (pong.opcode, pong.payload.as_slice()),
        (PONG, b"there?".as_slice())
    );
    ana.send(&unfinished(header(CONTINUES)), second).await;
    ana.send(&unfinished(header(CONTINUES)), b"").await;
    ana.send(&header(CONTINUES), third).await;
    assert_eq!(ana.hears_text().await["type"], "welcome");
}

#[tokio::test]
async fn frames_are_read_however_they_are_cut_and_however_many_come_at_once() {
    let server = TestServer::start().await;
    let session = server.session().await;
    // Behind the request itself, before it is answered.
    let hello = hello(&session, None, "Ana", None).to_string();
    let mut ana = Raw::connect(&server.address, &framed(&text(), hello.as_bytes())).await;
    assert_eq!(ana.hears_text().await["type"], "welcome");
    let pings = (1..=40_u64).map(|t| json!({ "type": "ping", "t": t }).to_string());
    let frames: Vec<u8> = pings
        .flat_map(|ping| framed(&text(), ping.as_bytes()))
        .collect();
    ana.send_bytes(&frames).await;
    for t in 1..=40 {
        is_answered(&mut ana, t).await;
    }
    for byte in framed(
        &text(),
        json!({ "type": "ping", "t": 41 }).to_string().as_bytes(),
    ) {
        ana.send_bytes(&[byte]).await;
        tokio::task::yield_now().await;
    }
    is_answered(&mut ana, 41).await;
}

#[tokio::test]
async fn a_frame_as_long_as_one_may_be_is_read_and_so_is_what_follows() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = enters(&server, &session).await;
    // Nobody understands it, which takes it whole.
    let longest = vec![b'a'; FRAME_BYTES_MAX];
    let ping = json!({ "type": "ping", "t": 7 }).to_string();
    let both = [framed(&text(), &longest), framed(&text(), ping.as_bytes())].concat();
    ana.send_bytes(&both).await;
    is_answered(&mut ana, 7).await;
    ana.send(&text(), &longest).await;
    ana.send(&text(), ping.as_bytes()).await;
    is_answered(&mut ana, 7).await;
}

#[tokio::test]
async fn what_is_too_long_ends_the_socket_before_it_has_come() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut ana = enters(&server, &session).await;
    // A header alone, of a frame of which no byte has come.
    let mut begun = Vec::new();
    text()
        .format(FRAME_BYTES_MAX as u64 + 1, &mut begun)
        .unwrap();
    ana.send_bytes(&begun).await;
    assert_eq!(ana.ends().await, ("goodbye".to_owned(), 4413));
    let mut bao = enters(&server, &session).await;
    let half = vec![b'a'; FRAME_BYTES_MAX / 2 + 1];
    bao.send(&unfinished(text()), &half).await;
    bao.send(&header(CONTINUES), &half).await;
    assert_eq!(bao.ends().await, ("goodbye".to_owned(), 4413));
}

#[tokio::test]
async fn what_the_protocol_of_sockets_forbids_ends_its_own_socket_with_its_code() {
    let server = TestServer::start().await;
    let session = server.session().await;
    let mut witness = server.joins(&session, "Witness").await;
    let unmasked = FrameHeader {
        mask: None,
        ..text()
    };
    let reserved = FrameHeader {
        rsv1: true,
        ..text()
    };
    let ping = json!({ "type": "ping", "t": 1 }).to_string();
    let ping = ping.as_bytes();
    let split = "\u{1f5f3}".as_bytes();
    let cases = [
        ("unmasked", framed(&unmasked, ping), 1002),
        ("reserved bits", framed(&reserved, ping), 1002),
        (
            "unknown data",
            framed(&header(OpCode::Data(Data::Reserved(3))), b""),
            1002,
        ),
        (
            "unknown control",
            framed(&header(OpCode::Control(Control::Reserved(11))), b""),
            1002,
        ),
        (
            "a ping in pieces",
            framed(&unfinished(header(PING)), b""),
            1002,
        ),
        ("a long ping", framed(&header(PING), &[0; 126]), 1002),
        (
            "nothing to continue",
            framed(&header(CONTINUES), ping),
            1002,
        ),
        (
            "a text within another",
            [framed(&unfinished(text()), b"{"), framed(&text(), ping)].concat(),
            1002,
        ),
        ("a close of one byte", framed(&header(CLOSE), &[3]), 1002),
        ("no UTF-8", framed(&text(), &[b'"', 0xff, b'"']), 1007),
        (
            "UTF-8 cut off",
            [
                framed(&unfinished(text()), &split[..2]),
                framed(&header(CONTINUES), &split[..1]),
            ]
            .concat(),
            1007,
        ),
    ];
    for (name, sent, code) in cases {
        let mut ana = enters(&server, &session).await;
        ana.send_bytes(&sent).await;
        assert_eq!(ana.ends().await.1, code, "{name}");
    }
    // A letter cut between two pieces is whole again.
    let mut ana = enters(&server, &session).await;
    ana.send(&unfinished(text()), &[b"\"", &split[..2]].concat())
        .await;
    ana.send(&header(CONTINUES), &[&split[2..], b"\""].concat())
        .await;
    ana.send(&text(), ping).await;
    is_answered(&mut ana, 1).await;
    witness.does(json!({ "type": "raise_hand" })).await;
}

#[tokio::test]
async fn who_closes_hears_the_close_and_then_the_end() {
    let server = TestServer::start().await;
    let session = server.session().await;
    for (payload, code) in [(1000_u16.to_be_bytes().as_slice(), 1000), (b"", 0)] {
        let mut ana = enters(&server, &session).await;
        ana.send(&header(CLOSE), payload).await;
        assert_eq!(ana.ends().await.1, code);
    }
}

#[tokio::test]
async fn the_code_arrives_behind_the_last_frame_whatever_is_still_being_sent() {
    let server = TestServer::start().await;
    let session = server.session().await;
    for _ in 0..20 {
        let mut ana = enters(&server, &session).await;
        ana.send(&header(OpCode::Data(Data::Binary)), b"x").await;
        // The server has ended by now, or is about to; nothing of this makes the system forget the end.
        for _ in 0..8 {
            ana.send(&text(), &[b'a'; 8_000]).await;
        }
        assert_eq!(ana.ends().await, ("goodbye".to_owned(), 4400));
    }
}
