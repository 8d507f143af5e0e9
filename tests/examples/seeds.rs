//! Writes what the fuzz targets begin with into `tests/fuzz/corpus`, which is not committed.

use std::fs;
use std::io;

use onefloor_tests::fuzzed::{TARGETS, seeds};
use onefloor_tests::work_directory;

fn main() -> io::Result<()> {
    for target in TARGETS {
        let directory = work_directory("tests/fuzz/corpus").join(target.name);
        fs::create_dir_all(&directory)?;
        for (at, seed) in seeds(target.name).into_iter().enumerate() {
            fs::write(directory.join(format!("seed-{at:03}")), seed)?;
        }
    }
    Ok(())
}
