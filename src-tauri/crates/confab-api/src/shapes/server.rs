//! The LiveKit server's state.

use confab_core::event::ServerState;
use serde::Serialize;
use utoipa::ToSchema;

/// How the LiveKit server is, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Server {
    /// `starting`, `ready`, `away` or `failed`.
    #[schema(value_type = String, example = "ready")]
    pub(crate) state: &'static str,
    /// A sentence where it is away or failed.
    #[schema(required)]
    pub(crate) detail: Option<String>,
}

impl From<ServerState> for Server {
    fn from(state: ServerState) -> Self {
        let (state, detail) = match state {
            ServerState::Starting => ("starting", None),
            ServerState::Ready => ("ready", None),
            ServerState::Away(detail) => ("away", Some(detail)),
            ServerState::Failed(detail) => ("failed", Some(detail)),
        };
        Self { state, detail }
    }
}
