-- What holds in a meeting while people are in it, who helps its host, and which browser somebody
-- was put out of.
ALTER TABLE meetings ADD COLUMN locked             INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1));
ALTER TABLE meetings ADD COLUMN lobby              INTEGER NOT NULL DEFAULT 0 CHECK (lobby IN (0, 1));
ALTER TABLE meetings ADD COLUMN microphones_locked INTEGER NOT NULL DEFAULT 0 CHECK (microphones_locked IN (0, 1));
ALTER TABLE meetings ADD COLUMN who_shares         TEXT    NOT NULL DEFAULT 'everyone' CHECK (who_shares IN ('everyone', 'hosts'));
ALTER TABLE meetings ADD COLUMN who_chats          TEXT    NOT NULL DEFAULT 'everyone' CHECK (who_chats IN ('everyone', 'hosts'));

-- Identities that may do more than a guest. They go with their meeting.
CREATE TABLE roles (
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    identity   TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('cohost', 'host')),
    PRIMARY KEY (meeting_id, identity)
) STRICT, WITHOUT ROWID;

-- The hash of a random id that the guest door gave to that browser; null where none is known.
ALTER TABLE removals ADD COLUMN browser TEXT;

CREATE INDEX removals_browser ON removals (meeting_id, browser) WHERE browser IS NOT NULL;

PRAGMA user_version = 2;
