import type { TerminalId } from '#shared/contracts/identifiers.ts'
import type { ChainReport } from '#shared/contracts/messages/administration.ts'
import { publicKeySchema } from '#shared/contracts/values.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Database } from '../database/tables.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import type { Safe } from '../safe/safe.ts'
import { readHeldRecords } from './held-records.ts'
import { verifyChain } from './verify-chain.ts'

const UNPROVEN = ['hash-invalid', 'signature-invalid', 'seal-broken']

/** Recomputes every chain of a terminal from its stored records; nothing that ingest concluded is believed. */
export async function chainReports(
  parts: { database: Database; safe: Safe },
  terminalId: TerminalId,
): Promise<Result<{ epochs: ChainReport[] }, ProblemFailure>> {
  const { database } = parts
  const epochs = await database
    .selectFrom('terminalEpochs')
    .selectAll()
    .where('terminalId', '=', terminalId)
    .orderBy('epoch')
    .execute()
  if (epochs.length === 0) return fail({ problem: 'not-found' })
  const reports: ChainReport[] = []
  for (const { epoch, publicKey, claimedSequence } of epochs) {
    const key = publicKeySchema.parse(publicKey)
    const { sequences, ...chain } = await verifyChain(readHeldRecords(parts, { terminalId, epoch }), key)
    const unproven = await unprovenSequences(database, { terminalId, epoch })
    const altered = [
      ...new Set([...chain.altered, ...unproven.filter((sequence) => !sequences.has(sequence))]),
    ]
    altered.sort((left, right) => left - right)
    const intact = chain.gaps.length === 0 && chain.forks.length === 0 && altered.length === 0
    reports.push({ terminalId, epoch, claimedSequence, ...chain, altered, intact })
  }
  return ok({ epochs: reports })
}

/** Places that a record claimed without proving it; they count until the true record of that place is there. */
async function unprovenSequences(
  database: Database,
  given: { terminalId: string; epoch: number },
): Promise<readonly number[]> {
  const rows = await database
    .selectFrom('quarantine')
    .select('sequence')
    .distinct()
    .where('terminalId', '=', given.terminalId)
    .where('epoch', '=', given.epoch)
    .where('reason', 'in', UNPROVEN)
    .where('sequence', 'is not', null)
    .execute()
  return rows.flatMap((row) => (row.sequence === null ? [] : [row.sequence]))
}
