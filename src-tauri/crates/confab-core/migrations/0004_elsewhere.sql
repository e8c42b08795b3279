-- Who may come from other machines, when a meeting is meant to be, and whether its app and server
-- are kept from what is said in it.
ALTER TABLE meetings ADD COLUMN shared    INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1));
ALTER TABLE meetings ADD COLUMN starts_at INTEGER;
ALTER TABLE meetings ADD COLUMN minutes   INTEGER CHECK ((minutes IS NULL) = (starts_at IS NULL) AND (minutes IS NULL OR minutes BETWEEN 1 AND 1440));
ALTER TABLE meetings ADD COLUMN encrypted INTEGER NOT NULL DEFAULT 0 CHECK (encrypted IN (0, 1));

PRAGMA user_version = 4;
