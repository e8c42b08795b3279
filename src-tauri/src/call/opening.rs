//! Opens a call in the first browser that shows it.

use std::time::Duration;

use confab_core::error::{Code, Error, Result};
use confab_core::host_code::{HOST_CODE_LIFETIME, HostCode};
use url::Url;

use super::app_window::{AppWindows, Attempt};
use super::browser::{Opener, Places};
use super::raise::raise;
use super::{Joined, Opened, PROFILE};
use crate::house::Call;
use crate::settings::Desk;

/// How long a browser has to show the call while there is another to try.
const PATIENCE: Duration = Duration::from_secs(15);

/// Opens the call, or says that it is open already.
///
/// # Errors
/// A sentence that says what to do where no browser shows it.
pub(super) async fn open(
    desk: &Desk,
    windows: &AppWindows,
    call: &Call,
    name: &str,
    take_over: bool,
) -> Result<Joined> {
    if !take_over {
        let is_open = call.is_open();
        // A window whose host is not in the call shows the page before it, or that the call has ended;
        // only the former is titled like the meeting, and worth being shown again.
        let title = (!is_open).then(|| call.title.clone());
        if raise(call.id, title).await {
            return Ok(Opened::Raised.into());
        }
        if is_open {
            return Ok(Opened::AlreadyOpen.into());
        }
    }
    let settings = desk.load()?;
    let profile = settings.data_dir.join(PROFILE);
    let openers = Places::of(desk.env()).openers(settings.browser.as_deref(), &profile)?;
    let host = HostOf { call, name };
    in_the_first_that_works(windows, &openers, &host).await
}

impl From<Opened> for Joined {
    fn from(opened: Opened) -> Self {
        Self {
            opened,
            ..Self::default()
        }
    }
}

/// Hands out ways into a call: a code, and the page's address with it.
trait Entrance: Sync {
    fn way_in(&self) -> impl Future<Output = Result<(HostCode, Url)>> + Send;
}

/// The host of a call, by this name.
struct HostOf<'a> {
    call: &'a Call,
    name: &'a str,
}

impl Entrance for HostOf<'_> {
    fn way_in(&self) -> impl Future<Output = Result<(HostCode, Url)>> + Send {
        self.call.way_in(self.name)
    }
}

/// Each browser gets a code of its own, and the next one is tried when the one before has failed.
async fn in_the_first_that_works(
    windows: &AppWindows,
    openers: &[Opener],
    entrance: &impl Entrance,
) -> Result<Joined> {
    let mut instead_of = None;
    for (at, opener) in openers.iter().enumerate() {
        let is_last = at + 1 == openers.len();
        let (mut code, address) = entrance.way_in().await?;
        let attempt = Attempt {
            address: &address,
            code: &mut code,
            limit: if is_last {
                HOST_CODE_LIFETIME
            } else {
                PATIENCE
            },
        };
        match windows.open(opener, attempt).await {
            Ok(()) => {
                return Ok(Joined {
                    opened: match opener {
                        Opener::AppWindow { .. } => Opened::AppWindow,
                        Opener::Tab { .. } | Opener::Default => Opened::Browser,
                    },
                    browser: opener.name(),
                    instead_of,
                });
            }
            Err(failed) => {
                tracing::info!(browser = opener.name(), %failed, "the next browser is tried");
                instead_of = instead_of.or_else(|| opener.name());
            }
        }
    }
    Err(Error::new(
        Code::Internal,
        "No browser on this computer shows the call. Install Chromium or Firefox, or set CONFAB_BROWSER to the browser you have. You can also press Copy link and join as a guest.",
    ))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::PathBuf;
    use std::sync::Mutex;

    use confab_core::host_code::HostCodes;
    use confab_core::id::MeetingId;
    use confab_core::name::DisplayName;

    use super::*;

    fn program(folder: &std::path::Path, name: &str, script: &str) -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("set");
        path
    }

    /// A meeting of nothing but codes, and what was handed out for it.
    struct Codes {
        codes: HostCodes,
        meeting: MeetingId,
        handed: Mutex<Vec<String>>,
    }

    impl Codes {
        fn new() -> Self {
            Self {
                codes: HostCodes::default(),
                meeting: MeetingId::generate(),
                handed: Mutex::default(),
            }
        }
    }

    impl Entrance for Codes {
        async fn way_in(&self) -> Result<(HostCode, Url)> {
            let name = DisplayName::new("Hanna").expect("a name");
            let code = self.codes.issue(self.meeting, name);
            let text = code.secret().expose().to_owned();
            let address = format!("http://localhost:3000/meeting/{}#host={text}", self.meeting);
            self.handed.lock().expect("unpoisoned").push(text);
            Ok((code, address.parse().expect("an address")))
        }
    }

    #[tokio::test]
    async fn when_one_browser_refuses_the_next_shows_the_call_and_the_first_can_not_come_late() {
        let folder = tempfile::tempdir().expect("a folder");
        let codes = Codes::new();
        let asked = folder.path().join("asked");
        let refuses = program(folder.path(), "chromium", "echo refused >&2; exit 3");
        let shows = program(
            folder.path(),
            "firefox",
            &format!(
                "printf %s \"$1\" > {0}.part && mv {0}.part {0}; exec sleep 60",
                asked.display()
            ),
        );
        let openers = [
            Opener::AppWindow {
                program: refuses,
                profile: folder.path().join("profile"),
            },
            Opener::Tab { program: shows },
        ];
        // What the page does.
        let exchange = async {
            let address = loop {
                if let Ok(address) = std::fs::read_to_string(&asked) {
                    break address;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            };
            let (_, code) = address.split_once("#host=").expect("a code");
            codes
                .codes
                .redeem(codes.meeting, code)
                .expect("a good code");
        };
        let windows = AppWindows::default();
        let opening = in_the_first_that_works(&windows, &openers, &codes);
        let (joined, ()) = tokio::join!(opening, exchange);
        let joined = joined.expect("opened");
        assert_eq!(joined.opened, Opened::Browser);
        assert_eq!(joined.browser.as_deref(), Some("Firefox"));
        assert_eq!(joined.instead_of.as_deref(), Some("Chromium"));
        let handed = codes.handed.into_inner().expect("unpoisoned");
        assert_eq!(handed.len(), 2, "a code for each");
        assert!(codes.codes.redeem(codes.meeting, &handed[0]).is_err());
    }

    #[tokio::test]
    async fn when_no_browser_shows_the_call_a_sentence_says_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder");
        let openers = ["one", "two"].map(|name| Opener::Tab {
            program: program(folder.path(), name, "exit 1"),
        });
        let error = in_the_first_that_works(&AppWindows::default(), &openers, &Codes::new())
            .await
            .expect_err("no browser");
        for way in ["Chromium", "Firefox", "CONFAB_BROWSER", "Copy link"] {
            assert!(error.detail().contains(way), "{error}");
        }
    }
}
