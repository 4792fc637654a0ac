import pg from 'pg'

/** What a database holds of records that tills were told are accepted. */
export interface LedgerCount {
  /** Acknowledged, and not there with its outcome and its effect. */
  readonly lost: number
  /** Effects beyond one for each record, e-mail and device. */
  readonly doubled: number
}

/** Counts from the tables alone. */
export async function countLedger(url: string, acknowledged: ReadonlySet<string>): Promise<LedgerCount> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const number = async (statement: string, values: readonly unknown[] = []): Promise<number> => {
    const { rows } = await client.query<{ number: number }>(statement, [...values])
    return rows[0]?.number ?? 0
  }
  try {
    const kept = await number(
      `SELECT count(*)::integer AS number FROM inbox
       LEFT JOIN age_checks USING (operation_id)
       LEFT JOIN accounts ON accounts.account_id = (inbox.header->>'aggregateId')::uuid
       WHERE inbox.operation_id = ANY($1) AND inbox.outcome->>'kind' = 'accepted'
         AND CASE inbox.header->>'type' WHEN 'age-check' THEN age_checks.operation_id IS NOT NULL
                                  ELSE accounts.account_id IS NOT NULL END`,
      [[...acknowledged]],
    )
    const registrations = await number(
      `SELECT count(*)::integer AS number FROM inbox WHERE header->>'type' = 'registration'`,
    )
    const accounts = await number('SELECT count(*)::integer AS number FROM accounts')
    const emails = await number('SELECT count(DISTINCT email_hash)::integer AS number FROM accounts')
    const owned = await number('SELECT count(*)::integer AS number FROM devices WHERE released_at IS NULL')
    const devices = await number(
      'SELECT count(DISTINCT device_id)::integer AS number FROM devices WHERE released_at IS NULL',
    )
    const beyond = Math.max(accounts - registrations, 0)
    return { lost: acknowledged.size - kept, doubled: beyond + (accounts - emails) + (owned - devices) }
  } finally {
    await client.end()
  }
}
