//! SIGKILL under load, again and again: in the midst of work, soon after a start, and during one.

use std::process::Stdio;
use std::time::{Duration, Instant};

use onefloor_tests::{Dice, Failure, Verdict};
use tokio::time::sleep;

use crate::options::Options;
use crate::told::Told;
use crate::trial::Trial;

/// Kills on one data directory; then its logs are compared, and the next one begins empty.
const KILLS_OF_ONE: usize = 50;
/// Sessions in it, and people in each besides the moderator.
const CROWDS: (usize, usize) = (3, 6);

/// How long servers lived, from the greeting on.
#[derive(Debug, Default)]
struct Lives {
    /// Killed before they greeted.
    unborn: usize,
    /// By the longest life, in milliseconds.
    within: [(u64, usize); 4],
    /// In which something was acknowledged.
    fruitful: usize,
}

pub(crate) async fn run(options: &Options) -> Result<Told, Failure> {
    let began = Instant::now();
    let mut dice = Dice::new(options.seed);
    let mut verdict = Verdict::default();
    let mut lives = Lives {
        within: [20, 150, 600, u64::MAX].map(|ms| (ms, 0)),
        ..Lives::default()
    };
    let mut left = options.kills;
    while left > 0 {
        let kills = left.min(KILLS_OF_ONE);
        let directory = tempfile::tempdir()?;
        let mut trial = Trial::begin(&options.binary, directory.path(), CROWDS, dice.any())?;
        for _ in 0..kills {
            one(&mut trial, &mut dice, &mut lives).await?;
        }
        let found = trial.ends().await?;
        left -= kills;
        println!("  {:>5} kills: {found}", options.kills - left);
        verdict += found;
    }
    let mut told = Told::default();
    told.says("kills", options.kills)
        .says("  before the greeting", lives.unborn);
    let mut from = 0;
    for (to, count) in lives.within {
        let what = match to {
            u64::MAX => format!("  later than {from} ms"),
            _ => format!("  {from} to {to} ms after it"),
        };
        told.says(&what, count);
        from = to;
    }
    told.says("lives in which something was acknowledged", lives.fruitful);
    told.compares(&verdict)
        .says("took", format!("{:.0?}", began.elapsed()));
    Ok(told)
}

/// A life of the server, its end, and the next start.
async fn one(trial: &mut Trial, dice: &mut Dice, lives: &mut Lives) -> Result<(), Failure> {
    let chance = dice.below(100);
    let before = trial.acknowledged();
    let began = Instant::now();
    let life = match chance {
        0..15 => dice.ms(1, 20),
        15..50 => dice.ms(20, 150),
        50..90 => dice.ms(150, 600),
        _ => dice.ms(600, 1_500),
    };
    sleep(life).await;
    trial.kills()?;
    let lived = u64::try_from(began.elapsed().as_millis())?;
    let mut within = lives.within.iter_mut();
    if let Some((_, count)) = within.find(|(to, _)| lived <= *to) {
        *count += 1;
    }
    lives.fruitful += usize::from(trial.acknowledged() > before);
    // One in ten does not get as far as its greeting; it is killed besides those that are counted.
    if dice.below(10) == 0 {
        let mut command = trial.command();
        let mut unborn = command.stdout(Stdio::null()).spawn()?;
        sleep(dice.ms(0, 60)).await;
        unborn.kill()?;
        unborn.wait()?;
        lives.unborn += 1;
    }
    let started = Instant::now();
    trial.starts()?;
    if started.elapsed() > Duration::from_secs(10) {
        return Err("a start took more than ten seconds".into());
    }
    Ok(())
}
