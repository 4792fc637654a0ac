-- How far a chain is durable is asked with every batch: what came lately is found without reading the rest.
CREATE INDEX inbox_by_arrival ON inbox (terminal_id, epoch, received_at);
