//! TLS in front of a door, and what comes to it instead of TLS.
//!
//! Invariants: until a handshake is over, a connection has little time and little room, so that
//! nobody keeps others out by being slow; what is not TLS is shown the page that explains.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::ServerConfig;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::limits::network;
use crate::limits::table::{HANDSHAKES as AT_ONCE, HANDSHAKES_OF_NETWORK as FROM_ONE};

/// How long it may take until a connection is secure.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(10);
/// The first byte of a TLS handshake.
const HANDSHAKE: u8 = 0x16;

/// What makes a door secure.
#[derive(Clone)]
pub struct Secure {
    acceptor: TlsAcceptor,
    base: Arc<str>,
    beginners: Arc<Beginners>,
}

/// How a connection began.
pub(super) enum Began {
    Secure(Box<TlsStream<TcpStream>>),
    Plain(TcpStream),
}

impl Secure {
    /// With these certificates; `base` is what this door's secure pages start with.
    pub fn new(config: Arc<ServerConfig>, base: &str) -> Self {
        Self {
            acceptor: config.into(),
            base: base.into(),
            beginners: Arc::default(),
        }
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Makes a connection secure; `None` where it does not become so.
    pub(super) async fn begin(&self, socket: TcpStream, peer: IpAddr) -> Option<Began> {
        let _turn = Beginners::turn(&self.beginners, peer)?;
        let begun = timeout(HANDSHAKE_LIMIT, async {
            let mut first = [0];
            if socket.peek(&mut first).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if first[0] != HANDSHAKE {
                return Ok(Began::Plain(socket));
            }
            let stream = self.acceptor.accept(socket).await?;
            Ok::<_, std::io::Error>(Began::Secure(Box::new(stream)))
        });
        match begun.await {
            Ok(Ok(begun)) => Some(begun),
            // Browsers that warn their users leave like this, so it is nothing to tell.
            Ok(Err(error)) => {
                tracing::trace!(%error, "a connection did not become secure");
                None
            }
            Err(_slow) => None,
        }
    }
}

impl std::fmt::Debug for Secure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secure").field("base", &self.base).finish()
    }
}

/// Those on the way to a secure connection.
#[derive(Debug, Default)]
struct Beginners(Mutex<HashMap<IpAddr, usize>>);

#[derive(Debug)]
struct Turn {
    all: Arc<Beginners>,
    peer: IpAddr,
}

impl Beginners {
    fn turn(all: &Arc<Self>, peer: IpAddr) -> Option<Turn> {
        let peer = network(peer);
        let mut counts = all.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.values().sum::<usize>() >= AT_ONCE {
            return None;
        }
        let count = counts.entry(peer).or_default();
        if *count >= FROM_ONE {
            return None;
        }
        *count += 1;
        drop(counts);
        Some(Turn {
            all: Arc::clone(all),
            peer,
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut counts = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.peer) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.peer);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_alone_can_not_keep_the_others_out() {
        let all = Arc::new(Beginners::default());
        let one: IpAddr = "192.0.2.1".parse().expect("an address");
        let mut turns: Vec<_> = (0..FROM_ONE)
            .map(|_| Beginners::turn(&all, one).expect("a turn"))
            .collect();
        assert!(Beginners::turn(&all, one).is_none());
        let other = Beginners::turn(&all, "192.0.2.2".parse().expect("an address"));
        assert!(other.is_some());
        turns.pop();
        assert!(Beginners::turn(&all, one).is_some());
        let near = |n: usize| format!("2001:db8::{n:x}").parse().expect("an address");
        let crowd: Vec<_> = (0..FROM_ONE)
            .map(|n| Beginners::turn(&all, near(n)).expect("a turn"))
            .collect();
        assert!(Beginners::turn(&all, near(FROM_ONE)).is_none(), "one /64");
        drop((turns, other, crowd));
        assert!(all.0.lock().expect("no panic").is_empty());
    }
}
