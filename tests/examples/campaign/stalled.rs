//! Requests that come half, and connections that stand still, beside people who work; then the same
//! when the server is told to stop.

use std::time::{Duration, Instant};

use onefloor_tests::{Failure, Person, narrow};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::options::Options;
use crate::told::Told;
use crate::trial::Trial;

/// By then all of them are ended: the longest bound of a body, and then some.
const ENDED_WITHIN: Duration = Duration::from_secs(90);
/// A stop takes no longer, whatever clients do.
const STOP_MAX: Duration = Duration::from_secs(10);
/// The slowest answer that people may get meanwhile.
const ANSWER_MAX: Duration = Duration::from_secs(5);

/// A sort of connection that stands still.
#[derive(Debug, Clone, Copy)]
enum Sort {
    Silent,
    HalfHead,
    HalfBody,
    DropByDrop,
    Unread,
    SilentSocket,
}

const SORTS: [Sort; 6] = [
    Sort::Silent,
    Sort::HalfHead,
    Sort::HalfBody,
    Sort::DropByDrop,
    Sort::Unread,
    Sort::SilentSocket,
];

pub(crate) async fn run(options: &Options) -> Result<Told, Failure> {
    let directory = tempfile::tempdir()?;
    let mut told = Told::default();
    let mut trial = Trial::begin(&options.binary, directory.path(), (2, 6), options.seed)?;
    trial.goes_on(100).await?;
    let address = trial.server()?.address.clone();
    let mut standing = stand_still(&address, options.stalled);
    let all = standing.len();
    told.says(
        "connections that stand still",
        format!("{all}, of each sort {}", options.stalled),
    );
    trial.slowest();

    let began = Instant::now();
    let mut latest = [(0, Duration::ZERO); SORTS.len()];
    let mut ended = 0;
    while let Ok(Some(one)) = timeout(ENDED_WITHIN, standing.join_next()).await {
        let (sort, after) = one?;
        let (count, latest) = &mut latest[sort as usize];
        *count += 1;
        *latest = after.max(*latest);
        ended += 1;
    }
    for sort in SORTS {
        let (count, after) = latest[sort as usize];
        let found = format!("{count}, the last one after {after:.1?}");
        told.says(&format!("  {sort:?}: ended"), found);
    }
    let in_time = began.elapsed() < ENDED_WITHIN;
    told.holds(
        "  ended by the server",
        format!("{ended} of {all}"),
        ended == all && in_time,
    );
    let slowest = trial.slowest();
    told.holds(
        "slowest answer meanwhile",
        format!("{slowest:.1?}"),
        slowest < ANSWER_MAX,
    );

    let standing = stand_still(&address, options.stalled);
    let (code, came) = (trial.first()?.code, Instant::now());
    let newcomer = tokio::spawn(async move {
        Person::enter(&address, &code, None, "Newcomer", None).await;
    });
    let came_in = newcomer.await.is_ok();
    told.holds(
        "a newcomer comes in beside them",
        format!("{:.1?}", came.elapsed()),
        came_in,
    );
    let stopped = Instant::now();
    let mut server = trial.server.take().ok_or("no server runs")?;
    server.is_told_to_stop()?;
    let status = tokio::task::block_in_place(|| server.ends_within(STOP_MAX));
    let took = format!("{:.1?}", stopped.elapsed());
    told.holds(
        "a stop beside them took",
        took,
        status.is_ok_and(|status| status.success()),
    );
    drop(standing);
    trial.starts()?;
    trial.goes_on(50).await?;
    told.compares(&trial.ends().await?);
    Ok(told)
}

/// So many of each sort; each resolves when the server has ended it.
fn stand_still(address: &str, of_each: usize) -> JoinSet<(Sort, Duration)> {
    let mut standing = JoinSet::new();
    for at in 0..of_each * SORTS.len() {
        let sort = SORTS[at % SORTS.len()];
        let address = address.to_owned();
        standing.spawn(async move {
            // Not all at once: what the system has no place for stands still without the server.
            sleep(Duration::from_millis(at as u64)).await;
            let began = Instant::now();
            // However it ends, it ends.
            let _ = stands(sort, &address).await;
            (sort, began.elapsed())
        });
    }
    standing
}

async fn stands(sort: Sort, address: &str) -> Result<(), Failure> {
    const BODY: &str = "POST /api/read-page HTTP/1.1\r\nhost: a\r\ncontent-length: 99999\r\n\r\n";
    const UPGRADE: &str = "GET /ws HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\n\
        upgrade: websocket\r\nsec-websocket-version: 13\r\n\
        sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    let mut stream = narrow(address).await?;
    let sent = match sort {
        Sort::Silent => String::new(),
        Sort::HalfHead => "GET /api/sessions/ABC HTTP/1.1\r\nhost: a".to_owned(),
        Sort::HalfBody | Sort::DropByDrop => format!("{BODY}half"),
        Sort::Unread => "GET / HTTP/1.1\r\nhost: a\r\n\r\n".repeat(2_000),
        Sort::SilentSocket => UPGRADE.to_owned(),
    };
    stream.write_all(sent.as_bytes()).await?;
    match sort {
        Sort::Unread => {
            // Nothing is read, until a write says that the other end is gone.
            while stream.write_all(sent.as_bytes()).await.is_ok() {}
        }
        Sort::DropByDrop => {
            let mut answer = [0; 512];
            loop {
                let read = timeout(Duration::from_secs(1), stream.read(&mut answer)).await;
                if matches!(read, Ok(Ok(0) | Err(_))) {
                    break;
                }
                stream.write_all(b".").await?;
            }
        }
        _ => {
            stream.read_to_end(&mut Vec::new()).await?;
        }
    }
    Ok(())
}
