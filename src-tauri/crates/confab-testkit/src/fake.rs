//! Programs that pretend to be a LiveKit server and are not.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// Listens where it was told to, and that is all.
const LISTENS: &str = r#"exec python3 -c '
import os, re, socket, time
port = int(re.search(r"\bport[\x22]?:\s*(\d+)", os.environ["LIVEKIT_CONFIG"]).group(1))
door = socket.create_server(("127.0.0.1", port))
time.sleep(120)
'
"#;

/// A script in a directory of its own, gone when dropped.
#[derive(Debug)]
pub struct FakeServer {
    directory: TempDir,
}

impl FakeServer {
    /// Ends at once, as livekit-server does with a configuration that it does not like: status 0.
    pub fn exits_at_once() -> Self {
        Self::script("exit 0\n")
    }

    /// Ends at once with a status and words on stderr.
    pub fn fails_at_once() -> Self {
        Self::script("echo 'no such thing' >&2\nexit 3\n")
    }

    /// Runs and never listens.
    pub fn hangs() -> Self {
        Self::script("exec sleep 120\n")
    }

    /// Listens where it was told to and never answers.
    pub fn never_answers() -> Self {
        Self::script(LISTENS)
    }

    /// Counts its starts in [`FakeServer::starts`] and ends at once.
    pub fn counts_and_exits() -> Self {
        Self::script("date +%s%N >> \"$(dirname \"$0\")/starts\"\nexit 1\n")
    }

    /// Runs the real server, but only while the file [`FakeServer::allow`] makes is there;
    /// counts every start.
    pub fn real_while_allowed(real: &Path) -> Self {
        let script = format!(
            "here=\"$(dirname \"$0\")\"\ndate +%s%N >> \"$here/starts\"\n\
             [ -e \"$here/allowed\" ] || exit 1\nexec '{}' \"$@\"\n",
            real.display()
        );
        Self::script(&script)
    }

    /// The real server while [`FakeServer::allow`] lets it, else one that listens and never answers.
    pub fn real_or_silent(real: &Path) -> Self {
        let script = format!(
            "here=\"$(dirname \"$0\")\"\ndate +%s%N >> \"$here/starts\"\n\
             [ -e \"$here/allowed\" ] && exec '{}' \"$@\"\n{LISTENS}",
            real.display()
        );
        Self::script(&script)
    }

    /// The real server, which the kernel does not end with its parent: programs that were given
    /// rights of their own are like that.
    pub fn real_that_outlives_us(real: &Path) -> Self {
        let script = format!(
            "exec python3 -c '\nimport ctypes, os, sys\nctypes.CDLL(None).prctl(1, 0)\n\
             os.execv(\"{0}\", [\"{0}\"] + sys.argv[1:])\n' \"$@\"\n",
            real.display()
        );
        Self::script(&script)
    }

    fn script(body: &str) -> Self {
        let directory = tempfile::tempdir().expect("a directory for the script");
        let path = directory.path().join("livekit-server");
        fs::write(
            &path,
            format!("#!/bin/sh\necho $$ >> \"$(dirname \"$0\")/pids\"\n{body}"),
        )
        .expect("the script is written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it may run");
        Self { directory }
    }

    /// What to set `CONFAB_LIVEKIT_SERVER` to.
    pub fn path(&self) -> PathBuf {
        self.directory.path().join("livekit-server")
    }

    /// Lets [`FakeServer::real_while_allowed`] start, or not.
    pub fn allow(&self, yes: bool) {
        let flag = self.directory.path().join("allowed");
        if yes {
            fs::write(flag, "").expect("the flag is written");
        } else {
            let _ = fs::remove_file(flag);
        }
    }

    /// The processes it ran as, dead or alive.
    pub fn pids(&self) -> Vec<u32> {
        let text = fs::read_to_string(self.directory.path().join("pids")).unwrap_or_default();
        text.lines().filter_map(|line| line.parse().ok()).collect()
    }

    /// When it was started, in nanoseconds since 1970.
    pub fn starts(&self) -> Vec<u128> {
        let text = fs::read_to_string(self.directory.path().join("starts")).unwrap_or_default();
        text.lines().filter_map(|line| line.parse().ok()).collect()
    }
}
