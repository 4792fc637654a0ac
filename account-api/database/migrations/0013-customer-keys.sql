-- What the next step encrypts stays beside it until the one after drops it (account-api/safe/SPEC.md).
ALTER TABLE server_keys DROP CONSTRAINT server_keys_purpose_check;

ALTER TABLE server_keys ADD CONSTRAINT server_keys_purpose_check
  CHECK (purpose IN ('root', 'sealing', 'token', 'nonce', 'pin-reset', 'lookup', 'ledger'));

ALTER TABLE server_keys ALTER COLUMN private_jwk DROP NOT NULL;

ALTER TABLE server_keys ADD COLUMN wrapped_key text;

-- One key for each customer's aggregate. A row without a key says that it was destroyed, and that none is made again.
CREATE TABLE customer_keys (
  customer_id uuid PRIMARY KEY,
  wrapped_key text,
  created_at timestamptz NOT NULL,
  destroyed_at timestamptz,
  CHECK ((wrapped_key IS NULL) = (destroyed_at IS NOT NULL))
);

ALTER TABLE accounts ADD COLUMN contact text;

ALTER TABLE accounts ADD COLUMN email_hash text;

ALTER TABLE accounts ADD COLUMN is_born_on_first_of_january boolean;

ALTER TABLE registrations RENAME COLUMN tax_number TO clear_tax_number;

ALTER TABLE registrations ADD COLUMN tax_number text;

ALTER TABLE inbox RENAME COLUMN sealed_payload TO clear_sealed_payload;

ALTER TABLE inbox ADD COLUMN sealed_payload text;

ALTER TABLE inbox ADD COLUMN payload text;

CREATE INDEX inbox_aggregate ON inbox ((header->>'aggregateId'));

ALTER TABLE amendments RENAME COLUMN changes TO clear_changes;

ALTER TABLE amendments ADD COLUMN changes text;

ALTER TABLE quarantine RENAME COLUMN content TO clear_content;

ALTER TABLE quarantine ALTER COLUMN clear_content DROP NOT NULL;

ALTER TABLE quarantine ADD COLUMN content text;

-- The customer whose key the content is encrypted with; null: nobody's.
ALTER TABLE quarantine ADD COLUMN customer_id uuid;
