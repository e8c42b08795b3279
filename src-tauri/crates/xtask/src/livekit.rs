//! The LiveKit server, built from the sources that src-tauri/livekit-server/go.sum pins.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::repo::{Repo, exe, on_path};
use crate::stamp::{self, Fingerprint};
use crate::step;
use crate::versions::{self, Go};

const TITLE: &str = "LiveKit server";
const FLAGS: [&str; 5] = [
    "-trimpath",
    "-buildvcs=false",
    "-mod=readonly",
    "-ldflags",
    "-s -w",
];
const PACKAGE: &str = "github.com/livekit/livekit-server/cmd/server";

/// Sees to it that there is a LiveKit server, and tells where it was built; `None` where one that
/// was installed otherwise serves instead.
pub(crate) fn ensure(repo: &Repo) -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os("CONFAB_LIVEKIT_SERVER").filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        if !path.is_file() {
            bail!(
                "CONFAB_LIVEKIT_SERVER names {}, and there is no such file.",
                path.display()
            );
        }
        step::up_to_date(
            TITLE,
            &format!("{} (CONFAB_LIVEKIT_SERVER)", path.display()),
        );
        return Ok(None);
    }
    let server = repo.livekit_server();
    let stamp = server.with_file_name("stamp");
    let module = repo.livekit_module();
    let pinned = |go: &str| {
        Fingerprint::default()
            .file(&module.join("go.mod"))
            .file(&module.join("go.sum"))
            .text(&FLAGS.join(" "))
            .text(go)
            .finish()
    };
    match versions::go(repo)? {
        Go::There(version) => {
            let fingerprint = pinned(&version);
            if server.is_file() && stamp::fresh(&stamp, &fingerprint) {
                step::up_to_date(TITLE, "built from what go.sum pins");
            } else {
                stamp::clear(&stamp);
                build(repo, &server)?;
                stamp::write(&stamp, &fingerprint)?;
            }
            Ok(Some(server))
        }
        other => {
            let why = match other {
                Go::TooOld(have, wanted) => {
                    format!("Go {wanted} or newer is needed to build it, and this is {have}")
                }
                _ => "Go is not installed".to_owned(),
            };
            if server.is_file() {
                step::up_to_date(TITLE, &format!("the one built before serves ({why})"));
                Ok(Some(server))
            } else if let Some(found) = on_path("livekit-server") {
                step::up_to_date(TITLE, &format!("{} serves ({why})", found.display()));
                Ok(None)
            } else if std::env::var_os("LIVEKIT_URL").is_some_and(|url| !url.is_empty()) {
                step::up_to_date(TITLE, &format!("LIVEKIT_URL names another one ({why})"));
                Ok(None)
            } else {
                bail!(
                    "There is no LiveKit server: {why}. Either install Go from https://go.dev/dl, or \
                     set CONFAB_LIVEKIT_SERVER to the path of a livekit-server, or put a \
                     livekit-server on PATH."
                );
            }
        }
    }
}

fn build(repo: &Repo, server: &std::path::Path) -> Result<()> {
    let dir = server.parent().context("the server lies in a folder")?;
    std::fs::create_dir_all(dir)?;
    // Built under another name and moved, so that a half-written server is never started.
    let fresh = dir.join(exe(&format!("livekit-server.{}", std::process::id())));
    let built = step::run(
        repo,
        "LiveKit server (go build; the first time takes a few minutes)",
        repo.command("go")
            .current_dir(repo.livekit_module())
            .env("CGO_ENABLED", "0")
            .arg("build")
            .args(FLAGS)
            .arg("-o")
            .arg(&fresh)
            .arg(PACKAGE),
    );
    if built.is_err() {
        let _ = std::fs::remove_file(&fresh);
    }
    built?;
    std::fs::rename(&fresh, server)
        .with_context(|| format!("{} could not be replaced", server.display()))
}
