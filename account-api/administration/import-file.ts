import * as z from 'zod'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { Realm, TerminalId } from '#shared/contracts/identifiers.ts'
import { MAX_BATCH_OPERATIONS } from '#shared/contracts/messages/operations.ts'
import type { ImportResponse } from '#shared/contracts/messages/imports.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { exportEndSchema, exportHeaderSchema } from '#shared/contracts/sealed-export.ts'
import type { ExportHeader } from '#shared/contracts/sealed-export.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** What became of a file. Every record of it that can be read was taken. */
export interface ImportedFile {
  readonly header: ExportHeader
  readonly records: number
  /** The account API held them before; what is quarantined is counted there alone. */
  readonly known: number
  readonly outcomes: Readonly<Record<Outcome['kind'], number>>
  /** Lines that are no record. */
  readonly unreadable: number
  /** The end is missing, or says another number: records may be missing too. */
  readonly isCutOff: boolean
}

/** `not-an-export`: the first line is not one's. What was taken before a batch was refused stays taken. */
export type ImportFailure = 'not-an-export' | 'wrong-realm' | 'unknown-terminal' | 'too-old' | 'refused'

/** Takes one batch of a file. */
export type TakeBatch = (batch: {
  terminalId: TerminalId
  contractVersion: number
  operations: readonly unknown[]
}) => Promise<Result<ImportResponse, ProblemFailure>>

/** Imports a sealed export (shared/contracts/sealed-export.ts), batch by batch, each in a transaction of its own. */
export async function importFile(
  given: { text: string; realm: Realm },
  take: TakeBatch,
): Promise<Result<ImportedFile, ImportFailure>> {
  const { text, realm } = given
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '')
  const header = exportHeaderSchema.safeParse(jsonOf(first))
  if (!header.success) return fail('not-an-export')
  if (header.data.realm !== realm) return fail('wrong-realm')
  const lines = rest.map(jsonOf)
  const end = exportEndSchema.safeParse(lines.at(-1))
  if (end.success) lines.pop()
  const records = lines.filter((line) => recordSchema.safeParse(line).success)
  const outcomes = { accepted: 0, case: 0, waiting: 0, superseded: 0, erased: 0, quarantined: 0 }
  let known = 0
  for (let from = 0; from < records.length; from += MAX_BATCH_OPERATIONS) {
    const operations = records.slice(from, from + MAX_BATCH_OPERATIONS)
    const taken = await take({ ...header.data, operations })
    if (!taken.ok) return fail(failureOf(taken.failure))
    known += taken.value.known
    for (const { outcome } of taken.value.results) outcomes[outcome.kind] += 1
  }
  return ok({
    header: header.data,
    records: records.length,
    known,
    outcomes,
    unreadable: lines.length - records.length,
    isCutOff: !end.success || end.data.records !== lines.length,
  })
}

function failureOf({ problem }: ProblemFailure): ImportFailure {
  if (problem === 'wrong-realm') return 'wrong-realm'
  if (problem === 'not-found') return 'unknown-terminal'
  return problem === 'client-too-old' ? 'too-old' : 'refused'
}

/** Without an id of its own a line would have the whole batch refused. */
const recordSchema = z.looseObject({ id: operationIdSchema })

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
