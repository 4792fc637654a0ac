-- Head office looks at what tills say of themselves, without the starts of every day.
CREATE INDEX terminal_events_told ON terminal_events (terminal_id) WHERE kind <> 'started';
