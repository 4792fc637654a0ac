import type { FindingKind } from '#shared/contracts/messages/proof.ts'
import type { Defaulted, Instant, InstantOrNull } from './columns.ts'

interface FindingTable {
  findingId: string
  kind: FindingKind
  terminalId: string
  epoch: number
  sequence: number
  lastSequence: number
  foundAt: Instant
  seenAt: Instant
  endedAt: InstantOrNull
}

/** One row: whose turn it was last. */
interface TurnTable {
  singleton: Defaulted<boolean>
  begunAt: Instant
  finishedAt: InstantOrNull
}

/** What the recurring check found, and when what recurs was last done. */
export interface FindingTables {
  findings: FindingTable
  fleetChecks: TurnTable
  retentionSweeps: TurnTable
}
