-- Bytes are kept as they come (an empty receipt), and read soon after: what came of them takes the receipt's place.
CREATE INDEX received_waiting ON received (number) WHERE receipt = x'';
ALTER TABLE taxii_status ADD COLUMN number INTEGER;
CREATE INDEX taxii_status_by_number ON taxii_status (number);
