-- Places that are looked at, and how they fare.
CREATE TABLE subscriptions (
  id TEXT PRIMARY KEY,
  body BLOB NOT NULL,
  next_at TEXT,            -- NULL once it was removed
  pulse BLOB NOT NULL
);
CREATE INDEX subscriptions_due ON subscriptions (next_at);

-- What of a place was dealt with: by key, with the mark that it had then. One that failed is tried again;
-- a page is looked at a few times more, for what is corrected in silence.
CREATE TABLE entries (
  subscription_id TEXT NOT NULL REFERENCES subscriptions (id),
  key TEXT NOT NULL,
  mark TEXT NOT NULL,
  tries INTEGER NOT NULL,
  error TEXT,
  looked_at TEXT NOT NULL,
  looks INTEGER NOT NULL,
  PRIMARY KEY (subscription_id, key)
) WITHOUT ROWID;

-- Every version of every document that was fetched, in order: the last of a key is what it says now.
CREATE TABLE versions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL,
  report_id TEXT NOT NULL REFERENCES reports (id),
  former_id TEXT REFERENCES reports (id),
  at TEXT NOT NULL
);
CREATE INDEX versions_by_key ON versions (key, number);
CREATE INDEX versions_by_report ON versions (report_id);

-- What people want to be told about, what each of these watches last saw, and where its alerts go.
CREATE TABLE watches (id TEXT PRIMARY KEY, body BLOB NOT NULL, ended_at TEXT);
CREATE TABLE watch_seen (
  watch_id TEXT NOT NULL REFERENCES watches (id),
  thing TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (watch_id, thing)
) WITHOUT ROWID;
CREATE TABLE story_seen (story_id TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE channels (
  id TEXT PRIMARY KEY,
  watch_id TEXT NOT NULL REFERENCES watches (id),
  body BLOB NOT NULL,
  ended_at TEXT
);

-- Alerts are appended; their number is the order in which everybody gets them, and is never used again.
CREATE TABLE alerts (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  watch_id TEXT NOT NULL REFERENCES watches (id),
  body BLOB NOT NULL
);
CREATE INDEX alerts_by_watch ON alerts (watch_id, number);
CREATE TABLE deliveries (
  alert_id TEXT NOT NULL REFERENCES alerts (id),
  channel_id TEXT NOT NULL REFERENCES channels (id),
  next_at TEXT,            -- NULL once it is done or given up
  tries INTEGER NOT NULL DEFAULT 0,
  done_at TEXT,
  error TEXT,
  PRIMARY KEY (alert_id, channel_id)
) WITHOUT ROWID;
CREATE INDEX deliveries_due ON deliveries (next_at);

INSERT INTO facts VALUES ('alert_round', '0'), ('alerted_version', '0');
