//! What the tests share: the real `confab-serve` as a child process, a real livekit-server beside
//! it, guests that really join, and a raw socket for requests that no polite client would send.
//!
//! Everything here looks at Confab from outside and knows nothing of its code: a test that passes
//! says something about the program that people run. Nothing sleeps for luck: every wait has a
//! condition and a limit, and fails with a sentence.

pub mod attacks;
pub mod command;
pub mod confab;
pub mod dice;
pub mod events;
pub mod fake;
pub mod faults;
pub mod figure;
pub mod guest;
pub mod http;
pub mod inside;
pub mod livekit;
pub mod ordeals;
pub mod process;
pub mod raw_signal;
pub mod read;
pub mod signal;
pub mod sqlite;
pub mod target;
pub mod wait;

pub use command::Said;
pub use confab::{Confab, ConfabOptions, Data, Failure, Joined, Meeting, Ready, Stopped};
pub use dice::Dice;
pub use events::Events;
pub use fake::FakeServer;
pub use faults::Wire;
pub use figure::{Figure, Verdict};
pub use guest::{Guest, Guests};
pub use http::{Answer, Api, raw};
pub use inside::{Inside, Reader};
pub use livekit::LiveKit;
pub use raw_signal::RawSignal;
pub use signal::{Refused, Signal};
pub use target::{Door, Target};
pub use wait::{soon, wait_until, within};
