//! Every browser story as a test with its own name, against the real binary.
//!
//! Playwright lists the stories and runs those that are asked for, all of a project in one run; a test
//! of each story's name waits for what `reporter.mjs` says of it. Filters and `--skip` are those of any
//! test, and `--test-threads` is how many stories run side by side. Stories in which minutes pass turn
//! the clock of a server of their own (`turned`).

mod turned;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use libtest_mimic::{Arguments, Completion, Failed, Trial};
use onefloor_tests::{npm_ci, run, work_directory};
use serde_json::Value;

/// What every name begins with, so that `--skip browser` leaves all of them out.
const PREFIX: &str = "browser::";
/// How many of the slowest stories are named at the end.
const SLOWEST: usize = 8;

/// A story, as Playwright lists it.
#[derive(Debug, Clone)]
struct Story {
    id: String,
    name: String,
    project: String,
    /// File and line, by which Playwright is told to run it.
    place: String,
}

/// How a story ended.
#[derive(Debug, Clone)]
enum How {
    Passed,
    LeftOut(String),
    Failed(String),
}

/// How a story ended, and after how many seconds.
type Ending = (How, f64);

/// The endings of the stories that have ended, by id.
#[derive(Default)]
struct Endings {
    known: Mutex<BTreeMap<String, Ending>>,
    news: Condvar,
}

impl Endings {
    fn tell(&self, id: &str, ending: Ending) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(id.to_owned()).or_insert(ending);
        self.news.notify_all();
    }

    fn wait_for(&self, id: &str) -> Result<Completion, Failed> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = self.news.wait_while(known, |known| !known.contains_key(id));
        match &known.unwrap_or_else(PoisonError::into_inner)[id].0 {
            How::Passed => Ok(Completion::Completed),
            How::LeftOut(why) => Ok(Completion::ignored_with(why)),
            How::Failed(why) => Err(Failed::from(why)),
        }
    }

    /// Those of these that did not pass or were left out.
    fn failures(&self, stories: &[Story]) -> usize {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let failed =
            |story: &&Story| matches!(known.get(&story.id), None | Some((How::Failed(_), _)));
        stories.iter().filter(failed).count()
    }

    fn slowest(&self, stories: &[Story]) -> Vec<String> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lasted: Vec<(f64, &str)> = stories
            .iter()
            .filter_map(|story| Some((known.get(&story.id)?.1, story.name.as_str())))
            .collect();
        lasted.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let line = |(seconds, name): &(f64, &str)| format!("{seconds:6.1} s  {name}");
        lasted.iter().take(SLOWEST).map(line).collect()
    }
}

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    if words.next().as_deref() == Some(turned::ARGUMENT) {
        turned::run(words);
        return ExitCode::SUCCESS;
    }
    let mut arguments = Arguments::from_args();
    // Whoever leaves the stories out needs no Node.
    let leaves_out = |skip: &String| !arguments.exact && PREFIX.contains(skip.as_str());
    if arguments.skip.iter().any(leaves_out) {
        return libtest_mimic::run(&arguments, Vec::new()).exit_code();
    }
    let directory = work_directory("tests/browser");
    npm_ci(&directory);
    let stories = listed(&directory);
    let endings = Arc::new(Endings::default());
    let trial = |story: &Story| {
        let (endings, id) = (Arc::clone(&endings), story.id.clone());
        Trial::ignorable_test(story.name.clone(), move || endings.wait_for(&id))
    };
    let trials: Vec<Trial> = stories.iter().map(trial).collect();
    let wanted: Vec<Story> = stories
        .iter()
        .zip(&trials)
        .filter(|(_, trial)| !arguments.is_filtered_out(trial))
        .map(|(story, _)| story.clone())
        .collect();
    if arguments.list || wanted.is_empty() {
        return libtest_mimic::run(&arguments, trials).exit_code();
    }
    run(Command::new("node")
        .arg("find-chromium.mjs")
        .current_dir(&directory));
    let workers = arguments.test_threads;
    // A test only waits; all of them wait side by side.
    arguments.test_threads = Some(trials.len());
    let playing = {
        let (endings, wanted) = (Arc::clone(&endings), wanted.clone());
        thread::spawn(move || play(&directory, &stories, &wanted, workers, &endings))
    };
    let conclusion = libtest_mimic::run(&arguments, trials);
    let is_over = playing.join();
    eprintln!("the slowest stories:");
    for line in endings.slowest(&wanted) {
        eprintln!("{line}");
    }
    if is_over.is_err() {
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}

/// Every story of every project, in Playwright's order.
fn listed(directory: &Path) -> Vec<Story> {
    let output = Command::new("npx")
        .args(["playwright", "test", "--list", "--reporter=json"])
        .current_dir(directory)
        .output()
        .expect("Node is installed");
    let list: Value = serde_json::from_slice(&output.stdout).expect("Playwright lists as JSON");
    let mut stories = Vec::new();
    for suite in list["suites"].as_array().into_iter().flatten() {
        collect(suite, "", &mut stories);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && !stories.is_empty(),
        "Playwright lists no story: {} {said}",
        list["errors"]
    );
    stories
}

/// The stories of a file, or of a group whose title stands before theirs.
fn collect(suite: &Value, group: &str, stories: &mut Vec<Story>) {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for spec in suite["specs"].as_array().into_iter().flatten() {
        let file = word(&spec["file"]);
        let topic = file.split('.').next().unwrap_or_default();
        stories.push(Story {
            id: word(&spec["id"]),
            name: format!("{PREFIX}{topic}::{group}{}", word(&spec["title"])),
            project: word(&spec["tests"][0]["projectName"]),
            place: format!("{file}:{}", spec["line"]),
        });
    }
    for inner in suite["suites"].as_array().into_iter().flatten() {
        collect(
            inner,
            &format!("{group}{}: ", word(&inner["title"])),
            stories,
        );
    }
}

/// Runs a project after the other, since calls and timing need the machine for themselves. Where one
/// fails, the next is not begun.
fn play(
    directory: &Path,
    stories: &[Story],
    wanted: &[Story],
    workers: Option<usize>,
    endings: &Endings,
) {
    let mut projects: Vec<&str> = wanted.iter().map(|story| story.project.as_str()).collect();
    projects.dedup();
    for project in projects {
        let is_its = |story: &&Story| story.project == project;
        let chosen: Vec<Story> = wanted.iter().filter(is_its).cloned().collect();
        let mut command = Command::new("npx");
        command
            .args([
                "playwright",
                "test",
                "--no-deps",
                "--reporter=./reporter.mjs",
            ])
            .arg(format!("--project={project}"))
            .args(workers.map(|workers| format!("--workers={workers}")));
        if chosen.len() < stories.iter().filter(is_its).count() {
            command.args(chosen.iter().map(|story| &story.place));
        }
        command
            .env("ONEFLOOR_BIN", env!("CARGO_BIN_EXE_onefloor"))
            .env("ONEFLOOR_TURNED_BIN", this_program())
            .current_dir(directory);
        let how = listen(&mut command, endings);
        for story in &chosen {
            let why = format!("Playwright ended without this story: {how}");
            endings.tell(&story.id, (How::Failed(why), 0.0));
        }
        if endings.failures(&chosen) > 0 {
            break;
        }
    }
    for story in wanted {
        let why = "did not run, since a story before it failed".to_owned();
        endings.tell(&story.id, (How::Failed(why), 0.0));
    }
}

/// The path of this program, which serves as well.
fn this_program() -> PathBuf {
    std::env::current_exe().expect("a running program has a path")
}

/// Hears the reporter to its end; how Playwright ended.
fn listen(command: &mut Command, endings: &Endings) -> String {
    let mut child = match command.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return error.to_string(),
    };
    let lines = child.stdout.take().map(BufReader::new);
    for line in lines
        .into_iter()
        .flat_map(BufRead::lines)
        .map_while(Result::ok)
    {
        match serde_json::from_str::<Value>(&line) {
            Ok(said) if said["id"].is_string() => {
                let text = said["text"].as_str().unwrap_or_default().to_owned();
                let how = match said["outcome"].as_str() {
                    Some("passed") => How::Passed,
                    Some("skipped") => How::LeftOut(text),
                    _ => How::Failed(text),
                };
                let seconds = said["seconds"].as_f64().unwrap_or_default();
                endings.tell(said["id"].as_str().unwrap_or_default(), (how, seconds));
            }
            _ => eprintln!("{line}"),
        }
    }
    match child.wait() {
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    }
}
