import type { Context } from './context.ts'
import { newId, now } from './context.ts'
import type { Database } from './database/tables.ts'

/** Who did what to what. Identities only: no name, no contact, no date of birth. */
export interface AuditEntry {
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: string | null
}

/** Writes to the audit table, which nothing can change or delete. Within a transaction it stands or falls with it. */
export async function writeAudit(
  context: Pick<Context, 'clock' | 'random'>,
  database: Database,
  ...entries: readonly AuditEntry[]
): Promise<void> {
  if (entries.length === 0) return
  const at = now(context)
  await database
    .insertInto('audit')
    .values(entries.map((entry) => ({ entryId: newId(context), at, ...entry })))
    .execute()
}
