//! The gate: the only way to the LiveKit server's signalling.
//!
//! Exact paths, GET only, exactly one token, verified by core before anything is passed on. What
//! is passed on is written anew by us: no header that carries authority, no parameter that we did
//! not see. No WebSocket extension is agreed on. From the server's 101 on, what the client says is
//! read message by message ([`frames`]) and both directions go on until either ends ([`relay`]),
//! without a timeout: an idle call is a call.
//!
//! Clients know three answers: 401 and 403 are final, 503 means try again. So refusals of ours are
//! 403 with a code as plain text, and everything that may pass by itself is 503.

mod frames;
mod query;
mod relay;
mod upstream;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use confab_core::confab::Confab;
use confab_core::error::{Code, Error};
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, StatusCode};

use crate::App;
use crate::doors::guard::Standing;
use crate::doors::serve::{Closing, ConnectionPlace};
use crate::doors::{Door, cookie};
use crate::errors::{log, mark, status};
use crate::routes::visit::Visit;
use query::Signalling;

/// Signalling of older clients: a WebSocket to the LiveKit server.
#[utoipa::path(
    get, path = "/rtc", tag = "Signalling", operation_id = "signal",
    params(("access_token" = String, Query, description = "The token that `join` gave; exactly one. What else clients send is passed on.")),
    responses((status = 101, description = "The call's signalling begins."), (status = 426, description = "This is no WebSocket.")),
)]
pub(crate) async fn connect(State(app): State<App>, request: Request) -> Response {
    answer(&app, request, true).await
}

/// Signalling: a WebSocket to the LiveKit server.
#[utoipa::path(
    get, path = "/rtc/v1", tag = "Signalling", operation_id = "signal_v1",
    params(("access_token" = String, Query, description = "The token that `join` gave; exactly one. What else clients send is passed on.")),
    responses((status = 101, description = "The call's signalling begins."), (status = 426, description = "This is no WebSocket.")),
)]
pub(crate) async fn connect_v1(state: State<App>, request: Request) -> Response {
    connect(state, request).await
}

/// Why signalling fails, for older clients.
#[utoipa::path(
    get, path = "/rtc/validate", tag = "Signalling", operation_id = "validate",
    params(("access_token" = String, Query, description = "The token that `join` gave; exactly one.")),
    responses((status = 200, description = "The token would get in.", body = String, content_type = "text/plain")),
)]
pub(crate) async fn validate(State(app): State<App>, request: Request) -> Response {
    answer(&app, request, false).await
}

/// Why signalling fails: what clients ask when the WebSocket was refused.
#[utoipa::path(
    get, path = "/rtc/v1/validate", tag = "Signalling", operation_id = "validate_v1",
    params(("access_token" = String, Query, description = "The token that `join` gave; exactly one.")),
    responses((status = 200, description = "The token would get in.", body = String, content_type = "text/plain")),
)]
pub(crate) async fn validate_v1(state: State<App>, request: Request) -> Response {
    validate(state, request).await
}

async fn answer(app: &App, request: Request, upgrade: bool) -> Response {
    let (head, body) = request.into_parts();
    let visit = Visit::of(&head);
    let passed = pass(app, &visit, Request::from_parts(head, body), upgrade).await;
    // A token that we signed is no guess at a meeting, also where that is gone by now.
    passed.unwrap_or_else(|error| refuse(&error))
}

async fn pass(
    app: &App,
    visit: &Visit,
    mut request: Request,
    upgrade: bool,
) -> Result<Response, Error> {
    let confab: &Confab = &app.confab;
    if request.method() != Method::GET {
        return Ok(only_get());
    }
    if request.extensions().get::<Standing>() == Some(&Standing::Foreign) {
        return Err(Error::new(
            Code::ForeignOrigin,
            "This website may not join meetings here.",
        ));
    }
    let signalling = Signalling::read(request.uri().query(), request.headers())?;
    let browser = cookie::known(request.extensions().get().copied(), request.headers());
    let elsewhere = visit.door == Door::Shared;
    let mut seat = confab
        .admit(signalling.token.expose(), browser.as_ref(), elsewhere)
        .await?;
    let query = signalling.query(seat.instead());
    if upgrade && !wants_websocket(request.headers()) {
        return Ok((
            StatusCode::UPGRADE_REQUIRED,
            [(header::UPGRADE, "websocket")],
            "websocket",
        )
            .into_response());
    }
    let connection = if upgrade {
        match visit.connect(app, &seat) {
            Ok(connection) => Some(connection),
            // There is room when others have gone, so the client is to try again.
            Err(error) => return Ok(refuse_with(StatusCode::SERVICE_UNAVAILABLE, &error)),
        }
    } else {
        None
    };
    let client = hyper::upgrade::on(&mut request);
    let place = request.extensions().get::<ConnectionPlace>().cloned();
    let closing = request.extensions().get::<Closing>().cloned();
    let path = request.uri().path();

    let mut answer =
        upstream::ask(seat.upstream(), path, &query, request.headers(), upgrade).await?;
    if answer.status() == StatusCode::NOT_FOUND {
        if !upstream::room_is_missing(answer).await {
            return Err(Error::server_away());
        }
        // LiveKit closes empty rooms and forgets all of them when it restarts.
        confab.room_missing(&seat).await?;
        answer = upstream::ask(seat.upstream(), path, &query, request.headers(), upgrade).await?;
    }
    match (answer.status(), connection) {
        (StatusCode::SWITCHING_PROTOCOLS, Some(connection)) => {
            // Until this is asked the client has not heard a word of LiveKit's.
            confab.connected(&mut seat).await?;
            let response = switching(answer.headers());
            let server = hyper::upgrade::on(answer);
            tokio::spawn(async move {
                relay::run(client, server, seat, connection, closing).await;
                drop(place);
            });
            Ok(response)
        }
        (StatusCode::OK, None) => Ok((StatusCode::OK, "success").into_response()),
        (StatusCode::UNAUTHORIZED, _) => Err(Error::new(
            Code::BadToken,
            "The meeting server does not take this token.",
        )),
        // A client that says nonsense would say it again: this is final.
        (StatusCode::BAD_REQUEST, _) => {
            Ok((StatusCode::BAD_REQUEST, Code::BadInput.as_str()).into_response())
        }
        (other, _) => {
            tracing::debug!(
                status = other.as_u16(),
                upgrade,
                "the meeting server refused a connection"
            );
            Err(Error::server_away())
        }
    }
}

fn switching(from: &HeaderMap) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    for name in [header::SEC_WEBSOCKET_ACCEPT, header::SEC_WEBSOCKET_PROTOCOL] {
        if let Some(value) = from.get(&name) {
            headers.insert(name, value.clone());
        }
    }
    response
}

fn wants_websocket(headers: &HeaderMap) -> bool {
    let names = |name, wanted: &str| {
        headers
            .get_all(name)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .any(|value: &str| {
                value
                    .split(',')
                    .any(|word| word.trim().eq_ignore_ascii_case(wanted))
            })
    };
    names(header::UPGRADE, "websocket") && names(header::CONNECTION, "upgrade")
}

/// The status that clients act on: final, or try again.
fn gate_status(code: Code) -> StatusCode {
    match code {
        Code::BadToken | Code::NoSession => StatusCode::UNAUTHORIZED,
        other if status(other.status()).is_server_error() => StatusCode::SERVICE_UNAVAILABLE,
        // Never 404: old clients would fall back to another path.
        _ => StatusCode::FORBIDDEN,
    }
}

fn refuse(error: &Error) -> Response {
    refuse_with(gate_status(error.code()), error)
}

fn refuse_with(status: StatusCode, error: &Error) -> Response {
    log(
        error,
        if status == StatusCode::SERVICE_UNAVAILABLE {
            StatusCode::OK
        } else {
            status
        },
    );
    let mut response = (status, error.code().as_str()).into_response();
    mark(error.code(), response.headers_mut());
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}

fn only_get() -> Response {
    let mut response =
        crate::errors::Refusal::new(Code::MethodNotAllowed, "Signalling is opened with GET.")
            .into_response();
    response
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("GET"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_final_and_failures_are_not() {
        for code in Code::ALL.iter().copied() {
            let status = gate_status(code).as_u16();
            assert_ne!(status, 404, "{code}");
            assert_ne!(status, 500, "{code}");
        }
        assert_eq!(gate_status(Code::MeetingFull), 403);
        assert_eq!(gate_status(Code::MeetingNotFound), 403);
        assert_eq!(gate_status(Code::BadToken), 401);
        assert_eq!(gate_status(Code::ServerAway), 503);
        assert_eq!(gate_status(Code::Storage), 503);
    }

    #[test]
    fn a_refusal_is_its_code_as_plain_text() {
        let response = refuse(&Error::new(
            Code::RemovedByHost,
            "The host has removed you from this meeting.",
        ));
        assert_eq!(response.status(), 403);
        assert_eq!(response.headers()["confab-code"], "removed_by_host");
        assert!(
            response.headers()["content-type"]
                .to_str()
                .expect("text")
                .starts_with("text/plain")
        );
    }
}
