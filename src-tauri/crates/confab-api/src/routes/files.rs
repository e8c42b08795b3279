//! Files in a chat: sent as the body of a request, handed out as nothing but bytes.
//!
//! Invariant: whatever somebody sends is answered as an attachment of no particular type, in a
//! sandbox, so that no page or script of theirs ever runs as ours. Only previews have a type, which
//! their first bytes tell.

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use confab_core::chat::Author;
use confab_core::confab::{Handed, NewFile, Receiving, Sending};
use confab_core::e2ee::OVERHEAD;
use confab_core::error::{Code, Error};
use confab_core::files::picture::Picture;
use confab_core::files::{PREVIEW_LIMIT, Part};
use http::header::{self, HeaderMap, HeaderValue};
use tokio::io::AsyncReadExt as _;

use super::caller::Attendee;
use super::visit::FileId;
use crate::App;
use crate::attachment::attachment;
use crate::errors::{Answer, Detail, Refusal};
use crate::shapes::Message;
use crate::upload::{Pieces, discard};

/// Bytes of no particular type.
const BYTES: &str = "application/octet-stream";
/// How much of a file is read at a time.
const PIECE: usize = 64 * 1024;

/// Send a file into the chat: its bytes are the body. It counts like a message.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/files", tag = "Chat", operation_id = "send_file",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("name" = String, Query, description = "What the file is called, percent-encoded; up to 200 characters. In an encrypted meeting encrypted by the page, as the bytes are."),
        ("reply_to" = Option<i64>, Query, description = "The message that it answers."),
        ("key" = Option<String>, Query, description = "The same for each try of one file: it is sent once."),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "Up to 10 MB. It may take its time, as long as it goes on."),
    responses(
        (status = 200, description = "The message with the file; everybody inside is told.", body = Message),
        (status = 401, description = "At the guest door: no session of this meeting.", body = Detail),
        (status = 403, description = "`not_allowed`: not inside. `chat_closed`, `removed_by_host`.", body = Detail),
        (status = 404, description = "`meeting_not_found`; `message_not_found`: the one answered is gone.", body = Detail),
        (status = 408, description = "The file stopped coming.", body = Detail),
        (status = 409, description = "`nobody_inside`: nobody would see it.", body = Detail),
        (status = 413, description = "`file_too_large`: over 10 MB. `meeting_files_full`: the meeting's files have 200 MB.", body = Detail),
        (status = 415, description = "The body is not `application/octet-stream`.", body = Detail),
        (status = 422, description = "A parameter does not fit, or the file is empty. `not_encrypted`: the meeting is, this is not.", body = Detail),
        (status = 429, description = "`too_many_messages`, or too many wrong ids; `Retry-After` says when.", body = Detail),
    ),
)]
pub(crate) async fn send(
    State(app): State<App>,
    Attendee {
        meeting: id,
        caller,
    }: Attendee,
    request: Request,
) -> Answer<Json<Message>> {
    let (head, body) = request.into_parts();
    let new = must_be(&head.headers, &[BYTES])
        .and_then(|()| new_file(head.uri.query().unwrap_or_default(), &head.headers));
    let began = match new {
        Ok(new) => app.confab.receive(&caller, id, new).await,
        Err(refusal) => {
            discard(body).await;
            return Err(refusal);
        }
    };
    let message = match began {
        Ok(Sending::Now(receiving)) => receive(receiving, body).await?.finish().await?,
        Ok(Sending::Before(message)) => {
            discard(body).await;
            message
        }
        Err(error) => {
            discard(body).await;
            return Err(error.into());
        }
    };
    Ok(Json(Message::seen_by(message, &Author::of(&caller))))
}

async fn receive(mut receiving: Receiving, body: Body) -> Answer<Receiving> {
    let mut pieces = Pieces::of(body);
    while let Some(piece) = pieces.next().await? {
        if let Err(error) = receiving.write(&piece).await {
            // Nothing of it is kept while the rest is thrown away.
            drop(receiving);
            discard(pieces.rest()).await;
            return Err(error.into());
        }
    }
    Ok(receiving)
}

fn new_file(query: &str, headers: &HeaderMap) -> Answer<NewFile> {
    let mut new = NewFile {
        size: headers
            .get(header::CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok()?.parse().ok()),
        ..NewFile::default()
    };
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "name" => new.name = value.into_owned(),
            "key" => new.key = Some(value.into_owned()),
            "reply_to" => {
                let id = value.parse().map_err(|_| {
                    Refusal::misfit("reply_to must be the id of a message, a whole number.")
                })?;
                new.reply_to = Some(id);
            }
            _ => {}
        }
    }
    Ok(new)
}

/// Get a file.
#[utoipa::path(
    get, path = "/api/v1/meetings/{meeting_id}/files/{file_id}", tag = "Chat", operation_id = "get_file",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("file_id" = String, Path, description = "The file's id."),
    ),
    responses(
        (status = 200, description = "Its bytes, as an attachment.", content_type = "application/octet-stream", body = Vec<u8>),
        (status = 401, description = "At the guest door: no session of this meeting.", body = Detail),
        (status = 403, description = "`not_allowed`: not inside. `removed_by_host`.", body = Detail),
        (status = 404, description = "`meeting_not_found`, `file_not_found`.", body = Detail),
    ),
)]
pub(crate) async fn get(
    State(app): State<App>,
    Attendee {
        meeting: id,
        caller,
    }: Attendee,
    FileId(file): FileId,
) -> Answer<Response> {
    let handed = app.confab.file(&caller, id, &file, Part::Whole).await?;
    let name = match app.confab.encrypts(id).await? {
        true => "encrypted".to_owned(),
        false => handed.attached.name.clone(),
    };
    Ok(bytes(handed, &name, BYTES, Vec::new()))
}

/// Give a file a preview: a small picture that its sender's page made of it.
#[utoipa::path(
    put, path = "/api/v1/meetings/{meeting_id}/files/{file_id}/preview", tag = "Chat", operation_id = "set_preview",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("file_id" = String, Path, description = "The file's id."),
    ),
    request_body(content = Vec<u8>, content_type = "image/png", description = "PNG, JPEG or WebP, up to 256 KB; `image/jpeg` and `image/webp` are taken as well. In an encrypted meeting encrypted by the page, as `application/octet-stream`."),
    responses(
        (status = 200, description = "The message with the file; everybody inside is told.", body = Message),
        (status = 401, description = "At the guest door: no session of this meeting.", body = Detail),
        (status = 403, description = "`not_allowed`: sent by somebody else, or not inside. `removed_by_host`.", body = Detail),
        (status = 404, description = "`meeting_not_found`, `file_not_found`.", body = Detail),
        (status = 408, description = "The picture stopped coming.", body = Detail),
        (status = 413, description = "`file_too_large`: over 256 KB. `meeting_files_full`: the meeting's files have 200 MB.", body = Detail),
        (status = 415, description = "The body is not said to be such a picture.", body = Detail),
        (status = 422, description = "Its first bytes are not those of such a picture. `not_encrypted`: the meeting is, this is not.", body = Detail),
    ),
)]
pub(crate) async fn set_preview(
    State(app): State<App>,
    Attendee {
        meeting: id,
        caller,
    }: Attendee,
    FileId(file): FileId,
    request: Request,
) -> Answer<Json<Message>> {
    let (head, body) = request.into_parts();
    let (types, limit) = match app.confab.encrypts(id).await? {
        true => (vec![BYTES], PREVIEW_LIMIT + OVERHEAD),
        false => {
            let pictures = [Picture::Png, Picture::Jpeg, Picture::WebP];
            (pictures.map(Picture::media_type).to_vec(), PREVIEW_LIMIT)
        }
    };
    if let Err(refusal) = must_be(&head.headers, &types) {
        discard(body).await;
        return Err(refusal);
    }
    let mut pieces = Pieces::of(body);
    let mut picture = Vec::new();
    while let Some(piece) = pieces.next().await? {
        picture.extend_from_slice(&piece);
        if picture.len() > limit {
            discard(pieces.rest()).await;
            return Err(Refusal::new(
                Code::FileTooLarge,
                "This preview is too large. It may have 256 KB.",
            ));
        }
    }
    let message = app.confab.set_preview(&caller, id, &file, picture).await?;
    Ok(Json(Message::seen_by(message, &Author::of(&caller))))
}

/// Get the preview of a file.
#[utoipa::path(
    get, path = "/api/v1/meetings/{meeting_id}/files/{file_id}/preview", tag = "Chat", operation_id = "get_preview",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("file_id" = String, Path, description = "The file's id."),
    ),
    responses(
        (status = 200, description = "A PNG, JPEG or WebP picture, as an attachment.", content_type = "image/png", body = Vec<u8>),
        (status = 401, description = "At the guest door: no session of this meeting.", body = Detail),
        (status = 403, description = "`not_allowed`: not inside. `removed_by_host`.", body = Detail),
        (status = 404, description = "`meeting_not_found`; `file_not_found`: no such file, or it has no preview.", body = Detail),
    ),
)]
pub(crate) async fn preview(
    State(app): State<App>,
    Attendee {
        meeting: id,
        caller,
    }: Attendee,
    FileId(file): FileId,
) -> Answer<Response> {
    let mut handed = app.confab.file(&caller, id, &file, Part::Preview).await?;
    if app.confab.encrypts(id).await? {
        return Ok(bytes(handed, "encrypted", BYTES, Vec::new()));
    }
    let mut first = vec![0; 16];
    let read = handed.file.read(&mut first).await;
    first.truncate(
        read.map_err(|e| Error::caused_by(Code::Storage, "This file can't be read.", e))?,
    );
    let Some(picture) = Picture::of(&first) else {
        return Err(Refusal::new(
            Code::FileNotFound,
            "This file has no preview.",
        ));
    };
    Ok(bytes(handed, "preview", picture.media_type(), first))
}

/// The bytes of a file, of which `first` were read already.
fn bytes(handed: Handed, name: &str, kind: &'static str, first: Vec<u8>) -> Response {
    let Handed { file, size, .. } = handed;
    let stream = futures_util::stream::try_unfold((file, first), |(mut file, first)| async move {
        if !first.is_empty() {
            return Ok(Some((first, (file, Vec::new()))));
        }
        let mut piece = Vec::with_capacity(PIECE);
        let read = (&mut file).take(PIECE as u64).read_to_end(&mut piece).await;
        match read {
            Ok(0) => std::io::Result::Ok(None),
            Ok(_) => Ok(Some((piece, (file, Vec::new())))),
            Err(error) => Err(error),
        }
    });
    let mut response = Body::from_stream(stream).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    headers.insert(header::CONTENT_DISPOSITION, attachment(name));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'"),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn must_be(headers: &HeaderMap, kinds: &[&str]) -> Answer<()> {
    let mut given = headers.get_all(header::CONTENT_TYPE).iter();
    let kind = match (given.next(), given.next()) {
        (Some(kind), None) => kind.to_str().unwrap_or_default(),
        _ => "",
    };
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kinds.iter().any(|k| k.eq_ignore_ascii_case(kind)) {
        Ok(())
    } else {
        Err(Refusal::new(
            Code::UnsupportedMediaType,
            format!(
                "Send the bytes with the header Content-Type: {}.",
                kinds.join(" or ")
            ),
        ))
    }
}
