//! The libraries and programs of the operating system that building and testing need.
//!
//! On Debian and its family they are installed by apt, only those that dpkg does not know as
//! installed, and the package lists are fetched only then. Elsewhere the sentence says what to
//! install; nothing is touched.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::repo::{Repo, on_path};
use crate::step;

/// What compiling the app's window takes.
const TO_BUILD: [&str; 3] = ["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"];

/// What the tests start beside that: a display, browsers, their drivers and their certificates,
/// namespaces and their firewalls, reverse proxies.
const TO_TEST: [&str; 15] = [
    "caddy",
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "haproxy",
    "iproute2",
    "libnss3-tools",
    "nftables",
    "nginx-light",
    "python3",
    "python3-venv",
    "webkit2gtk-driver",
    "x11-utils",
    "xclip",
    "xvfb",
];

const ELSEWHERE: &str = "\
Fedora:   sudo dnf install gcc gcc-c++ make pkgconf-pkg-config webkit2gtk4.1-devel
Arch:     sudo pacman -S --needed base-devel webkit2gtk-4.1
openSUSE: sudo zypper install -t pattern devel_basis && sudo zypper install webkit2gtk3-devel";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    Building,
    Testing,
}

/// Sees to it that the system has what the purpose needs.
pub(crate) fn ensure(repo: &Repo, purpose: For) -> Result<()> {
    let title = "System libraries";
    if cfg!(target_os = "macos") {
        if on_path("xcode-select").is_none()
            || step::answer(Command::new("xcode-select").arg("-p")).is_err()
        {
            bail!(
                "The compiler is missing. Install it with `xcode-select --install`, then try again."
            );
        }
        step::up_to_date(title, "Xcode's command line tools are there");
        return Ok(());
    }
    if cfg!(windows) {
        step::up_to_date(
            title,
            "needs the Visual Studio C++ build tools and, before Windows 11, the WebView2 runtime",
        );
        return Ok(());
    }
    if !debian_like() {
        if has_webkit(repo) && purpose == For::Building {
            step::up_to_date(title, "WebKitGTK 4.1 is there");
            return Ok(());
        }
        if purpose == For::Testing {
            step::note(&format!(
                "The tests also need what Debian calls {}.",
                TO_TEST.join(", ")
            ));
            if has_webkit(repo) {
                return Ok(());
            }
        }
        bail!(
            "WebKitGTK 4.1 is missing, which the app's window is made of. Install it, then try again:\n{ELSEWHERE}"
        );
    }

    let mut wanted = TO_BUILD.to_vec();
    if purpose == For::Testing {
        wanted.extend(TO_TEST);
    }
    let there = installed(&wanted)?;
    let missing: Vec<&str> = wanted
        .iter()
        .copied()
        .filter(|package| !there.contains(*package))
        .collect();
    if missing.is_empty() {
        step::up_to_date(title, &format!("all {} packages are there", wanted.len()));
        return Ok(());
    }
    install(repo, &missing)
}

fn install(repo: &Repo, missing: &[&str]) -> Result<()> {
    let words = missing.join(" ");
    if is_root() {
        // An outdated list of packages fails the installation, which then says more than this.
        let _ = step::attempt(
            repo,
            "Package lists (apt-get update)",
            apt(repo.command("apt-get")).arg("update"),
            std::time::Duration::from_secs(300),
        )?;
        step::run(
            repo,
            &format!("System libraries: {words}"),
            apt(repo.command("apt-get"))
                .args(["install", "-y", "--no-install-recommends"])
                .args(missing),
        )?;
        return Ok(());
    }
    if on_path("sudo").is_none() {
        bail!(
            "These packages are missing, and there is no sudo here. As root:\n  apt-get update && apt-get install -y {words}"
        );
    }
    println!("  These packages are missing: {words}");
    println!("  sudo may ask for your password.");
    let sudo = |arguments: &[&str]| {
        let mut command = repo.command("sudo");
        command
            .args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
            .args(arguments);
        command
    };
    step::run_interactively(
        "Package lists (apt-get update)",
        &mut sudo(&["update", "-q"]),
    )?;
    let mut arguments = vec!["install", "-y", "-q", "--no-install-recommends"];
    arguments.extend(missing);
    step::run_interactively("System libraries", &mut sudo(&arguments))
}

fn apt(mut command: Command) -> Command {
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn installed(wanted: &[&str]) -> Result<HashSet<String>> {
    // dpkg-query fails when it does not know one of the packages, and lists the others all the same.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${db:Status-Status} ${Package}\n"])
        .args(wanted)
        .output()?;
    Ok(parse_installed(&String::from_utf8_lossy(&output.stdout)))
}

fn parse_installed(listing: &str) -> HashSet<String> {
    listing
        .lines()
        .filter_map(|line| line.strip_prefix("installed "))
        .map(|package| package.trim().to_owned())
        .collect()
}

fn debian_like() -> bool {
    Path::new("/etc/debian_version").exists()
        && on_path("dpkg-query").is_some()
        && on_path("apt-get").is_some()
}

fn has_webkit(repo: &Repo) -> bool {
    repo.command("pkg-config")
        .args(["--exists", "webkit2gtk-4.1"])
        .status()
        .is_ok_and(|status| status.success())
}

fn is_root() -> bool {
    step::answer(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_packages_that_are_really_installed_count() {
        let listing =
            "installed xvfb\nnot-installed xclip\nconfig-files chromium\ninstalled python3\n";
        let there = parse_installed(listing);
        assert!(there.contains("xvfb") && there.contains("python3"));
        assert!(!there.contains("xclip") && !there.contains("chromium"));
    }
}
