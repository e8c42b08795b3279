//! Closing the window while participants are inside: the page asks first whether the meetings end.
//!
//! Invariant: the window can always be closed. With no participant inside it closes at once, also while the
//! server is not ready. The page confirms each question that it shows; where it has not within [`PATIENCE`],
//! it hangs, and the next request closes the window unasked.
//!
//! Deliberately absent: signals. They end the app without a question, see [`crate::lifecycle`].

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use confab_core::id::MeetingId;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, CloseRequestApi, Emitter as _, Manager as _, State};

use crate::error::{Answer, unexpected};
use crate::house::Keeper;
use crate::window::{self, MAIN};

const ASKED: &str = "confab://close-requested";

/// How long the page may take to show the question: longer than between the two clicks of a double
/// click, and than a busy page takes.
const PATIENCE: Duration = Duration::from_secs(2);

/// The question whether to close.
#[derive(Default)]
pub(crate) struct Closing(Mutex<Question>);

#[derive(Debug, Default)]
struct Question {
    /// When the page was asked to show the question, until it confirms that it does.
    unconfirmed: Option<Instant>,
}

#[derive(Debug, PartialEq, Eq)]
enum Decision {
    Close,
    Ask,
    /// The page was asked a moment ago.
    Wait,
}

impl Question {
    fn requested(&mut self, anyone_inside: bool, now: Instant) -> Decision {
        match self.unconfirmed {
            _ if !anyone_inside => Decision::Close,
            None => {
                self.unconfirmed = Some(now);
                Decision::Ask
            }
            Some(asked) if now.duration_since(asked) < PATIENCE => Decision::Wait,
            Some(_) => Decision::Close,
        }
    }

    fn confirmed(&mut self) {
        self.unconfirmed = None;
    }
}

/// A meeting that would end, as the page gets it.
#[derive(Debug, Clone, Serialize)]
struct Occupied {
    meeting_id: MeetingId,
    participants: u32,
}

/// What comes of the question.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CloseAnswer {
    /// The page shows it.
    Shown,
    /// The window is minimised; everything goes on.
    KeepRunning,
    /// The app ends as it does on a signal: everyone inside is told.
    End,
}

impl Closing {
    /// Decides about a request to close the window.
    pub(crate) fn requested(&self, app: &AppHandle, request: &CloseRequestApi) {
        let occupied: Vec<_> = app
            .state::<Keeper>()
            .occupancy()
            .into_iter()
            .map(|(meeting_id, participants)| Occupied {
                meeting_id,
                participants,
            })
            .collect();
        match self.with(|question| question.requested(!occupied.is_empty(), Instant::now())) {
            Decision::Close => return,
            Decision::Wait => {}
            Decision::Ask => {
                window::bring_to_front(app);
                if let Err(cause) = app.emit_to(MAIN, ASKED, occupied) {
                    // Nothing can be asked: close, as without a question.
                    tracing::warn!(%cause, "the page can't be asked whether to close");
                    return;
                }
            }
        }
        request.prevent_close();
    }

    fn with<T>(&self, work: impl FnOnce(&mut Question) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The page shows the question, or the host has answered it.
#[tauri::command]
pub(crate) fn answer_close(
    app: AppHandle,
    closing: State<'_, Closing>,
    answer: CloseAnswer,
) -> Answer<()> {
    match answer {
        CloseAnswer::Shown => closing.with(Question::confirmed),
        CloseAnswer::KeepRunning => {
            tracing::info!("the window was closed; the meetings keep running");
            if let Some(window) = app.get_webview_window(MAIN) {
                window.minimize().map_err(unexpected)?;
            }
        }
        CloseAnswer::End => app.exit(0),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_no_one_inside_the_window_closes_at_once() {
        let mut question = Question::default();
        let now = Instant::now();
        assert_eq!(question.requested(false, now), Decision::Close);
        assert_eq!(question.requested(true, now), Decision::Ask);
        assert_eq!(question.requested(false, now), Decision::Close, "all left");
    }

    #[test]
    fn a_double_click_asks_once_and_closes_nothing() {
        let mut question = Question::default();
        let now = Instant::now();
        assert_eq!(question.requested(true, now), Decision::Ask);
        let soon = now + Duration::from_millis(200);
        assert_eq!(question.requested(true, soon), Decision::Wait);
    }

    #[test]
    fn a_page_that_shows_the_question_is_asked_again_each_time() {
        let mut question = Question::default();
        let mut now = Instant::now();
        for _ in 0..3 {
            assert_eq!(question.requested(true, now), Decision::Ask);
            question.confirmed();
            now += PATIENCE * 2;
        }
    }

    #[test]
    fn a_page_that_hangs_can_not_keep_the_window_open() {
        let mut question = Question::default();
        let now = Instant::now();
        assert_eq!(question.requested(true, now), Decision::Ask);
        assert_eq!(question.requested(true, now + PATIENCE), Decision::Close);
    }
}
