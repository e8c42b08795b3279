//! What has to be signed: access tokens and webhooks.

use confab_core::error::Code;
use confab_core::livekit::{Credentials, Tokens, Webhooks};
use confab_core::secret::Secret;

fn credentials() -> Credentials {
    Credentials {
        key: "key".to_owned(),
        secret: Secret::new("a secret that nobody who sends bytes knows"),
    }
}

/// No bytes are a token of ours: only who has the secret makes one.
pub fn tokens(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let error = Tokens::new(credentials())
        .verify(&text)
        .expect_err("a forged token");
    assert_eq!(error.code(), Code::BadToken);
    assert!(text.len() < 8 || !format!("{error:?} {error}").contains(&*text));
}

/// No bytes are a webhook of our server's, by whatever they say of themselves.
pub fn webhooks(bytes: &[u8]) {
    let (signature, body) = match bytes.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&bytes[..end], &bytes[end + 1..]),
        None => (&b""[..], bytes),
    };
    let error = Webhooks::new(&credentials())
        .read(body, &String::from_utf8_lossy(signature), 1_700_000_000)
        .expect_err("a forged webhook");
    assert_eq!(error.code(), Code::BadToken);
}
