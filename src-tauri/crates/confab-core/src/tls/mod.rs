//! Certificates for guests on other machines: our own authority and what it signs, or the user's.
//!
//! Invariants: private keys are on disk 0600 and nowhere else; the installation's authority signs
//! for private addresses, the public ones that it was made with and `<host>.local`, and could not
//! sign for any website, e-mail or program; a client that asks for another name is shown nothing.

mod authority;
mod certificate;
mod facts;
mod own;
mod server;
#[cfg(test)]
mod tests;
mod words;

pub use authority::Authority;
pub use certificate::{Certificate, Name};
pub use own::{OwnFiles, Seen};
pub use server::{Shown, server_config};
pub use words::{WORDS, words};

use std::sync::Arc;

use rustls::crypto::CryptoProvider;

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// This computer's names in its network: what it calls itself, and that with `.local`. Empty where
/// it calls itself something that can't stand in an address.
pub fn host_names() -> Vec<String> {
    names_of(&gethostname::gethostname().to_string_lossy())
}

fn names_of(host: &str) -> Vec<String> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let fits = host.len() <= 200 && host.split('.').all(label);
    // A name that is a number would be taken for an address.
    let numeric = host
        .rsplit('.')
        .next()
        .is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    if !fits || numeric || host == "localhost" || host.ends_with(".localhost") {
        return Vec::new();
    }
    let first = host.split('.').next().unwrap_or_default();
    let local = format!("{first}.local");
    if host == local {
        vec![local]
    } else {
        vec![host.clone(), local]
    }
}

#[cfg(test)]
mod names {
    use super::*;

    #[test]
    fn a_computer_is_known_by_its_name_and_with_local() {
        assert_eq!(
            names_of("Anns-Laptop"),
            ["anns-laptop", "anns-laptop.local"]
        );
        assert_eq!(
            names_of("pc.corp.example."),
            ["pc.corp.example", "pc.local"]
        );
        assert_eq!(names_of("mac.local"), ["mac.local"]);
        for none in [
            "",
            "localhost",
            "a_b",
            "-a",
            "a..b",
            "10",
            "ann's pc",
            "1.2.3.4",
        ] {
            assert_eq!(names_of(none), Vec::<String>::new(), "{none}");
        }
    }
}
