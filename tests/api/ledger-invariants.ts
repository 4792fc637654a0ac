import { sql } from 'kysely'
import type { Database } from '#account-api/database/tables.ts'

/** Throws where a database holds what it may never hold (queue-and-sync.md, Invariants). */
export async function assertInvariants(database: Database): Promise<void> {
  const found = await breaches(database)
  if (found.length > 0) throw new Error(found.join('\n'))
}

async function breaches(database: Database): Promise<readonly string[]> {
  const find = async (rule: string, query: ReturnType<typeof sql<{ id: string }>>) =>
    (await query.execute(database)).rows.map((row) => `${rule} ${row.id}`)
  return [
    ...(await find(
      'I2 two owners of',
      sql`SELECT device_id AS id FROM devices WHERE released_at IS NULL GROUP BY 1 HAVING count(*) > 1`,
    )),
    ...(await find(
      'I2 two accounts of',
      sql`SELECT email_hash AS id FROM accounts WHERE closed_at IS NULL GROUP BY 1 HAVING count(*) > 1`,
    )),
    ...(await find(
      'I2 an active device on a closed account',
      sql`SELECT device_id AS id FROM devices JOIN accounts USING (account_id)
        WHERE released_at IS NULL AND closed_at IS NOT NULL`,
    )),
    ...(await find(
      'I3 bytes are kept of a removed customer in',
      sql`SELECT operation_id AS id FROM inbox
        JOIN customer_keys ON customer_id::text = header->>'aggregateId'
        WHERE destroyed_at IS NOT NULL AND (sealed_payload IS NOT NULL OR payload IS NOT NULL)`,
    )),
    ...(await find(
      'I3 bytes are kept of the erased record',
      sql`SELECT operation_id AS id FROM inbox WHERE outcome->>'kind' = 'erased' AND sealed_payload IS NOT NULL`,
    )),
    ...(await find(
      'C38 something that identifies them is kept of',
      sql`SELECT removals.account_id AS id FROM removals JOIN accounts USING (account_id)
        WHERE contact IS NOT NULL OR email_hash IS NOT NULL OR closed_at IS NULL
          OR EXISTS (SELECT 1 FROM devices WHERE devices.account_id = removals.account_id)
          OR EXISTS (SELECT 1 FROM device_history WHERE device_history.account_id = removals.account_id)`,
    )),
    ...(await find(
      'I4 settled before what it rests on',
      sql`SELECT waiting.operation_id AS id FROM waiting JOIN inbox USING (operation_id)
        WHERE outcome->>'kind' <> 'waiting'`,
    )),
    ...(await find(
      'I7 not exactly one open case about',
      sql`SELECT inbox.operation_id AS id FROM inbox LEFT JOIN cases
          ON cases.operation_id = inbox.operation_id AND cases.envelope_hash = inbox.hash
          AND status = 'open' AND (audience = 'store' OR kind IN ('removal-overlap', 'merge-taken-back', 'not-settled', 'key-unknown'))
        GROUP BY inbox.operation_id
        HAVING count(cases.case_id) <> CASE inbox.outcome->>'kind' WHEN 'case' THEN 1 ELSE 0 END`,
    )),
    ...(await find(
      'I7 an outcome that is not as its case',
      sql`SELECT inbox.operation_id AS id FROM inbox JOIN cases
          ON cases.operation_id = inbox.operation_id AND cases.envelope_hash = inbox.hash
          AND status = 'open' AND (audience = 'store' OR kind IN ('removal-overlap', 'merge-taken-back', 'not-settled', 'key-unknown'))
        WHERE outcome->>'caseId' <> case_id::text OR (outcome->>'version')::integer <> version
          OR outcome->>'caseKind' <> kind OR outcome->'choices' <> choices`,
    )),
    ...(await find(
      'I2 points earned twice for',
      sql`SELECT device_id AS id FROM loyalty_entries WHERE kind = 'earned' GROUP BY 1 HAVING count(*) > 1`,
    )),
    ...(await find(
      'I2 points without an effect of',
      sql`SELECT inbox.operation_id AS id FROM loyalty_entries JOIN inbox USING (operation_id)
        LEFT JOIN voids ON target_operation_id = inbox.operation_id
        WHERE kind <> 'reversed' AND target_operation_id IS NULL
          AND outcome->>'kind' <> 'accepted' AND outcome->>'caseKind' <> 'support-reversed'`,
    )),
    ...(await find(
      'R19 no new device by the replacement',
      sql`SELECT replacements.operation_id AS id FROM replacements
        LEFT JOIN devices ON devices.operation_id = replacements.operation_id AND device_id = new_device
        JOIN accounts ON accounts.account_id = replacements.account_id
        WHERE devices.device_id IS NULL AND (new_device IS NOT NULL OR contact IS NOT NULL)`,
    )),
    ...(await find(
      'R19 a device that was replaced is where it was',
      sql`SELECT old_device AS id FROM replacements
        JOIN devices ON device_id = old_device AND devices.account_id = replacements.account_id
        JOIN inbox ON inbox.operation_id = replacements.operation_id
        LEFT JOIN voids ON target_operation_id = replacements.operation_id
        WHERE target_operation_id IS NULL AND released_at IS NULL AND since < settled_at`,
    )),
    ...(await find(
      'I7 fewer than two choices in',
      sql`SELECT case_id AS id FROM cases WHERE jsonb_array_length(choices) < 2`,
    )),
  ]
}
