-- The aggregate that a registration was made under: it stands for the account in what follows at the same till.
ALTER TABLE registrations ADD COLUMN customer_id uuid;

UPDATE registrations SET customer_id = (inbox.header->>'aggregateId')::uuid
  FROM inbox WHERE inbox.operation_id = registrations.operation_id;

ALTER TABLE registrations ALTER COLUMN customer_id SET NOT NULL;

CREATE INDEX registrations_customer ON registrations (customer_id);

CREATE INDEX registrations_account ON registrations (account_id);

-- An account whose registration was reversed is closed: its e-mail is free again.
ALTER TABLE accounts ADD COLUMN closed_at timestamptz;

ALTER TABLE accounts DROP CONSTRAINT accounts_email_key_key;

CREATE UNIQUE INDEX accounts_one_of_email ON accounts (email_key) WHERE closed_at IS NULL;

ALTER TABLE mail_requests ADD COLUMN cancelled_at timestamptz;

ALTER TABLE mail_requests DROP CONSTRAINT mail_requests_kind_check;

ALTER TABLE mail_requests ADD CONSTRAINT mail_requests_kind_check
  CHECK (kind IN ('activation', 'devices-added', 'device-transferred'));

ALTER TABLE mail_requests DROP CONSTRAINT mail_requests_pkey;

ALTER TABLE mail_requests ADD PRIMARY KEY (operation_id, kind, account_id);

ALTER TABLE device_history ADD COLUMN reason text;

ALTER TABLE device_history DROP CONSTRAINT device_history_pkey;

ALTER TABLE device_history ADD PRIMARY KEY (device_id, operation_id, event, account_id);

CREATE INDEX devices_operation ON devices (operation_id);

-- Claims to a device that another account has. Head office decides: nobody's ownership changes before (R12).
CREATE TABLE device_disputes (
  device_id text NOT NULL,
  operation_id uuid NOT NULL REFERENCES inbox,
  account_id uuid REFERENCES accounts,
  wish text NOT NULL CHECK (wish IN ('own', 'free')),
  kind text NOT NULL,
  model text,
  origin text NOT NULL,
  opened_at timestamptz NOT NULL,
  decided_at timestamptz,
  decision text CHECK (decision IN ('transfer', 'keep', 'withdrawn')),
  PRIMARY KEY (device_id, operation_id)
);

CREATE INDEX device_disputes_operation ON device_disputes (operation_id);

CREATE TABLE age_check_corrections (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  age_check_id uuid NOT NULL REFERENCES age_checks,
  why text NOT NULL,
  occurred_at timestamptz NOT NULL
);

CREATE INDEX age_check_corrections_check ON age_check_corrections (age_check_id);

CREATE TABLE returns (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  of_operation_id uuid,
  account_id uuid REFERENCES accounts,
  terminal_id uuid NOT NULL,
  operator_id text,
  devices jsonb NOT NULL,
  occurred_at timestamptz NOT NULL
);

CREATE TABLE take_backs (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  terminal_id uuid NOT NULL,
  operator_id text,
  kind text NOT NULL CHECK (kind IN ('device', 'battery')),
  count integer NOT NULL CHECK (count > 0),
  occurred_at timestamptz NOT NULL
);

-- What was taken back: its rows stay as they were written, and count for nothing.
CREATE TABLE voids (
  target_operation_id uuid PRIMARY KEY REFERENCES inbox,
  operation_id uuid,
  reason text,
  voided_at timestamptz NOT NULL
);

-- What changed in an operation after it was captured, in order. Its sealed bytes stay as captured: both are kept.
CREATE TABLE amendments (
  target_operation_id uuid NOT NULL REFERENCES inbox,
  position integer NOT NULL,
  operation_id uuid,
  choice text,
  changes jsonb,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (target_operation_id, position)
);

-- One decision for each version of a case: two at once cannot both be the first.
CREATE TABLE case_decisions (
  case_id uuid NOT NULL REFERENCES cases,
  version integer NOT NULL,
  choice text NOT NULL,
  operation_id uuid,
  actor text NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, version)
);

-- A customer who is not here is asked by a link: the sender reads the address from the sealed operation when it sends.
CREATE TABLE link_requests (
  case_id uuid NOT NULL REFERENCES cases,
  case_version integer NOT NULL,
  operation_id uuid NOT NULL REFERENCES inbox,
  requested_at timestamptz NOT NULL,
  sent_at timestamptz,
  PRIMARY KEY (case_id, case_version)
);

-- Which settled operations rest on which, so that taking one back finds the others.
CREATE TABLE dependencies (
  operation_id uuid NOT NULL REFERENCES inbox,
  on_operation_id uuid NOT NULL,
  PRIMARY KEY (operation_id, on_operation_id)
);

CREATE INDEX dependencies_on ON dependencies (on_operation_id);

ALTER TABLE cases ADD COLUMN closed_at timestamptz;

ALTER TABLE cases DROP CONSTRAINT cases_audience_check;

ALTER TABLE cases ADD CONSTRAINT cases_audience_check
  CHECK (audience IN ('store', 'head-office', 'compliance'));

CREATE UNIQUE INDEX cases_one_open_of_store ON cases (operation_id, envelope_hash)
  WHERE status = 'open' AND audience = 'store';

CREATE INDEX cases_open ON cases (case_id) WHERE status = 'open';
