-- Each record is written when it arrives and again when it is settled: with room in its page the second time touches no index.
ALTER TABLE inbox SET (fillfactor = 60);
