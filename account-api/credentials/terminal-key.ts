import { calculateJwkThumbprint } from 'jose'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import { publicKeySchema } from '#shared/contracts/values.ts'
import type { PublicKey } from '#shared/contracts/values.ts'
import type { Database } from '../database/tables.ts'

/** A terminal as its credentials are checked: the key of its current epoch and no other. */
export interface TerminalKey {
  readonly terminalId: TerminalId
  readonly storeId: string
  readonly epoch: number
  readonly isRevoked: boolean
  readonly publicKey: PublicKey
  readonly thumbprint: string
}

/** Reads a terminal's current key; null when there is no such terminal. */
export async function findTerminalKey(
  database: Database,
  terminalId: TerminalId,
): Promise<TerminalKey | null> {
  const row = await database
    .selectFrom('terminals')
    .innerJoin('terminalEpochs', (join) =>
      join
        .onRef('terminalEpochs.terminalId', '=', 'terminals.terminalId')
        .onRef('terminalEpochs.epoch', '=', 'terminals.currentEpoch'),
    )
    .where('terminals.terminalId', '=', terminalId)
    .select(['terminals.storeId', 'terminals.status', 'terminals.currentEpoch', 'terminalEpochs.publicKey'])
    .executeTakeFirst()
  if (row === undefined) return null
  const publicKey = publicKeySchema.parse(row.publicKey)
  return {
    terminalId,
    storeId: row.storeId,
    epoch: row.currentEpoch,
    isRevoked: row.status === 'revoked',
    publicKey,
    thumbprint: await calculateJwkThumbprint(publicKey),
  }
}
