//! The app is killed at any moment: while it starts, while it writes, while nobody asks anything.
//!
//! Whoever was told "done" before finds it done afterwards; what was under way may be or not.

mod ledger;

use std::fs;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;
use tokio::time::sleep;

use crate::confab::{Confab, ConfabOptions};
use crate::dice::Dice;
use crate::faults::{kill, orphans_of};
use crate::figure::Figure;
use crate::inside::Inside;
use crate::livekit::server_binary;
use crate::process;
use crate::sqlite;
use crate::wait::wait_until;

use ledger::Ledger;

/// How many kills, and by which dice.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// How many.
    pub kills: usize,
    /// What the moments come from.
    pub seed: u64,
}

impl Size {
    /// What a soak does.
    pub const FULL: Self = Self {
        kills: 200,
        seed: 6,
    };
    /// What a test does.
    pub const SHORT: Self = Self { kills: 6, seed: 6 };
}

/// Every fourth kill comes while the program starts, so many milliseconds after its first moment.
const STARTING: usize = 600;
/// The others come so many milliseconds after it was ready, while much is written.
const WORKING: usize = 700;
/// How long an orphan may live.
const ORPHANS: Duration = Duration::from_secs(2);

/// Kills it again and again on one data directory.
pub async fn app_kills(options: ConfabOptions, size: Size) -> Vec<Figure> {
    let (_servers, server) = own_server();
    let folder = server.parent().expect("it is in a folder").to_owned();
    let mut options = options.env("CONFAB_LIVEKIT_SERVER", server.display());
    let mut dice = Dice::new(size.seed);
    let mut ledger = Ledger::default();
    let (mut orphans, mut damaged, mut lost) = (0, Vec::new(), Vec::new());
    for number in 0..size.kills {
        if number % 4 == 3 {
            let moment = Duration::from_millis(dice.below(STARTING) as u64);
            let starting = options.begin();
            sleep(moment).await;
            kill(starting.pid());
            drop(starting);
        } else {
            let moment = Duration::from_millis(dice.below(WORKING) as u64);
            let confab = options.clone().start().await;
            lost.extend(ledger.missing_at(&confab).await);
            options = work_until_killed(confab, moment, &mut ledger).await;
        }
        orphans += left(&folder).await;
        let verdict = look(&options, &ledger).await;
        damaged.extend(
            verdict
                .damage
                .map(|damage| format!("kill {number}: {damage}")),
        );
        lost.extend(verdict.lost);
    }
    let confab = options.start().await;
    lost.extend(ledger.missing_at(&confab).await);
    confab.stop().await;
    let acknowledged = ledger.acknowledged();
    vec![
        Figure::new(
            "kill -9 of the app at random moments: orphans after 2 s",
            size.kills,
            orphans.to_string(),
            "0",
            orphans == 0,
        ),
        Figure::new(
            "kill -9 of the app at random moments: acknowledged writes lost",
            size.kills,
            format!("{} of {acknowledged}", lost.len()),
            "0",
            lost.is_empty() && acknowledged >= size.kills,
        )
        .noting(lost),
        Figure::new(
            "kill -9 of the app at random moments: damaged files",
            size.kills,
            damaged.len().to_string(),
            "0",
            damaged.is_empty(),
        )
        .noting(damaged),
    ]
}

/// A copy of the LiveKit server that nobody else runs, so that what is left of it is ours.
fn own_server() -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a directory");
    let path = folder.path().join("livekit-server");
    let real = server_binary();
    if fs::hard_link(&real, &path).is_err() {
        fs::copy(&real, &path).expect("the LiveKit server is copied");
    }
    (folder, path)
}

async fn work_until_killed(confab: Confab, moment: Duration, ledger: &mut Ledger) -> ConfabOptions {
    let meeting = confab.create().await;
    ledger.made(&meeting.id, None);
    let guest = Inside::enter(&confab, &meeting.id, "Ada").await;
    let before = ledger.some_meetings();
    let working = ledger::work(&confab, &guest, before);
    let pid = confab.pid();
    let (written, ()) = tokio::join!(working, async {
        sleep(moment).await;
        kill(pid);
    });
    ledger.add(written);
    confab.crash().await
}

/// How many are left of the app's server after the time they have.
async fn left(folder: &Path) -> usize {
    let began = std::time::Instant::now();
    loop {
        let orphans = orphans_of(folder);
        if orphans.is_empty() {
            return 0;
        }
        if began.elapsed() > ORPHANS {
            orphans.iter().for_each(|pid| kill(*pid));
            let gone = || async {
                orphans
                    .iter()
                    .all(|pid| !process::alive(*pid))
                    .then_some(())
            };
            wait_until("orphans end when they are killed", ORPHANS, gone).await;
            return orphans.len();
        }
        sleep(Duration::from_millis(20)).await;
    }
}

struct Verdict {
    damage: Option<String>,
    lost: Vec<String>,
}

/// Looks at a copy of what the killed program left, so that looking repairs nothing.
async fn look(options: &ConfabOptions, ledger: &Ledger) -> Verdict {
    let copy = tempfile::tempdir().expect("a directory");
    let database = options.data().path().join("confab.db");
    let mut verdict = Verdict {
        damage: None,
        lost: Vec::new(),
    };
    if !database.exists() {
        return verdict;
    }
    for end in ["", "-wal"] {
        let name = format!("confab.db{end}");
        let from = options.data().path().join(&name);
        if from.exists() {
            fs::copy(from, copy.path().join(&name)).expect("copied");
        }
    }
    let copied = copy.path().join("confab.db");
    match sqlite::integrity(&copied).await.as_str() {
        "ok" => verdict.lost = ledger.missing_in(&copied).await,
        damage => verdict.damage = Some(damage.to_owned()),
    }
    for name in ["settings.toml", "keys.toml"] {
        let text = fs::read_to_string(options.data().path().join(name)).unwrap_or_default();
        if text.contains('\0') {
            verdict.damage = Some(format!("{name} holds zeros"));
        }
    }
    verdict
}
