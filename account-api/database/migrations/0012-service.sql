-- From when the guarantee of a device counts, and how often an accident was made good (R18, R19).
ALTER TABLE devices ADD COLUMN guaranteed_from date;

ALTER TABLE devices ADD COLUMN accidents_from date;

ALTER TABLE devices ADD COLUMN accidents integer NOT NULL DEFAULT 0;

UPDATE devices SET guaranteed_from = registrations.purchase_date, accidents_from = registrations.purchase_date
  FROM registrations WHERE registrations.operation_id = devices.operation_id;

-- Two accounts that were one person's: what follows for the first happens in the second.
ALTER TABLE accounts ADD COLUMN merged_into uuid REFERENCES accounts;

ALTER TABLE mail_requests DROP CONSTRAINT mail_requests_kind_check;

ALTER TABLE mail_requests ADD CONSTRAINT mail_requests_kind_check CHECK (kind IN
  ('activation', 'password', 'devices-added', 'device-transferred', 'case-question', 'contact-change'));

CREATE TABLE replacements (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  account_id uuid NOT NULL REFERENCES accounts,
  terminal_id uuid NOT NULL,
  operator_id text,
  old_device text NOT NULL,
  new_device text NOT NULL,
  way text NOT NULL,
  fault text NOT NULL,
  basis text NOT NULL CHECK (basis IN ('voluntary', 'statutory', 'paid')),
  is_taken_back boolean NOT NULL,
  occurred_at timestamptz NOT NULL
);

CREATE INDEX replacements_old_device ON replacements (old_device);

-- Where a new device is to be sent is in the sealed record, and nowhere else.
CREATE TABLE guarantee_cases (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  account_id uuid NOT NULL REFERENCES accounts,
  terminal_id uuid NOT NULL,
  operator_id text,
  device_id text NOT NULL,
  fault text NOT NULL,
  way text NOT NULL,
  basis text NOT NULL CHECK (basis IN ('voluntary', 'statutory', 'paid')),
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by text,
  conclusion text
);

CREATE INDEX guarantee_cases_open ON guarantee_cases (opened_at) WHERE closed_at IS NULL;

CREATE INDEX guarantee_cases_account ON guarantee_cases (account_id);

CREATE TABLE assistance_cases (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  account_id uuid REFERENCES accounts,
  terminal_id uuid NOT NULL,
  operator_id text,
  device_id text NOT NULL,
  fault text NOT NULL,
  residence text NOT NULL,
  registered_in text NOT NULL,
  visited text NOT NULL,
  answer text NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by text,
  conclusion text
);

CREATE INDEX assistance_cases_open ON assistance_cases (opened_at) WHERE closed_at IS NULL;

CREATE INDEX assistance_cases_account ON assistance_cases (account_id);

CREATE TABLE contact_changes (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  account_id uuid NOT NULL REFERENCES accounts,
  has_new_email boolean NOT NULL,
  requested_at timestamptz NOT NULL,
  decided_at timestamptz,
  decision text CHECK (decision IN ('carried-out', 'refused', 'taken'))
);

CREATE TABLE loyalty_memberships (
  operation_id uuid PRIMARY KEY REFERENCES inbox,
  account_id uuid NOT NULL REFERENCES accounts,
  action text NOT NULL CHECK (action IN ('join', 'leave')),
  terms_version text NOT NULL,
  text_hash text NOT NULL,
  language text NOT NULL,
  operator_id text,
  recorded_at timestamptz NOT NULL
);

CREATE INDEX loyalty_memberships_account ON loyalty_memberships (account_id);

-- What a registration may earn; whether it does is decided when everything that it takes is there.
CREATE TABLE loyalty_offers (
  operation_id uuid NOT NULL REFERENCES inbox,
  device_id text NOT NULL,
  account_id uuid NOT NULL REFERENCES accounts,
  operator_id text,
  points integer NOT NULL CHECK (points > 0),
  offered_at timestamptz NOT NULL,
  PRIMARY KEY (operation_id, device_id)
);

CREATE INDEX loyalty_offers_account ON loyalty_offers (account_id);

CREATE INDEX loyalty_offers_operator ON loyalty_offers (operator_id);

CREATE TABLE loyalty_entries (
  operation_id uuid NOT NULL REFERENCES inbox,
  kind text NOT NULL CHECK (kind IN ('earned', 'redeemed', 'reversed')),
  device_id text NOT NULL,
  account_id uuid NOT NULL REFERENCES accounts,
  points integer NOT NULL,
  item text,
  at timestamptz NOT NULL,
  PRIMARY KEY (operation_id, kind, device_id)
);

CREATE UNIQUE INDEX loyalty_entries_once_a_device ON loyalty_entries (device_id) WHERE kind = 'earned';

CREATE INDEX loyalty_entries_account ON loyalty_entries (account_id);

CREATE FUNCTION loyalty_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the loyalty ledger is append-only';
END
$$;

CREATE TRIGGER loyalty_append_only BEFORE UPDATE OR DELETE ON loyalty_entries
  FOR EACH ROW EXECUTE FUNCTION loyalty_is_append_only();

CREATE TRIGGER loyalty_not_emptied BEFORE TRUNCATE ON loyalty_entries
  FOR EACH STATEMENT EXECUTE FUNCTION loyalty_is_append_only();

-- An operator whose registrations do not look like people's: nothing of theirs earns points before head office looked.
CREATE TABLE operator_alerts (
  alert_id uuid PRIMARY KEY,
  operator_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('too-fast', 'nobody-confirms')),
  raised_at timestamptz NOT NULL,
  cleared_at timestamptz,
  cleared_by text
);

CREATE UNIQUE INDEX operator_alerts_one_open ON operator_alerts (operator_id) WHERE cleared_at IS NULL;

CREATE INDEX registrations_operator ON registrations (operator_id, occurred_at);

-- Devices that the manufacturer says exist.
CREATE TABLE known_devices (
  device_id text PRIMARY KEY,
  added_at timestamptz NOT NULL
);
