CREATE TABLE inbox (
  operation_id uuid PRIMARY KEY,
  terminal_id uuid NOT NULL REFERENCES terminals,
  epoch integer NOT NULL,
  sequence integer NOT NULL,
  hash text NOT NULL,
  previous_hash text NOT NULL,
  signature text NOT NULL,
  header jsonb NOT NULL,
  sealed_payload text,
  received_at timestamptz NOT NULL,
  outcome jsonb,
  settled_at timestamptz,
  UNIQUE (terminal_id, epoch, sequence, hash)
);

CREATE TABLE inbox_forks (
  terminal_id uuid NOT NULL REFERENCES terminals,
  epoch integer NOT NULL,
  sequence integer NOT NULL,
  found_at timestamptz NOT NULL,
  PRIMARY KEY (terminal_id, epoch, sequence)
);

CREATE TABLE waiting (
  operation_id uuid NOT NULL REFERENCES inbox,
  on_operation_id uuid NOT NULL,
  PRIMARY KEY (operation_id, on_operation_id)
);

CREATE INDEX waiting_on ON waiting (on_operation_id);

-- What claims a place in a chain but does not prove it. Kept whole, outside the inbox, so that the true record with
-- the same id is still taken when it comes.
CREATE TABLE quarantine (
  operation_id uuid NOT NULL,
  content_hash text NOT NULL,
  terminal_id uuid NOT NULL REFERENCES terminals,
  epoch integer,
  sequence integer,
  reason text NOT NULL,
  content text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (operation_id, content_hash)
);

CREATE TABLE cases (
  case_id uuid PRIMARY KEY,
  operation_id uuid NOT NULL,
  envelope_hash text NOT NULL,
  kind text NOT NULL,
  audience text NOT NULL CHECK (audience IN ('store', 'compliance')),
  version integer NOT NULL,
  choices jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'closed')),
  terminal_id uuid NOT NULL REFERENCES terminals,
  opened_at timestamptz NOT NULL,
  UNIQUE (operation_id, envelope_hash, kind)
);

CREATE TABLE audit (
  entry_id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail text
);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit table is append-only';
END
$$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();

CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
