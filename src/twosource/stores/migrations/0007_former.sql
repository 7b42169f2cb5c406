-- What was in a story or a claim before it lost members or was merged away: undone, it gets its id back.
DROP TABLE IF EXISTS former_members;
CREATE TABLE former_members (
  old TEXT NOT NULL,
  member TEXT NOT NULL,
  PRIMARY KEY (old, member)
) WITHOUT ROWID;
CREATE INDEX former_by_member ON former_members (member);
