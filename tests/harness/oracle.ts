import { expect, test } from '@playwright/test'

import { envelopeHash, sha256 } from '#electron/journal/chain.ts'
import type { Envelope } from '#shared/contracts/envelope.ts'

import { scanFolder } from './leak-scan/scan.ts'
import { type LedgerRecord, ledgerOf } from './ledger.ts'
import type { Store } from './store.ts'

/** What is known from outside of what a store's only till was told to keep. */
export interface Evidence {
  readonly store: Store
  /** What the till had on its disk before anything was damaged, and has now. */
  readonly written: readonly Envelope[]
  /** Numbers of records that a screen called saved. */
  readonly confirmed?: readonly number[]
  /** Records that were in both stores when both were damaged: they may be missing, and then have to be reported. */
  readonly mayBeLost?: readonly number[]
  /** The till itself says that the end of its journal is lost: what is missing after the last that arrived is reported. */
  readonly isEndReportedLost?: boolean
  /** Places of the chain at which the till wrote two records, because it was cloned or put back. */
  readonly isForked?: boolean
  /** Records may be with a person instead of accepted. */
  readonly hasCases?: boolean
}

const ARRIVES_WITHIN_MS = 30_000

/** [I1] [I2] [I3] [I5]: everything that is broken now, in words; each begins with the invariant. */
export async function violationsOf(evidence: Evidence): Promise<string[]> {
  const { store, written } = evidence
  const arrived = await ledgerOf(store)
  const { chains } = await store.onlyChain()
  const gaps = chains.flatMap(({ gaps: found }) => found)
  const missing = written.filter(({ id }) => !arrived.some((record) => record.id === id))
  return [
    ...missing.flatMap((envelope) => lossOf(envelope, evidence, { gaps, arrived })),
    ...unconfirmed(evidence, arrived),
    ...arrived.flatMap((record) => effectsOf(record, evidence)),
    ...(await ownersTwice(store)),
    ...written.flatMap((envelope) => alteredOf(envelope, arrived)),
    ...chains.flatMap(({ epoch, forks, altered, intact }) => {
      const isForkRight = evidence.isForked === true || forks.length === 0
      return [
        ...(isForkRight ? [] : [`I5 epoch ${epoch} is called forked at ${forks.join()}`]),
        ...(altered.length === 0 ? [] : [`I5 epoch ${epoch} is called altered at ${altered.join()}`]),
        ...(intact || gaps.length > 0 || evidence.isForked === true
          ? []
          : [`I5 epoch ${epoch} is not intact`]),
      ]
    }),
    ...gaps.flatMap(([from, to]) =>
      missing.some(({ sequence }) => sequence >= from && sequence <= to)
        ? []
        : [`I5 ${from} to ${to} is called a gap and nothing is missing there`],
    ),
  ]
}

/** Waits until nothing is broken. What still is by then counts as a violation, and fails the test. */
export async function expectNoViolation(evidence: () => Evidence): Promise<void> {
  let found: string[] = []
  const judge = async () => {
    found = await violationsOf(evidence())
    return found
  }
  try {
    await expect.poll(judge, { timeout: ARRIVES_WITHIN_MS, intervals: [100, 250, 500] }).toEqual([])
  } catch (error) {
    noteViolations(found)
    throw error
  }
}

/** What the tests of bad days type about their customers. */
const TYPED = [
  '1980-11-30',
  '30-11-1980',
  'Noronha',
  'rui.teles',
  'Sá Marques',
  'ines.marques',
  'K7M29QX4TB3D',
]

/** [I11]: nothing that was typed about a customer can be read in this folder, in whatever form. */
export function expectNothingReadable(folder: string): void {
  const { leaks } = scanFolder(folder, TYPED)
  noteViolations(leaks.map(({ file, text }) => `I11 ${text} can be read in ${file}`))
  expect(leaks).toEqual([])
}

/** Counts what an oracle found broken. */
export function noteViolations(found: readonly string[]): void {
  for (const description of found) test.info().annotations.push({ type: 'violation', description })
}

function lossOf(
  { sequence, type }: Envelope,
  evidence: Evidence,
  seen: { gaps: readonly (readonly [number, number])[]; arrived: readonly LedgerRecord[] },
): string[] {
  const what = `no. ${sequence}, ${type},`
  if (evidence.mayBeLost?.includes(sequence) !== true) return [`I1 ${what} was saved and did not arrive`]
  const isInGap = seen.gaps.some(([from, to]) => from <= sequence && sequence <= to)
  const isAtEnd = seen.arrived.every((record) => record.sequence < sequence)
  return isInGap || (isAtEnd && evidence.isEndReportedLost === true)
    ? []
    : [`I5 ${what} is lost with both stores and nobody says so`]
}

function unconfirmed({ confirmed = [] }: Evidence, arrived: readonly LedgerRecord[]): string[] {
  const numbers = new Set(arrived.map(({ sequence }) => sequence))
  return confirmed
    .filter((number) => !numbers.has(number))
    .map((number) => `I1 no. ${number} was confirmed on the screen and is not in the ledger`)
}

function effectsOf(record: LedgerRecord, { hasCases = false }: Evidence): string[] {
  const { sequence, type, outcome, effects } = record
  if (outcome === 'case' && hasCases)
    return (effects ?? 0) > 1 ? [`I2 no. ${sequence} took effect ${effects} times`] : []
  if (outcome !== 'accepted') return [`I1 no. ${sequence}, ${type}, has the outcome ${outcome ?? 'none'}`]
  return effects === 1 || effects === null
    ? []
    : [`I2 no. ${sequence}, ${type}, took effect ${effects} times`]
}

function alteredOf(envelope: Envelope, arrived: readonly LedgerRecord[]): string[] {
  const record = arrived.find(({ id }) => id === envelope.id)
  if (record === undefined) return []
  const { sealedPayload, header } = record
  const isSame =
    record.hash === envelope.hash &&
    envelopeHash(header) === envelope.hash &&
    (sealedPayload === null || sha256(sealedPayload) === envelope.payloadCommitment) &&
    (envelope.sealedPayload === null || envelope.sealedPayload === sealedPayload)
  return isSame ? [] : [`I3 no. ${envelope.sequence} is not in the ledger as it was captured`]
}

/** One owner of a device at a time, one account for an address. */
function ownersTwice(store: Store): Promise<string[]> {
  return store.readLedger(async (database) => {
    const devices = await database
      .selectFrom('devices')
      .select(['deviceId', ({ fn }) => fn.countAll<string>().as('owners')])
      .where('releasedAt', 'is', null)
      .groupBy('deviceId')
      .execute()
    const accounts = await database
      .selectFrom('accounts')
      .select(['emailHash', ({ fn }) => fn.countAll<string>().as('accounts')])
      .where('closedAt', 'is', null)
      .groupBy('emailHash')
      .execute()
    return [
      ...devices.filter(({ owners }) => Number(owners) > 1).map(() => 'I2 a device has two owners'),
      ...accounts
        .filter(({ accounts: count }) => Number(count) > 1)
        .map(() => 'I2 an address has two accounts'),
    ]
  })
}
