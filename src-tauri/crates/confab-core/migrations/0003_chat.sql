-- What people say in a meeting, from when it became live until it is live anew; see `chat/mod.rs`.
-- `inside` and `seen_at` (Unix seconds) tell when somebody was inside last, so that a restart of
-- the program does not begin a new chat.
CREATE TABLE chats (
    meeting_id TEXT    PRIMARY KEY REFERENCES meetings (id),
    inside     INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `id` orders messages and is never given out again. `author` is an identity, or empty for the
-- host's own doors. `sent_at` is in milliseconds. A deleted message stays as an empty row. A file's
-- bytes are in the folder of the meeting's files, under its id.
CREATE TABLE messages (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    meeting_id   TEXT    NOT NULL REFERENCES meetings (id),
    author       TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    role         TEXT    NOT NULL,
    text         TEXT    NOT NULL,
    sent_at      INTEGER NOT NULL,
    reply_to     INTEGER,
    deleted      INTEGER NOT NULL DEFAULT 0,
    key          TEXT,
    file_id      TEXT,
    file_name    TEXT,
    file_size    INTEGER,
    preview_size INTEGER
) STRICT;

CREATE INDEX messages_meeting ON messages (meeting_id, id);
CREATE UNIQUE INDEX messages_key ON messages (meeting_id, author, key) WHERE key IS NOT NULL;
CREATE UNIQUE INDEX messages_file ON messages (file_id) WHERE file_id IS NOT NULL;

CREATE TABLE reactions (
    number     INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    emoji      TEXT    NOT NULL,
    identity   TEXT    NOT NULL,
    UNIQUE (message_id, emoji, identity)
) STRICT;

-- The same number as this file's: what a program that is too old recognises the database by.
PRAGMA user_version = 3;
