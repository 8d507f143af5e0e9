//! Cuts the fonts in `OUT_DIR` and writes the table that the library includes.
//!
//! The source tree stays untouched. Two ways around npm: `ONEFLOOR_FONTS` names a directory with
//! the fonts as `cut.mjs` writes them; `ONEFLOOR_SKIP_WEB=1` embeds none (editors, lints), and the
//! PDF report then says that it has none.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SOURCES: &[&str] = &["package.json", "package-lock.json", "cut.mjs"];
const NAMES: &[&str] = &["sans", "sans-bold", "arabic", "arabic-bold", "han", "emoji"];

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=ONEFLOOR_FONTS");
    println!("cargo::rerun-if-env-changed=ONEFLOOR_SKIP_WEB");
    let fonts = if let Some(fonts) = env::var_os("ONEFLOOR_FONTS") {
        let fonts = PathBuf::from(fonts);
        println!("cargo::rerun-if-changed={}", fonts.display());
        Some(fonts)
    } else if env::var_os("ONEFLOOR_SKIP_WEB").is_some_and(|skip| skip == "1") {
        None
    } else {
        Some(cut(&manifest.join("npm"), &out))
    };
    let mut table = String::from(
        "/// Every font; none in a build without them.\npub static FONTS: &[Font] = &[\n",
    );
    for (fonts, name) in fonts
        .iter()
        .flat_map(|fonts| NAMES.iter().map(move |name| (fonts, name)))
    {
        let file = fonts.join(format!("{name}.ttf"));
        assert!(file.is_file(), "{} is missing", file.display());
        writeln!(
            table,
            "    Font {{ name: {name:?}, bytes: include_bytes!({file:?}) }},"
        )
        .expect("a String takes any text");
    }
    table.push_str("];\n");
    fs::write(out.join("table.rs"), table).expect("OUT_DIR is writable");
}

/// Installs what the lock file names and cuts, unless that was done with the same sources before.
fn cut(npm_sources: &Path, out: &Path) -> PathBuf {
    let copy = out.join("fonts");
    fs::create_dir_all(&copy).expect("OUT_DIR is writable");
    let mut sources = Vec::new();
    for name in SOURCES {
        let from = npm_sources.join(name);
        println!("cargo::rerun-if-changed={}", from.display());
        let source = fs::read(&from).expect("server/fonts/npm is readable");
        fs::write(copy.join(name), &source).expect("OUT_DIR is writable");
        sources.extend(source);
    }
    let done = out.join("cut-from");
    let dist = copy.join("dist");
    if !fs::read(&done).is_ok_and(|done| done == sources) {
        run(
            &copy,
            if cfg!(windows) { "npm.cmd" } else { "npm" },
            &["ci", "--no-audit", "--no-fund"],
        );
        run(&copy, "node", &["cut.mjs"]);
        // The packages are ten times the size of what is cut from them.
        fs::remove_dir_all(copy.join("node_modules")).expect("OUT_DIR is writable");
        fs::write(done, sources).expect("OUT_DIR is writable");
    }
    dist
}

fn run(directory: &Path, program: &str, arguments: &[&str]) {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(directory)
        .output()
        .unwrap_or_else(|error| {
            panic!(
                "The fonts are cut with Node 20.19 or newer, and `{program}` did not start: {error}"
            )
        });
    assert!(
        output.status.success(),
        "`{program} {}` failed:\n{}\n{}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
