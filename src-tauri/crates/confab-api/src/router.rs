//! The one router, and the table of what each door may ask for.
//!
//! Invariant: a route that is not in the table for a door does not exist there, for any method.
//! The door is the one that the listener stamped on the request; without a stamp nothing exists.
//! Invariant: at the guest doors the id in a path is looked up here, before any handler, so that no
//! route answers a network that guesses beyond its limit.

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use confab_core::error::Code;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::App;
use crate::doors::{Door, Doors, Hidden};
use crate::errors::Refusal;
use crate::routes::{
    about, calls, chat, doctor, e2ee, events, files, hands, lobby, meetings, moderation, pages,
    sharing, visit, warm,
};
use crate::tunnel;

/// Which routes exist at which doors. `ARCHITECTURE.md` holds the same table with sessions, and a
/// test compares the two with what really answers.
pub const TABLE: &[(&str, Doors)] = &[
    ("/api/v1/meetings/create", Doors::OURS),
    ("/api/v1/meetings/{meeting_id}/join", Doors::EVERYONE),
    ("/api/v1/meetings/{meeting_id}/info", Doors::EVERYONE),
    ("/api/v1/meetings/{meeting_id}/exists", Doors::EVERYONE),
    (
        "/api/v1/meetings/{meeting_id}/participants",
        Doors::EVERYONE,
    ),
    ("/api/v1/meetings/encrypted", Doors::HOST),
    ("/api/v1/meetings/{meeting_id}/key", Doors::WITH_HOST),
    ("/api/v1/meetings/{meeting_id}", Doors::OURS),
    ("/api/v1/meetings", Doors::OURS),
    (
        "/api/v1/meetings/{meeting_id}/participants/{identity}",
        Doors::EVERYONE,
    ),
    (
        "/api/v1/meetings/{meeting_id}/participants/{identity}/mute",
        Doors::EVERYONE,
    ),
    (
        "/api/v1/meetings/{meeting_id}/participants/{identity}/ask",
        Doors::EVERYONE,
    ),
    ("/api/v1/meetings/{meeting_id}/rules", Doors::EVERYONE),
    ("/api/v1/meetings/{meeting_id}/mute", Doors::EVERYONE),
    ("/api/v1/meetings/{meeting_id}/spotlight", Doors::EVERYONE),
    ("/api/v1/meetings/{meeting_id}/roles", Doors::OURS),
    ("/api/v1/meetings/{meeting_id}/roles/{role_id}", Doors::OURS),
    ("/api/v1/meetings/{meeting_id}/end", Doors::EVERYONE),
    ("/api/v1/meetings/{meeting_id}/hand", Doors::EVERYONE),
    ("/api/v1/meetings/{meeting_id}/hands", Doors::EVERYONE),
    (
        "/api/v1/meetings/{meeting_id}/hands/{identity}",
        Doors::EVERYONE,
    ),
    ("/api/v1/meetings/{meeting_id}/reactions", Doors::EVERYONE),
    ("/api/v1/meetings/{meeting_id}/lobby", Doors::EVERYONE),
    ("/api/v1/meetings/{meeting_id}/lobby/all", Doors::EVERYONE),
    (
        "/api/v1/meetings/{meeting_id}/lobby/{waiting_id}",
        Doors::EVERYONE,
    ),
    ("/api/v1/meetings/{meeting_id}/host", Doors::AT_HOME),
    ("/api/v1/meetings/{meeting_id}/warm", Doors::GUESTS),
    ("/api/v1/meetings/{meeting_id}/warm/{ticket}", Doors::GUESTS),
    ("/api/v1/meetings/{meeting_id}/chat", Doors::EVERYONE),
    (
        "/api/v1/meetings/{meeting_id}/chat/{message_id}",
        Doors::EVERYONE,
    ),
    (
        "/api/v1/meetings/{meeting_id}/chat/{message_id}/reactions/{emoji}",
        Doors::GUESTS,
    ),
    ("/api/v1/meetings/{meeting_id}/files", Doors::EVERYONE),
    (
        "/api/v1/meetings/{meeting_id}/files/{file_id}",
        Doors::EVERYONE,
    ),
    (
        "/api/v1/meetings/{meeting_id}/files/{file_id}/preview",
        Doors::EVERYONE,
    ),
    ("/api/v1/doctor", Doors::EVERYONE),
    ("/api/v1/sharing", Doors::OURS),
    ("/api/v1/doctor/host", Doors::OURS),
    ("/api/v1/events", Doors::EVERYONE),
    ("/api/v1/openapi.json", Doors::OURS),
    ("/api/v1/docs", Doors::OURS),
    ("/api/v1/docs/{*file}", Doors::OURS),
    ("/api/v1/healthz", Doors::OURS),
    ("/healthz", Doors::OURS),
    ("/", Doors::GUESTS),
    (pages::OF_MEETING, Doors::GUESTS),
    ("/ca.crt", Doors::ELSEWHERE),
    ("/ca.mobileconfig", Doors::ELSEWHERE),
    ("/rtc", Doors::SIGNALLING),
    ("/rtc/v1", Doors::SIGNALLING),
    ("/rtc/validate", Doors::SIGNALLING),
    ("/rtc/v1/validate", Doors::SIGNALLING),
];

fn doors(path: &str) -> Doors {
    TABLE
        .iter()
        .find(|(route, _)| *route == path)
        .map_or(Doors::NONE, |(_, doors)| *doors)
}

/// All routes with their documentation.
pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(crate::openapi::head())
        .routes(routes!(meetings::create))
        .routes(routes!(e2ee::create))
        .routes(routes!(e2ee::key))
        .routes(routes!(calls::join))
        .routes(routes!(calls::info))
        .routes(routes!(calls::exists))
        .routes(routes!(calls::participants))
        .routes(routes!(meetings::delete, meetings::update))
        .routes(routes!(meetings::list))
        .routes(routes!(moderation::rules))
        .routes(routes!(moderation::mute_all))
        .routes(routes!(moderation::remove, moderation::update))
        .routes(routes!(moderation::mute))
        .routes(routes!(moderation::ask))
        .routes(routes!(moderation::spotlight))
        .routes(routes!(moderation::roles))
        .routes(routes!(moderation::take_back_role))
        .routes(routes!(moderation::end, moderation::stop_ending))
        .routes(routes!(hands::hand))
        .routes(routes!(hands::lower))
        .routes(routes!(hands::lower_all))
        .routes(routes!(hands::react))
        .routes(routes!(lobby::wait, lobby::list, lobby::deny_all))
        .routes(routes!(lobby::admit_all))
        .routes(routes!(lobby::admit, lobby::deny))
        .routes(routes!(calls::host))
        .routes(routes!(warm::warm))
        .routes(routes!(warm::keep))
        .routes(routes!(chat::say, chat::read, chat::clear))
        .routes(routes!(chat::delete))
        .routes(routes!(chat::react, chat::unreact))
        .routes(routes!(files::send))
        .routes(routes!(files::get))
        .routes(routes!(files::set_preview, files::preview))
        .routes(routes!(doctor::check_up))
        .routes(routes!(sharing::read, sharing::change))
        .routes(routes!(doctor::check_host))
        .routes(routes!(events::events))
        .routes(routes!(about::openapi))
        .routes(routes!(about::docs))
        .routes(routes!(about::api_healthz))
        .routes(routes!(about::healthz))
        .routes(routes!(pages::start))
        .routes(routes!(pages::meeting))
        .routes(routes!(sharing::authority))
        .routes(routes!(sharing::authority_profile))
        .routes(routes!(tunnel::connect))
        .routes(routes!(tunnel::connect_v1))
        .routes(routes!(tunnel::validate))
        .routes(routes!(tunnel::validate_v1))
}

/// The router that all doors share.
pub fn router(app: App) -> Router {
    let (router, _document) = routes().split_for_parts();
    router
        .route("/api/v1/docs/{*file}", get(about::docs_part))
        .method_not_allowed_fallback(wrong_method)
        .fallback(pages::other)
        .layer(middleware::from_fn_with_state(
            app.clone(),
            only_at_its_doors,
        ))
        .with_state(app)
}

async fn wrong_method() -> Refusal {
    Refusal::new(
        Code::MethodNotAllowed,
        "This address does not take that method.",
    )
}

async fn only_at_its_doors(
    axum::extract::State(app): axum::extract::State<App>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(door) = request.extensions().get::<Door>().copied() else {
        return Refusal::nothing_here().into_response();
    };
    if let Some(matched) = request.extensions().get::<MatchedPath>().cloned() {
        let doors = doors(matched.as_str());
        // Somebody else's LiveKit server is not ours to guard.
        if !doors.has(door) || (app.external.is_some() && doors == Doors::SIGNALLING) {
            return Refusal::nothing_here().into_response();
        }
        if door.is_for_guests() && matched.as_str().contains("{meeting_id}") {
            let id = visit::RawId::in_path(request.uri().path()).read();
            let (head, body) = request.into_parts();
            let visit = visit::Visit::of(&head);
            let found = visit.finds(&app, &head.headers, id).await;
            request = Request::from_parts(head, body);
            match found {
                Ok(true) => {}
                // From here on it is like one that was never there, whatever is asked of it.
                Ok(false) => {
                    request.extensions_mut().insert(Hidden);
                }
                Err(refusal) if matched.as_str() == pages::OF_MEETING => {
                    return pages::refused(&app, &visit, refusal);
                }
                Err(refusal) => return refusal.into_response(),
            }
        }
    }
    next.run(request).await
}
