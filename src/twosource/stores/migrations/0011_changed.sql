-- The few versions that took the place of a former one: they are looked at whenever something is derived.
CREATE INDEX versions_changed ON versions (number) WHERE former_id IS NOT NULL;
