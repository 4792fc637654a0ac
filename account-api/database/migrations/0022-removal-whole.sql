-- Which change of contact made one account of two, so that it can be taken back.
ALTER TABLE accounts ADD COLUMN merged_by uuid REFERENCES inbox;

CREATE INDEX accounts_merged_into ON accounts (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX accounts_merged_by ON accounts (merged_by) WHERE merged_by IS NOT NULL;

-- What was done for a customer is counted after the removal, too; with which device and in which country is not kept.
ALTER TABLE replacements ALTER COLUMN old_device DROP NOT NULL, ALTER COLUMN new_device DROP NOT NULL;

CREATE INDEX replacements_account ON replacements (account_id);

ALTER TABLE guarantee_cases ALTER COLUMN device_id DROP NOT NULL;

ALTER TABLE assistance_cases ALTER COLUMN device_id DROP NOT NULL, ALTER COLUMN residence DROP NOT NULL,
  ALTER COLUMN registered_in DROP NOT NULL, ALTER COLUMN visited DROP NOT NULL, ALTER COLUMN answer DROP NOT NULL;

-- The loyalty ledger still only grows; once its account is closed, the name of a device may become its keyed hash, and nothing else.
CREATE OR REPLACE FUNCTION loyalty_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM accounts
      WHERE account_id = OLD.account_id AND closed_at < now() - interval '365 days') THEN
      RETURN OLD;
    END IF;
  ELSIF TG_OP = 'UPDATE' THEN
    IF length(OLD.device_id) BETWEEN 1 AND 42 AND length(NEW.device_id) = 43
      AND (to_jsonb(NEW) - 'device_id') = (to_jsonb(OLD) - 'device_id')
      AND EXISTS (SELECT FROM accounts WHERE account_id = OLD.account_id AND closed_at IS NOT NULL) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the loyalty ledger is append-only';
END
$$;

CREATE FUNCTION hide_loyalty_device(account uuid, device text, hash text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE loyalty_entries SET device_id = hash WHERE account_id = account AND device_id = device
$$;

REVOKE EXECUTE ON FUNCTION hide_loyalty_device FROM PUBLIC;
