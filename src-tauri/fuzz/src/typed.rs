//! What people and programs type: ids, names, bodies, the settings file.

use axum::body::Body;
use confab_api::body::Fields;
use confab_core::config::file::SettingsFile;
use confab_core::config::{Env, Key, Settings};
use confab_core::error::Code;
use confab_core::id::MeetingId;
use confab_core::name::{DisplayName, NAME_LIMIT};
use http::{Request, header};

/// An id that is read is canonical when written, and reads as itself.
pub fn ids(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(id) = text.parse::<MeetingId>() else {
        return;
    };
    let written = id.to_string();
    assert_eq!(written.len(), 12, "{written}");
    for (place, letter) in written.bytes().enumerate() {
        let fits = if place == 3 || place == 8 {
            letter == b'-'
        } else {
            letter.is_ascii_lowercase()
        };
        assert!(fits, "{written}");
    }
    assert_eq!(written.parse(), Ok(id));
}

/// A name that is taken is one visible line within the limit, and cleaning it again changes nothing;
/// the identity made of it is safe in a path, a log and a JWT.
pub fn names(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let name = match DisplayName::new(&typed) {
        Ok(name) => name,
        Err(error) => {
            assert_eq!(error.code(), Code::BadInput);
            assert!(!error.detail().is_empty());
            return;
        }
    };
    let text = name.as_str();
    assert!(!text.is_empty() && text.chars().count() <= NAME_LIMIT);
    assert!(!text.chars().any(char::is_control), "{text:?}");
    let again = DisplayName::new(text).map(|again| again.as_str().to_owned());
    assert_eq!(again.ok().as_deref(), Some(text));
    let identity = name.new_identity();
    assert!(identity.len() <= 64, "{identity}");
    assert!(
        identity
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b)),
        "{identity}"
    );
}

/// A body that does not fit is one of four statuses with a sentence that tells nothing of the inside.
/// A first line without a brace is taken for its type.
pub fn bodies(bytes: &[u8]) {
    let (kind, body) = match bytes.iter().position(|byte| *byte == b'\n') {
        Some(end) if !bytes[..end].contains(&b'{') => (&bytes[..end], &bytes[end + 1..]),
        _ => (&b"application/json"[..], bytes),
    };
    let Ok(request) = Request::post("/")
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body.to_vec()))
    else {
        return;
    };
    let mut fields = match run(Fields::read_optional(request)) {
        Ok(Some(fields)) => fields,
        Ok(None) => return assert!(body.is_empty()),
        Err(refusal) => return misfit(refusal.error()),
    };
    let refused = [
        fields.text("user_name").err(),
        fields.text_or_null("title").err(),
        fields.texts_or_null("addresses").err(),
        fields.flag("on").err(),
        fields.id("id").err(),
        fields.number("max_participants").err(),
        fields.object_or_null("schedule").err(),
    ];
    for refusal in refused.into_iter().flatten() {
        misfit(refusal.error());
    }
}

fn misfit(error: &confab_core::error::Error) {
    assert!(
        matches!(
            error.code(),
            Code::BadInput | Code::UnsupportedMediaType | Code::BodyTooLarge
        ),
        "{:?}",
        error.code()
    );
    let sentence = error.detail();
    assert!(
        sentence.ends_with('.') && sentence.len() <= 300,
        "{sentence}"
    );
    assert!(
        !sentence.contains("::") && !sentence.contains("line "),
        "{sentence}"
    );
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime")
        .block_on(work)
}

/// A settings file gives settings or a sentence that quotes no value of it, and what is kept of it and
/// written again reads the same.
pub fn settings(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let file = match SettingsFile::parse(text) {
        Ok(file) => file,
        Err(error) => {
            assert_eq!(error.code(), Code::BadSetting);
            return;
        }
    };
    let secret = file
        .get(Key::LivekitApiSecret)
        .filter(|secret| secret.len() > 12);
    let settings = Settings::from_parts(&Env::of([]), &file, "data".into());
    let told = match &settings {
        Ok(settings) => format!("{settings:?}"),
        Err(error) => {
            assert!(error.detail().ends_with('.'), "{}", error.detail());
            format!("{error:?} {error}")
        }
    };
    if let Some(secret) = secret {
        assert!(!told.contains(&secret), "a secret in {told}");
    }
}
