-- Words that were judged when they came and are not reports yet, each version in the order of its envelope.
CREATE TABLE judged (
  number INTEGER NOT NULL REFERENCES received (number),
  position INTEGER NOT NULL,
  object_id TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (number, position)
) WITHOUT ROWID;
CREATE INDEX judged_by_object ON judged (object_id);
-- How often what came could not be read: after some tries it is given up.
ALTER TABLE received ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
-- How much came from each partner, in bytes.
CREATE INDEX received_sizes ON received (partner_id, length(body));
