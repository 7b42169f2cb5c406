-- Who this desk is to others, with whom it shares, what went and what came.

-- One row: the desk's name and the seed of its signing key, which never leaves the store.
CREATE TABLE desk (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  seed BLOB NOT NULL,
  public_key TEXT NOT NULL
);

CREATE TABLE partners (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sharing_groups (id TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;
-- Who is in a group now: asked at every request, so that removal takes effect at once.
CREATE TABLE members (
  group_id TEXT NOT NULL REFERENCES sharing_groups (id),
  partner_id TEXT NOT NULL REFERENCES partners (id),
  PRIMARY KEY (group_id, partner_id)
) WITHOUT ROWID;

-- TLP marks in the order they were made; the last one on a subject holds.
CREATE TABLE markings (seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, body BLOB NOT NULL);
CREATE INDEX markings_by_subject ON markings (subject);

-- Every version of every object that went to a group, its bytes as they were first written.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id TEXT NOT NULL REFERENCES sharing_groups (id),
  object_id TEXT NOT NULL,
  modified TEXT NOT NULL,
  added_at TEXT NOT NULL,
  digest BLOB NOT NULL,
  revoked INTEGER NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (group_id, object_id, modified)
);
CREATE INDEX outbox_in_order ON outbox (group_id, seq);

-- What our objects stand for: the propositions of a claim, and the report of the first.
CREATE TABLE stands_for (
  object_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  member TEXT NOT NULL,
  report_id TEXT NOT NULL,
  PRIMARY KEY (object_id, position)
) WITHOUT ROWID;

-- Bundles and envelopes as they came, before they were read.
CREATE TABLE received (
  number INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  group_id TEXT,
  signature TEXT,
  at TEXT NOT NULL,
  receipt BLOB NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (sha256, partner_id)
);
-- The words in them, each version a report.
CREATE TABLE heard (
  report_id TEXT PRIMARY KEY REFERENCES reports (id),
  object_id TEXT NOT NULL,
  partner_id TEXT NOT NULL,
  group_id TEXT,
  number INTEGER NOT NULL REFERENCES received (number),
  body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX heard_by_object ON heard (object_id);

-- What this desk answered; the last answer to an object holds.
CREATE TABLE answers (seq INTEGER PRIMARY KEY, object_id TEXT NOT NULL, group_id TEXT NOT NULL, body BLOB NOT NULL);

-- Wishes to show what is withheld, and who agreed.
CREATE TABLE reveals (number INTEGER PRIMARY KEY, key TEXT NOT NULL, body BLOB NOT NULL);
