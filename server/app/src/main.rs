//! The binary: reads the options, opens the data directory, serves until it is told to stop.

use std::future::Future;
use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use onefloor::auth::HostKey;
use onefloor::bounds::Proxies;
use onefloor::calls::Calls;
use onefloor::clock::Clock;
use onefloor::config::{Cli, ServeOptions, Task};
use onefloor::data_directory::{DataDirectory, OnDamage};
use onefloor::matching::MatchOptions;
use onefloor::output::{Outcome, exit_code, say};
use onefloor::policy::Policy;
use onefloor::{App, keeping, serve_directory, telemetry};
use tokio::net::TcpListener;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Some(Task::ReadPage(options)) => onefloor::source_file::run(&options),
        Some(Task::Create(options)) => onefloor::creating::run(&options),
        Some(Task::Match(options)) => print_rooms(&options),
        Some(Task::Report(options)) => onefloor::report_file::run(&options),
        Some(Task::RotateKey(options)) => onefloor::rotate_key::run(&options),
        Some(Task::HostLink(options)) => keeping::host_link(&options),
        Some(Task::Backup(options)) => keeping::backup(&options),
        Some(Task::Restore(options)) => keeping::restore(&options),
        Some(Task::Check(options)) => keeping::check(&options),
        Some(Task::Sessions(task)) => keeping::sessions(&task),
        Some(Task::Serve(options)) => start(&options),
        None => start(&cli.serve),
    };
    exit_code(done)
}

fn print_rooms(options: &MatchOptions) -> Outcome {
    let json = onefloor::matching::run(options)?;
    say(&json)
}

fn start(options: &ServeOptions) -> Outcome {
    telemetry::start(options.log_format);
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    let served = runtime.block_on(run(options));
    // Readers on blocking threads are not worth waiting for.
    runtime.shutdown_background();
    Ok(served?)
}

async fn run(options: &ServeOptions) -> Result<(), String> {
    let calls = Calls::new(options.calls.clone())?;
    let fonts = options.fonts.read()?;
    let on_damage = match options.serve_damaged {
        true => OnDamage::Serve,
        false => OnDamage::Refuse,
    };
    let data = DataDirectory::open_as(&options.data_dir, on_damage)?;
    let listener = bound(options.place.listen, "--listen").await?;
    let metrics = match options.metrics_listen {
        Some(address) => Some(bound(address, "--metrics-listen").await?),
        None => None,
    };
    keeping::watch_over(&options.data_dir, data.host_key.clone());
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let public_url = options.place.url(address);
    let asked_to_stop = asked_to_stop().map_err(|error| error.to_string())?;
    greet(&public_url, &data.host_key);
    tracing::info!(%address, data_dir = %options.data_dir.display(), "serving");
    if let Some(listener) = &metrics {
        let address = listener.local_addr().map_err(|error| error.to_string())?;
        tracing::info!(%address, "metrics are at /metrics");
    }
    let policy = Policy {
        operator: options.operator.as_deref().map(Arc::from),
        retention_days: options.retention_days,
        ..Policy::default()
    };
    let with = |app: App| {
        if let Some(listener) = metrics {
            let stopping = app.stopping.clone();
            tokio::spawn(onefloor::instruments::listen(listener, stopping));
        }
        app.with_calls(calls)
            .with_fonts(fonts)
            .behind(Proxies::and(&options.trusted_proxy))
    };
    let clock = Clock::default();
    let closed = serve_directory(
        data,
        policy,
        listener,
        (clock, &public_url),
        with,
        asked_to_stop,
    )
    .await;
    tracing::info!("stopped");
    closed
}

/// Says where the server is. The link of the host is for somebody who sits there, and not for the
/// journal of a service, in which it would be kept.
fn greet(public_url: &str, host_key: &HostKey) {
    let mut stdout = io::stdout();
    let link = if stdout.is_terminal() {
        host_key.host_link(public_url)
    } else {
        "the link that `onefloor host-link` prints".to_owned()
    };
    let greeting =
        format!("Onefloor is open at      {public_url}\nCreate a session with    {link}\n");
    // Without anybody to greet, the server serves all the same.
    let _ = stdout
        .write_all(greeting.as_bytes())
        .and_then(|()| stdout.flush());
}

async fn bound(address: SocketAddr, option: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| {
        format!("{address} cannot be listened on: {error}; another address goes with {option}")
    })
}

/// Resolves on SIGINT or SIGTERM; both are listened to from the call on, not from the first poll.
fn asked_to_stop() -> io::Result<impl Future<Output = ()> + Send> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
