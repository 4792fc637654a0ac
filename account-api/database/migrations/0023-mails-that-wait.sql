-- What waits until a customer confirms an address is set aside, so that no round of sending reads it again.
ALTER TABLE mail_requests ADD COLUMN waits_for_address boolean NOT NULL DEFAULT false;

DROP INDEX mail_requests_to_send;

CREATE INDEX mail_requests_to_send ON mail_requests (requested_at)
  WHERE sent_at IS NULL AND cancelled_at IS NULL AND given_up_at IS NULL AND NOT waits_for_address;

CREATE INDEX mail_requests_waiting ON mail_requests (account_id) WHERE waits_for_address;
