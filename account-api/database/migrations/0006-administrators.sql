CREATE TABLE administrators (
  administrator_id uuid PRIMARY KEY,
  login_name text NOT NULL UNIQUE,
  password_hash text,
  roles jsonb NOT NULL,
  is_disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);

-- The code lets an administrator set a password, once. Only what proves it is kept.
CREATE TABLE administrator_codes (
  code_name text PRIMARY KEY,
  administrator_id uuid NOT NULL REFERENCES administrators,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

CREATE TABLE administrator_sessions (
  token_hash text PRIMARY KEY,
  administrator_id uuid NOT NULL REFERENCES administrators,
  started_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL
);

CREATE INDEX administrator_sessions_of ON administrator_sessions (administrator_id);

-- Counted for names that nobody has, too: what a try costs must not tell whether the name is known.
CREATE TABLE sign_in_tries (
  name_hash text PRIMARY KEY,
  failures integer NOT NULL,
  last_try_at timestamptz NOT NULL,
  next_try_at timestamptz NOT NULL
);
