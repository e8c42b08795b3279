//! Ordeals: faults upon a Confab that is at work, and what came of it, in figures. A soak goes
//! through them at full size, tests in a short form.

pub mod app_kills;
pub mod day;
pub mod quit;
pub mod server_faults;
