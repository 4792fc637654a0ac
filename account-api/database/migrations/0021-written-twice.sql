-- Each record is written when it arrives and again when it is settled: with room in its page the second time touches no
-- index. What is encrypted is not worth trying to compress.
ALTER TABLE inbox SET (fillfactor = 60);

ALTER TABLE inbox ALTER COLUMN sealed_payload SET STORAGE EXTERNAL, ALTER COLUMN payload SET STORAGE EXTERNAL;
