-- What the responses to challenges by telephone are made from.
ALTER TABLE server_keys DROP CONSTRAINT server_keys_purpose_check;

ALTER TABLE server_keys ADD CONSTRAINT server_keys_purpose_check
  CHECK (purpose IN ('root', 'sealing', 'token', 'nonce', 'pin-reset'));
