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

interface FleetCheckTable {
  singleton: Defaulted<boolean>
  begunAt: Instant
  finishedAt: InstantOrNull
}

/** What the recurring check found. */
export interface FindingTables {
  findings: FindingTable
  fleetChecks: FleetCheckTable
}
