import type pg from 'pg'

/** Records that arrived over three years at 500 tills, each an age check with what follows of it, as the account API stores them. */
export async function grow(client: pg.Client, records: number): Promise<void> {
  const statements = [
    `INSERT INTO terminals (terminal_id, store_id, name, status, current_epoch, has_keystore, app_version, last_seen_at)
     SELECT md5('terminal ' || n)::uuid, 'practice-store', 'Till', 'active', 1, true, '0.1.0', now()
     FROM generate_series(0, 499) AS n`,
    `INSERT INTO terminal_epochs (terminal_id, epoch, public_key, enrolled_at, claimed_sequence, claimed_hash,
       contiguous_sequence, contiguous_hash)
     SELECT md5('terminal ' || n)::uuid, 1, (SELECT public_key FROM terminal_epochs LIMIT 1), now(), $1::integer / 500, 'h',
       $1::integer / 500, 'h'
     FROM generate_series(0, 499) AS n`,
    // Ids begin with the time, as those of tills do.
    `CREATE TABLE made AS SELECT n, md5('terminal ' || n % 500)::uuid AS terminal_id,
       now() - interval '1500 days' + n * (interval '1500 days' / $1::integer) AS at,
       (lpad(to_hex((1700000000000 + n * 1000)::bigint), 12, '0') || '7000' || substr(md5(n::text), 1, 16))::uuid AS id
     FROM generate_series(1, $1::integer) AS n`,
    `INSERT INTO inbox (operation_id, terminal_id, epoch, sequence, hash, previous_hash, signature, header, received_at,
       outcome, settled_at, sealed_payload, payload)
     SELECT id, terminal_id, 1, n / 500 + 1, md5(n::text) || 'hashhashhas', md5((n - 1)::text) || 'hashhashhas', repeat('s', 86),
       jsonb_build_object('id', id, 'aggregateId', md5('visit ' || n)::uuid, 'type', 'age-check', 'more', repeat('h', 500)),
       at, '{"kind":"accepted"}', at, repeat('b', 1100), repeat('p', 500)
     FROM made ORDER BY n`,
    `INSERT INTO age_checks (operation_id, outcome, rule_version, checked_at, clock, operator, terminal)
     SELECT id, 'allowed', 'practice-1', at, 'trusted', 'a1', terminal_id FROM made ORDER BY n`,
    `INSERT INTO audit (entry_id, at, actor, action, subject, detail)
     SELECT md5('entry ' || n)::uuid, at, 'terminal', 'age-check-settled', id::text, 'accepted' FROM made ORDER BY n`,
  ]
  for (const statement of statements) await client.query(statement, statement.includes('$1') ? [records] : [])
  for (const statement of ['DROP TABLE made', 'VACUUM ANALYZE', 'CHECKPOINT']) await client.query(statement)
}

/** Bytes of everything that the database keeps, indexes with it. */
export async function bytesOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT sum(pg_total_relation_size(oid))::text AS bytes FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  )
  return Number(rows[0]?.bytes ?? 0)
}
