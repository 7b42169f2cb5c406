-- People of this desk, their keys and their sign-ins (what they did is in the audit log); sources to look up.

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

-- Derived, like stories and claims: each source with its record.
CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  digest BLOB NOT NULL,
  body BLOB NOT NULL
) WITHOUT ROWID;
