//! Screens that read nothing while others work: those that read again are brought up to the present,
//! those that never do are let go, and neither costs the server memory or the others time.

use std::time::{Duration, Instant};

use onefloor_tests::used::resident;
use onefloor_tests::{Failure, Person, hello, narrow};
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::options::Options;
use crate::told::Told;
use crate::trial::Trial;

/// How long the one half reads nothing; the other half reads nothing for ever.
const PAUSE: Duration = Duration::from_secs(9);
/// By then the server has let go whoever reads nothing: 30 s of silence, and the ping behind them.
const LET_GO_AFTER: Duration = Duration::from_secs(50);
/// Who raises the hand last, as all see who are up to the present.
const LAST: &str = "The last one";
/// By then they see it.
const UP_WITHIN: Duration = Duration::from_secs(20);
/// Memory that so many may cost.
const MEMORY_MAX_MB: u64 = 150;
/// The slowest answer that the others may get meanwhile.
const ANSWER_MAX: Duration = Duration::from_secs(5);

pub(crate) async fn run(options: &Options) -> Result<Told, Failure> {
    let directory = tempfile::tempdir()?;
    let mut told = Told::default();
    let trial = Trial::begin(&options.binary, directory.path(), (1, 24), options.seed)?;
    trial.goes_on(300).await?;
    let address = trial.server()?.address.clone();
    let code = trial.first()?.code;
    let id = trial.server()?.id();
    let memory = memory_mb(id);
    trial.slowest();
    let mut pausing = Vec::new();
    let mut silent = Vec::new();
    for at in 0..options.slow {
        pausing.push(enters(&address, &code, &format!("Pausing{at}")).await?);
        silent.push(enters(&address, &code, &format!("Silent{at}")).await?);
    }
    told.says(
        "screens that read nothing for a while, and never",
        options.slow,
    );
    let began = Instant::now();
    let before = trial.acknowledged();
    let mut most = memory;
    while began.elapsed() < PAUSE {
        most = most.max(memory_mb(id));
        sleep(Duration::from_millis(100)).await;
    }
    told.says("commands done meanwhile", trial.acknowledged() - before);
    let slowest = trial.slowest();
    told.holds(
        "slowest answer meanwhile",
        format!("{slowest:.1?}"),
        slowest < ANSWER_MAX,
    );

    let mut fresh = Person::enter(&address, &code, None, "Fresh", None).await;
    let profile = json!({ "name": LAST });
    fresh
        .does(json!({ "type": "introduce", "profile": profile }))
        .await;
    fresh.does(json!({ "type": "raise_hand" })).await;
    let reading = Instant::now();
    let up = counted(
        pausing
            .into_iter()
            .map(|mut person| async move { person.comes_to(UP_WITHIN, sees_the_last).await }),
    );
    let up = up.await;
    let took = format!("{up} of {} within {:.1?}", options.slow, reading.elapsed());
    told.holds("up to the present again", took, up == options.slow);

    sleep(LET_GO_AFTER.saturating_sub(began.elapsed())).await;
    most = most.max(memory_mb(id));
    // What waits for them is read now; behind it is the end.
    let let_go = counted(silent.into_iter().map(|mut person| async move {
        person.closed().await;
        true
    }));
    let let_go = let_go.await;
    let found = format!("{let_go} of {}", options.slow);
    told.holds("never reading, and let go", found, let_go == options.slow);
    let more = most.saturating_sub(memory);
    told.holds(
        "memory that all of it took",
        format!("{more} MB"),
        more < MEMORY_MAX_MB,
    );
    told.compares(&trial.ends().await?);
    Ok(told)
}

/// A screen on a narrow line.
async fn enters(address: &str, code: &str, name: &str) -> Result<Person, Failure> {
    let mut person = Person::over(address, narrow(address).await?, None).await;
    person.send(&hello(code, None, name, None)).await;
    let let_in = person.let_in().await;
    let_in.map_err(|code| format!("{name} is not let in: {code}"))?;
    Ok(person)
}

fn sees_the_last(person: &Person) -> bool {
    let mut entries = person.view.values();
    entries.any(|entry| entry["name"] == LAST)
}

/// How many of them come to their end; a person who waits in vain panics.
async fn counted<F: Future<Output = bool> + Send + 'static>(all: impl Iterator<Item = F>) -> usize {
    let mut tasks: JoinSet<bool> = all.collect();
    let mut well = 0;
    while let Some(one) = tasks.join_next().await {
        well += usize::from(one.unwrap_or(false));
    }
    well
}

/// What a process holds in memory; 0 where that is not told.
fn memory_mb(id: u32) -> u64 {
    let bytes = resident(id).unwrap_or_default();
    bytes as u64 / (1_024 * 1_024)
}
