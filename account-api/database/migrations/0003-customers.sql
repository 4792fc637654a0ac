-- Exactly the list of R5 and the operation it came with; nothing that identifies the person may be added.
CREATE TABLE age_checks (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  outcome text NOT NULL CHECK (outcome IN ('allowed', 'refused')),
  reason text,
  method text,
  document_kind text,
  rule_version text NOT NULL,
  checked_at timestamptz NOT NULL,
  clock text NOT NULL,
  operator text NOT NULL,
  terminal uuid NOT NULL
);

CREATE INDEX age_checks_terminal ON age_checks (terminal);

CREATE TABLE sales (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  terminal_id uuid NOT NULL,
  operator_id text,
  age_check_id uuid NOT NULL REFERENCES age_checks,
  product_classes jsonb NOT NULL,
  channel text NOT NULL,
  occurred_at timestamptz NOT NULL
);

CREATE TABLE terminal_events (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  terminal_id uuid NOT NULL,
  kind text NOT NULL,
  app_version text NOT NULL,
  detail text,
  occurred_at timestamptz NOT NULL
);

CREATE TABLE accounts (
  account_id uuid PRIMARY KEY,
  email text NOT NULL,
  email_key text NOT NULL UNIQUE,
  given_name text NOT NULL,
  family_name text NOT NULL,
  mobile_phone text,
  date_of_birth date NOT NULL,
  country_of_residence text NOT NULL,
  language text NOT NULL,
  postal_address jsonb,
  registered_at timestamptz NOT NULL
);

CREATE TABLE registrations (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  account_id uuid NOT NULL REFERENCES accounts,
  terminal_id uuid NOT NULL,
  operator_id text,
  age_check_id uuid NOT NULL REFERENCES age_checks,
  channel text NOT NULL,
  purchase_date date NOT NULL,
  purchase_place text,
  invoice_reference text,
  tax_number text,
  occurred_at timestamptz NOT NULL
);

-- One row for each ownership. At most one of a device is active (R12).
CREATE TABLE devices (
  device_id text NOT NULL,
  operation_id uuid NOT NULL REFERENCES inbox,
  account_id uuid NOT NULL REFERENCES accounts,
  kind text NOT NULL,
  model text,
  origin text NOT NULL,
  since timestamptz NOT NULL,
  released_at timestamptz,
  PRIMARY KEY (device_id, operation_id)
);

CREATE UNIQUE INDEX devices_one_active_owner ON devices (device_id) WHERE released_at IS NULL;

CREATE INDEX devices_account ON devices (account_id);

CREATE TABLE device_history (
  device_id text NOT NULL,
  operation_id uuid NOT NULL REFERENCES inbox,
  event text NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (device_id, operation_id, event)
);

CREATE TABLE consents (
  operation_id uuid NOT NULL REFERENCES inbox,
  position integer NOT NULL,
  account_id uuid NOT NULL REFERENCES accounts,
  purpose text NOT NULL,
  channel text NOT NULL,
  answer text NOT NULL CHECK (answer IN ('yes', 'no', 'not-asked')),
  text_version text NOT NULL,
  text_hash text NOT NULL,
  language text NOT NULL,
  operator_id text,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (operation_id, position)
);

CREATE TABLE shown_texts (
  operation_id uuid NOT NULL REFERENCES inbox,
  kind text NOT NULL CHECK (kind IN ('notice', 'declaration')),
  account_id uuid NOT NULL REFERENCES accounts,
  version text NOT NULL,
  text_hash text NOT NULL,
  language text NOT NULL,
  operator_id text,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (operation_id, kind)
);

-- Mails to be sent, by reference only: the sender reads the address from the account when it sends.
CREATE TABLE mail_requests (
  operation_id uuid NOT NULL REFERENCES inbox,
  kind text NOT NULL CHECK (kind IN ('activation', 'devices-added')),
  account_id uuid NOT NULL REFERENCES accounts,
  requested_at timestamptz NOT NULL,
  sent_at timestamptz,
  PRIMARY KEY (operation_id, kind)
);
