-- What the manufacturer says that a box holds (R11): a part is in one box, and a box has one of each.
CREATE TABLE kit_parts (
  part_id text PRIMARY KEY,
  kit_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('holder', 'charger')),
  added_at timestamptz NOT NULL,
  UNIQUE (kit_id, kind)
);

-- What was done to the parts of a box since: another one came in the place of a part, or it was taken out (new_part is null).
-- The last that was not undone says what is there; its number keeps the place of what is settled again.
CREATE TABLE kit_changes (
  number bigint GENERATED ALWAYS AS IDENTITY,
  operation_id uuid NOT NULL REFERENCES inbox,
  account_id uuid REFERENCES accounts,
  kit_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('holder', 'charger')),
  old_part text,
  new_part text,
  -- The new part does not go on with the term of its kit: it was paid for, or the term began anew (R19).
  has_own_term boolean NOT NULL,
  is_undone boolean NOT NULL DEFAULT false,
  at timestamptz NOT NULL,
  PRIMARY KEY (operation_id, kit_id, kind)
);

CREATE INDEX kit_changes_kit ON kit_changes (kit_id);

CREATE INDEX kit_changes_new_part ON kit_changes (new_part);

CREATE INDEX kit_changes_old_part ON kit_changes (old_part);

CREATE INDEX kit_changes_account ON kit_changes (account_id);

-- The device that a replacement put out of use; null where nobody knows it, or where it stays somebody else's.
ALTER TABLE replacements ADD COLUMN replaced_device text;

UPDATE replacements SET replaced_device = old_device WHERE EXISTS (SELECT FROM device_history
  WHERE device_history.operation_id = replacements.operation_id
    AND device_history.device_id = replacements.old_device AND device_history.event = 'replaced');

CREATE INDEX replacements_replaced_device ON replacements (replaced_device);
