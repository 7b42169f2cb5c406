-- The parts of a source summed in steps, so that one more part is added to a few sums and not to all: see sums.py.
CREATE TABLE source_sums (
  id TEXT NOT NULL,
  level INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (id, level, bucket)
) WITHOUT ROWID;
-- ... and found by the part's number. Parts of before have no sums: all is derived anew, set by set.
DROP TABLE source_parts;
CREATE TABLE source_parts (
  id TEXT NOT NULL,
  home INTEGER NOT NULL,
  part INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (id, part, home)
) WITHOUT ROWID;
CREATE INDEX source_parts_by_home ON source_parts (home);
DELETE FROM facts WHERE name IN ('derived', 'method', 'placed');
