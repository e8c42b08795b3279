//! Disconnect, and slow: a network that can be unplugged, or takes its time. A small TCP relay
//! between a guest and a door.
//!
//! The `Host` of what passes is set to the door's own, for a guest behind it names the relay's port.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::sleep;

/// A relay to one port of this machine.
#[derive(Debug)]
pub struct Wire {
    address: SocketAddr,
    plugged: Arc<watch::Sender<bool>>,
    delay: Arc<watch::Sender<Duration>>,
}

impl Wire {
    /// Listens on a free port and passes everything on to `localhost:<port>`.
    pub async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let plugged = Arc::new(watch::Sender::new(true));
        let delay = Arc::new(watch::Sender::new(Duration::ZERO));
        let (state, slow) = (Arc::clone(&plugged), Arc::clone(&delay));
        tokio::spawn(async move {
            while let Ok((guest, _)) = listener.accept().await {
                if !*state.borrow() {
                    continue;
                }
                let (mut cut, slow) = (state.subscribe(), slow.subscribe());
                tokio::spawn(async move {
                    tokio::select! {
                        _ = relay(guest, address.port(), port, slow) => {}
                        _ = cut.wait_for(|plugged| !plugged) => {}
                    }
                });
            }
        });
        Self {
            address,
            plugged,
            delay,
        }
    }

    /// The port that guests connect to.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Whatever the door says from now on comes so much later.
    pub fn slow_down(&self, delay: Duration) {
        self.delay.send_replace(delay);
    }

    /// Breaks every connection and refuses new ones.
    pub fn unplug(&self) {
        self.plugged.send_replace(false);
    }

    /// Lets connections through again.
    pub fn plug(&self) {
        self.plugged.send_replace(true);
    }
}

async fn relay(
    mut guest: TcpStream,
    own: u16,
    port: u16,
    delay: watch::Receiver<Duration>,
) -> std::io::Result<()> {
    let mut door = TcpStream::connect(("127.0.0.1", port)).await?;
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        if guest.read_buf(&mut head).await? == 0 {
            return Ok(());
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let head = head.replace(&format!(":{own}\r\n"), &format!(":{port}\r\n"));
    door.write_all(head.as_bytes()).await?;
    let (mut hears, mut speaks) = guest.split();
    let (mut answers, mut asks) = door.split();
    let back = async {
        let mut piece = Vec::with_capacity(64 * 1024);
        while answers.read_buf(&mut piece).await? > 0 {
            let late = *delay.borrow();
            if !late.is_zero() {
                sleep(late).await;
            }
            speaks.write_all(&piece).await?;
            piece.clear();
        }
        speaks.shutdown().await
    };
    let there = async {
        tokio::io::copy(&mut hears, &mut asks).await?;
        asks.shutdown().await
    };
    tokio::try_join!(there, back)?;
    Ok(())
}
