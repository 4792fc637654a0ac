-- What a till says when it asks for its configuration; null where it never said.
ALTER TABLE terminals
  ADD COLUMN configuration_in_force integer,
  ADD COLUMN configuration_refused text;
