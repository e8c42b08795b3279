//! Where everybody else asks the sharer.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use confab_core::error::{Code, Error, Result};
use confab_core::sharing::{Scope, Sharing};
use tokio::sync::{mpsc, oneshot};

/// What is to change about sharing; what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct SharingPatch {
    /// On or off.
    pub on: Option<bool>,
    /// Which meetings.
    pub scope: Option<Scope>,
    /// At which addresses; `Some(None)`: at those that are sensible.
    pub addresses: Option<Option<Vec<IpAddr>>>,
    /// The address that links carry; `Some(None)`: whichever is best.
    pub preferred: Option<Option<IpAddr>>,
}

/// A change, and where to say that it was made.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) patch: SharingPatch,
    pub(super) done: oneshot::Sender<Result<Arc<Sharing>>>,
}

/// The authority's certificate (DER) while it is the one that signs.
pub(super) type AuthoritySlot = Arc<RwLock<Option<Arc<[u8]>>>>;

/// Where changes are handed in. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SharingDesk {
    orders: mpsc::Sender<Order>,
    taken: Arc<Mutex<Option<mpsc::Receiver<Order>>>>,
    authority: AuthoritySlot,
}

impl Default for SharingDesk {
    fn default() -> Self {
        let (orders, taken) = mpsc::channel(8);
        Self {
            orders,
            taken: Arc::new(Mutex::new(Some(taken))),
            authority: Arc::default(),
        }
    }
}

impl SharingDesk {
    /// Changes sharing; how it is then.
    ///
    /// # Errors
    /// [`Code::BadInput`] for what makes no sense, [`Code::Storage`] where it can't be kept; nothing
    /// has changed then.
    pub async fn change(&self, patch: SharingPatch) -> Result<Arc<Sharing>> {
        let closed = || Error::new(Code::Internal, "Confab is ending.");
        let (done, told) = oneshot::channel();
        let order = Order { patch, done };
        self.orders.send(order).await.map_err(|_| closed())?;
        told.await.map_err(|_| closed())?
    }

    /// The authority's certificate (DER), while our own authority signs what guests are shown.
    pub fn authority(&self) -> Option<Arc<[u8]>> {
        self.authority
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn authority_slot(&self) -> AuthoritySlot {
        Arc::clone(&self.authority)
    }

    /// The other end, for the one sharer.
    pub(super) fn take_orders(&self) -> Option<mpsc::Receiver<Order>> {
        self.taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}
