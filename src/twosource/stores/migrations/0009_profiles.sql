-- What each report is about, as it was found when it was put in its set.
CREATE TABLE profiles (seq INTEGER PRIMARY KEY REFERENCES reports (seq), body BLOB NOT NULL);
-- All are placed anew.
DELETE FROM facts WHERE name = 'placed';
