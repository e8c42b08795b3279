//! Sharing on this network: how it is, changing it, and what guests elsewhere need to trust it.

use std::net::IpAddr;

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use bytes::Bytes;
use confab_core::sharing::Scope;
use http::header::{self, HeaderValue};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::App;
use crate::body::Fields;
use crate::errors::{Answer, Refusal};
use crate::house::SharingPatch;
use crate::profile;
use crate::shapes::Sharing;

/// How things stand with sharing on this network.
#[utoipa::path(
    get, path = "/api/v1/sharing", tag = "Sharing", operation_id = "sharing",
    responses((status = 200, description = "How things stand.", body = Sharing)),
)]
pub(crate) async fn read(State(app): State<App>) -> Json<Sharing> {
    Json(app.confab.sharing().as_ref().into())
}

/// What to change; what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct SharingRequest {
    /// Whether guests on other machines can come.
    on: Option<bool>,
    /// `all` meetings, or those that were `chosen`.
    #[schema(example = "all")]
    scope: Option<String>,
    /// The addresses to share on; null goes back to those that are sensible.
    addresses: Option<Vec<String>>,
    /// The address that links carry; null leaves it to Confab.
    preferred: Option<String>,
}

/// Change sharing. It is in force when this answers, and kept.
#[utoipa::path(
    patch, path = "/api/v1/sharing", tag = "Sharing", operation_id = "change_sharing",
    request_body(content = SharingRequest),
    responses((status = 200, description = "How things stand now.", body = Sharing)),
)]
pub(crate) async fn change(State(app): State<App>, request: Request) -> Answer<Json<Sharing>> {
    let mut fields = Fields::read(request).await?;
    let scope = fields.text_or_null("scope")?.flatten();
    let preferred = fields.text_or_null("preferred")?;
    let addresses = fields.texts_or_null("addresses")?;
    let patch = SharingPatch {
        on: fields.flag("on")?,
        scope: scope
            .map(|word| {
                Scope::read(&word).ok_or_else(|| Refusal::misfit("scope must be all or chosen."))
            })
            .transpose()?,
        addresses: addresses
            .map(|list| {
                list.map(|list| list.iter().map(|text| address(text)).collect())
                    .transpose()
            })
            .transpose()?,
        preferred: preferred
            .map(|text| text.map(|text| address(&text)).transpose())
            .transpose()?,
    };
    let sharing = app.sharing.change(patch).await?;
    Ok(Json(sharing.as_ref().into()))
}

fn address(text: &str) -> Answer<IpAddr> {
    text.trim()
        .parse()
        .map_err(|_| Refusal::misfit("Addresses are written like 192.168.1.7 or fd00::7."))
}

/// The certificate of this computer's authority, for those who want to trust it. Only while it signs.
#[utoipa::path(
    get, path = "/ca.crt", tag = "Guest page", operation_id = "authority",
    responses((status = 200, description = "The certificate, DER.", content_type = "application/x-x509-ca-cert")),
)]
pub(crate) async fn authority(State(app): State<App>) -> Answer<Response> {
    let der = app.sharing.authority().ok_or_else(Refusal::nothing_here)?;
    Ok(download(
        Bytes::from(der.to_vec()),
        "application/x-x509-ca-cert",
        "attachment; filename=\"confab-ca.crt\"",
    ))
}

/// The same as a profile, as iPhones and iPads install it.
#[utoipa::path(
    get, path = "/ca.mobileconfig", tag = "Guest page", operation_id = "authority_profile",
    responses((status = 200, description = "A configuration profile with the certificate.", content_type = "application/x-apple-aspen-config")),
)]
pub(crate) async fn authority_profile(State(app): State<App>) -> Answer<Response> {
    let der = app.sharing.authority().ok_or_else(Refusal::nothing_here)?;
    Ok(download(
        profile::of(&der).into(),
        "application/x-apple-aspen-config",
        "attachment; filename=\"confab-ca.mobileconfig\"",
    ))
}

fn download(body: Bytes, kind: &'static str, disposition: &'static str) -> Response {
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static(disposition),
    );
    response
}
