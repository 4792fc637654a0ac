-- In which server epoch the names in server_keys are surely all that were ever issued (account-api/keys/SPEC.md, KE11). Nobody knows
-- of a database that is there already whether it was ever put back.
ALTER TABLE server_state ADD COLUMN all_keys_here_in text;
