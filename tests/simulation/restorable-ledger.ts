import type { Outcome } from '#shared/contracts/outcome.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { SettlementRules } from '#account-api/ingest/settlement.ts'
import { type MemoryLedger, createMemoryLedger } from './memory-ledger.ts'

/** A ledger that can be put back to what it once was, as from a backup. */
export interface RestorableLedger extends MemoryLedger {
  /** Remembers what is held now. */
  mark(): () => Promise<void>
}

interface Act {
  /** Head office knows its tills, whatever happens to the ledger. */
  readonly isAboutTills: boolean
  run(ledger: MemoryLedger): unknown
}

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
  const acts: Act[] = []
  let current = createMemoryLedger({ ...given, hadOf })

  function act<Value>(run: (ledger: MemoryLedger) => Value, isAboutTills = false): Value {
    acts.push({ isAboutTills, run })
    return run(current)
  }

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
    openCases: () => current.openCases(),
    isRevoked: (terminalId) => current.isRevoked(terminalId),
    enrol: (terminalId) => act((ledger) => ledger.enrol(terminalId), true),
    revoke: (terminalId) => act((ledger) => ledger.revoke(terminalId), true),
    decide: (decision) => act((ledger) => ledger.decide(decision)),
    take: (batch) => act((ledger) => ledger.take(batch)),
    mark() {
      const held = acts.length
      return async () => {
        const kept = acts.filter(({ isAboutTills }, index) => isAboutTills || index < held)
        acts.splice(0, acts.length, ...kept)
        current = createMemoryLedger({ ...given, hadOf })
        for (const { run } of kept) await run(current)
      }
    },
  }
}
