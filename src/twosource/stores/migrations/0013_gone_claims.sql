-- Claims that nobody says any more, as they last stood: what a page, an alert or an export named is never a riddle.
CREATE TABLE gone_claims (
  id TEXT PRIMARY KEY,
  body BLOB NOT NULL
) WITHOUT ROWID;
