CREATE TABLE server_state (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  realm text NOT NULL CHECK (realm IN ('practice', 'live')),
  server_epoch text NOT NULL
);

CREATE TABLE server_keys (
  key_id text PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('root', 'sealing', 'token', 'nonce')),
  private_jwk jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  retired_at timestamptz
);

CREATE UNIQUE INDEX server_keys_one_in_use ON server_keys (purpose) WHERE retired_at IS NULL;

CREATE TABLE stores (
  store_id text PRIMARY KEY,
  name text NOT NULL,
  market_code text NOT NULL,
  time_zone text NOT NULL,
  channel text NOT NULL
);

CREATE TABLE operators (
  operator_id text PRIMARY KEY,
  name text NOT NULL,
  roles jsonb NOT NULL
);

CREATE TABLE operator_stores (
  operator_id text NOT NULL REFERENCES operators,
  store_id text NOT NULL REFERENCES stores,
  PRIMARY KEY (operator_id, store_id)
);

CREATE TABLE terminals (
  terminal_id uuid PRIMARY KEY,
  store_id text NOT NULL REFERENCES stores,
  name text NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'revoked')),
  revoked_at timestamptz,
  revocation_reason text,
  current_epoch integer NOT NULL CHECK (current_epoch > 0),
  has_keystore boolean NOT NULL,
  app_version text NOT NULL,
  last_seen_at timestamptz
);

-- One key and one chain for each enrolment: records of an older epoch are still taken, checked with its key.
CREATE TABLE terminal_epochs (
  terminal_id uuid NOT NULL REFERENCES terminals,
  epoch integer NOT NULL CHECK (epoch > 0),
  public_key jsonb NOT NULL,
  enrolled_at timestamptz NOT NULL,
  claimed_sequence integer NOT NULL DEFAULT 0,
  claimed_hash text NOT NULL,
  contiguous_sequence integer NOT NULL DEFAULT 0,
  contiguous_hash text NOT NULL,
  PRIMARY KEY (terminal_id, epoch)
);

-- code_key is dropped on use: the answer is kept for a lost reply, and only its first asker's proof gets it again.
CREATE TABLE enrolment_codes (
  code_name text PRIMARY KEY,
  code_key text,
  store_id text NOT NULL REFERENCES stores,
  terminal_name text NOT NULL,
  terminal_id uuid,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  used_proof text,
  answer jsonb
);

CREATE TABLE first_pin_codes (
  code_name text PRIMARY KEY,
  operator_id text NOT NULL REFERENCES operators,
  terminal_id uuid REFERENCES terminals,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  used_by uuid
);

CREATE TABLE configuration_versions (
  terminal_id uuid NOT NULL REFERENCES terminals,
  version integer NOT NULL CHECK (version > 0),
  content_hash text NOT NULL,
  configuration text NOT NULL,
  issued_at timestamptz NOT NULL,
  PRIMARY KEY (terminal_id, version)
);

CREATE TABLE seen_proofs (
  proof_id text PRIMARY KEY,
  forget_at timestamptz NOT NULL
);

CREATE INDEX seen_proofs_forget_at ON seen_proofs (forget_at);
