//! What is signed, what is kept, and what a client sees of it.

use std::net::IpAddr;
use std::sync::Arc;

use rcgen::KeyPair;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConnection};
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use x509_cert::der::Decode as _;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, NameConstraints};

use super::authority::LEAF_LIFE;
use super::*;
use crate::error::Code;

fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

fn name(text: &str) -> Name {
    match text.parse::<IpAddr>() {
        Ok(ip) => Name::Ip(ip),
        Err(_) => Name::Dns(text.to_owned()),
    }
}

fn hosts() -> Vec<String> {
    names_of("anns-laptop")
}

/// A public address that the computer of these tests has when its authority is made.
const PUBLIC: &str = "203.0.113.7";

fn authority(folder: &TempDir) -> Authority {
    of_computer(folder, "anns-laptop")
}

fn of_computer(folder: &TempDir, host: &str) -> Authority {
    let addresses = ["192.168.1.7", PUBLIC].map(|ip| ip.parse().expect("an address"));
    let tls = folder.path().join("tls");
    Authority::load_or_make(&tls, &names_of(host), &addresses, now()).expect("an authority")
}

/// What a thief of the key makes of it, whatever the authority itself would sign.
fn forged(authority: &Authority, names: &[&str]) -> Certificate {
    let names: Vec<_> = names.iter().map(|text| name(text)).collect();
    let text = authority.sign(&names, now()).expect("signed");
    Certificate::from_pem(text.as_bytes(), text.as_bytes()).expect("a certificate")
}

fn leaf(authority: &Authority, names: &[&str]) -> Certificate {
    let names: Vec<_> = names.iter().map(|text| name(text)).collect();
    authority.leaf(&names, now()).expect("a leaf")
}

/// A handshake in memory: what the client says, or why there is none.
fn handshake(
    address: Certificate,
    names: Option<Certificate>,
    trusted: &[u8],
    name: &str,
) -> Result<(), rustls::Error> {
    let shown = Arc::new(Shown::default());
    shown.set(Arc::new(address), names.map(Arc::new));
    let mut roots = RootCertStore::empty();
    roots.add(trusted.to_vec().into()).expect("a root");
    let config = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    let mut client = ClientConnection::new(Arc::new(config), name).expect("a client");
    let mut server =
        ServerConnection::new(server_config(shown).expect("a configuration")).expect("a server");
    for _ in 0..4 {
        let mut wire = Vec::new();
        while client.wants_write() {
            client.write_tls(&mut wire).expect("written");
        }
        server.read_tls(&mut &wire[..]).expect("read");
        let server_says = server.process_new_packets();
        let mut wire = Vec::new();
        while server.wants_write() {
            server.write_tls(&mut wire).expect("written");
        }
        client.read_tls(&mut &wire[..]).expect("read");
        client.process_new_packets()?;
        server_says?;
    }
    assert!(!client.is_handshaking() && !server.is_handshaking());
    Ok(())
}

#[test]
fn a_leaf_names_what_it_is_for_and_lives_less_than_397_days() {
    let folder = tempfile::tempdir().expect("a folder");
    let authority = authority(&folder);
    for names in [&["192.168.1.7"][..], &["fd00::7"], &["anns-laptop.local"]] {
        let leaf = leaf(&authority, names);
        let told: Vec<_> = leaf.names().iter().map(ToString::to_string).collect();
        assert_eq!(told, names);
        assert!(leaf.not_after() - leaf.not_before() <= Duration::days(397));
        assert!(leaf.not_before() < now() && leaf.is_good(now()));

        let der = leaf.key().cert[0].clone();
        let read = x509_cert::Certificate::from_der(&der).expect("a certificate");
        let read = read.tbs_certificate();
        let usage = read.get_extension::<ExtendedKeyUsage>().expect("fine");
        let usages: Vec<_> = usage
            .expect("there")
            .1
            .0
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(usages, ["1.3.6.1.5.5.7.3.1"], "serverAuth and nothing else");
        let basic = read.get_extension::<BasicConstraints>().expect("fine");
        assert!(!basic.expect("there").1.ca);
        assert_eq!(read.subject().common_name().expect("fine"), None);
        assert_eq!(leaf.key().cert.len(), 1);
        assert_eq!(leaf.fingerprint().len(), 32 * 3 - 1);
    }
}

#[test]
fn the_authority_is_made_once() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(authority(&folder).der(), authority(&folder).der());
}

#[test]
fn a_leaf_is_kept_whatever_becomes_of_other_addresses_until_it_is_old() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = leaf(&authority(&folder), &["192.168.1.7"]);
    let authority = authority(&folder);
    let other = leaf(&authority, &["10.0.0.3"]);
    assert_ne!(first.fingerprint(), other.fingerprint());
    let kept = leaf(&authority, &["192.168.1.7"]);
    assert_eq!(first.fingerprint(), kept.fingerprint());

    let file = folder.path().join("tls/leaf-192.168.1.7.pem");
    let text = std::fs::read(&file).expect("kept");
    for (later, renewed) in [
        (LEAF_LIFE / 3, false),
        (LEAF_LIFE * 2 / 3 + Duration::days(1), true),
        (LEAF_LIFE * 2, true),
        (Duration::days(-30), true),
    ] {
        std::fs::write(&file, &text).expect("written back");
        let then = authority
            .leaf(&[name("192.168.1.7")], now() + later)
            .expect("a leaf");
        let again = then.fingerprint() != first.fingerprint();
        assert_eq!(again, renewed, "{later}");
        assert!(then.is_good(now() + later));
    }
}

#[test]
fn leaves_of_old_networks_are_not_kept_for_ever() {
    let folder = tempfile::tempdir().expect("a folder");
    let authority = authority(&folder);
    for last in 1..=70 {
        leaf(&authority, &[&format!("10.0.0.{last}")]);
    }
    let left = std::fs::read_dir(folder.path().join("tls")).expect("a folder");
    assert_eq!(left.count(), 65, "64 and the authority");
    assert!(folder.path().join("tls/leaf-10.0.0.70.pem").exists());
}

#[test]
fn keys_are_the_owners_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    leaf(&authority(&folder), &["fd00::7"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let tls = folder.path().join("tls");
        let mode = |path: &std::path::Path| {
            std::fs::metadata(path).expect("there").permissions().mode() & 0o777
        };
        assert_eq!(mode(&tls), 0o700);
        let mut files: Vec<_> = std::fs::read_dir(&tls)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        files.sort();
        assert_eq!(
            files,
            [tls.join("authority.pem"), tls.join("leaf-fd00__7.pem")],
            "nothing is left beside the two"
        );
        for file in files {
            assert_eq!(mode(&file), 0o600, "{}", file.display());
        }
    }
}

#[test]
fn the_authority_is_trusted_for_this_computer_and_for_no_website() {
    let folder = tempfile::tempdir().expect("a folder");
    let authority = authority(&folder);
    let named = || Some(leaf(&authority, &["anns-laptop.local"]));
    for address in ["192.168.1.7", "10.1.2.3", "100.64.0.9", "fd00::7", PUBLIC] {
        for asked in [address, "anns-laptop.local"] {
            let leaf = leaf(&authority, &[address]);
            handshake(leaf, named(), authority.der(), asked).expect(asked);
        }
        let leaf = leaf(&authority, &[address]);
        handshake(leaf, named(), authority.der(), "192.168.1.8").expect_err("another address");
    }
    // Names that it may not sign for are left out.
    let may = authority.may_name(&["anns-laptop".to_owned(), "anns-laptop.local".to_owned()]);
    assert_eq!(may, [name("anns-laptop.local")]);
}

#[test]
fn a_stolen_authority_key_signs_for_no_website_whatever_the_computer_is_called() {
    for host in [
        "anns-laptop",
        "dev",
        "cloud",
        "web.dev",
        "bank.example",
        "localhost",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let authority = of_computer(&folder, host);
        for site in [
            host,
            "web.dev",
            "bank.example",
            "printer.local",
            "1.1.1.1",
            "2606:4700::1111",
        ] {
            handshake(forged(&authority, &[site]), None, authority.der(), site)
                .expect_err(&format!("{site} by the authority of {host}"));
        }
    }
}

#[test]
fn the_authority_vouches_for_web_servers_and_for_no_mail_or_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let der = authority(&folder).der().to_owned();
    let read = x509_cert::Certificate::from_der(&der).expect("a certificate");
    let read = read.tbs_certificate();
    let usage = read.get_extension::<ExtendedKeyUsage>().expect("fine");
    let usages: Vec<_> = usage
        .expect("there")
        .1
        .0
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(usages, ["1.3.6.1.5.5.7.3.1"], "serverAuth and nothing else");
    let constraints = read
        .get_extension::<NameConstraints>()
        .expect("fine")
        .expect("there");
    assert!(
        constraints.0,
        "a client that can't read the constraints must refuse"
    );
    let permitted = constraints.1.permitted_subtrees.expect("there");
    let mail: Vec<_> = permitted
        .iter()
        .filter_map(|tree| match &tree.base {
            GeneralName::Rfc822Name(domain) => Some(domain.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(mail, ["invalid"]);
}

#[test]
fn a_public_address_that_came_later_has_a_leaf_that_signs_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let authority = authority(&folder);
    let later = leaf(&authority, &["203.0.113.8"]);
    assert_eq!(
        later.issuer(),
        leaf(&authority, &["203.0.113.8"]).issuer(),
        "it is kept"
    );
    assert!(authority.still_fits(&later, &[name("203.0.113.8")], now()));
    let read = facts::read(&later.key().cert[0]).expect("read");
    assert_eq!(read.issuer, read.subject);
    assert_ne!(
        read.issuer,
        facts::read(authority.der()).expect("read").subject
    );
    handshake(later, None, authority.der(), "203.0.113.8").expect_err("not vouched for");
}

#[test]
fn an_authority_with_wider_rights_is_replaced_with_all_that_it_signed() {
    let folder = tempfile::tempdir().expect("a folder");
    let tls = folder.path().join("tls");
    leaf(&authority(&folder), &["192.168.1.7"]);
    let before = std::fs::read(tls.join("leaf-192.168.1.7.pem")).expect("kept");

    // As earlier versions made it: every address, the computer's bare name, any use.
    let key = KeyPair::generate().expect("a key");
    let mut params = rcgen::CertificateParams::default();
    params
        .distinguished_name
        .push(rcgen::DnType::CommonName, "Confab on dev");
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Constrained(0));
    params.not_before = now() - Duration::days(2);
    params.not_after = now() + Duration::days(3650);
    let any = |ip: &str| {
        let ip = ip.parse::<IpAddr>().expect("an address");
        rcgen::GeneralSubtree::IpAddress(rcgen::CidrSubnet::from_addr_prefix(ip, 0))
    };
    params.name_constraints = Some(rcgen::NameConstraints {
        permitted_subtrees: vec![
            rcgen::GeneralSubtree::DnsName("local".to_owned()),
            rcgen::GeneralSubtree::DnsName("dev".to_owned()),
            any("0.0.0.0"),
            any("::"),
        ],
        excluded_subtrees: Vec::new(),
    });
    let wide = params.self_signed(&key).expect("signed");
    let text = format!("{}{}", wide.pem(), key.serialize_pem());
    std::fs::write(tls.join("authority.pem"), text).expect("written");

    let made = authority(&folder);
    assert_ne!(made.der(), &wide.der()[..]);
    assert!(
        !tls.join("leaf-192.168.1.7.pem").exists(),
        "its leaves are gone"
    );
    leaf(&made, &["192.168.1.7"]);
    assert_ne!(
        std::fs::read(tls.join("leaf-192.168.1.7.pem")).expect("new"),
        before
    );
    assert_eq!(
        authority(&folder).der(),
        made.der(),
        "and the new one stays"
    );
}

#[test]
fn who_asks_for_a_name_that_is_not_ours_is_shown_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let authority = authority(&folder);
    for asked in ["bank.example", "localhost", "other.local", "anns-laptop"] {
        let (address, names) = (
            leaf(&authority, &["192.168.1.7"]),
            leaf(&authority, &["anns-laptop.local"]),
        );
        let error = handshake(address, Some(names), authority.der(), asked).expect_err("refused");
        assert!(
            matches!(error, rustls::Error::AlertReceived(_)),
            "{asked}: {error}"
        );
    }
}

/// A certificate of somebody's own, as files.
struct Own {
    folder: TempDir,
    files: OwnFiles,
}

impl Own {
    fn new(from: Duration, until: Duration) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let files = OwnFiles {
            chain: folder.path().join("own.crt"),
            key: folder.path().join("own.key"),
        };
        let own = Self { folder, files };
        own.write(from, until);
        own
    }

    fn write(&self, from: Duration, until: Duration) {
        let key = KeyPair::generate().expect("a key");
        let mut params =
            rcgen::CertificateParams::new(vec!["meet.example".to_owned()]).expect("names");
        params.not_before = now() + from;
        params.not_after = now() + until;
        let chain = params.self_signed(&key).expect("signed").pem();
        std::fs::write(&self.files.chain, chain).expect("written");
        std::fs::write(&self.files.key, key.serialize_pem()).expect("written");
    }

    fn refused(&self) -> String {
        let error = self.files.read(now()).expect_err("refused");
        assert_eq!(error.code(), Code::BadSetting);
        error.detail().to_owned()
    }
}

#[test]
fn a_certificate_of_ones_own_is_read_again_when_it_changes() {
    let own = Own::new(Duration::days(-1), Duration::days(30));
    let first = own.files.read(now()).expect("read");
    assert!(first.covers("meet.example"));
    let seen = own.files.seen();
    assert_eq!(seen, own.files.seen());
    own.write(Duration::days(-1), Duration::days(900));
    assert_ne!(seen, own.files.seen());
    let second = own.files.read(now()).expect("read");
    assert_ne!(first.fingerprint(), second.fingerprint());
}

#[test]
fn what_is_wrong_with_a_certificate_of_ones_own_is_said_with_its_setting() {
    let own = Own::new(Duration::days(-30), Duration::days(-1));
    let told = own.refused();
    assert!(
        told.contains("CONFAB_TLS_CERT") && told.contains("ended on"),
        "{told}"
    );
    own.write(Duration::days(1), Duration::days(30));
    let told = own.refused();
    assert!(
        told.contains("CONFAB_TLS_CERT") && told.contains("begins on"),
        "{told}"
    );

    own.write(Duration::days(-1), Duration::days(30));
    let other = KeyPair::generate().expect("a key").serialize_pem();
    std::fs::write(&own.files.key, other).expect("written");
    let told = own.refused();
    assert!(
        told.contains("CONFAB_TLS_KEY") && told.contains("does not belong"),
        "{told}"
    );

    std::fs::write(&own.files.key, "nonsense").expect("written");
    assert!(own.refused().contains("CONFAB_TLS_KEY"));
    std::fs::write(&own.files.chain, "nonsense").expect("written");
    assert!(own.refused().contains("CONFAB_TLS_CERT"));
    std::fs::remove_file(&own.files.chain).expect("removed");
    let told = own.refused();
    assert!(
        told.contains("CONFAB_TLS_CERT") && told.contains("can't be read"),
        "{told}"
    );
    let path = own.folder.path().display().to_string();
    assert!(!told.contains(&path), "{told}");
}

#[test]
fn a_damaged_authority_is_a_sentence_and_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    authority(&folder);
    let file = folder.path().join("tls/authority.pem");
    let text = std::fs::read_to_string(&file).expect("text");
    let certificate = CertificateDer::from_pem_slice(text.as_bytes()).expect("a certificate");
    assert!(!certificate.is_empty());
    let stranger = KeyPair::generate().expect("a key").serialize_pem();
    let (only, _) = text.split_once("-----BEGIN PRIVATE").expect("a key");
    for damaged in ["", "nonsense", only, &format!("{only}{stranger}")] {
        std::fs::write(&file, damaged).expect("written");
        let error = Authority::load_or_make(&folder.path().join("tls"), &hosts(), &[], now())
            .expect_err("refused");
        assert!(error.detail().contains("tls/authority.pem"), "{error}");
        assert_eq!(std::fs::read_to_string(&file).expect("text"), damaged);
    }
}
