//! The guest page's addresses.

use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use confab_core::error::Code;
use confab_core::meeting::Meeting;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, StatusCode};

use super::visit::{RawId, Visit};
use crate::App;
use crate::doors::cookie::Cookie;
use crate::errors::{Answer, Detail, Refusal};
use crate::page::{self, About, Entry};

/// The route of a meeting's page.
pub(crate) const OF_MEETING: &str = "/meeting/{meeting_id}";

/// The page that asks for a link or a code.
#[utoipa::path(
    get, path = "/", tag = "Guest page", operation_id = "start_page",
    responses(
        (status = 200, description = "The page.", content_type = "text/html"),
        (status = 503, description = "The page was not built.", body = Detail),
    ),
)]
pub(crate) async fn start(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Response {
    let page = app
        .page
        .answer(StatusCode::OK, None, About::NOTHING, host(&visit));
    recognisable(page, &visit, &headers)
}

/// The page of one meeting.
#[utoipa::path(
    get, path = "/meeting/{meeting_id}", tag = "Guest page", operation_id = "meeting_page",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses(
        (status = 200, description = "The page.", content_type = "text/html"),
        (status = 404, description = "The page, saying that there is no such meeting.", content_type = "text/html"),
        (status = 503, description = "The page was not built.", body = Detail),
    ),
)]
pub(crate) async fn meeting(
    State(app): State<App>,
    visit: Visit,
    id: RawId,
    headers: HeaderMap,
) -> Answer<Response> {
    let meeting = match id.read() {
        Some(id) => app.confab.meeting(id).await?,
        None => None,
    };
    match meeting {
        Some(meeting) => {
            let key_check = app.confab.key_check(&meeting).await?;
            let about = About {
                title: meeting.title.as_deref().unwrap_or_default(),
                entry: entry(&app, &meeting),
                key_check: key_check.as_deref(),
            };
            let page = app.page.answer(StatusCode::OK, None, about, host(&visit));
            Ok(recognisable(page, &visit, &headers))
        }
        None => Ok(not_found(&app, &visit)),
    }
}

fn entry(app: &App, meeting: &Meeting) -> Entry {
    if meeting.rules.lobby {
        Entry::Lobby
    } else if meeting.rules.locked {
        Entry::Locked
    } else if app.confab.warms(meeting) {
        Entry::Open
    } else {
        Entry::Cold
    }
}

/// Everything that has no route: files of the page at the guest door, else nothing.
pub(crate) async fn other(State(app): State<App>, visit: Visit, request: Request) -> Response {
    if visit.door.is_for_guests() {
        if let Some(file) = page::file(request.method(), request.uri(), request.headers()) {
            return file;
        }
        if request.uri().path().starts_with("/meeting/")
            && matches!(*request.method(), Method::GET | Method::HEAD)
        {
            return not_found(&app, &visit);
        }
    }
    Refusal::nothing_here().into_response()
}

/// The page with the cookie by which its browser is recognised.
fn recognisable(mut page: Response, visit: &Visit, asked: &HeaderMap) -> Response {
    Cookie::of_page(Some(visit.door), asked).set(page.headers_mut());
    page
}

fn not_found(app: &App, visit: &Visit) -> Response {
    app.page.answer(
        StatusCode::NOT_FOUND,
        Some(Code::MeetingNotFound),
        About::NOTHING,
        host(visit),
    )
}

/// The page where no meeting is looked up for this network: it says when to try again.
pub(crate) fn refused(app: &App, visit: &Visit, refusal: Refusal) -> Response {
    let error = refusal.error();
    let status = crate::errors::status(error.code().status());
    let mut page = app
        .page
        .answer(status, Some(error.code()), About::NOTHING, host(visit));
    if page.status() != status {
        return refusal.into_response();
    }
    if let Some(seconds) = error.retry_after() {
        let headers = page.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    page
}

fn host(visit: &Visit) -> &str {
    visit.host.as_ref().map_or("", |used| &used.host)
}
