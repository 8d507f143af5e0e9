//! The server of a story that does not wait for minutes to pass: the real one in all but its clock,
//! which each line on standard input turns forward by so many milliseconds.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use onefloor::clock::Clock;
use onefloor::data_directory::DataDirectory;
use onefloor::policy::Policy;
use onefloor::{serve_directory, telemetry};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// The argument that makes this program such a server.
pub(crate) const ARGUMENT: &str = "serve-turned";

/// What the story says of it: the options of the real one that it has, and how far the time was
/// turned before it was killed.
struct Options {
    listen: SocketAddr,
    data_dir: PathBuf,
    turned: Duration,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let (mut listen, mut data_dir, mut turned) = (None, None, None);
        while let Some(name) = arguments.next() {
            let value = arguments.next()?;
            match name.as_str() {
                "--listen" => listen = value.parse().ok(),
                "--data-dir" => data_dir = Some(PathBuf::from(value)),
                "--turned" => turned = value.parse().ok().map(Duration::from_millis),
                _ => return None,
            }
        }
        Some(Self {
            listen: listen?,
            data_dir: data_dir?,
            turned: turned?,
        })
    }
}

/// Serves until it is killed, or nobody is left to turn its clock.
pub(crate) fn run(arguments: impl Iterator<Item = String>) {
    let options = Options::read(arguments).expect("--listen, --data-dir and --turned have values");
    telemetry::start(telemetry::LogFormat::Text);
    let runtime = tokio::runtime::Runtime::new().expect("threads can be made");
    runtime.block_on(serve_turned(options));
}

async fn serve_turned(options: Options) {
    let data = DataDirectory::open(&options.data_dir).expect("the story's directory is its own");
    let listener = TcpListener::bind(options.listen).await;
    let listener = listener.expect("the port is free");
    let public_url = format!("http://{}", options.listen);
    let clock = Clock::default();
    clock.advance(options.turned);
    let turning = turn(clock.clone());
    let served = serve_directory(
        data,
        Policy::default(),
        listener,
        (clock, &public_url),
        |app| app,
        turning,
    )
    .await;
    served.expect("the store closes");
}

/// Turns the clock as it is told, and says how far; resolves at the end of standard input.
async fn turn(clock: Clock) {
    let (ended, end) = oneshot::channel::<()>();
    // Standard input blocks: it has a thread of its own.
    thread::spawn(move || {
        for line in io::stdin().lines().map_while(Result::ok) {
            let by_ms = line.trim().parse().expect("a line is milliseconds");
            clock.advance(Duration::from_millis(by_ms));
            say(&format!("turned by {by_ms}"));
        }
        drop(ended);
    });
    let _ = end.await;
}

/// The story listens to standard output.
fn say(line: &str) {
    let mut stdout = io::stdout();
    writeln!(stdout, "{line}")
        .and_then(|()| stdout.flush())
        .expect("the story listens");
}
