//! The connection doctor: what a page asks to find out how it is connected.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use confab_core::clock::{rfc3339_ms, unix_now_ms};
use confab_core::error::{Code, Error};
use http::header::{self, HeaderMap, HeaderValue};
use serde::Serialize;
use url::form_urlencoded;
use utoipa::ToSchema;

use super::visit::Visit;
use crate::App;
use crate::doctor::{self, Check};
use crate::errors::{Answer, Detail};
use crate::shapes::Server;

/// What a page needs to check its connection.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckUp {
    /// What time it is here, to the millisecond.
    #[schema(format = DateTime, example = "2024-01-15T10:30:00.250Z")]
    time: String,
    /// How the LiveKit server is: `starting`, `ready`, `away` or `failed`.
    #[schema(value_type = String, example = "ready")]
    server: &'static str,
    /// Where the page may send to itself; `null` while the LiveKit server is not ready.
    #[schema(required)]
    trial: Option<TrialAnswer>,
    /// Through which ports media goes; `null` with an external LiveKit server.
    #[schema(required)]
    ports: Option<MediaPorts>,
}

/// A room of the page's own: one participant sends a picture, the other receives it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrialAnswer {
    #[schema(example = "ws://localhost:3000")]
    livekit_url: String,
    /// LiveKit's access token of the one who sends.
    sender: String,
    /// LiveKit's access token of the one who receives.
    receiver: String,
    /// How long the room is open.
    #[schema(example = 60)]
    seconds: u64,
}

/// The ports of media.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) struct MediaPorts {
    #[schema(example = 7882)]
    pub(crate) udp: u16,
    #[schema(example = 7881)]
    pub(crate) tcp: u16,
}

impl MediaPorts {
    /// Those in use now.
    pub(crate) fn of(app: &App) -> Option<Self> {
        let (tcp, udp) = app.confab.engine().media_ports()?;
        Some(Self { udp, tcp })
    }
}

/// Check a connection: the time, how the server is, and a room in which to send to oneself.
///
/// The room belongs to no meeting and is closed after 60 seconds.
#[utoipa::path(
    post, path = "/api/v1/doctor", tag = "Guest page", operation_id = "check_connection",
    params(("meeting_id" = Option<String>, Query, description = "A meeting that the caller knows. Guests on other machines have to name one.", example = "abc-defg-hij")),
    responses(
        (status = 200, description = "What the page needs.", body = CheckUp),
        (status = 429, description = "At the guest door: too many checks from this address; at every door: too many at a time.", body = Detail),
    ),
)]
pub(crate) async fn check_up(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer<Response> {
    if visit.is_elsewhere() {
        let query = query.unwrap_or_default();
        let mut named = form_urlencoded::parse(query.as_bytes());
        let meeting = named
            .find(|(name, _)| name == "meeting_id")
            .and_then(|(_, id)| id.parse().ok());
        if !visit.finds(&app, &headers, meeting).await? {
            return Err(Error::meeting_not_found().into());
        }
    }
    visit.count_check(&app)?;
    let server = Server::from(app.confab.server_state()).state;
    let trial = match app.confab.trial().await {
        Ok(trial) => Some(TrialAnswer {
            livekit_url: app.livekit_url(visit.door, visit.host.as_ref())?,
            sender: trial.sender.expose().to_owned(),
            receiver: trial.receiver.expose().to_owned(),
            seconds: trial.life.as_secs(),
        }),
        Err(error) if matches!(error.code(), Code::ServerAway | Code::ServerUnavailable) => None,
        Err(error) => return Err(error.into()),
    };
    let mut response = Json(CheckUp {
        time: rfc3339_ms(unix_now_ms()),
        server: match (server, &trial) {
            ("ready", None) => "away",
            _ => server,
        },
        trial,
        ports: MediaPorts::of(&app),
    })
    .into_response();
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    Ok(response)
}

/// What Confab found out about itself.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SelfCheck {
    /// When it looked.
    #[schema(format = DateTime, example = "2024-01-15T10:30:00.250Z")]
    time: String,
    checks: Vec<Check>,
}

/// Have Confab check itself: its LiveKit server, database, clock, doors, media ports and firewall.
///
/// It calls itself through each address that it listens on. Nothing leaves this computer.
#[utoipa::path(
    post, path = "/api/v1/doctor/host", tag = "About", operation_id = "check_host",
    responses((status = 200, description = "Each check with what was found and what helps.", body = SelfCheck)),
)]
pub(crate) async fn check_host(State(app): State<App>) -> Json<SelfCheck> {
    Json(SelfCheck {
        checks: doctor::examine(&app).await,
        time: rfc3339_ms(unix_now_ms()),
    })
}
