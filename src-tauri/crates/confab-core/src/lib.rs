//! Confab's core: meetings and their store, the LiveKit server and the gate in front of it.
//!
//! Knows neither HTTP servers nor windows: there is no axum and no Tauri here. Only [`livekit`]
//! names the LiveKit SDK's types.

pub mod config;
pub mod datadir;
pub mod engine;
pub mod error;
pub mod id;
pub mod keys;
pub mod livekit;
pub mod name;
pub mod random;
pub mod secret;
pub mod store;
pub mod text;
