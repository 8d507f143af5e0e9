//! One flooder beside a venue of hundreds behind one address: wrong codes, requests and connections
//! without end, while everybody of the venue comes in and does something.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use onefloor_tests::{Failure, Person, hello, line_from};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;

use crate::options::Options;
use crate::told::Told;
use crate::trial::Trial;

/// Addresses of this machine that are no proxy's.
const VENUE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 7));
const FLOODER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 66));
/// Connections that the flooder holds without a word, as many as it is given.
const HELD: usize = 6_000;
/// Tasks that guess, and that ask, as fast as they are answered.
const AT_ONCE: usize = 16;
/// People of the venue on their way in at once.
const DOORS: usize = 64;
/// By then everybody of the venue is in.
const IN_WITHIN: Duration = Duration::from_secs(60);

/// What the flooder did, and what it got.
#[derive(Debug, Default)]
struct Flood {
    guesses: AtomicU64,
    requests: AtomicU64,
    held: AtomicU64,
}

pub(crate) async fn run(options: &Options) -> Result<Told, Failure> {
    if TcpSocket::new_v4()?
        .bind(SocketAddr::new(VENUE, 0))
        .is_err()
    {
        return Ok(Told::skipped(
            "this system has one loopback address; tests/it/strangers.rs names them by a proxy",
        ));
    }
    let directory = tempfile::tempdir()?;
    let mut told = Told::default();
    let mut trial = Trial::begin(&options.binary, directory.path(), (1, 6), options.seed)?;
    trial.goes_on(50).await?;
    let address = trial.server()?.address.clone();
    let quiet = trial.makes()?.code;
    let calm = came_in(&address, &quiet, options.venue).await?;
    told.holds(
        "without the flooder, the venue came in",
        format!("{} of {} within {:.1?}", calm.0, options.venue, calm.1),
        calm.0 == options.venue,
    );

    let flood = Arc::new(Flood::default());
    let mut flooding = JoinSet::new();
    for at in 0..AT_ONCE {
        flooding.spawn(guesses(address.clone(), at, Arc::clone(&flood)));
        flooding.spawn(asks(address.clone(), at, Arc::clone(&flood)));
    }
    flooding.spawn(holds(address.clone(), Arc::clone(&flood)));
    sleep(Duration::from_secs(2)).await;
    trial.slowest();
    let flooded = trial.makes()?.code;
    let beside = came_in(&address, &flooded, options.venue).await?;
    told.holds(
        "beside the flooder, the venue came in",
        format!("{} of {} within {:.1?}", beside.0, options.venue, beside.1),
        beside.0 == options.venue && beside.1 < IN_WITHIN,
    );
    trial.goes_on(50).await?;
    let slowest = trial.slowest();
    told.says(
        "slowest answer of people who work",
        format!("{slowest:.1?}"),
    );
    flooding.shutdown().await;
    let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    told.says("  guesses of the flooder", count(&flood.guesses))
        .says("  its requests", count(&flood.requests))
        .says("  connections that it got to hold", count(&flood.held));
    trial.kills()?;
    trial.starts()?;
    told.compares(&trial.ends().await?);
    Ok(told)
}

/// So many people of the venue come in and say their name; how many did, and how long all took.
async fn came_in(address: &str, code: &str, people: usize) -> Result<(usize, Duration), Failure> {
    let began = Instant::now();
    let doors = Arc::new(Semaphore::new(DOORS));
    let mut coming = JoinSet::new();
    for at in 0..people {
        let (address, code, doors) = (address.to_owned(), code.to_owned(), Arc::clone(&doors));
        coming.spawn(async move {
            let _turn = doors.acquire_owned().await?;
            let name = format!("Guest{at}");
            let mut person = Person::over(&address, line_from(VENUE, &address).await?, None).await;
            person.send(&hello(&code, None, &name, None)).await;
            let let_in = person.let_in().await;
            let_in.map_err(|code| format!("{name} is not let in: {code}"))?;
            let profile = json!({ "name": name });
            person
                .does(json!({ "type": "introduce", "profile": profile }))
                .await;
            // All stay until the last one is in.
            Ok::<_, Failure>(person)
        });
    }
    let mut inside = Vec::new();
    while let Ok(Some(came)) = timeout(IN_WITHIN, coming.join_next()).await {
        match came {
            Ok(Ok(person)) => inside.push(person),
            Ok(Err(why)) => println!("  {why}"),
            // It waited in vain, and has said so.
            Err(_) => {}
        }
    }
    Ok((inside.len(), began.elapsed()))
}

/// Wrong codes, one after the other, as fast as they are refused.
async fn guesses(address: String, at: usize, flood: Arc<Flood>) {
    let url = format!("ws://{address}/ws");
    for guess in 0.. {
        let code = format!("{:06X}", (guess * AT_ONCE + at) % 0xff_ffff);
        let attempt = async {
            let stream = line_from(FLOODER, &address).await?;
            let (mut socket, _) = client_async(&url, stream).await?;
            let hello = hello(&code, None, "Flooder", None).to_string();
            socket.send(Message::text(hello)).await?;
            while let Some(Ok(_)) = socket.next().await {}
            Ok::<_, Failure>(())
        };
        let _ = attempt.await;
        flood.guesses.fetch_add(1, Ordering::Relaxed);
    }
}

/// Faces of sessions that there are not, and pages to be read without being asked.
async fn asks(address: String, at: usize, flood: Arc<Flood>) {
    for guess in 0.. {
        let code = format!("{:06X}", (guess * AT_ONCE + at) % 0xff_ffff);
        let request = match guess % 3 {
            0 => format!("GET /api/sessions/{code} HTTP/1.1"),
            1 => format!("GET /api/sessions/{code}/report.pdf HTTP/1.1"),
            _ => "POST /api/read-page HTTP/1.1\r\ncontent-length: 0".to_owned(),
        };
        let attempt = async {
            let mut stream = line_from(FLOODER, &address).await?;
            let request = format!("{request}\r\nhost: a\r\nconnection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).await?;
            stream.read_to_end(&mut Vec::new()).await?;
            Ok::<_, Failure>(())
        };
        let _ = attempt.await;
        flood.requests.fetch_add(1, Ordering::Relaxed);
    }
}

/// Connections without a word, as many as it gets; those that end are opened again.
async fn holds(address: String, flood: Arc<Flood>) {
    let mut held = JoinSet::new();
    loop {
        while held.len() < HELD {
            let (address, flood) = (address.clone(), Arc::clone(&flood));
            held.spawn(async move {
                let Ok(mut stream) = line_from(FLOODER, &address).await else {
                    return;
                };
                // One that is refused hears so at once.
                let mut answer = [0];
                let hearing = timeout(Duration::from_secs(1), stream.read(&mut answer));
                if hearing.await.is_err() {
                    flood.held.fetch_add(1, Ordering::Relaxed);
                    let _ = stream.read_to_end(&mut Vec::new()).await;
                }
            });
            tokio::task::yield_now().await;
        }
        held.join_next().await;
    }
}
