//! What an operator sees: metrics, the log, and the names by which a call is found in it. Of the binary
//! itself, since metrics and log are of a whole process.

mod leaving;
mod log;
mod metrics;
mod panics;

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use onefloor_tests::plan;
use serde_json::Value;

use crate::binary::{greeting, onefloor};
use crate::http::{Answer, ask_at};

const PATIENCE: Duration = Duration::from_secs(10);

/// A server of the binary, with everything that it writes.
struct Watched {
    child: Child,
    address: String,
    host_secret: String,
    metrics: String,
    log: Arc<Mutex<Vec<u8>>>,
    reading: Option<JoinHandle<()>>,
}

/// A session made over HTTP.
struct Made {
    code: String,
    links: Vec<Value>,
}

impl Made {
    fn secret(&self, role: &str) -> String {
        let holds = |link: &&Value| link["roles"].as_array().unwrap().contains(&role.into());
        let link = self.links.iter().find(holds).unwrap();
        link["secret"].as_str().unwrap().to_owned()
    }
}

impl Watched {
    fn start(directory: &Path, level: &str) -> Self {
        let mut command = onefloor(&["--listen", "127.0.0.1:0", "--log-format", "json"]);
        command.args(["--metrics-listen", "127.0.0.1:0", "--data-dir"]);
        command.arg(directory).env("RUST_LOG", level);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let greeting = greeting(&mut child, directory);
        let (url, host_secret) = greeting[1].rsplit_once("/#host=").unwrap();
        let address = url.rsplit_once("http://").unwrap().1.to_owned();
        let log = Arc::new(Mutex::new(Vec::new()));
        let (kept, mut written) = (Arc::clone(&log), child.stderr.take().unwrap());
        let reading = std::thread::spawn(move || {
            let mut bytes = [0; 65_536];
            while let Ok(read @ 1..) = written.read(&mut bytes) {
                kept.lock().unwrap().extend_from_slice(&bytes[..read]);
            }
        });
        let mut watched = Self {
            child,
            address,
            host_secret: host_secret.trim().to_owned(),
            metrics: String::new(),
            log,
            reading: Some(reading),
        };
        let says = watched.line(|line| line["message"] == "metrics are at /metrics");
        watched.metrics = says["address"].as_str().unwrap().to_owned();
        watched
    }

    async fn asks(&self, request: &str, secret: Option<&str>, body: &str) -> Answer {
        let bearer = secret.map(|secret| format!("authorization: Bearer {secret}\r\n"));
        ask_at(&self.address, request, &bearer.unwrap_or_default(), body).await
    }

    async fn session(&self) -> Made {
        let plan = serde_json::to_string(&plan()).unwrap();
        let secret = Some(self.host_secret.as_str());
        let created = self.asks("POST /api/sessions", secret, &plan).await;
        let created = created.json();
        Made {
            code: created["code"].as_str().unwrap().to_owned(),
            links: created["links"].as_array().unwrap().clone(),
        }
    }

    fn written(&self) -> String {
        String::from_utf8_lossy(&self.log.lock().unwrap()).into_owned()
    }

    /// Waits for a line of the log.
    fn line(&self, is_it: impl Fn(&Value) -> bool) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let written = self.written();
            let lines = written.lines();
            let mut lines = lines.filter_map(|line| serde_json::from_str(line).ok());
            if let Some(line) = lines.find(&is_it) {
                return line;
            }
            assert!(Instant::now() < deadline, "no such line in\n{written}");
            std::thread::yield_now();
        }
    }

    /// What the metrics say now.
    async fn scraped(&self) -> String {
        let answer = ask_at(&self.metrics, "GET /metrics", "", "").await;
        assert_eq!(answer.status, 200);
        assert!(answer.head.contains("application/openmetrics-text"));
        answer.body
    }

    /// Waits until a metric, with its labels, has a value.
    async fn shows(&self, metric: &str, value: f64) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let text = self.scraped().await;
            let is = self::value(&text, metric);
            if is == Some(value) {
                return;
            }
            assert!(Instant::now() < deadline, "{metric} is {is:?} in\n{text}");
            tokio::task::yield_now().await;
        }
    }

    /// Tells it to stop and waits for the end; everything that it wrote.
    fn stops(&mut self) -> String {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status();
        assert!(told.unwrap().success());
        assert!(self.child.wait().unwrap().success());
        self.reading.take().unwrap().join().unwrap();
        self.written()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The value of a line of OpenMetrics.
fn value(text: &str, metric: &str) -> Option<f64> {
    let mut lines = text.lines();
    lines.find_map(|line| {
        let value = line.strip_prefix(metric)?.strip_prefix(' ')?;
        value.parse().ok()
    })
}
