-- TAXII: the collections that partners read and write, their tokens and rights, and the partners' servers that we call.

-- One collection a sharing group. `last_added` never goes back, whatever is deleted; `mirrored` is how far its outbox is in.
CREATE TABLE collections (
  group_id TEXT PRIMARY KEY REFERENCES sharing_groups (id),
  last_added INTEGER NOT NULL,
  mirrored INTEGER NOT NULL
) WITHOUT ROWID;

-- Every version of every object in the order of arrival. `added` is microseconds since 1970, each later than the last:
-- it is date_added, the place in a page and the cursor at once. `sender` is '' for what this desk says, else a partner.
CREATE TABLE shelved (
  collection TEXT NOT NULL,
  added INTEGER NOT NULL,
  sender TEXT NOT NULL,
  object_id TEXT NOT NULL,
  type TEXT NOT NULL,
  version TEXT NOT NULL,
  moment INTEGER NOT NULL,
  spec TEXT NOT NULL,
  newest INTEGER NOT NULL,
  oldest INTEGER NOT NULL,
  outbox INTEGER,
  body BLOB,
  PRIMARY KEY (collection, added)
) WITHOUT ROWID;
CREATE UNIQUE INDEX shelved_versions ON shelved (collection, object_id, sender, moment);
CREATE INDEX shelved_by_type ON shelved (collection, type, added);

-- What came of each POST, for the partner who sent it.
CREATE TABLE taxii_status (
  id TEXT PRIMARY KEY,
  sender TEXT NOT NULL,
  made_at TEXT NOT NULL,
  body BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX taxii_status_by_time ON taxii_status (made_at);

CREATE TABLE partner_tokens (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  digest BLOB NOT NULL,
  made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
) WITHOUT ROWID;
-- A member of a group may read and write its collection; a row here says otherwise.
CREATE TABLE collection_rights (
  collection TEXT NOT NULL,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  may_read INTEGER NOT NULL,
  may_write INTEGER NOT NULL,
  PRIMARY KEY (collection, partner_id)
) WITHOUT ROWID;

-- Partners' servers: how to reach each, and how far we are.
CREATE TABLE peers (
  partner_id TEXT PRIMARY KEY REFERENCES partners (id),
  body BLOB NOT NULL,
  progress BLOB NOT NULL
) WITHOUT ROWID;
