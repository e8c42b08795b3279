//! What `create` and `join` answered.

use crate::http::Answer;

/// What `create` answered.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// `abc-defg-hij`
    pub id: String,
    /// What to share.
    pub link: String,
    /// RFC 3339.
    pub created_at: String,
    /// Where to connect.
    pub livekit_url: String,
}

/// What `join` answered.
#[derive(Debug, Clone)]
pub struct Joined {
    /// For LiveKit.
    pub token: String,
    /// The identity.
    pub user_id: String,
    /// Where to connect.
    pub livekit_url: String,
    /// The header `Confab-Session`.
    pub session: String,
}

#[track_caller]
pub(super) fn meeting(answer: &Answer) -> Meeting {
    let body = answer.clone().expect(200).json();
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    Meeting {
        id: text("meeting_id"),
        link: text("meeting_link"),
        created_at: text("created_at"),
        livekit_url: text("livekit_url"),
    }
}

/// Reads the answer to a join that has to have worked.
#[track_caller]
pub fn joined(answer: &Answer) -> Joined {
    let body = answer.clone().expect(200).json();
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    Joined {
        token: text("token"),
        user_id: text("user_id"),
        livekit_url: text("livekit_url"),
        session: answer
            .header("confab-session")
            .unwrap_or_default()
            .to_owned(),
    }
}
