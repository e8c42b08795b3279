//! How much memory the embedded server may use, so that what grows without bound in it ends it, and
//! not the desktop that it runs on. Calls come back after its restart.
//!
//! Half of what the computer (or its container) has, at least [`FLOOR`] and at most [`CEILING`]. An
//! idle server has 90 MB of data, of which 45 MB are resident, and a room takes about 0.2 MB.
//!
//! Linux enforces it (`RLIMIT_DATA`, which counts private writable memory; `RLIMIT_AS` would count
//! the gigabyte of addresses that Go reserves and never uses). Everywhere Go is told to collect
//! garbage harder well before (`GOMEMLIMIT`).

/// As much is left to it on the smallest computer, in bytes.
const FLOOR: u64 = 1 << 30;
/// More is never needed, in bytes.
const CEILING: u64 = 8 << 30;

/// The limit on this computer, in bytes.
pub(super) fn limit() -> u64 {
    limit_of(installed())
}

/// From where on garbage is collected harder, in bytes: three quarters of the limit.
pub(super) fn soft(limit: u64) -> u64 {
    limit / 4 * 3
}

fn limit_of(installed: Option<u64>) -> u64 {
    installed.map_or(CEILING, |bytes| (bytes / 2).clamp(FLOOR, CEILING))
}

/// What there is, in bytes, where the system tells.
#[cfg(target_os = "linux")]
fn installed() -> Option<u64> {
    let computer = std::fs::read_to_string("/proc/meminfo").ok();
    let container = std::fs::read_to_string("/sys/fs/cgroup/memory.max").ok();
    let computer = computer.as_deref().and_then(total);
    let container = container.and_then(|max| max.trim().parse().ok());
    computer.into_iter().chain(container).min()
}

#[cfg(not(target_os = "linux"))]
fn installed() -> Option<u64> {
    None
}

/// `MemTotal` of `/proc/meminfo`, in bytes.
#[cfg(target_os = "linux")]
fn total(meminfo: &str) -> Option<u64> {
    let line = meminfo
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    kib.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = 1 << 30;

    #[test]
    fn half_of_the_memory_within_bounds() {
        for (installed, limit) in [(1, 1), (2, 1), (4, 2), (12, 6), (16, 8), (256, 8)] {
            assert_eq!(
                limit_of(Some(installed * GIB)),
                limit * GIB,
                "{installed} GiB"
            );
        }
        assert_eq!(limit_of(None), CEILING);
        assert!(soft(FLOOR) < FLOOR);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_computer_tells_its_memory() {
        assert_eq!(
            total("MemFree: 1 kB\nMemTotal:       24683080 kB\n"),
            Some(24_683_080 * 1024)
        );
        assert_eq!(total("MemTotal: much"), None);
        assert!(installed().is_some_and(|bytes| bytes > 1 << 20));
    }
}
