//! When addresses change: told by the kernel where it tells (Linux), and looked at every two seconds
//! everywhere, because a cable that is pulled, or a computer that slept, changes nothing that is told.

use std::time::Duration;

use tokio::sync::watch as channel;
use tokio::time::{Instant, timeout_at};

use super::{Address, Network};

/// How long it has to be quiet before somebody is told of all changes at once, and the longest that
/// this may take.
const SETTLING: Duration = Duration::from_millis(500);
const SETTLING_LIMIT: Duration = Duration::from_secs(2);
/// How often one looks without being told.
const LOOK: Duration = Duration::from_secs(2);

/// Follows the addresses of a [`Network`].
#[derive(Debug)]
pub struct Watch(Source);

#[derive(Debug)]
enum Source {
    System(kernel::Ear),
    Given(channel::Receiver<Vec<Address>>),
}

impl Watch {
    pub(super) fn new(network: &Network) -> Self {
        Self(match network {
            Network::System => Source::System(kernel::Ear::new()),
            Network::Given(given) => Source::Given(given.clone()),
        })
    }

    /// Returns when it is time to look: after a change, or because a while has passed.
    pub async fn changed(&mut self) {
        match &mut self.0 {
            Source::Given(given) => {
                // The other end is gone: then nothing changes any more.
                if let Ok(Err(_)) = timeout_at(Instant::now() + LOOK, given.changed()).await {
                    tokio::time::sleep(LOOK).await;
                }
            }
            Source::System(ear) => {
                if timeout_at(Instant::now() + LOOK, ear.hear()).await.is_err() {
                    return;
                }
                let limit = Instant::now() + SETTLING_LIMIT;
                while Instant::now() < limit {
                    let quiet = (Instant::now() + SETTLING).min(limit);
                    if timeout_at(quiet, ear.hear()).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}

#[cfg(target_os = "linux")]
mod kernel {
    //! Netlink: one message for each address that comes or goes. What it says is not read; whoever
    //! hears it looks at all addresses.

    use std::os::fd::OwnedFd;

    use rustix::io::Errno;
    use rustix::net::netlink::SocketAddrNetlink;
    use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType, bind, recv, socket_with};
    use tokio::io::unix::AsyncFd;

    const LINKS: u32 = 0x1;
    const IPV4_ADDRESSES: u32 = 0x10;
    const IPV6_ADDRESSES: u32 = 0x100;

    #[derive(Debug)]
    pub(super) struct Ear(Option<AsyncFd<OwnedFd>>);

    impl Ear {
        pub(super) fn new() -> Self {
            let open = || -> std::io::Result<_> {
                let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
                // No protocol is the one of routes and addresses.
                let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, flags, None)?;
                let groups = LINKS | IPV4_ADDRESSES | IPV6_ADDRESSES;
                bind(&socket, &SocketAddrNetlink::new(0, groups))?;
                // SAFETY: the socket is owned by what it is registered with, and never exchanged.
                Ok(unsafe { AsyncFd::register(socket) }?)
            };
            Self(
                open()
                    .inspect_err(
                        |error| tracing::debug!(%error, "the kernel does not tell of addresses"),
                    )
                    .ok(),
            )
        }

        /// Until something is told; for ever, where nothing is.
        pub(super) async fn hear(&mut self) {
            let Some(socket) = &self.0 else {
                return std::future::pending().await;
            };
            let mut message = [0_u8; 8192];
            loop {
                let Ok(mut ready) = socket.readable().await else {
                    return std::future::pending().await;
                };
                match recv(socket.get_ref(), &mut message[..], RecvFlags::DONTWAIT) {
                    // More was told than fits: something has changed in any case.
                    Ok(_) | Err(Errno::NOBUFS) => return,
                    Err(Errno::AGAIN) => ready.clear_ready(),
                    Err(Errno::INTR) => {}
                    Err(error) => {
                        tracing::debug!(%error, "the kernel stopped telling of addresses");
                        self.0 = None;
                        return;
                    }
                }
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod kernel {
    #[derive(Debug)]
    pub(super) struct Ear;

    impl Ear {
        pub(super) fn new() -> Self {
            Self
        }

        pub(super) async fn hear(&mut self) {
            std::future::pending().await
        }
    }
}
