//! A full disk: a file system of a few megabytes, filled while people work, with a restart on it, and
//! freed again.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use onefloor_tests::Failure;

use crate::options::Options;
use crate::told::Told;
use crate::trial::Trial;

/// Bytes of the file system.
const SIZE: &str = "size=16m,mode=700";
/// Commands that are refused while the disk is full, before it is freed.
const REFUSED: u64 = 60;

/// A small file system in memory, gone when it is dropped.
struct Small(PathBuf);

impl Small {
    /// Mounts it; `None` for whoever may not.
    fn mounted(at: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", SIZE, "onefloor-campaign"]);
        let mounted = mount.arg(at).output().ok()?;
        mounted.status.success().then(|| Self(at.to_owned()))
    }

    /// Fills what is left.
    fn fills(&self) -> Result<(), Failure> {
        let mut filler = File::create(self.0.join("filler"))?;
        let page = [0; 4_096];
        while filler.write_all(&page).is_ok() {}
        Ok(())
    }

    fn frees(&self) -> Result<(), Failure> {
        Ok(fs::remove_file(self.0.join("filler"))?)
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        // What is still open keeps it until it closes.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

pub(crate) async fn run(options: &Options) -> Result<Told, Failure> {
    let directory = tempfile::tempdir()?;
    let Some(disk) = Small::mounted(directory.path()) else {
        return Ok(Told::skipped(
            "a small file system needs root; tests/it has a bound on the size of files instead",
        ));
    };
    let data = directory.path().join("data");
    let mut told = Told::default();
    let mut trial = Trial::begin(&options.binary, &data, (2, 6), options.seed)?;
    trial.goes_on(200).await?;
    told.says("acknowledged before", trial.acknowledged());
    let ready = trial.readiness()?;
    told.holds("/readyz before", ready, ready == 200);

    disk.fills()?;
    let refused = |trial: &Trial| trial.refused_for("not_stored") >= REFUSED;
    trial.until("refusals for want of room", refused).await?;
    let ready = trial.readiness()?;
    told.holds("/readyz on the full disk", ready, ready == 503);
    trial.kills()?;
    // On a full disk it serves what it has, or says why not; either way nothing is lost by it.
    let restarted = trial.starts();
    match &restarted {
        Ok(()) => told.says("a start on the full disk", "it serves"),
        Err(why) => told.says("a start on the full disk", why),
    };

    disk.frees()?;
    if restarted.is_err() {
        trial.starts()?;
    }
    let freed = Instant::now();
    trial.goes_on(100).await?;
    told.says(
        "100 more done after it was freed",
        format!("{:.1?}", freed.elapsed()),
    );
    let ready = trial.readiness()?;
    told.holds("/readyz after", ready, ready == 200);
    told.compares(&trial.ends().await?);
    drop(disk);
    Ok(told)
}
