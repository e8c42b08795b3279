//! What can go wrong, as a code that programs read and a sentence that people read.
//!
//! Invariant: `detail` is one line of at most 300 characters that says what happened and what to
//! do, and never holds a path of ours, a type name, a token or a secret. What a developer needs to
//! know travels as `source` and reaches logs only.

use std::error::Error as StdError;
use std::fmt;

/// The result of everything that can fail with a sentence.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The longest sentence that leaves us, in characters.
pub const DETAIL_LIMIT: usize = 300;

/// The vocabulary of failures: the value of the header `Confab-Code`, and the HTTP status that
/// goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// No meeting has this id, or it was deleted.
    MeetingNotFound,
    /// The meeting has as many people as it takes.
    MeetingFull,
    /// The host has locked the meeting.
    MeetingLocked,
    /// Whoever comes has to be let in: ask at the lobby.
    Lobby,
    /// The lobby holds as many as it takes.
    TooManyWaiting,
    /// The host has ended the meeting for all.
    MeetingEnded,
    /// The host has put this participant out.
    RemovedByHost,
    /// Nothing can be connected before joining here, or it is not kept ready any more.
    NoWarming,
    /// The session token is missing, unknown or ended.
    NoSession,
    /// This session may not do that.
    NotAllowed,
    /// The host's one-time code is unknown, used or too old.
    BadHostCode,
    /// What is for programs of this user alone was asked by another user's, or by one that can't be told.
    NotThisUser,
    /// The access token for signalling is missing, malformed, expired or not ours.
    BadToken,
    /// The request's body or query does not fit.
    BadInput,
    /// The request's `Host` is not one of ours.
    BadHost,
    /// The request comes from a website that may not ask.
    ForeignOrigin,
    /// There is nothing at this path, at this door.
    NotFound,
    /// The path is there, the method is not.
    MethodNotAllowed,
    /// The body is of a type that we do not read.
    UnsupportedMediaType,
    /// The body is larger than anything that fits.
    BodyTooLarge,
    /// The request took too long to arrive.
    RequestTimeout,
    /// Too many tries from this address.
    TooManyRequests,
    /// No such participant in this meeting.
    ParticipantNotFound,
    /// No such message in this chat.
    MessageNotFound,
    /// No such file in this chat.
    FileNotFound,
    /// Only hosts write in this chat.
    ChatClosed,
    /// Nobody is there who could read it.
    NobodyInside,
    /// This person sends too much at once.
    TooManyMessages,
    /// The file is larger than files may be.
    FileTooLarge,
    /// The files of the meeting take as much room as they may.
    MeetingFilesFull,
    /// The chat of an encrypted meeting takes only what was encrypted before it was sent.
    NotEncrypted,
    /// The meeting has no key: it is not encrypted, or its key is not there any more.
    NoKey,
    /// The LiveKit server is away, and will be back by itself.
    ServerAway,
    /// The LiveKit server can't be reached or refuses us.
    ServerUnavailable,
    /// There is no guest page to lead to, so that no link can be handed out.
    NoGuestDoor,
    /// A port that we need is taken.
    PortTaken,
    /// The store can't be read or written.
    Storage,
    /// The data directory is used by another instance.
    InUse,
    /// A setting does not fit.
    BadSetting,
    /// Something of ours is broken.
    Internal,
}

impl Code {
    /// Every code, for the OpenAPI document and for tests.
    pub const ALL: &[Code] = &[
        Code::MeetingNotFound,
        Code::MeetingFull,
        Code::MeetingLocked,
        Code::Lobby,
        Code::TooManyWaiting,
        Code::MeetingEnded,
        Code::RemovedByHost,
        Code::NoWarming,
        Code::NoSession,
        Code::NotAllowed,
        Code::BadHostCode,
        Code::NotThisUser,
        Code::BadToken,
        Code::BadInput,
        Code::BadHost,
        Code::ForeignOrigin,
        Code::NotFound,
        Code::MethodNotAllowed,
        Code::UnsupportedMediaType,
        Code::BodyTooLarge,
        Code::RequestTimeout,
        Code::TooManyRequests,
        Code::ParticipantNotFound,
        Code::MessageNotFound,
        Code::FileNotFound,
        Code::ChatClosed,
        Code::NobodyInside,
        Code::TooManyMessages,
        Code::FileTooLarge,
        Code::MeetingFilesFull,
        Code::NotEncrypted,
        Code::NoKey,
        Code::ServerAway,
        Code::ServerUnavailable,
        Code::NoGuestDoor,
        Code::PortTaken,
        Code::Storage,
        Code::InUse,
        Code::BadSetting,
        Code::Internal,
    ];

    /// The code as it stands in `Confab-Code` and in the gate's answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::MeetingNotFound => "meeting_not_found",
            Code::MeetingFull => "meeting_full",
            Code::MeetingLocked => "meeting_locked",
            Code::Lobby => "lobby",
            Code::TooManyWaiting => "too_many_waiting",
            Code::MeetingEnded => "meeting_ended",
            Code::RemovedByHost => "removed_by_host",
            Code::NoWarming => "no_warming",
            Code::NoSession => "no_session",
            Code::NotAllowed => "not_allowed",
            Code::BadHostCode => "bad_host_code",
            Code::NotThisUser => "not_this_user",
            Code::BadToken => "bad_token",
            Code::BadInput => "bad_input",
            Code::BadHost => "bad_host",
            Code::ForeignOrigin => "foreign_origin",
            Code::NotFound => "not_found",
            Code::MethodNotAllowed => "method_not_allowed",
            Code::UnsupportedMediaType => "unsupported_media_type",
            Code::BodyTooLarge => "body_too_large",
            Code::RequestTimeout => "request_timeout",
            Code::TooManyRequests => "too_many_requests",
            Code::ParticipantNotFound => "participant_not_found",
            Code::MessageNotFound => "message_not_found",
            Code::FileNotFound => "file_not_found",
            Code::ChatClosed => "chat_closed",
            Code::NobodyInside => "nobody_inside",
            Code::TooManyMessages => "too_many_messages",
            Code::FileTooLarge => "file_too_large",
            Code::MeetingFilesFull => "meeting_files_full",
            Code::NotEncrypted => "not_encrypted",
            Code::NoKey => "no_key",
            Code::ServerAway => "server_away",
            Code::ServerUnavailable => "server_unavailable",
            Code::NoGuestDoor => "no_guest_door",
            Code::PortTaken => "port_taken",
            Code::Storage => "storage",
            Code::InUse => "in_use",
            Code::BadSetting => "bad_setting",
            Code::Internal => "internal",
        }
    }

    /// The HTTP status that this code is answered with at the API. The gate answers refusals of
    /// its own with 403 instead, see [`crate::gate`].
    pub const fn status(self) -> u16 {
        match self {
            Code::MeetingNotFound
            | Code::NotFound
            | Code::ParticipantNotFound
            | Code::MessageNotFound
            | Code::FileNotFound
            | Code::NoKey => 404,
            Code::MeetingFull | Code::MeetingEnded | Code::NoWarming | Code::NobodyInside => 409,
            Code::RemovedByHost
            | Code::MeetingLocked
            | Code::Lobby
            | Code::NotAllowed
            | Code::ChatClosed
            | Code::ForeignOrigin
            | Code::BadHostCode
            | Code::NotThisUser => 403,
            Code::NoSession | Code::BadToken => 401,
            Code::BadInput | Code::NotEncrypted => 422,
            Code::BadHost => 400,
            Code::MethodNotAllowed => 405,
            Code::UnsupportedMediaType => 415,
            Code::BodyTooLarge | Code::FileTooLarge | Code::MeetingFilesFull => 413,
            Code::RequestTimeout => 408,
            Code::TooManyRequests | Code::TooManyWaiting | Code::TooManyMessages => 429,
            Code::ServerAway
            | Code::ServerUnavailable
            | Code::NoGuestDoor
            | Code::PortTaken
            | Code::Storage
            | Code::InUse
            | Code::BadSetting
            | Code::Internal => 500,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A failure: a code, a sentence, and for the log what caused it.
#[derive(Debug)]
pub struct Error {
    code: Code,
    detail: String,
    retry_after: Option<u64>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// A failure with its sentence, cut to one line of [`DETAIL_LIMIT`] characters.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: one_line(&detail.into()),
            retry_after: None,
            source: None,
        }
    }

    /// The same, remembering for the log what caused it.
    pub fn caused_by(
        code: Code,
        detail: impl Into<String>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self {
            source: Some(source.into()),
            ..Self::new(code, detail)
        }
    }

    /// The documented answer for an id that leads nowhere.
    pub fn meeting_not_found() -> Self {
        Self::new(Code::MeetingNotFound, "Meeting not found")
    }

    /// The answer while the LiveKit server is being brought back.
    pub fn server_away() -> Self {
        Self::new(
            Code::ServerAway,
            "The meeting server is away and is being restarted. Try again in a moment.",
        )
    }

    /// The same failure with a few words in front, as in "Failed to create meeting: …".
    #[must_use]
    pub fn prefixed(self, words: &str) -> Self {
        Self {
            detail: one_line(&format!("{words}: {}", self.detail)),
            ..self
        }
    }

    /// The same failure, which is over in so many seconds.
    #[must_use]
    pub fn after(self, seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }

    /// After how many seconds trying again makes sense, where that is known.
    pub fn retry_after(&self) -> Option<u64> {
        self.retry_after
    }

    /// What kind of failure this is.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The sentence for people: one line, at most [`DETAIL_LIMIT`] characters.
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_ref()
            .map(|s| s.as_ref() as &(dyn StdError + 'static))
    }
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if line.chars().count() > DETAIL_LIMIT {
        line = line.chars().take(DETAIL_LIMIT - 1).collect();
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_is_one_line_of_at_most_300_characters() {
        let error = Error::new(
            Code::Internal,
            format!("first\nsecond\t{}", "é".repeat(400)),
        );
        assert!(error.detail().starts_with("first second é"));
        assert_eq!(error.detail().chars().count(), DETAIL_LIMIT);
        assert!(!error.detail().contains('\n'));
    }

    #[test]
    fn codes_are_distinct_words() {
        let words: std::collections::HashSet<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
        assert_eq!(words.len(), Code::ALL.len());
        assert!(
            words
                .iter()
                .all(|w| w.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        );
    }
}
