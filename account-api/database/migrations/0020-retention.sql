-- What the sweep finds what is over by (account-api/retention/SPEC.md): rows come at the end of these and leave at their
-- beginning.
CREATE INDEX inbox_with_contents ON inbox (received_at) WHERE sealed_payload IS NOT NULL;

CREATE INDEX age_checks_by_time ON age_checks (checked_at);

CREATE INDEX sales_by_time ON sales (occurred_at);

CREATE INDEX registrations_by_time ON registrations (occurred_at);

CREATE INDEX device_history_by_time ON device_history (at);

CREATE INDEX mail_requests_by_time ON mail_requests (requested_at);

CREATE INDEX audit_by_time ON audit (at);

CREATE INDEX accounts_open_by_time ON accounts (registered_at);

CREATE INDEX accounts_closed ON accounts (closed_at) WHERE closed_at IS NOT NULL;

CREATE INDEX devices_released ON devices (released_at) WHERE released_at IS NOT NULL;

-- Also what a removal counts before it is carried out.
CREATE INDEX consents_account ON consents (account_id);

CREATE INDEX shown_texts_account ON shown_texts (account_id);

CREATE INDEX removed_identities_removal ON removed_identities (removal_id);

-- An age check may go before what rests on it: that it was there stays in the inbox.
ALTER TABLE sales DROP CONSTRAINT sales_age_check_id_fkey;

ALTER TABLE sales ADD CONSTRAINT sales_age_check_id_fkey FOREIGN KEY (age_check_id) REFERENCES inbox;

ALTER TABLE registrations DROP CONSTRAINT registrations_age_check_id_fkey;

ALTER TABLE registrations ADD CONSTRAINT registrations_age_check_id_fkey FOREIGN KEY (age_check_id) REFERENCES inbox;

ALTER TABLE age_check_corrections DROP CONSTRAINT age_check_corrections_age_check_id_fkey;

ALTER TABLE age_check_corrections ADD CONSTRAINT age_check_corrections_age_check_id_fkey
  FOREIGN KEY (age_check_id) REFERENCES inbox;

-- One row: of several nodes one takes the turn.
CREATE TABLE retention_sweeps (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  begun_at timestamptz NOT NULL,
  finished_at timestamptz
);

-- The audit lets go of what is old, by the time of the database itself; whoever runs the account API can ask for no more.
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.at < now() - interval '365 days' THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit table is append-only';
END
$$;

CREATE FUNCTION forget_audit(before timestamptz, most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  DELETE FROM audit WHERE entry_id IN (
    SELECT entry_id FROM audit WHERE at < least(before, now() - interval '365 days') LIMIT most);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END
$$;

CREATE OR REPLACE FUNCTION loyalty_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM accounts
      WHERE account_id = OLD.account_id AND closed_at < now() - interval '365 days') THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'the loyalty ledger is append-only';
END
$$;

CREATE FUNCTION forget_loyalty(before timestamptz, most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  DELETE FROM loyalty_entries WHERE (operation_id, kind, device_id) IN (
    SELECT entry.operation_id, entry.kind, entry.device_id FROM loyalty_entries AS entry
      JOIN accounts ON accounts.account_id = entry.account_id
      WHERE accounts.closed_at < least(before, now() - interval '365 days') LIMIT most);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END
$$;

REVOKE EXECUTE ON FUNCTION forget_audit, forget_loyalty FROM PUBLIC;
