import type { Batch, ImportBatch } from '#account-api/ingest/ledger-store.ts'
import type { TerminalId } from '#shared/contracts/identifiers.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { Outcome } from '#shared/contracts/outcome.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { SettlementRules } from '#account-api/ingest/settlement.ts'
import { type MemoryLedger, createMemoryLedger } from './memory-ledger.ts'

/** A ledger that can be put back to what it once was, as from a backup. */
export interface RestorableLedger extends MemoryLedger {
  /** Remembers what is held now. */
  mark(): () => Promise<void>
  /** What was settled and then lost with everything else since a backup; until it comes again nobody can keep its place. */
  readonly lost: ReadonlySet<OperationId>
  /** It was put back to what it once was. */
  readonly wasPutBack: boolean
  /** Everything that made it what it is. */
  history(): readonly LedgerAct[]
}

/** Something that was done to a ledger. */
export type LedgerAct =
  | { readonly kind: 'enrol' | 'revoke'; readonly terminalId: TerminalId }
  | { readonly kind: 'decide'; readonly given: Parameters<MemoryLedger['decide']>[0] }
  | { readonly kind: 'take'; readonly batch: Batch }
  | { readonly kind: 'import'; readonly batch: ImportBatch }

/** Everything that is done to it is written down, so that as much of it as a backup holds can be done again. */
export function createRestorableLedger(given: {
  rules: SettlementRules
  violate: (text: string) => void
}): RestorableLedger {
  /** What a till was told stays told. */
  const told = new Map<OperationId, Set<Outcome['kind']>>()
  function hadOf(id: OperationId): Set<Outcome['kind']> {
    const had = told.get(id) ?? new Set()
    told.set(id, had)
    return had
  }
  const lost = new Set<OperationId>()
  let wasPutBack = false
  const acts: LedgerAct[] = []
  let current = createMemoryLedger({ ...given, hadOf })

  return {
    get tables() {
      return current.tables
    },
    get refused() {
      return current.refused
    },
    chain: (terminalId, epoch) => current.chain(terminalId, epoch),
    heads: (terminalId) => current.heads(terminalId),
    inbox: () => current.inbox(),
    row: (id) => current.row(id),
    seconds: () => current.seconds(),
    secondOutcome: (envelope) => current.secondOutcome(envelope),
    openCases: () => current.openCases(),
    isRevoked: (terminalId) => current.isRevoked(terminalId),
    enrol(terminalId) {
      acts.push({ kind: 'enrol', terminalId })
      return current.enrol(terminalId)
    },
    revoke(terminalId) {
      acts.push({ kind: 'revoke', terminalId })
      current.revoke(terminalId)
    },
    decide(decision) {
      acts.push({ kind: 'decide', given: decision })
      current.decide(decision)
    },
    take(batch) {
      acts.push({ kind: 'take', batch })
      return current.take(batch)
    },
    importRecords(batch) {
      acts.push({ kind: 'import', batch })
      return current.importRecords(batch)
    },
    lost,
    get wasPutBack() {
      return wasPutBack
    },
    history: () => acts,
    mark() {
      const held = acts.length
      return async () => {
        wasPutBack = true
        // Head office knows its tills, whatever happens to the ledger.
        const kept = acts.filter(({ kind }, index) => kind === 'enrol' || kind === 'revoke' || index < held)
        acts.splice(0, acts.length, ...kept)
        const before = current.inbox()
        current = createMemoryLedger({ ...given, hadOf })
        for (const act of kept) await actOn(current, act)
        for (const id of before.keys()) if (current.row(id) === undefined) lost.add(id)
      }
    },
  }
}

/** Does to a ledger what was done to another one. */
export async function actOn(ledger: MemoryLedger, act: LedgerAct): Promise<unknown> {
  switch (act.kind) {
    case 'enrol':
      return ledger.enrol(act.terminalId)
    case 'revoke':
      return ledger.revoke(act.terminalId)
    case 'decide':
      return ledger.decide(act.given)
    case 'take':
      return ledger.take(act.batch)
    case 'import':
      return ledger.importRecords(act.batch)
    default:
      return unreachable(act)
  }
}
