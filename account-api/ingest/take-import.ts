import type { TerminalId } from '#shared/contracts/identifiers.ts'
import type { ImportResponse } from '#shared/contracts/messages/imports.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Acting } from '../context.ts'
import { now } from '../context.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import type { ImportStore } from './ledger-store.ts'
import { readRecords } from './read-records.ts'

/** Takes records that an administrator hands in for a terminal, revoked or not [IN20] (C18). */
export async function takeImport(
  parts: { context: Acting; ledger: ImportStore },
  given: { terminalId: TerminalId; contractVersion: number; operations: readonly unknown[] },
): Promise<Result<ImportResponse, ProblemFailure>> {
  const { context, ledger } = parts
  const { terminalId } = given
  const records = await readRecords(context, given)
  if (!records.ok) return records
  const taken = await ledger.importRecords({
    terminalId,
    receivedAt: now(context),
    records: records.value,
    importedBy: context.actor,
  })
  if (!taken.ok) return fail({ problem: 'not-found' })
  const { results, known } = taken.value
  return ok({ results: [...results], known })
}
