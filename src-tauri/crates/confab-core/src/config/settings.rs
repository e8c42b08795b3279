//! What the settings mean, once read and checked.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use url::Url;

use super::Env;
use super::file::SettingsFile;
use super::keep::Keep;
use super::key::{Key, Source};
use super::sharing::{SharingSettings, trusted_proxies};
use crate::confab::{TRIAL_LIFE, WARM_LIFE};
use crate::error::{Code, Error, Result};
use crate::secret::Secret;

/// Everything that is set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Database, settings, keys, logs.
    pub data_dir: PathBuf,
    /// Which LiveKit server.
    pub server: ServerChoice,
    /// What meeting links start with, where it is the author's own front end.
    pub frontend_url: Option<FrontendUrl>,
    /// Local API; 0 = any free one.
    pub api_port: u16,
    /// Guest page; 0 = any free one.
    pub guest_port: u16,
    /// Signalling for local front ends; 0 = any free one.
    pub signal_port: u16,
    /// The browser that opens the call.
    pub browser: Option<PathBuf>,
    /// The host's name, where one is set.
    pub name: Option<String>,
    /// Light, dark, or as the system.
    pub appearance: Appearance,
    /// The `tracing` filter.
    pub log: String,
    /// Guests on other machines.
    pub sharing: SharingSettings,
    /// Proxies that may say for whom they ask, at the guest door.
    pub trusted_proxies: Vec<IpNet>,
    /// What is deleted when it is old enough.
    pub keep: Keep,
    /// How long a connection that was warmed up before joining lives without a sign of life. No
    /// setting of users': handed in, so that tests need not wait.
    pub warm_life: Duration,
    /// How long somebody may try out their connection; tests want less.
    pub trial_life: Duration,
    /// Sentences about settings that have no effect.
    pub warnings: Vec<String>,
}

/// Which LiveKit server carries the calls.
#[derive(Debug, Clone)]
pub enum ServerChoice {
    /// Our own.
    Embedded {
        /// Its program, where set.
        binary: Option<PathBuf>,
        /// Media over TCP; 0 = any free port.
        rtc_tcp: u16,
        /// Media over UDP; 0 = any free port.
        rtc_udp: u16,
    },
    /// Somebody else's.
    External {
        /// Its address: ws, wss, http or https.
        url: Url,
        /// The address exactly as it was given; what front ends are told.
        as_given: String,
        /// API key.
        key: String,
        /// API secret.
        secret: Secret,
    },
}

/// How the window looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The base of meeting links: http or https, no trailing slash.
#[derive(Clone, PartialEq, Eq)]
pub struct FrontendUrl {
    text: String,
    origin: String,
}

impl FrontendUrl {
    /// The base, without a trailing slash: `https://meet.example/app`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its origin (scheme, host, port): `https://meet.example`.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

impl fmt::Debug for FrontendUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for FrontendUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let bad = || {
            Error::new(
                Code::BadSetting,
                "FRONTEND_URL is not a web address. Give the whole address of your front end, for example http://localhost:3000.",
            )
        };
        let url = Url::parse(text).map_err(|_| bad())?;
        let plain = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if !matches!(url.scheme(), "http" | "https")
            || url.host_str().is_none_or(str::is_empty)
            || !plain
        {
            return Err(bad());
        }
        Ok(Self {
            text: text.trim_end_matches('/').to_owned(),
            origin: url.origin().ascii_serialization(),
        })
    }
}

/// One setting as the window shows it.
#[derive(Debug, Clone, Serialize)]
pub struct SettingView {
    /// Its name.
    pub key: &'static str,
    /// Its value; of a secret only whether there is one (`"set"`).
    pub value: Option<String>,
    /// Where the value comes from.
    pub source: Source,
    /// The environment variable that would set it.
    pub variable: Option<&'static str>,
    /// Whether the value is never shown.
    pub secret: bool,
}

pub(super) struct Lookup<'a> {
    env: &'a Env,
    file: &'a SettingsFile,
}

impl Lookup<'_> {
    pub(super) fn find(&self, key: Key) -> (Option<String>, Source) {
        if let Some(value) = key.variable().and_then(|v| self.env.get(v)) {
            return (Some(value.to_owned()), Source::Environment);
        }
        match self.file.get(key) {
            Some(value) => (Some(value), Source::File),
            None => (key.default_value().map(str::to_owned), Source::Default),
        }
    }

    pub(super) fn get(&self, key: Key) -> Option<String> {
        self.find(key).0
    }

    fn port(&self, key: Key) -> Result<u16> {
        let value = self.get(key).unwrap_or_default();
        value.parse().map_err(|_| {
            Error::new(
                Code::BadSetting,
                format!(
                    "{} is not a port. Give a number from 0 to 65535; 0 takes any free port.",
                    key.in_words()
                ),
            )
        })
    }
}

/// Every setting with its value and source, for the window.
pub fn view(env: &Env, file: &SettingsFile) -> Vec<SettingView> {
    let lookup = Lookup { env, file };
    let one = |key: Key| {
        let (value, source) = lookup.find(key);
        let value = if key.is_secret() {
            value.map(|_| "set".to_owned())
        } else {
            value
        };
        SettingView {
            key: key.name(),
            value,
            source,
            variable: key.variable(),
            secret: key.is_secret(),
        }
    };
    Key::ALL.into_iter().map(one).collect()
}

impl Settings {
    /// Reads the settings for this environment.
    ///
    /// # Errors
    /// [`Code::BadSetting`] with a sentence that names the setting that does not fit.
    pub fn load(env: &Env) -> Result<Self> {
        let data_dir = env.data_dir()?;
        let file = SettingsFile::load(&data_dir.join(crate::datadir::SETTINGS))?;
        Self::from_parts(env, &file, data_dir)
    }

    /// The settings that these parts give; what the window checks before it saves.
    ///
    /// # Errors
    /// As [`Settings::load`].
    pub fn from_parts(env: &Env, file: &SettingsFile, data_dir: PathBuf) -> Result<Self> {
        let lookup = Lookup { env, file };
        let mut warnings = Vec::new();
        let appearance = match lookup.get(Key::Appearance).as_deref() {
            Some("light") => Appearance::Light,
            Some("dark") => Appearance::Dark,
            Some("system") | None => Appearance::System,
            Some(_) => {
                warnings.push("appearance in settings.toml is not system, light or dark; the system's is used.".to_owned());
                Appearance::System
            }
        };
        let sharing = SharingSettings::read(&lookup, &mut warnings)?;
        Ok(Self {
            sharing,
            trusted_proxies: trusted_proxies(&lookup)?,
            server: server(&lookup, &mut warnings)?,
            frontend_url: lookup
                .get(Key::FrontendUrl)
                .map(|text| text.parse())
                .transpose()?,
            api_port: lookup.port(Key::ApiPort)?,
            guest_port: lookup.port(Key::GuestPort)?,
            signal_port: lookup.port(Key::SignalPort)?,
            browser: lookup.get(Key::Browser).map(PathBuf::from),
            name: lookup.get(Key::Name),
            appearance,
            log: lookup.get(Key::Log).unwrap_or_default(),
            data_dir,
            keep: Keep::read(&lookup)?,
            warm_life: WARM_LIFE,
            trial_life: TRIAL_LIFE,
            warnings,
        })
    }
}

fn server(lookup: &Lookup<'_>, warnings: &mut Vec<String>) -> Result<ServerChoice> {
    let (key, secret) = (
        lookup.get(Key::LivekitApiKey),
        lookup.get(Key::LivekitApiSecret),
    );
    let Some(as_given) = lookup.get(Key::LivekitUrl) else {
        if key.is_some() || secret.is_some() {
            warnings.push(
                "LIVEKIT_API_KEY and LIVEKIT_API_SECRET have no effect without LIVEKIT_URL: the embedded server uses keys of its own.".to_owned(),
            );
        }
        return Ok(ServerChoice::Embedded {
            binary: lookup.get(Key::LivekitServer).map(PathBuf::from),
            rtc_tcp: lookup.port(Key::RtcTcpPort)?,
            rtc_udp: lookup.port(Key::RtcUdpPort)?,
        });
    };
    let url = Url::parse(&as_given)
        .ok()
        .filter(|u| matches!(u.scheme(), "ws" | "wss" | "http" | "https") && u.host_str().is_some_and(|h| !h.is_empty()))
        .ok_or_else(|| {
            Error::new(
                Code::BadSetting,
                "LIVEKIT_URL is not the address of a LiveKit server. It starts with ws://, wss://, http:// or https://, for example wss://example.livekit.cloud.",
            )
        })?;
    match (key, secret) {
        (Some(key), Some(secret)) => Ok(ServerChoice::External {
            url,
            as_given,
            key,
            secret: Secret::new(secret),
        }),
        _ => Err(Error::new(
            Code::BadSetting,
            "LIVEKIT_URL is set, but LIVEKIT_API_KEY or LIVEKIT_API_SECRET is missing. Set both to the key and secret of that server, or unset LIVEKIT_URL to use the embedded one.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sharing::Scope;

    fn load<const N: usize>(variables: [(&str, &str); N], file: &str) -> Result<Settings> {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::write(dir.path().join("settings.toml"), file).expect("written");
        let mut env = Env::of(variables);
        env.0.insert(
            "CONFAB_DATA_DIR".into(),
            dir.path().to_str().expect("utf-8").into(),
        );
        Settings::load(&env)
    }

    #[test]
    fn defaults_are_the_documented_ones() {
        let settings = load([], "").expect("settings");
        assert_eq!(
            (settings.api_port, settings.guest_port, settings.signal_port),
            (8000, 3000, 7880)
        );
        assert!(matches!(
            settings.server,
            ServerChoice::Embedded {
                binary: None,
                rtc_tcp: 7881,
                rtc_udp: 7882
            }
        ));
        assert!(settings.frontend_url.is_none() && settings.warnings.is_empty());
        assert_eq!(settings.log, "info");
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let settings = load(
            [("CONFAB_API_PORT", "8001")],
            "api_port = 8002\nguest_port = 3002\n",
        )
        .expect("settings");
        assert_eq!((settings.api_port, settings.guest_port), (8001, 3002));
    }

    #[test]
    fn an_empty_variable_counts_as_unset() {
        let settings = load([("FRONTEND_URL", ""), ("LIVEKIT_URL", " ")], "").expect("settings");
        assert!(settings.frontend_url.is_none());
        assert!(matches!(settings.server, ServerChoice::Embedded { .. }));
    }

    #[test]
    fn a_url_without_key_and_secret_names_both() {
        for variables in [
            [("LIVEKIT_URL", "ws://x:1"), ("A", "")],
            [("LIVEKIT_URL", "ws://x:1"), ("LIVEKIT_API_KEY", "k")],
        ] {
            let error = load(variables, "").expect_err("refused");
            assert!(
                error.detail().contains("LIVEKIT_API_KEY")
                    && error.detail().contains("LIVEKIT_API_SECRET")
            );
        }
    }

    #[test]
    fn a_key_without_url_is_ignored_with_a_warning() {
        let settings =
            load([("LIVEKIT_API_KEY", "k"), ("LIVEKIT_API_SECRET", "s")], "").expect("settings");
        assert!(matches!(settings.server, ServerChoice::Embedded { .. }));
        assert!(settings.warnings[0].contains("LIVEKIT_URL"));
    }

    #[test]
    fn an_external_url_is_kept_as_given() {
        let variables = [
            ("LIVEKIT_URL", "WSS://Example.COM:443/x"),
            ("LIVEKIT_API_KEY", "k"),
            ("LIVEKIT_API_SECRET", "s"),
        ];
        let settings = load(variables, "").expect("settings");
        let ServerChoice::External { as_given, .. } = settings.server else {
            panic!("external")
        };
        assert_eq!(as_given, "WSS://Example.COM:443/x");
    }

    #[test]
    fn the_frontend_url_loses_its_slash_and_knows_its_origin() {
        let url: FrontendUrl = "https://Meet.example:443/app/".parse().expect("a url");
        assert_eq!(
            (url.as_str(), url.origin()),
            ("https://Meet.example:443/app", "https://meet.example")
        );
        for bad in [
            "localhost:3000",
            "ftp://x",
            "http://",
            "http://u:p@x",
            "http://x/?a=1",
        ] {
            assert!(bad.parse::<FrontendUrl>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_bad_port_is_named() {
        let error = load([("CONFAB_GUEST_PORT", "70000")], "").expect_err("refused");
        assert!(error.detail().contains("CONFAB_GUEST_PORT"));
    }

    #[test]
    fn sharing_is_off_unless_said() {
        let sharing = load([], "").expect("settings").sharing;
        assert!(!sharing.on && !sharing.from_environment && sharing.addresses.is_none());
        assert_eq!(sharing.scope, Scope::All);
        let sharing = load([("CONFAB_SHARE", "lan")], "share = \"off\"")
            .expect("settings")
            .sharing;
        assert!(sharing.on && sharing.from_environment);
        let file = "share = \"lan\"\nshare_scope = \"chosen\"\nshare_addresses = \"192.168.1.7, fd00::7\"\nshare_preferred = \"fd00::7\"\n";
        let sharing = load([], file).expect("settings").sharing;
        assert!(sharing.on && !sharing.from_environment && sharing.scope == Scope::Chosen);
        assert_eq!(sharing.addresses.expect("a list").len(), 2);
        assert_eq!(
            sharing.preferred,
            Some("fd00::7".parse().expect("an address"))
        );
        let error = load([("CONFAB_SHARE", "everywhere")], "").expect_err("refused");
        assert!(error.detail().contains("CONFAB_SHARE"), "{error}");
    }

    #[test]
    fn what_is_damaged_shares_less_and_not_more() {
        let settings =
            load([], "share_scope = \"al\"\nshare_addresses = \"wlan0\"\n").expect("settings");
        assert_eq!(settings.sharing.scope, Scope::Chosen);
        assert_eq!(settings.sharing.addresses, Some(Vec::new()));
        assert_eq!(settings.warnings.len(), 2);
    }

    #[test]
    fn certificate_and_key_come_together() {
        for one in ["CONFAB_TLS_CERT", "CONFAB_TLS_KEY"] {
            let error = load([(one, "/x.pem")], "").expect_err("refused");
            assert!(
                error.detail().contains("CONFAB_TLS_CERT")
                    && error.detail().contains("CONFAB_TLS_KEY")
            );
        }
    }

    #[test]
    fn proxies_are_addresses_and_networks_and_never_everybody() {
        let proxies = load(
            [("CONFAB_TRUSTED_PROXIES", "127.0.0.1, ::1,10.0.0.0/24")],
            "",
        )
        .expect("settings")
        .trusted_proxies;
        let told: Vec<_> = proxies.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["127.0.0.1/32", "::1/128", "10.0.0.0/24"]);
        for bad in ["proxy", "10.0.0.0/33", "0.0.0.0/0", "127.0.0.1;::1"] {
            let error = load([("CONFAB_TRUSTED_PROXIES", bad)], "").expect_err(bad);
            assert!(error.detail().contains("CONFAB_TRUSTED_PROXIES"));
        }
    }

    #[test]
    fn the_view_tells_sources_and_hides_the_secret() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("settings.toml");
        std::fs::write(&path, "name = \"Ann\"\nlivekit_api_secret = \"hush\"\n").expect("written");
        let file = SettingsFile::load(&path).expect("a file");
        let fields = view(&Env::of([("CONFAB_API_PORT", "9")]), &file);
        let field = |key| fields.iter().find(|f| f.key == key).expect(key);
        assert_eq!(
            (field("api_port").value.as_deref(), field("api_port").source),
            (Some("9"), Source::Environment)
        );
        assert_eq!(
            (field("name").value.as_deref(), field("name").source),
            (Some("Ann"), Source::File)
        );
        assert_eq!(field("livekit_api_secret").value.as_deref(), Some("set"));
        assert_eq!(field("guest_port").source, Source::Default);
    }

    #[test]
    fn saved_settings_are_read_back_and_private() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("settings.toml");
        let mut file = SettingsFile::default();
        file.set(
            &[
                (Key::ApiPort, Some("8123".to_owned())),
                (Key::Name, Some("Ann \"A\"".to_owned())),
            ]
            .into(),
        );
        file.save(&path).expect("saved");
        let again = SettingsFile::load(&path).expect("read");
        assert_eq!(
            (
                again.get(Key::ApiPort).as_deref(),
                again.get(Key::Name).as_deref()
            ),
            (Some("8123"), Some("Ann \"A\""))
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(
                std::fs::metadata(&path)
                    .expect("there")
                    .permissions()
                    .mode()
                    & 0o777,
                0o600
            );
        }
    }

    #[test]
    fn a_damaged_file_is_a_sentence_without_its_contents() {
        let error = load([], "livekit_api_secret = hush").expect_err("refused");
        assert!(error.detail().contains("settings.toml") && !format!("{error:?}").contains("hush"));
    }
}
