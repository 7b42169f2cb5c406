-- Which reports bear on each other: what each is found by, and the set it is in, named by its first member.
CREATE TABLE marked (
  seq INTEGER PRIMARY KEY REFERENCES reports (seq),
  home INTEGER NOT NULL,
  many INTEGER NOT NULL
);
CREATE INDEX marked_by_home ON marked (home);
CREATE TABLE copy_marks (key INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (key, seq)) WITHOUT ROWID;
CREATE TABLE word_marks (
  key INTEGER NOT NULL, seq INTEGER NOT NULL, weight REAL NOT NULL, PRIMARY KEY (key, seq)
) WITHOUT ROWID;
CREATE TABLE name_marks (
  recalled INTEGER NOT NULL, key INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (recalled, key, seq)
) WITHOUT ROWID;

-- The sets that have to be derived anew; the number changes with every touch.
CREATE TABLE waiting (home INTEGER PRIMARY KEY, turn INTEGER NOT NULL);

-- The decisions that the derived rows follow, as they stood then.
CREATE TABLE heard_acts (number INTEGER PRIMARY KEY, digest BLOB NOT NULL);

-- What each source did in each set (``part`` is the set's first name, before it was merged): its record is the sum.
CREATE TABLE source_parts (
  id TEXT NOT NULL,
  home INTEGER NOT NULL,
  part INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (id, home, part)
) WITHOUT ROWID;
CREATE INDEX source_parts_by_home ON source_parts (home);

-- Rows of one set are replaced by themselves: edges by the report they were made in, stories in the order of a brief.
DELETE FROM edges;
ALTER TABLE edges ADD COLUMN home INTEGER;
CREATE INDEX edges_by_home ON edges (home);
ALTER TABLE stories ADD COLUMN many INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN last TEXT NOT NULL DEFAULT '';
CREATE INDEX stories_in_order ON stories (many DESC, last DESC, id);
CREATE INDEX stories_by_report ON story_reports (story_id);
CREATE INDEX claims_by_member ON claim_members (member);

-- What lost members is found by its reports and statements (``base``: a proposition's statement).
DROP TABLE former_members;
CREATE TABLE former_members (
  old TEXT NOT NULL,
  member TEXT NOT NULL,
  base TEXT NOT NULL,
  PRIMARY KEY (old, member)
) WITHOUT ROWID;
CREATE INDEX former_by_base ON former_members (base);

-- All is derived anew, set by set.
DELETE FROM facts WHERE name IN ('derived', 'method');
