import * as z from 'zod'
import { operationIdSchema, realmSchema, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import type { Realm, TerminalId } from '#shared/contracts/identifiers.ts'
import { MAX_BATCH_OPERATIONS } from '#shared/contracts/messages/operations.ts'
import type { ImportResponse } from '#shared/contracts/messages/imports.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import { exportEndSchema, exportHeaderSchema } from '#shared/contracts/sealed-export.ts'
import { CONTRACT_VERSION } from '#shared/contracts/version.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** What became of a file. Every record of it that can be read was taken. */
export interface ImportedFile {
  readonly terminalId: TerminalId
  /** Null where the header was damaged. */
  readonly madeAt: string | null
  readonly records: number
  /** The account API held them before; what is quarantined is counted there alone. */
  readonly known: number
  readonly outcomes: Readonly<Record<Outcome['kind'], number>>
  /** Lines that are no record where one should be, or no header. */
  readonly unreadable: number
  /** The end is missing, or says another number: records may be missing too. */
  readonly isCutOff: boolean
}

/** `not-an-export`: nothing in it says whose records it holds. What was taken before a batch was refused stays taken. */
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
  // A line that stands there twice, or a file behind itself, says nothing more.
  const texts = new Set(text.split('\n').map((line) => line.trim()))
  texts.delete('')
  const lines = [...texts].map(jsonOf)
  const header = exportHeaderSchema.safeParse(lines[0])
  if (header.success) lines.shift()
  const end = exportEndSchema.safeParse(lines.at(-1))
  if (end.success) lines.pop()
  const records = lines.filter((line) => recordSchema.safeParse(line).success)
  // A header that was damaged says nothing that each record does not say of itself.
  const source = header.success ? header.data : sourceOf(records)
  if (source === null) return fail('not-an-export')
  if (source.realm !== realm) return fail('wrong-realm')
  const { terminalId, contractVersion } = source
  const outcomes = { accepted: 0, case: 0, waiting: 0, superseded: 0, erased: 0, quarantined: 0 }
  let known = 0
  for (let from = 0; from < records.length; from += MAX_BATCH_OPERATIONS) {
    const operations = records.slice(from, from + MAX_BATCH_OPERATIONS)
    const taken = await take({ terminalId, contractVersion, operations })
    if (!taken.ok) return fail(failureOf(taken.failure))
    known += taken.value.known
    for (const { outcome } of taken.value.results) outcomes[outcome.kind] += 1
  }
  return ok({
    terminalId,
    madeAt: header.success ? header.data.madeAt : null,
    records: records.length,
    known,
    outcomes,
    unreadable: lines.length - records.length,
    isCutOff: !header.success || !end.success || end.data.records !== lines.length,
  })
}

/** Whose the records are, by the first that says so. */
function sourceOf(
  records: readonly unknown[],
): { terminalId: TerminalId; realm: Realm; contractVersion: number } | null {
  for (const record of records) {
    const named = namedSchema.safeParse(record)
    if (named.success) return { ...named.data, contractVersion: CONTRACT_VERSION }
  }
  return null
}

function failureOf({ problem }: ProblemFailure): ImportFailure {
  if (problem === 'wrong-realm') return 'wrong-realm'
  if (problem === 'not-found') return 'unknown-terminal'
  return problem === 'client-too-old' ? 'too-old' : 'refused'
}

/** Without an id of its own a line would have the whole batch refused. */
const recordSchema = z.looseObject({ id: operationIdSchema })

const namedSchema = z.object({ terminalId: terminalIdSchema, realm: realmSchema })

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
