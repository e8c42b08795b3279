//! `confab-serve` with its host door on stdin and stdout, for tests of what the window alone may ask:
//! there a line is a request, `{"method": "GET", "path": "/api/v1/meetings", "body": {…}}`, and its
//! answer, `{"status": 200, "body": {…}}`. The first line is the ready line. It ends with stdin.
//!
//! No part of the product: `confab-serve` has no host door.

use std::io::Write as _;

use axum::Router;
use axum::body::Body;
use confab_api::house::{House, Mode};
use confab_api::logging::Log;
use confab_core::config::{Env, Settings};
use http::Request;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tower::ServiceExt as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // SAFETY: nothing has run before this: there is no other thread.
    unsafe { confab_core::process::prepare() };
    let settings = Settings::load(&Env::from_process())?;
    let log = Log::start(&settings.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(serve(settings, &log))
}

async fn serve(settings: Settings, log: &Log) -> Result<(), Box<dyn std::error::Error>> {
    let house = House::start(settings, Mode::Serve, log, |_| {}).await?;
    say(&serde_json::to_value(house.ready_line())?)?;
    let mut lines = lines();
    while let Some(line) = lines.recv().await {
        let asked: Value = serde_json::from_str(&line)?;
        say(&ask(house.host_router(), &asked).await?)?;
    }
    house.shutdown().await;
    Ok(())
}

/// What comes in, line by line, until it ends.
fn lines() -> mpsc::Receiver<String> {
    let (send, receive) = mpsc::channel(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if send.blocking_send(line).is_err() {
                return;
            }
        }
    });
    receive
}

async fn ask(host: Router, asked: &Value) -> Result<Value, Box<dyn std::error::Error>> {
    let text = |name: &str| asked[name].as_str().unwrap_or_default();
    let mut request = Request::builder()
        .method(text("method"))
        .uri(text("path"))
        .header("host", "localhost");
    let mut body = Body::empty();
    if !asked["body"].is_null() {
        request = request.header("content-type", "application/json");
        body = Body::from(asked["body"].to_string());
    }
    let answer = host.oneshot(request.body(body)?).await?;
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await?.to_bytes();
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    Ok(json!({ "status": status, "body": body }))
}

fn say(line: &Value) -> std::io::Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{line}")?;
    out.flush()
}
