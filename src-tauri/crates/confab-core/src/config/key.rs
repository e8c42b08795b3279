//! The list of settings: what each is called in the environment and in the file.

use serde::Serialize;

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// The host's name, used by Join.
    Name,
    /// Light, dark, or as the system.
    Appearance,
    /// Port of the local API.
    ApiPort,
    /// Port of the guest page.
    GuestPort,
    /// Port of the signalling for local front ends.
    SignalPort,
    /// TCP port of the embedded server's media.
    RtcTcpPort,
    /// UDP port of the embedded server's media.
    RtcUdpPort,
    /// An external LiveKit server.
    LivekitUrl,
    /// Its key.
    LivekitApiKey,
    /// Its secret.
    LivekitApiSecret,
    /// What meeting links start with.
    FrontendUrl,
    /// The LiveKit server's program.
    LivekitServer,
    /// The browser that opens the call where the window can't.
    Browser,
    /// The `tracing` filter.
    Log,
    /// Whether guests on other machines may come: `lan`, or `off`.
    Share,
    /// The chain of a certificate of one's own.
    TlsCert,
    /// Its key.
    TlsKey,
    /// Proxies that may say for whom they ask.
    TrustedProxies,
    /// For how many days a chat is kept after its meeting.
    KeepChat,
    /// For how many days a meeting is kept that nobody comes to.
    KeepHistory,
    /// Which meetings are shared.
    ShareScope,
    /// At which addresses.
    ShareAddresses,
    /// The one that links carry.
    SharePreferred,
}

/// Where a setting's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// An environment variable: the window shows it and can't edit it.
    Environment,
    /// `settings.toml`.
    File,
    /// Neither.
    Default,
}

impl Key {
    /// Every setting, in the order of the window.
    pub const ALL: [Key; 23] = [
        Key::Name,
        Key::Appearance,
        Key::ApiPort,
        Key::GuestPort,
        Key::SignalPort,
        Key::RtcTcpPort,
        Key::RtcUdpPort,
        Key::LivekitUrl,
        Key::LivekitApiKey,
        Key::LivekitApiSecret,
        Key::FrontendUrl,
        Key::LivekitServer,
        Key::Browser,
        Key::Log,
        Key::Share,
        Key::TlsCert,
        Key::TlsKey,
        Key::TrustedProxies,
        Key::KeepChat,
        Key::KeepHistory,
        Key::ShareScope,
        Key::ShareAddresses,
        Key::SharePreferred,
    ];

    /// Its name in `settings.toml` and in the window's commands.
    pub const fn name(self) -> &'static str {
        match self {
            Key::Name => "name",
            Key::Appearance => "appearance",
            Key::ApiPort => "api_port",
            Key::GuestPort => "guest_port",
            Key::SignalPort => "signal_port",
            Key::RtcTcpPort => "rtc_tcp_port",
            Key::RtcUdpPort => "rtc_udp_port",
            Key::LivekitUrl => "livekit_url",
            Key::LivekitApiKey => "livekit_api_key",
            Key::LivekitApiSecret => "livekit_api_secret",
            Key::FrontendUrl => "frontend_url",
            Key::LivekitServer => "livekit_server",
            Key::Browser => "browser",
            Key::Log => "log",
            Key::Share => "share",
            Key::TlsCert => "tls_cert",
            Key::TlsKey => "tls_key",
            Key::TrustedProxies => "trusted_proxies",
            Key::KeepChat => "keep_chat",
            Key::KeepHistory => "keep_history",
            Key::ShareScope => "share_scope",
            Key::ShareAddresses => "share_addresses",
            Key::SharePreferred => "share_preferred",
        }
    }

    /// Its environment variable; what only the window sets has none.
    pub const fn variable(self) -> Option<&'static str> {
        match self {
            Key::Name
            | Key::Appearance
            | Key::ShareScope
            | Key::ShareAddresses
            | Key::SharePreferred => None,
            Key::ApiPort => Some("CONFAB_API_PORT"),
            Key::GuestPort => Some("CONFAB_GUEST_PORT"),
            Key::SignalPort => Some("CONFAB_SIGNAL_PORT"),
            Key::RtcTcpPort => Some("CONFAB_RTC_TCP_PORT"),
            Key::RtcUdpPort => Some("CONFAB_RTC_UDP_PORT"),
            Key::LivekitUrl => Some("LIVEKIT_URL"),
            Key::LivekitApiKey => Some("LIVEKIT_API_KEY"),
            Key::LivekitApiSecret => Some("LIVEKIT_API_SECRET"),
            Key::FrontendUrl => Some("FRONTEND_URL"),
            Key::LivekitServer => Some("CONFAB_LIVEKIT_SERVER"),
            Key::Browser => Some("CONFAB_BROWSER"),
            Key::Log => Some("CONFAB_LOG"),
            Key::Share => Some("CONFAB_SHARE"),
            Key::TlsCert => Some("CONFAB_TLS_CERT"),
            Key::TlsKey => Some("CONFAB_TLS_KEY"),
            Key::TrustedProxies => Some("CONFAB_TRUSTED_PROXIES"),
            Key::KeepChat => Some("CONFAB_KEEP_CHAT"),
            Key::KeepHistory => Some("CONFAB_KEEP_HISTORY"),
        }
    }

    /// The value where nothing is set.
    pub const fn default_value(self) -> Option<&'static str> {
        match self {
            Key::Appearance => Some("system"),
            Key::ApiPort => Some("8000"),
            Key::GuestPort => Some("3000"),
            Key::SignalPort => Some("7880"),
            Key::RtcTcpPort => Some("7881"),
            Key::RtcUdpPort => Some("7882"),
            Key::Log => Some("info"),
            Key::Share => Some("off"),
            Key::ShareScope => Some("all"),
            _ => None,
        }
    }

    /// Whether the value must never be shown.
    pub const fn is_secret(self) -> bool {
        matches!(self, Key::LivekitApiSecret)
    }

    /// Whether a change is in force at once, without starting the house again.
    pub const fn is_in_force_at_once(self) -> bool {
        matches!(
            self,
            Key::Name
                | Key::Appearance
                | Key::Browser
                | Key::Share
                | Key::ShareScope
                | Key::ShareAddresses
                | Key::SharePreferred
        )
    }

    /// What a sentence calls it: the variable where there is one, else the name in the file.
    pub const fn in_words(self) -> &'static str {
        match self.variable() {
            Some(variable) => variable,
            None => self.name(),
        }
    }

    /// The setting of that name in the file.
    pub fn from_name(name: &str) -> Option<Key> {
        Key::ALL.into_iter().find(|k| k.name() == name)
    }
}
