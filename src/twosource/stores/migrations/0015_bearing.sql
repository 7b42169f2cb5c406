-- What ties partners' words to each other and to what the desk holds, by key; ``kind`` says whose: a source's token (0),
-- another tie (1) or a word (2) of a report of our own, a tie (3) or a word (4) of a partner's.
CREATE TABLE bearing_marks (
  key INTEGER NOT NULL, kind INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (key, kind, seq)
) WITHOUT ROWID;
-- The reports that have been met, and the objects of our own (each with the report it tells of).
CREATE TABLE bearing_met (seq INTEGER PRIMARY KEY REFERENCES reports (seq));
CREATE TABLE bearing_objects (object_id TEXT PRIMARY KEY, report_id TEXT NOT NULL) WITHOUT ROWID;
-- Partners' words in circles that ties hold together, named by the first; ``waits`` for its edges to be drawn anew.
CREATE TABLE circles (seq INTEGER PRIMARY KEY REFERENCES reports (seq), circle INTEGER NOT NULL, waits INTEGER NOT NULL);
CREATE INDEX circles_by_name ON circles (circle);
CREATE INDEX circles_waiting ON circles (circle) WHERE waits;
-- The edges of a circle, their ends as statements, reports or sources, and as reports where they lie in one.
CREATE TABLE bearing (
  circle INTEGER NOT NULL,
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  one_report TEXT NOT NULL,
  other_report TEXT NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX bearing_by_circle ON bearing (circle);
CREATE INDEX bearing_by_one ON bearing (one);
CREATE INDEX bearing_by_other ON bearing (other);
CREATE INDEX bearing_from ON bearing (one_report, other_report);
CREATE INDEX bearing_to ON bearing (other_report, one_report);
