-- Who let a device go is told so.
ALTER TABLE mail_requests DROP CONSTRAINT mail_requests_kind_check;

ALTER TABLE mail_requests ADD CONSTRAINT mail_requests_kind_check
  CHECK (kind IN ('activation', 'password', 'data', 'devices-added', 'device-transferred', 'device-let-go', 'dispute-lost',
    'case-question', 'contact-change', 'account-found', 'look-up-failed'));
