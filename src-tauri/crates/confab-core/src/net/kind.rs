//! What an interface is: the system's facts first, then its name.
//!
//! VPNs and the networks of containers and virtual machines are told apart because nobody in the
//! room can reach them; whoever wants to share there chooses so.

use std::path::Path;

/// What an interface is. The order is that of preference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A cable.
    Wired,
    /// Wi-Fi.
    Wireless,
    /// Nothing that we know.
    Other,
    /// A tunnel to another network.
    Vpn,
    /// A network of containers or virtual machines on this computer.
    Container,
}

impl Kind {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Wired => "wired",
            Kind::Wireless => "wireless",
            Kind::Vpn => "vpn",
            Kind::Container => "container",
            Kind::Other => "other",
        }
    }

    /// Whether it is shared on unless somebody chooses.
    pub const fn by_default(self) -> bool {
        matches!(self, Kind::Wired | Kind::Wireless | Kind::Other)
    }

    pub(super) fn of(interface: &str, point_to_point: bool) -> Self {
        by_facts(Path::new("/sys/class/net"), interface)
            .or_else(|| by_name(interface))
            .unwrap_or(if point_to_point {
                Kind::Vpn
            } else {
                Kind::Other
            })
    }
}

/// What Linux says of an interface.
fn by_facts(devices: &Path, interface: &str) -> Option<Kind> {
    let device = devices.join(interface);
    let read = |file: &str| std::fs::read_to_string(device.join(file)).ok();
    // Not an interface's name: nothing outside of the folder is asked.
    if interface.contains(['/', '\0']) || interface.starts_with('.') || !device.is_dir() {
        return None;
    }
    let of_type = read("uevent").and_then(|uevent| {
        let line = uevent.lines().find_map(|l| l.strip_prefix("DEVTYPE="))?;
        Some(line.trim().to_owned())
    });
    let has = |file: &str| device.join(file).exists();
    match of_type.as_deref() {
        Some("wlan") => return Some(Kind::Wireless),
        Some("wireguard") => return Some(Kind::Vpn),
        _ if has("wireless") || has("phy80211") => return Some(Kind::Wireless),
        _ if has("tun_flags") => return Some(Kind::Vpn),
        // A port of a bridge: the bridge is what has the address, as a rule.
        _ if has("brport") && !has("device") => return Some(Kind::Container),
        // A bridge with a real port is this computer's way out, one without is a virtual network.
        _ if has("bridge") => {
            let ports = std::fs::read_dir(device.join("brif")).ok()?;
            let real = ports
                .filter_map(Result::ok)
                .any(|port| devices.join(port.file_name()).join("device").exists());
            return Some(if real { Kind::Wired } else { Kind::Container });
        }
        _ => {}
    }
    // A pair of virtual ends looks the same on both sides: inside of a container it is the cable.
    // Only the name says which side this is.
    if let Some(kind) = by_name(interface) {
        return Some(kind);
    }
    let ethernet = read("type").is_some_and(|number| number.trim() == "1");
    (ethernet && has("device")).then_some(Kind::Wired)
}

fn by_name(interface: &str) -> Option<Kind> {
    const VPN: &[&str] = &[
        "tun",
        "tap",
        "wg",
        "utun",
        "ppp",
        "ipsec",
        "tailscale",
        "zt",
        "nordlynx",
        "proton",
        "mullvad",
        "cloudflarewarp",
        "gpd",
        "wireguard",
        "openvpn",
        "zerotier",
        "vpn",
        "warp",
    ];
    const CONTAINER: &[&str] = &[
        "docker",
        "veth",
        "br-",
        "virbr",
        "vnet",
        "vmnet",
        "vboxnet",
        "virtualbox",
        "vmware",
        "vethernet",
        "lxc",
        "lxdbr",
        "incusbr",
        "podman",
        "cni",
        "cali",
        "cilium",
        "flannel",
        "kube",
        "nerdctl",
        "bridge1",
        "waydroid",
        "hyper-v",
    ];
    const WIRELESS: &[&str] = &["wl", "wi-fi", "wifi", "wireless", "ath"];
    const WIRED: &[&str] = &["ethernet", "eth", "enp", "eno", "ens", "enx"];
    let name = interface.to_lowercase();
    let one_of = |list: &[&str]| list.iter().any(|start| name.starts_with(start));
    [
        (VPN, Kind::Vpn),
        (CONTAINER, Kind::Container),
        (WIRELESS, Kind::Wireless),
        (WIRED, Kind::Wired),
    ]
    .into_iter()
    .find_map(|(list, kind)| one_of(list).then_some(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_where_the_system_does_not() {
        for (name, kind) in [
            ("wlan0", Some(Kind::Wireless)),
            ("wlp3s0", Some(Kind::Wireless)),
            ("Wi-Fi", Some(Kind::Wireless)),
            ("Ethernet 2", Some(Kind::Wired)),
            ("enp0s31f6", Some(Kind::Wired)),
            ("eth0", Some(Kind::Wired)),
            ("docker0", Some(Kind::Container)),
            ("br-1a2b3c4d", Some(Kind::Container)),
            ("veth12ab", Some(Kind::Container)),
            ("vEthernet (WSL)", Some(Kind::Container)),
            ("virbr0", Some(Kind::Container)),
            ("tun0", Some(Kind::Vpn)),
            ("wg0", Some(Kind::Vpn)),
            ("tailscale0", Some(Kind::Vpn)),
            ("utun3", Some(Kind::Vpn)),
            ("en0", None),
            ("lan0", None),
        ] {
            assert_eq!(by_name(name), kind, "{name}");
        }
    }

    #[test]
    fn facts_win_over_names() {
        let sys = tempfile::tempdir().expect("a folder");
        let make = |interface: &str, files: &[(&str, &str)], folders: &[&str]| {
            let device = sys.path().join(interface);
            std::fs::create_dir_all(&device).expect("made");
            for (file, text) in files {
                std::fs::write(device.join(file), text).expect("written");
            }
            for folder in folders {
                std::fs::create_dir_all(device.join(folder)).expect("made");
            }
        };
        make("home", &[("uevent", "DEVTYPE=wlan\nINTERFACE=home\n")], &[]);
        make("office", &[("uevent", "DEVTYPE=wireguard\n")], &[]);
        make("work", &[("tun_flags", "0x1001")], &[]);
        make("cable", &[("type", "1\n")], &["device"]);
        make("br0", &[], &["bridge", "brif/cable"]);
        make("net0", &[], &["bridge", "brif/other"]);
        make("strange", &[("type", "1\n")], &[]);
        make("inner", &[("type", "1\n")], &["brport"]);
        for (name, kind) in [
            ("home", Some(Kind::Wireless)),
            ("office", Some(Kind::Vpn)),
            ("work", Some(Kind::Vpn)),
            ("cable", Some(Kind::Wired)),
            ("br0", Some(Kind::Wired)),
            ("net0", Some(Kind::Container)),
            ("strange", None),
            ("inner", Some(Kind::Container)),
            ("missing", None),
            ("../home", None),
        ] {
            assert_eq!(by_facts(sys.path(), name), kind, "{name}");
        }
    }

    #[test]
    fn tunnels_and_virtual_networks_are_left_out_by_default() {
        for (kind, shared) in [
            (Kind::Wired, true),
            (Kind::Wireless, true),
            (Kind::Other, true),
            (Kind::Vpn, false),
            (Kind::Container, false),
        ] {
            assert_eq!(kind.by_default(), shared, "{}", kind.as_str());
        }
    }
}
