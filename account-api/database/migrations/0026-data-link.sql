-- A customer gets a copy of their data by a link.
ALTER TABLE mail_requests DROP CONSTRAINT mail_requests_kind_check;

ALTER TABLE mail_requests ADD CONSTRAINT mail_requests_kind_check
  CHECK (kind IN ('activation', 'password', 'data', 'devices-added', 'device-transferred', 'case-question',
    'contact-change', 'account-found', 'look-up-failed'));
