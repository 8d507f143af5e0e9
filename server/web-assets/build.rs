//! Builds the web app in `OUT_DIR` and writes the table that the library includes.
//!
//! The source tree stays untouched. Two ways around npm: `ONEFLOOR_WEB_DIST` names a built
//! `dist` to embed as it is; `ONEFLOOR_SKIP_WEB=1` embeds a page that says so (editors, lints).

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

const SOURCES: &[&str] = &[
    "index.html",
    "package.json",
    "package-lock.json",
    "svelte.config.js",
    "tsconfig.json",
    "vite.config.ts",
    "build",
    "public",
    "src",
];

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=ONEFLOOR_WEB_DIST");
    println!("cargo::rerun-if-env-changed=ONEFLOOR_SKIP_WEB");
    let dist = if let Some(dist) = env::var_os("ONEFLOOR_WEB_DIST") {
        let dist = PathBuf::from(dist);
        println!("cargo::rerun-if-changed={}", dist.display());
        dist
    } else if env::var_os("ONEFLOOR_SKIP_WEB").is_some_and(|skip| skip == "1") {
        placeholder(&out)
    } else {
        built(&manifest.join("../../web"), &out)
    };
    let table = table(&dist);
    fs::write(out.join("table.rs"), table).expect("OUT_DIR is writable");
}

fn placeholder(out: &Path) -> PathBuf {
    let dist = out.join("placeholder");
    fs::create_dir_all(&dist).expect("OUT_DIR is writable");
    let page = "<!doctype html><title>Onefloor</title><p>Built with ONEFLOOR_SKIP_WEB=1.</p>";
    fs::write(dist.join("index.html"), page).expect("OUT_DIR is writable");
    dist
}

/// Copies the sources, installs what the lock file names when it has changed, and builds.
fn built(web: &Path, out: &Path) -> PathBuf {
    let copy = out.join("web");
    fs::create_dir_all(&copy).expect("OUT_DIR is writable");
    for name in SOURCES {
        let (from, to) = (web.join(name), copy.join(name));
        if from.exists() {
            remove(&to);
            copied(&from, &to);
        }
    }
    node_is_new_enough();
    let lock = fs::read(web.join("package-lock.json")).expect("web/package-lock.json exists");
    let installed = out.join("installed-lock.json");
    let is_current = copy.join("node_modules").exists()
        && fs::read(&installed).is_ok_and(|installed| installed == lock);
    if !is_current {
        npm(&copy, &["ci", "--omit=dev", "--no-audit", "--no-fund"]);
        fs::write(&installed, &lock).expect("OUT_DIR is writable");
    }
    npm(&copy, &["run", "--silent", "build"]);
    copy.join("dist")
}

fn remove(path: &Path) {
    if path.is_dir() {
        fs::remove_dir_all(path).expect("OUT_DIR is writable");
    }
}

fn copied(from: &Path, to: &Path) {
    if from.is_dir() {
        // The directory itself is watched too, so that a new file is noticed.
        println!("cargo::rerun-if-changed={}", from.display());
        fs::create_dir_all(to).expect("OUT_DIR is writable");
        for entry in fs::read_dir(from).expect("web/ is readable") {
            let name = entry.expect("web/ is readable").file_name();
            copied(&from.join(&name), &to.join(&name));
        }
    } else {
        println!("cargo::rerun-if-changed={}", from.display());
        fs::copy(from, to).expect("OUT_DIR is writable");
    }
}

fn node_is_new_enough() {
    let version = Command::new("node").arg("--version").output();
    let version = version.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let version = version.unwrap_or_else(|error| {
        panic!(
            "Onefloor's web app is built with Node 20.19 or newer, and `node` did not start ({error}). \
             Install Node, or set ONEFLOOR_WEB_DIST to a built dist directory."
        )
    });
    let mut parts = version.trim().trim_start_matches('v').split('.');
    let mut part = || parts.next().and_then(|part| part.parse::<u32>().ok());
    let (major, minor) = (part().unwrap_or(0), part().unwrap_or(0));
    assert!(
        (major, minor) >= (20, 19),
        "Onefloor's web app needs Node 20.19 or newer; this is {}",
        version.trim()
    );
}

fn npm(directory: &Path, arguments: &[&str]) {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(program)
        .args(arguments)
        .current_dir(directory)
        .output()
        .unwrap_or_else(|error| panic!("`npm` did not start: {error}"));
    assert!(
        output.status.success(),
        "`npm {}` failed:\n{}\n{}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn table(dist: &Path) -> String {
    let mut paths = Vec::new();
    files(dist, dist, &mut paths);
    paths.sort();
    let mut table =
        String::from("/// Every asset, sorted by path.\npub static ASSETS: &[Asset] = &[\n");
    for path in &paths {
        let is_compressed = [".br", ".gz"].iter().any(|suffix| path.ends_with(suffix));
        if is_compressed {
            continue;
        }
        let file = dist.join(path);
        let bytes = fs::read(&file).expect("a listed file is readable");
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let variant = |suffix: &str| {
            let variant = format!("{path}{suffix}");
            if paths.contains(&variant) {
                format!("Some(include_bytes!({:?}))", dist.join(variant))
            } else {
                "None".to_owned()
            }
        };
        writeln!(
            table,
            "    Asset {{ path: {path:?}, mime: {:?}, etag: \"\\\"{:016x}\\\"\", \
             raw: include_bytes!({file:?}), br: {}, gz: {} }},",
            mime(path),
            hasher.finish(),
            variant(".br"),
            variant(".gz"),
        )
        .expect("a String takes any text");
    }
    table.push_str("];\n");
    table
}

fn files(root: &Path, directory: &Path, paths: &mut Vec<String>) {
    let entries = fs::read_dir(directory)
        .unwrap_or_else(|error| panic!("{} is not readable: {error}", directory.display()));
    for entry in entries {
        let path = entry.expect("a listed entry is readable").path();
        if path.is_dir() {
            files(root, &path, paths);
        } else {
            let below = path.strip_prefix(root).expect("it is below the root");
            paths.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
}

fn mime(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
