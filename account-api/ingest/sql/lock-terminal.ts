import type { DatabaseTransaction } from '../../database/tables.ts'

/** Its status, locked until the transaction ends; null when there is no such terminal [IN1]. */
export async function lockTerminal(
  transaction: DatabaseTransaction,
  terminalId: string,
): Promise<string | null> {
  const terminal = await transaction
    .selectFrom('terminals')
    .select('status')
    .where('terminalId', '=', terminalId)
    .forUpdate()
    .executeTakeFirst()
  return terminal?.status ?? null
}
