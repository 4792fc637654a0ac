-- What is in the clear is encrypted by now, so that its columns may go.
ALTER TABLE server_keys DROP COLUMN private_jwk;

ALTER TABLE server_keys ALTER COLUMN wrapped_key SET NOT NULL;

ALTER TABLE accounts DROP COLUMN email, DROP COLUMN email_key, DROP COLUMN given_name, DROP COLUMN family_name,
  DROP COLUMN mobile_phone, DROP COLUMN date_of_birth, DROP COLUMN postal_address;

ALTER TABLE accounts ALTER COLUMN is_born_on_first_of_january SET NOT NULL;

-- Links bound to an address by a hash that anybody can make end here; they live for a day.
DELETE FROM mail_links;

CREATE UNIQUE INDEX accounts_one_of_email ON accounts (email_hash) WHERE closed_at IS NULL;

ALTER TABLE registrations DROP COLUMN clear_tax_number;

ALTER TABLE inbox DROP COLUMN clear_sealed_payload;

ALTER TABLE amendments DROP COLUMN clear_changes;

ALTER TABLE quarantine DROP COLUMN clear_content;
