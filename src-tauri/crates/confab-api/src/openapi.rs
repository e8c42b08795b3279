//! The OpenAPI document: what the handlers say of themselves, and what the doors add to all of them.

use confab_core::error::Code;
use http::Method;
use serde_json::{Map, Value, json};
use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;

/// Operations that need a session at the guest door.
const SESSION_TAGS: [&str; 2] = ["Moderation", "In the call"];

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Confab",
        description = "Create video meetings, hand out links, and let people in.\n\nMeeting ids look like `abc-defg-hij`. Every error is `{\"detail\": \"<one sentence>\"}` with the header `Confab-Code`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(crate::errors::Detail, crate::shapes::Change)),
    tags(
        (name = "Meetings", description = "Create, join, look at, change and delete meetings."),
        (name = "Moderation", description = "What the host and co-hosts do: at the app's own ports by anybody, at the guest port with a session of theirs."),
        (name = "In the call", description = "What those inside do, with their session."),
        (name = "Chat", description = "What people say in a meeting, and files they send; for those inside."),
        (name = "Sharing", description = "Guests on other machines."),
        (name = "Events", description = "What changes, as it happens."),
        (name = "About", description = "The program itself."),
        (name = "Guest page", description = "What guests' browsers get, at the guest port."),
        (name = "Signalling", description = "The way to the LiveKit server, at the guest and signal ports. Refusals are plain text: the code alone. 401 and 403 are final, 503 means: try again.")
    )
)]
struct Head;

/// The document without its paths.
pub(crate) fn head() -> OpenApi {
    Head::openapi()
}

/// The whole document.
pub fn document() -> Value {
    let (_, document) = crate::router::routes().split_for_parts();
    let mut document = serde_json::to_value(document).unwrap_or_default();
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        let operations = item.as_object_mut().into_iter().flatten();
        for (method, operation) in operations {
            if let Ok(method) = Method::from_bytes(method.to_ascii_uppercase().as_bytes()) {
                complete(path, &method, operation);
            }
        }
    }
    document
}

/// The document as it is served and committed.
pub(crate) fn json() -> String {
    let mut text = serde_json::to_string_pretty(&document()).unwrap_or_default();
    text.push('\n');
    text
}

/// Adds the answers that every operation of a kind can give.
fn complete(path: &str, method: &Method, operation: &mut Value) {
    let signalling = path.starts_with("/rtc");
    let of_a_meeting = path.contains("{meeting_id}");
    let reads_a_body = operation.get("requestBody").is_some();
    let changes = !matches!(*method, Method::GET);
    let by_session = operation["tags"].as_array().is_some_and(|tags| {
        tags.iter()
            .any(|tag| SESSION_TAGS.contains(&tag.as_str().unwrap_or_default()))
    });
    let guessable =
        of_a_meeting && !by_session && !matches!(*method, Method::PATCH | Method::DELETE);
    let lost = if of_a_meeting {
        "Meeting not found, or this is not offered at this door."
    } else {
        "This is not offered at this door."
    };

    let mut more: Vec<(u16, &str)> = vec![
        (
            400,
            "The header `Host` is missing or not one of this door's.",
        ),
        (404, lost),
        (
            405,
            "This path does not take that method; `Allow` says which ones it takes.",
        ),
        (500, "Something failed; the sentence says what."),
    ];
    if by_session {
        more.extend([
            (401, "At the guest door: no session, or one that is none of ours."),
            (403, "The session is of another meeting, or may not do this (`not_allowed`); its owner was put out; or the request comes from a website that may not do this."),
        ]);
    } else if changes {
        more.push((
            403,
            "The request comes from a website that may not do this.",
        ));
    }
    if reads_a_body {
        more.extend([
            (408, "The body took too long to arrive."),
            (413, "The body is too large."),
            (415, "The body is not JSON."),
            (422, "The body does not fit."),
        ]);
    }
    if guessable && !path.ends_with("/identity") {
        more.push((
            429,
            "At the guest door: too many wrong ids, joins or changes from this address.",
        ));
    }
    if signalling {
        more.extend([
            (401, "No token, several, or one that is not good: `bad_token`."),
            (403, "`meeting_not_found`, `meeting_full`, `meeting_locked`, `lobby`, `removed_by_host`, `no_warming` or `foreign_origin`. Final."),
            (503, "`server_away`: the LiveKit server is being brought back. Try again."),
        ]);
    }

    if (path.ends_with("/create")
        || path.ends_with("/encrypted")
        || path.ends_with("/{waiting_id}"))
        && let Some(body) = operation.get_mut("requestBody")
    {
        body["required"] = json!(false);
    }
    let Some(responses) = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (status, description) in more {
        responses.entry(status.to_string()).or_insert_with(|| {
            let plain = signalling && matches!(status, 401 | 403 | 500 | 503);
            let content = if plain {
                json!({"text/plain": {"schema": {"type": "string"}}})
            } else {
                json!({"application/json": {"schema": {"$ref": "#/components/schemas/Detail"}}})
            };
            json!({ "description": description, "content": content, "headers": headers(status) })
        });
    }
    sort(responses);
}

fn headers(status: u16) -> Value {
    let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let text =
        |description: &str| json!({"description": description, "schema": {"type": "string"}});
    let mut headers = json!({
        "Confab-Code": {"description": "What failed, as a word for programs.", "schema": {"type": "string", "enum": codes}}
    });
    match status {
        405 => headers["Allow"] = text("The methods that this path takes."),
        429 | 503 => headers["Retry-After"] = text("After how many seconds to try again."),
        _ => {}
    }
    headers
}

fn sort(responses: &mut Map<String, Value>) {
    let mut all: Vec<_> = std::mem::take(responses).into_iter().collect();
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    responses.extend(all);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::router::TABLE;

    #[test]
    fn every_route_is_in_the_document_and_in_the_table() {
        let document = document();
        let paths = document["paths"].as_object().expect("paths");
        let listed: Vec<_> = TABLE
            .iter()
            .map(|(path, _)| *path)
            .filter(|path| !path.contains("{*"))
            .collect();
        for path in paths.keys() {
            assert!(
                listed.contains(&path.as_str()),
                "{path} is in no row of the table"
            );
        }
        for path in listed {
            assert!(paths.contains_key(path), "{path} is not documented");
        }
    }

    #[test]
    fn every_operation_lists_what_the_doors_answer() {
        let document = document();
        for (path, item) in document["paths"].as_object().expect("paths") {
            for (method, operation) in item.as_object().expect("operations") {
                let responses = operation["responses"].as_object().expect("responses");
                for status in ["400", "404", "405", "500"] {
                    assert!(responses.contains_key(status), "{method} {path} {status}");
                }
                assert!(
                    responses.contains_key("403") || method == "get",
                    "{method} {path} 403"
                );
            }
        }
        let join = &document["paths"]["/api/v1/meetings/{meeting_id}/join"]["post"]["responses"];
        for status in ["200", "404", "409", "415", "422", "429"] {
            assert!(join.get(status).is_some(), "join {status}");
        }
    }

    #[test]
    fn every_code_is_listed() {
        let text = json();
        for code in Code::ALL {
            assert!(text.contains(code.as_str()), "{code}");
        }
    }
}
