-- Whoever has a disputed device says by a link that it is still theirs, and who loses a dispute is told.
ALTER TABLE device_disputes ADD COLUMN denied_at timestamptz;

ALTER TABLE mail_requests DROP CONSTRAINT mail_requests_kind_check;

ALTER TABLE mail_requests ADD CONSTRAINT mail_requests_kind_check
  CHECK (kind IN ('activation', 'password', 'data', 'devices-added', 'device-transferred', 'dispute-lost',
    'case-question', 'contact-change', 'account-found', 'look-up-failed'));
