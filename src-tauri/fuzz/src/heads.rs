//! Heads of requests: which route a path leads to, and who is let in.

use std::net::SocketAddr;
use std::sync::LazyLock;

use axum::Router;
use axum::body::Body;
use axum::extract::MatchedPath;
use axum::routing::any;
use confab_api::doors::Door;
use confab_api::doors::guard::{Guard, OpenPort, Standing};
use confab_api::router::TABLE;
use http::{HeaderName, HeaderValue, Method, Request, StatusCode, Uri};
use tower::ServiceExt as _;

/// Every route of the table; each answers with its own pattern.
static ROUTES: LazyLock<Router> = LazyLock::new(|| {
    TABLE.iter().fold(Router::new(), |router, (route, _)| {
        router.route(
            route,
            any(|matched: MatchedPath| async move { matched.as_str().to_owned() }),
        )
    })
});

/// A path leads to a route only if it is written as the route is: nothing is decoded, folded or resolved
/// first, so that nobody before or behind us can read another path than we judged.
pub fn paths(bytes: &[u8]) {
    let Ok(uri) = Uri::try_from(bytes) else {
        return;
    };
    let path = uri.path().to_owned();
    let Ok(request) = Request::builder().uri(uri).body(Body::empty()) else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let answer = runtime
        .block_on(ROUTES.clone().oneshot(request))
        .unwrap_or_else(|never| match never {});
    if answer.status() != StatusCode::OK {
        return;
    }
    let route = runtime
        .block_on(axum::body::to_bytes(answer.into_body(), 1_000))
        .expect("a pattern");
    let route = std::str::from_utf8(&route).expect("a pattern");
    let (wanted, got): (Vec<_>, Vec<_>) = (route.split('/').collect(), path.split('/').collect());
    for (place, part) in wanted.iter().enumerate() {
        if part.starts_with("{*") {
            return;
        }
        let here = got.get(place).copied().unwrap_or_default();
        // What stands for an id may be anything, nothing too: whoever reads it finds no meeting.
        if !part.starts_with('{') {
            assert_eq!(*part, here, "{path} as {route}");
        }
    }
    assert_eq!(wanted.len(), got.len(), "{path} as {route}");
}

/// Who is let in named this computer as the host, and no website changes anything here but the front end.
/// The first line is the method, each further one a header; the first of them says which door.
pub fn heads(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.split('\n');
    let method = lines.next().unwrap_or_default().trim();
    let Ok(method) = Method::from_bytes(method.as_bytes()) else {
        return;
    };
    let mut request = Request::new(());
    *request.method_mut() = method;
    for line in lines {
        if let Some((name, value)) = line.split_once(':')
            && let Ok(name) = name.trim().parse::<HeaderName>()
            && let Ok(value) = HeaderValue::from_str(value.trim())
        {
            request.headers_mut().append(name, value);
        }
    }
    let (head, ()) = request.into_parts();
    let peer = SocketAddr::from(([127, 0, 0, 1], 50_000));
    for door in [Door::Local, Door::Guest, Door::Signal] {
        let guard = Guard::new(
            door,
            8000,
            Some("http://localhost:3000"),
            OpenPort::default(),
        );
        let Ok(admitted) = guard.judge(&head, peer) else {
            continue;
        };
        let host = admitted.host.host.as_str();
        assert!(
            ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"].contains(&host),
            "{host:?} at {door:?}"
        );
        assert_eq!(head.headers.get_all("host").iter().count(), 1);
        let changes = !matches!(head.method, Method::GET | Method::HEAD | Method::OPTIONS);
        assert!(
            !(changes && admitted.standing == Standing::Foreign),
            "a website at {door:?}"
        );
        if changes && let Some(origin) = head.headers.get("origin") {
            let ours = ["http://localhost:3000".to_owned(), format!("http://{host}")];
            assert!(
                door == Door::Signal || ours.iter().any(|ours| origin == ours.as_str()),
                "{origin:?} at {door:?}"
            );
        }
    }
}
