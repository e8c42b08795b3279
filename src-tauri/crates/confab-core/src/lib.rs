//! Confab's core: meetings and their store, the LiveKit server and the gate in front of it.
//!
//! Knows neither HTTP servers nor windows: there is no axum and no Tauri here. Only [`livekit`]
//! names the LiveKit SDK's types.

pub mod browser;
pub mod caller;
pub mod chat;
pub mod clock;
pub mod confab;
pub mod config;
pub mod datadir;
pub mod e2ee;
pub mod engine;
pub mod error;
pub mod event;
pub mod files;
pub mod host_code;
pub mod id;
pub mod keys;
pub mod livekit;
pub mod meeting;
pub mod member;
pub mod name;
pub mod net;
pub mod pace;
mod presence;
pub mod process;
pub mod random;
pub mod role;
pub mod rules;
pub mod secret;
pub mod session;
pub mod sharing;
pub mod store;
pub mod text;
pub mod tls;
pub mod trial;
