//! Names this build by what the rules and the shapes of the state are made of, so that a state which
//! another build wrote down is never taken for one of its own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// From the root of the workspace. The lock is there for what other people's crates decide.
const SOURCES: [&str; 5] = [
    "server/core/src",
    "server/page/src",
    "server/matching/src",
    "server/app/src",
    "Cargo.lock",
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut hasher = blake3::Hasher::new();
    for source in SOURCES {
        let path = root.join(source);
        println!("cargo::rerun-if-changed={}", path.display());
        add(&path, &mut hasher)?;
    }
    println!(
        "cargo::rustc-env=ONEFLOOR_BUILD={}",
        hasher.finalize().to_hex()
    );
    Ok(())
}

fn add(path: &Path, hasher: &mut blake3::Hasher) -> io::Result<()> {
    if path.is_dir() {
        let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
        let mut entries = entries.collect::<io::Result<Vec<PathBuf>>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| add(entry, hasher));
    }
    let bytes = fs::read(path)?;
    hasher.update(&bytes.len().to_le_bytes());
    hasher.update(&bytes);
    Ok(())
}
