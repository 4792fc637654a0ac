import type { Context } from '../context.ts'
import { now } from '../context.ts'
import type { Database } from '../database/tables.ts'

/** Ends every one-time code of an administrator that was not used yet [AD8]. */
export async function endCodesOf(
  context: Context,
  database: Database,
  administratorId: string,
): Promise<void> {
  await database
    .updateTable('administratorCodes')
    .set({ usedAt: now(context) })
    .where('administratorId', '=', administratorId)
    .where('usedAt', 'is', null)
    .execute()
}
