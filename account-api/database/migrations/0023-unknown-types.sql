-- What no version of the server could read yet, looked for by every version that follows.
CREATE INDEX inbox_unknown_type ON inbox (terminal_id, epoch, sequence) WHERE outcome->>'reason' = 'unknown-type';
