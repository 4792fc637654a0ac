-- Whether the customer confirmed the address, and what lets them in. Both belong to the address that is there.
ALTER TABLE accounts ADD COLUMN email_confirmed_at timestamptz;

ALTER TABLE accounts ADD COLUMN password_hash text;

-- A mail about a case bears its version as `occasion`: who was asked once may be asked again.
ALTER TABLE mail_requests ADD COLUMN occasion integer NOT NULL DEFAULT 0;

ALTER TABLE mail_requests ADD COLUMN case_id uuid REFERENCES cases;

ALTER TABLE mail_requests ADD COLUMN attempts integer NOT NULL DEFAULT 0;

ALTER TABLE mail_requests ADD COLUMN next_try_at timestamptz;

ALTER TABLE mail_requests ADD COLUMN given_up_at timestamptz;

ALTER TABLE mail_requests ADD COLUMN failure text;

ALTER TABLE mail_requests DROP CONSTRAINT mail_requests_kind_check;

ALTER TABLE mail_requests ADD CONSTRAINT mail_requests_kind_check
  CHECK (kind IN ('activation', 'password', 'devices-added', 'device-transferred', 'case-question'));

ALTER TABLE mail_requests DROP CONSTRAINT mail_requests_pkey;

ALTER TABLE mail_requests ADD PRIMARY KEY (operation_id, kind, account_id, occasion);

CREATE INDEX mail_requests_to_send ON mail_requests (requested_at)
  WHERE sent_at IS NULL AND cancelled_at IS NULL AND given_up_at IS NULL;

CREATE INDEX mail_requests_given_up ON mail_requests (given_up_at) WHERE given_up_at IS NOT NULL;

-- Whom a case asks is now known when it asks: the question is a mail as any other.
DROP TABLE link_requests;

-- The token is in the mail alone; of the address there is a hash, to see that it did not change.
CREATE TABLE mail_links (
  token_hash text PRIMARY KEY,
  operation_id uuid NOT NULL,
  kind text NOT NULL,
  account_id uuid NOT NULL,
  occasion integer NOT NULL,
  address_hash text NOT NULL,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  FOREIGN KEY (operation_id, kind, account_id, occasion)
    REFERENCES mail_requests (operation_id, kind, account_id, occasion) ON DELETE CASCADE
);

CREATE INDEX mail_links_of ON mail_links (operation_id, kind, account_id, occasion);
