-- What people decided, and the log of everything that people did.

-- One decision a row, with the edges that it makes; appended only. Words in it may be erased (see audit.py).
CREATE TABLE acts (
  number INTEGER PRIMARY KEY,
  body BLOB NOT NULL
);
-- Who took a decision back.
CREATE TABLE retractions (
  act INTEGER PRIMARY KEY REFERENCES acts (number),
  body BLOB NOT NULL
);

-- The audit log. Each line's hash covers the line before it; the words are kept apart, so that they can be erased.
CREATE TABLE ledger (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  former TEXT NOT NULL,
  digests TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
);
CREATE TABLE ledger_words (
  number INTEGER NOT NULL REFERENCES ledger (number),
  name TEXT NOT NULL,
  salt TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (number, name)
) WITHOUT ROWID;
CREATE INDEX ledger_by_words ON ledger_words (name, value) WHERE name IN ('actor', 'subject');

CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger BEGIN
  SELECT RAISE(ABORT, 'the audit log is appended to and nothing else');
END;
CREATE TRIGGER ledger_as_it_was BEFORE UPDATE ON ledger BEGIN
  SELECT RAISE(ABORT, 'the audit log is appended to and nothing else');
END;
CREATE TRIGGER ledger_words_as_they_were BEFORE UPDATE ON ledger_words BEGIN
  SELECT RAISE(ABORT, 'the audit log is appended to and nothing else');
END;
