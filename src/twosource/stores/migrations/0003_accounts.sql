-- People of this desk, their keys and their sign-ins. What they did is in the audit log.

CREATE TABLE accounts (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  role TEXT NOT NULL,
  password TEXT NOT NULL,
  made_at TEXT NOT NULL,
  ended_at TEXT
) WITHOUT ROWID;

CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL COLLATE NOCASE REFERENCES accounts (name),
  label TEXT NOT NULL,
  digest BLOB NOT NULL,
  scopes TEXT NOT NULL,
  made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
) WITHOUT ROWID;
CREATE INDEX tokens_by_account ON tokens (account);

CREATE TABLE sessions (
  digest BLOB PRIMARY KEY,
  account TEXT NOT NULL COLLATE NOCASE REFERENCES accounts (name),
  made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_account ON sessions (account);
