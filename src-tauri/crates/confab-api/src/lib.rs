//! The meeting API: one router, its doors, and the tunnel to the LiveKit server.
//!
//! A request comes in through a door ([`doors`]), which judges its head and stamps it; the router
//! ([`router`]) knows which routes exist at which door; a handler ([`routes`]) takes the input,
//! calls core and turns the result. [`house`] puts it all together and takes it apart again.
//!
//! Deliberately absent: what a meeting is. That is `confab-core`'s alone.

pub mod body;
mod doctor;
pub mod doors;
pub mod errors;
pub mod house;
pub mod limits;
pub mod logging;
pub mod page;
pub mod router;
mod routes;
mod shapes;
mod tunnel;
mod webhook;

mod app;
mod attachment;
mod openapi;
mod profile;
mod upload;

pub use app::App;
pub use house::{House, Mode};
pub use openapi::document;
pub use shapes::Server;
