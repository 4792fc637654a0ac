-- Every try to find an account at a desk. Of one that found nothing there is no account.
CREATE TABLE account_look_ups (
  look_up_id uuid PRIMARY KEY,
  terminal_id uuid NOT NULL,
  operator_id text NOT NULL,
  account_id uuid,
  is_match boolean NOT NULL,
  -- The holder is to be told by mail.
  is_to_tell boolean NOT NULL,
  at timestamptz NOT NULL
);

CREATE INDEX account_look_ups_to_tell ON account_look_ups (at) WHERE is_to_tell;

CREATE INDEX account_look_ups_by_time ON account_look_ups (at);

CREATE INDEX account_look_ups_matches ON account_look_ups (account_id, terminal_id) WHERE is_match;

-- Counted for devices and e-mails that nobody has, too: what a try costs must not tell whether it is known.
CREATE TABLE look_up_tries (
  name_hash text PRIMARY KEY,
  tries integer NOT NULL,
  since timestamptz NOT NULL
);

CREATE INDEX look_up_tries_since ON look_up_tries (since);

-- A mail may be about a look-up, which is no record of the ledger.
ALTER TABLE mail_requests DROP CONSTRAINT mail_requests_operation_id_fkey;

ALTER TABLE mail_requests DROP CONSTRAINT mail_requests_kind_check;

ALTER TABLE mail_requests ADD CONSTRAINT mail_requests_kind_check
  CHECK (kind IN ('activation', 'password', 'devices-added', 'device-transferred', 'case-question', 'contact-change',
    'account-found', 'look-up-failed'));
