//! What a program of ours sets for its whole process, before it does anything else.

/// What must never be asked for through a proxy: our own LiveKit server listens on loopback.
const LOOPBACK: &str = "localhost,127.0.0.1,::1";

/// Files made from now on are the owner's alone (SQLite's, the logs' and the browser's too), and
/// loopback is spared from `HTTP_PROXY` and its kin, which the LiveKit SDK's client follows.
///
/// # Safety
/// Changes the environment: call it first of all in `main`, before there is a second thread.
pub unsafe fn prepare() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    for name in ["NO_PROXY", "no_proxy"] {
        let spared = spare_loopback(std::env::var(name).ok());
        // SAFETY: the caller vouches that no other thread reads the environment meanwhile.
        unsafe { std::env::set_var(name, spared) };
    }
}

fn spare_loopback(before: Option<String>) -> String {
    match before.filter(|list| !list.trim().is_empty()) {
        Some(list) => format!("{list},{LOOPBACK}"),
        None => LOOPBACK.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_spared_before_still_is() {
        assert_eq!(spare_loopback(None), LOOPBACK);
        assert_eq!(spare_loopback(Some(" ".to_owned())), LOOPBACK);
        assert_eq!(
            spare_loopback(Some("a.example".to_owned())),
            format!("a.example,{LOOPBACK}")
        );
    }
}
