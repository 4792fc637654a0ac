-- What came under an id that another record had: every answer to its till says whether it is still held.
CREATE INDEX quarantine_second ON quarantine (terminal_id) WHERE reason = 'id-reused';
