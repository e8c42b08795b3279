-- Meetings and who has been put out of them.
-- `number` orders them (an id says nothing about age); a deleted meeting leaves its id behind, so
-- that the id is never given out again and old tokens stay refused.
CREATE TABLE meetings (
    number           INTEGER PRIMARY KEY AUTOINCREMENT,
    id               TEXT    NOT NULL UNIQUE,
    title            TEXT,
    title_folded     TEXT,
    max_participants INTEGER NOT NULL CHECK (max_participants BETWEEN 1 AND 1000),
    created_at       INTEGER NOT NULL,
    deleted_at       INTEGER
) STRICT;

CREATE INDEX meetings_deleted ON meetings (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE removals (
    meeting_id TEXT    NOT NULL REFERENCES meetings (id),
    identity   TEXT    NOT NULL,
    removed_at INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, identity)
) STRICT, WITHOUT ROWID;

-- The same number as this file's: what a program that is too old recognises the database by.
PRAGMA user_version = 1;
