//! The shell: the app's window, the clipboard, the call window, and the lifetime of the house.
//!
//! Arrows run one way, shell → api → core: nothing here decides what a meeting is or who may do what.
//! One file per domain holds its commands, which only delegate. Deliberately absent so far: tray,
//! notifications, deep links.

mod api;
mod call;
mod closing;
mod download;
mod error;
mod events;
mod house;
mod lifecycle;
mod mail;
mod origin;
mod settings;
mod single;
mod window;

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use confab_api::logging::Log;
use tauri::{Manager as _, RunEvent, WindowEvent};

use crate::call::{AppWindows, Openings};
use crate::closing::Closing;
use crate::house::Keeper;
use crate::lifecycle::Ending;
use crate::settings::Desk;
use crate::single::Start;
use crate::window::{MAIN, Storage};

/// Runs the app until it ends, and says how it ended.
pub fn run() -> ExitCode {
    // SAFETY: nothing has run before this, so there is no other thread.
    unsafe { confab_core::process::prepare() };
    let desk = Desk::of_this_process();
    let arguments = std::env::args_os().skip(1);
    let arguments = arguments.map(|word| word.to_string_lossy().into_owned());
    let ears = match single::begin(desk.data_dir().as_deref(), arguments.collect()) {
        Start::First(ears) => Some(ears),
        Start::Alone => None,
        Start::HandedOver(sentence) => {
            say(sentence);
            return ExitCode::SUCCESS;
        }
        Start::Unheard(sentence) => {
            say(&sentence);
            return ExitCode::FAILURE;
        }
    };
    let log = start_logging(&desk);
    let storage = Arc::new(Storage::choose(desk.data_dir().as_deref()));
    let files = storage.clone();

    let app = tauri::Builder::default()
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_shell::init())
        .manage(AppWindows::default())
        .manage(Openings::default())
        .manage(Ending::default())
        .manage(Closing::default())
        .manage(events::Watch::default())
        .invoke_handler(tauri::generate_handler![
            api::api,
            house::house,
            house::retry,
            events::watch,
            closing::answer_close,
            call::join,
            settings::settings,
            settings::save_settings,
            download::save_download,
            download::save_text,
            mail::write_mail,
        ])
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event
                && window.label() == MAIN
            {
                window
                    .state::<Closing>()
                    .requested(window.app_handle(), api);
            }
        })
        .setup(move |app| {
            let app = app.handle();
            let keeper = Keeper::new(app.clone(), desk.clone(), log);
            app.manage(keeper.clone());
            lifecycle::obey_signals(app);
            if let Err(cause) = window::open(app, &files, desk.appearance()) {
                // Tauri would panic.
                no_window(&cause);
                std::process::exit(1);
            }
            let windows = app.state::<AppWindows>().inner().clone();
            tauri::async_runtime::spawn({
                let desk = desk.clone();
                async move { call::tidy(&desk, &windows).await }
            });
            app.manage(desk);
            if let Some(ears) = ears {
                ears.listen(app);
            }
            tauri::async_runtime::spawn(async move { keeper.start().await });
            Ok(())
        })
        .build(tauri::generate_context!());

    match app {
        Ok(app) => {
            let status = app.run_return(|app, event| {
                if let RunEvent::ExitRequested { api, .. } = event {
                    app.state::<Ending>().asked(app, &api);
                }
            });
            u8::try_from(status).map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(cause) => {
            no_window(&cause);
            ExitCode::FAILURE
        }
    }
}

fn no_window(cause: &tauri::Error) {
    tracing::error!(%cause, "the window can't be opened");
    say(&format!(
        "Confab can't open its window: {cause}. Without a display, use confab-serve."
    ));
}

/// To the terminal, where there is one that takes it: `eprintln!` would panic.
fn say(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{sentence}");
}

/// Logs as the settings say; ones that can't be read do not keep the window from saying so.
fn start_logging(desk: &Desk) -> Log {
    let filter = desk.load().map(|settings| settings.log).unwrap_or_default();
    Log::start(&filter).unwrap_or_else(|sentence| {
        let log = Log::start("info").unwrap_or_default();
        tracing::warn!("{sentence}");
        log
    })
}
