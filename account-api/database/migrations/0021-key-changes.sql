-- A destroyed private key leaves its name; when its last escrow copy was made is noted (account-api/keys/SPEC.md).
ALTER TABLE server_keys ALTER COLUMN wrapped_key DROP NOT NULL;

ALTER TABLE server_keys ADD COLUMN destroyed_at timestamptz;

ALTER TABLE server_keys ADD COLUMN escrowed_at timestamptz;

ALTER TABLE server_keys ADD CONSTRAINT server_keys_destroyed
  CHECK ((wrapped_key IS NULL) = (destroyed_at IS NOT NULL));

-- What is not wrapped by the newest wrapping key is found without reading the rest: the name stands before the dot.
CREATE INDEX customer_keys_wrapped_by ON customer_keys (split_part(wrapped_key, '.', 1) COLLATE "C")
  WHERE wrapped_key IS NOT NULL;

-- Records that were never read: only their sealing key can.
CREATE INDEX inbox_unread ON inbox ((header->>'keyId')) WHERE payload IS NULL AND sealed_payload IS NOT NULL;
