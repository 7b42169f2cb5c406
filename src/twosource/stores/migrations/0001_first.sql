-- Kept rows are appended; nothing here is ever changed or deleted.

CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO facts VALUES ('kept', '0');

-- The bytes as they came (zlib), once for all reports that came from the same bytes.
CREATE TABLE payloads (sha256 BLOB PRIMARY KEY, body BLOB NOT NULL);

CREATE TABLE reports (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  payload BLOB NOT NULL REFERENCES payloads (sha256),
  item BLOB NOT NULL,
  captured_at TEXT,
  title TEXT,
  text TEXT NOT NULL,
  body BLOB NOT NULL
);

CREATE TABLE set_aside (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  body BLOB NOT NULL
);

-- Edges made by people.
CREATE TABLE decisions (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  body BLOB NOT NULL
);

-- What a language made of a passage; the key hashes the passage and the language's version.
CREATE TABLE parses (key BLOB PRIMARY KEY, body BLOB NOT NULL);

-- Ids of stories and claims that were merged: given once, they lead somewhere for ever.
CREATE TABLE redirects (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;

-- Derived rows: a function of the kept rows and a method version, swapped in as a whole.

CREATE TABLE readings (
  report INTEGER PRIMARY KEY REFERENCES reports (seq),
  method TEXT NOT NULL,
  body BLOB NOT NULL
);

CREATE TABLE statements (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report_id TEXT NOT NULL REFERENCES reports (id),
  text TEXT NOT NULL,
  digest BLOB NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX statements_by_report ON statements (report_id);

CREATE TABLE stories (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  digest BLOB NOT NULL,
  story BLOB NOT NULL,
  body BLOB NOT NULL
);
CREATE TABLE story_reports (
  report_id TEXT PRIMARY KEY REFERENCES reports (id),
  story_id TEXT NOT NULL REFERENCES stories (id)
) WITHOUT ROWID;

CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  digest BLOB NOT NULL,
  body BLOB NOT NULL
);
-- What a claim joins (propositions): by these a rebuilt claim finds the id it was given.
CREATE TABLE claim_members (
  claim_id TEXT NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  member TEXT NOT NULL,
  PRIMARY KEY (claim_id, position)
) WITHOUT ROWID;
CREATE TABLE story_claims (
  story_id TEXT NOT NULL REFERENCES stories (id),
  claim_id TEXT NOT NULL REFERENCES claims (id),
  PRIMARY KEY (story_id, claim_id)
) WITHOUT ROWID;
CREATE INDEX stories_by_claim ON story_claims (claim_id);

-- Edges made by rules.
CREATE TABLE edges (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  left_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  relation TEXT NOT NULL,
  body BLOB NOT NULL
);

-- Search over both, kept in step by triggers.

CREATE VIRTUAL TABLE report_words USING fts5 (
  title, text, content = 'reports', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER report_in AFTER INSERT ON reports BEGIN
  INSERT INTO report_words (rowid, title, text) VALUES (new.seq, new.title, new.text);
END;

CREATE VIRTUAL TABLE statement_words USING fts5 (
  text, content = 'statements', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER statement_in AFTER INSERT ON statements BEGIN
  INSERT INTO statement_words (rowid, text) VALUES (new.seq, new.text);
END;
CREATE TRIGGER statement_out AFTER DELETE ON statements BEGIN
  INSERT INTO statement_words (statement_words, rowid, text) VALUES ('delete', old.seq, old.text);
END;
