-- Roles and removals hold for a member: the person behind a chain of joins, each of which showed
-- the credential of an earlier one. `member` is the random id that their credentials carry; empty
-- where only the identity is known.
ALTER TABLE roles    ADD COLUMN member  TEXT    NOT NULL DEFAULT '';
-- What the identity was called, for the host's list of roles.
ALTER TABLE roles    ADD COLUMN name    TEXT    NOT NULL DEFAULT '';
-- When the identity was inside last, to the hour, in Unix seconds.
ALTER TABLE roles    ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE removals ADD COLUMN member  TEXT    NOT NULL DEFAULT '';
UPDATE roles SET seen_at = unixepoch();

CREATE INDEX roles_member    ON roles    (meeting_id, member) WHERE member <> '';
CREATE INDEX removals_member ON removals (meeting_id, member) WHERE member <> '';
-- A new identity is none that has written in the meeting's chat.
CREATE INDEX messages_author ON messages (meeting_id, author) WHERE author <> '';

PRAGMA user_version = 5;
