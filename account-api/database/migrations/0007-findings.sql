-- What the recurring check of the whole fleet found, and until when it held.
CREATE TABLE findings (
  finding_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('gap', 'fork', 'altered', 'silent', 'head-ahead', 'pending')),
  terminal_id uuid NOT NULL REFERENCES terminals,
  epoch integer NOT NULL,
  sequence integer NOT NULL,
  last_sequence integer NOT NULL,
  found_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ended_at timestamptz
);

CREATE UNIQUE INDEX findings_open ON findings (terminal_id, kind, epoch, sequence) WHERE ended_at IS NULL;

-- One row: of several nodes one takes the turn.
CREATE TABLE fleet_checks (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  begun_at timestamptz NOT NULL,
  finished_at timestamptz
);

-- A record is found from paper by its number and the beginning of its hash.
CREATE INDEX inbox_by_paper ON inbox (sequence, hash);
