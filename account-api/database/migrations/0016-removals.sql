-- Accounts that were removed. Nothing in it names anybody: late records are known by keyed hashes.
CREATE TABLE removals (
  removal_id uuid PRIMARY KEY,
  account_id uuid REFERENCES accounts,
  actor text NOT NULL,
  removed_at timestamptz NOT NULL
);

CREATE TABLE removed_identities (
  identity_hash text PRIMARY KEY,
  removal_id uuid NOT NULL REFERENCES removals,
  removed_at timestamptz NOT NULL
);

CREATE INDEX registrations_of_returns ON returns (account_id);

ALTER TABLE returns ALTER COLUMN devices DROP NOT NULL;
