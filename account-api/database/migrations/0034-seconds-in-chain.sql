-- What came under an id that another record had stands in its chain: the header says whom it follows, the signature proves it. Of what
-- came before this step nobody knows, until it comes again.
ALTER TABLE quarantine ADD COLUMN header jsonb;

ALTER TABLE quarantine ADD COLUMN signature text;

-- Every record that stands in a chain.
CREATE VIEW chain_records AS
  SELECT operation_id, terminal_id, epoch, sequence, hash, previous_hash, signature, header, received_at,
    sealed_payload, NULL::text AS set_aside, NULL::uuid AS customer_id, false AS is_second
  FROM inbox
  UNION ALL
  SELECT operation_id, terminal_id, epoch, sequence, content_hash, header->>'previousHash', signature, header, received_at,
    NULL, content, customer_id, true
  FROM quarantine
  WHERE reason = 'id-reused' AND header IS NOT NULL;
