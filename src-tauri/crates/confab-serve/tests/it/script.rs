//! The script that the contract tells people to run.

use std::path::Path;
use std::process::Command;

use crate::confab;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn test_meeting_api_walks_every_endpoint() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../test_meeting_api.py");
    let confab = confab().start().await;
    let base = confab.ready.api.clone();
    let run = move || {
        Command::new("python3")
            .arg(script)
            .args(["--base-url", &base])
            .output()
    };
    let output = tokio::task::spawn_blocking(run)
        .await
        .expect("it ran")
        .expect("python3 runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.lines().count() >= 6, "it prints what it did: {said}");
    let left = confab.local().get("/meetings").await.expect(200).json();
    assert_eq!(
        left["meetings"],
        serde_json::json!([]),
        "it tidies up after itself"
    );
}
