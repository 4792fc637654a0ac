import type pg from 'pg'
import type { BenchBatch } from './workload.ts'

/** In an order in which each row finds what it refers to. */
const TABLES = [
  'customer_keys',
  'inbox',
  'age_checks',
  'sales',
  'accounts',
  'registrations',
  'devices',
  'device_history',
  'consents',
  'shown_texts',
  'loyalty_offers',
  'mail_requests',
  'dependencies',
  'audit',
] as const

/** What names the record that a row came from, or its customer. */
const OWNERS = ['operation_id', 'subject', 'customer_id', 'account_id']

/** Rows of one table, each value as the text that PostgreSQL writes. */
export interface TableRows {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
}

/** Where the database is now: whatever is written from here on comes after it. */
export async function markOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ mark: string }>(
    'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS mark',
  )
  return rows[0]?.mark ?? ''
}

/** What each batch left in the tables since a mark. */
export async function rowsSince(
  client: pg.Client,
  given: { mark: string; batches: readonly BenchBatch[] },
): Promise<readonly (readonly TableRows[])[]> {
  const batchOf = new Map(
    given.batches.flatMap(({ records }, index) =>
      records.flatMap(({ id, aggregateId }): [string, number][] => [
        [id, index],
        [aggregateId, index],
      ]),
    ),
  )
  const left: TableRows[][] = given.batches.map(() => [])
  for (const table of TABLES) {
    const { rows: named } = await client.query<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
      [table],
    )
    const columns = named.map(({ name }) => name)
    const { rows } = await client.query<Record<string, string | null>>(
      `SELECT ${columns.map((name) => `${name}::text`).join(', ')} FROM ${table} WHERE xmin::text::bigint >= $1`,
      [given.mark],
    )
    const owner = OWNERS.find((name) => columns.includes(name))
    if (owner === undefined) throw new Error(`nothing says whose the rows of ${table} are`)
    for (const [index, ofBatch] of left.entries()) {
      const theirs = rows.filter((row) => batchOf.get(row[owner] ?? '') === index)
      if (theirs.length > 0)
        ofBatch.push({ table, columns, rows: theirs.map((row) => columns.map((name) => row[name] ?? null)) })
    }
  }
  return left
}

/** How many rows all tables hold. */
export async function countRows(client: pg.Client): Promise<number> {
  let total = 0
  for (const table of TABLES) {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table}`)
    total += rows[0]?.count ?? 0
  }
  return total
}
