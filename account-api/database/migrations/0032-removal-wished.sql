-- A new registration that was captured after a customer wished to be removed is none of the removed one, however late the wish arrived.
ALTER TABLE removed_identities ADD COLUMN wished_at timestamptz;
