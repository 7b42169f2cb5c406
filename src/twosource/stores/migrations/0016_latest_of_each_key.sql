-- Of each key the latest reports that have it, in one row: they lie side by side, and a common key costs no more than a
-- page however many reports have it (stores/latest.py says how they are written).
DROP TABLE copy_marks;
DROP TABLE word_marks;
DROP TABLE name_marks;
CREATE TABLE copy_keys (key INTEGER PRIMARY KEY, latest BLOB NOT NULL);
CREATE TABLE word_keys (key INTEGER PRIMARY KEY, latest BLOB NOT NULL);
CREATE TABLE name_keys (key INTEGER PRIMARY KEY, latest BLOB NOT NULL);
-- All are placed anew.
DELETE FROM facts WHERE name = 'placed';
