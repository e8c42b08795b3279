//! Firewalls of this computer: which one is on, and the exact command that lets guests in.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Serialize;
use utoipa::ToSchema;

use crate::App;

/// How long a firewall may take to say whether it is on.
const ANSWER_LIMIT: Duration = Duration::from_secs(3);

/// A kind of firewall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Firewall {
    Ufw,
    Firewalld,
    Windows,
    MacOs,
}

impl Firewall {
    /// What it calls itself.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Firewall::Ufw => "ufw",
            Firewall::Firewalld => "firewalld",
            Firewall::Windows => "Windows Firewall",
            Firewall::MacOs => "macOS Firewall",
        }
    }
}

/// A kind of system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    Linux,
    Windows,
    MacOs,
}

impl System {
    /// The one that this runs on.
    pub(crate) const fn this() -> Self {
        if cfg!(windows) {
            System::Windows
        } else if cfg!(target_os = "macos") {
            System::MacOs
        } else {
            System::Linux
        }
    }

    /// The firewalls that it may have.
    const fn firewalls(self) -> &'static [Firewall] {
        match self {
            System::Linux => &[Firewall::Ufw, Firewall::Firewalld],
            System::Windows => &[Firewall::Windows],
            System::MacOs => &[Firewall::MacOs],
        }
    }
}

/// A command that lets guests in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Command {
    /// Whose it is.
    #[schema(value_type = String, example = "ufw")]
    pub(crate) firewall: &'static str,
    /// Whether that one is on here.
    pub(crate) active: bool,
    /// What to run, in a terminal (on Windows: PowerShell as administrator).
    #[schema(example = "sudo ufw allow 7882/udp")]
    pub(crate) command: String,
}

/// The commands of the firewalls that are on; where none was found, of all that there may be.
pub(crate) fn commands(
    system: System,
    active: &[Firewall],
    tcp: &[u16],
    udp: &[u16],
    programs: &[PathBuf],
) -> Vec<Command> {
    let some = if active.is_empty() {
        system.firewalls()
    } else {
        active
    };
    some.iter()
        .flat_map(|firewall| {
            command(*firewall, tcp, udp, programs)
                .into_iter()
                .map(|command| Command {
                    firewall: firewall.name(),
                    active: active.contains(firewall),
                    command,
                })
        })
        .collect()
}

/// The command of one firewall; Windows has two ways to say it.
fn command(firewall: Firewall, tcp: &[u16], udp: &[u16], programs: &[PathBuf]) -> Vec<String> {
    let ports = || {
        let of = |protocol: &'static str, ports: &[u16]| {
            let mut ports = ports.to_vec();
            ports.sort_unstable();
            ports.dedup();
            ports
                .into_iter()
                .map(move |port| (protocol, port))
                .collect::<Vec<_>>()
        };
        of("tcp", tcp).into_iter().chain(of("udp", udp))
    };
    let of = |protocol: &str| {
        let some: Vec<_> = ports()
            .filter(|(of, _)| *of == protocol)
            .map(|(_, port)| port.to_string())
            .collect();
        (!some.is_empty()).then(|| some.join(","))
    };
    match firewall {
        Firewall::Ufw => {
            let rules: Vec<_> = ports()
                .map(|(protocol, port)| format!("sudo ufw allow {port}/{protocol} comment Confab"))
                .collect();
            vec![rules.join(" && ")]
        }
        Firewall::Firewalld => {
            let rules: String = ports()
                .map(|(protocol, port)| format!(" --add-port={port}/{protocol}"))
                .collect();
            vec![format!(
                "sudo firewall-cmd --permanent{rules} && sudo firewall-cmd --reload"
            )]
        }
        Firewall::Windows => {
            let rules = |say: &dyn Fn(&str, &str) -> String| {
                let lines: Vec<_> = ["TCP", "UDP"]
                    .into_iter()
                    .filter_map(|protocol| Some(say(protocol, &of(&protocol.to_lowercase())?)))
                    .collect();
                lines
            };
            let shell = rules(&|protocol, ports| {
                format!(
                    "New-NetFirewallRule -DisplayName \"Confab ({protocol})\" -Direction Inbound -Action Allow -Profile Private,Domain -Protocol {protocol} -LocalPort {ports}"
                )
            });
            let netsh = rules(&|protocol, ports| {
                format!(
                    "netsh advfirewall firewall add rule name=\"Confab ({protocol})\" dir=in action=allow profile=private,domain protocol={protocol} localport={ports}"
                )
            });
            vec![shell.join("; "), netsh.join(" & ")]
        }
        // It lets programs through, not ports.
        Firewall::MacOs => {
            let tool = "sudo /usr/libexec/ApplicationFirewall/socketfilterfw";
            let rules: Vec<_> = programs
                .iter()
                .map(|path| quoted(path))
                .map(|path| format!("{tool} --add {path} && {tool} --unblockapp {path}"))
                .collect();
            vec![rules.join(" && ")]
        }
    }
}

/// For a POSIX shell.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
}

/// The programs that listen: this one and the LiveKit server.
pub(crate) fn programs(app: &App) -> Vec<PathBuf> {
    let this = std::env::current_exe().ok();
    this.into_iter().chain(app.server_program.clone()).collect()
}

/// The firewalls that are on.
pub(crate) async fn active(system: System) -> Vec<Firewall> {
    match system {
        System::Linux => of_linux(Path::new("/")),
        System::Windows => {
            let said = said("netsh", &["advfirewall", "show", "currentprofile", "state"]).await;
            is_on_windows(&said)
                .then_some(Firewall::Windows)
                .into_iter()
                .collect()
        }
        System::MacOs => {
            let tool = "/usr/libexec/ApplicationFirewall/socketfilterfw";
            let said = said(tool, &["--getglobalstate"]).await;
            is_on_macos(&said)
                .then_some(Firewall::MacOs)
                .into_iter()
                .collect()
        }
    }
}

/// Asking ufw and firewalld themselves takes rights that we don't have; what they leave lying about
/// is for everybody to read.
fn of_linux(root: &Path) -> Vec<Firewall> {
    let ufw = std::fs::read_to_string(root.join("etc/ufw/ufw.conf")).is_ok_and(|text| {
        text.lines()
            .filter_map(|line| line.split_once('='))
            .any(|(key, value)| key.trim() == "ENABLED" && value.trim().eq_ignore_ascii_case("yes"))
    });
    // Its daemon makes this directory when it starts and takes it away when it ends.
    let firewalld = root.join("run/firewalld").is_dir();
    [(ufw, Firewall::Ufw), (firewalld, Firewall::Firewalld)]
        .into_iter()
        .filter_map(|(on, firewall)| on.then_some(firewall))
        .collect()
}

/// The word is translated on other Windowses; a rule more does no harm there, so "not off" is on.
fn is_on_windows(said: &str) -> bool {
    let mut words = said.split_whitespace();
    words.any(|word| word.eq_ignore_ascii_case("ON"))
}

fn is_on_macos(said: &str) -> bool {
    said.contains("State = 1") || said.contains("State = 2") || said.contains("is enabled")
}

async fn said(program: &str, arguments: &[&str]) -> String {
    let asked = tokio::process::Command::new(program)
        .args(arguments)
        .kill_on_drop(true)
        .output();
    match tokio::time::timeout(ANSWER_LIMIT, asked).await {
        Ok(Ok(output)) => String::from_utf8_lossy(&output.stdout).into_owned(),
        Ok(Err(_)) | Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(system: System) -> Vec<String> {
        let programs = [PathBuf::from("/Applications/Confab's.app/confab")];
        commands(system, &[], &[3000, 7881, 3000], &[7882], &programs)
            .into_iter()
            .map(|command| command.command)
            .collect()
    }

    #[test]
    fn each_firewall_gets_its_exact_command_with_the_ports_in_use() {
        assert_eq!(
            all(System::Linux),
            [
                "sudo ufw allow 3000/tcp comment Confab && sudo ufw allow 7881/tcp comment Confab && sudo ufw allow 7882/udp comment Confab",
                "sudo firewall-cmd --permanent --add-port=3000/tcp --add-port=7881/tcp --add-port=7882/udp && sudo firewall-cmd --reload",
            ]
        );
        assert_eq!(
            all(System::Windows),
            [
                r#"New-NetFirewallRule -DisplayName "Confab (TCP)" -Direction Inbound -Action Allow -Profile Private,Domain -Protocol TCP -LocalPort 3000,7881; New-NetFirewallRule -DisplayName "Confab (UDP)" -Direction Inbound -Action Allow -Profile Private,Domain -Protocol UDP -LocalPort 7882"#,
                r#"netsh advfirewall firewall add rule name="Confab (TCP)" dir=in action=allow profile=private,domain protocol=TCP localport=3000,7881 & netsh advfirewall firewall add rule name="Confab (UDP)" dir=in action=allow profile=private,domain protocol=UDP localport=7882"#,
            ]
        );
        assert_eq!(
            all(System::MacOs),
            [
                r"sudo /usr/libexec/ApplicationFirewall/socketfilterfw --add '/Applications/Confab'\''s.app/confab' && sudo /usr/libexec/ApplicationFirewall/socketfilterfw --unblockapp '/Applications/Confab'\''s.app/confab'"
            ]
        );
    }

    #[test]
    fn with_one_that_is_on_only_its_command_is_given() {
        let commands = commands(System::Linux, &[Firewall::Firewalld], &[3000], &[], &[]);
        assert_eq!(commands.len(), 1);
        assert!(commands[0].active && commands[0].firewall == "firewalld");
    }

    #[test]
    fn what_is_on_is_read_from_what_lies_about() {
        let root = tempfile::tempdir().expect("a folder");
        assert_eq!(of_linux(root.path()), []);
        std::fs::create_dir_all(root.path().join("etc/ufw")).expect("a folder");
        let conf = root.path().join("etc/ufw/ufw.conf");
        std::fs::write(&conf, "# ENABLED=yes would be on\nENABLED=no\n").expect("written");
        assert_eq!(of_linux(root.path()), []);
        std::fs::write(&conf, "LOGLEVEL=low\nENABLED=yes\n").expect("written");
        std::fs::create_dir_all(root.path().join("run/firewalld")).expect("a folder");
        assert_eq!(of_linux(root.path()), [Firewall::Ufw, Firewall::Firewalld]);

        assert!(is_on_windows(
            "Private Profile Settings:\r\n----\r\nState    ON\r\nOk.\r\n"
        ));
        assert!(!is_on_windows(
            "Private Profile Settings:\r\n----\r\nState    OFF\r\nOk.\r\n"
        ));
        assert!(is_on_macos("Firewall is enabled. (State = 1)"));
        assert!(!is_on_macos("Firewall is disabled. (State = 0)"));
    }
}
