import type { ColumnType } from 'kysely'
import type { PublicKey } from '#shared/contracts/values.ts'
import type { Defaulted, Instant, InstantOrNull, Json } from './columns.ts'

interface ServerStateTable {
  singleton: Defaulted<boolean>
  realm: string
  serverEpoch: string
  /** The server epoch in which every sealing key that was ever issued is surely named here; null where nobody knows. */
  allKeysHereIn: string | null
}

export const KEY_PURPOSES = ['root', 'sealing', 'token', 'nonce', 'pin-reset', 'lookup', 'ledger'] as const
export type KeyPurpose = (typeof KEY_PURPOSES)[number]

interface ServerKeyTable {
  keyId: string
  purpose: KeyPurpose
  /** Null once it is destroyed. */
  wrappedKey: string | null
  createdAt: Instant
  /** No longer for what is new. */
  retiredAt: InstantOrNull
  destroyedAt: InstantOrNull
  escrowedAt: InstantOrNull
}

interface StoreTable {
  storeId: string
  name: string
  marketCode: string
  timeZone: string
  channel: string
}

interface OperatorTable {
  operatorId: string
  name: string
  roles: Json<string[]>
}

interface TerminalTable {
  terminalId: string
  storeId: string
  name: string
  status: 'active' | 'revoked'
  revokedAt: InstantOrNull
  revocationReason: Defaulted<string | null>
  currentEpoch: number
  hasKeystore: boolean
  appVersion: string
  lastSeenAt: InstantOrNull
  configurationInForce: Defaulted<number | null>
  configurationRefused: Defaulted<string | null>
}

interface TerminalEpochTable {
  terminalId: string
  epoch: number
  publicKey: Json<PublicKey>
  enrolledAt: Instant
  claimedSequence: Defaulted<number>
  claimedHash: string
  contiguousSequence: Defaulted<number>
  contiguousHash: string
}

interface EnrolmentCodeTable {
  codeName: string
  codeKey: string | null
  storeId: string
  terminalName: string
  terminalId: string | null
  expiresAt: Instant
  usedAt: InstantOrNull
  usedProof: Defaulted<string | null>
  answer: ColumnType<unknown, string | undefined, string>
}

interface FirstPinCodeTable {
  codeName: string
  operatorId: string
  terminalId: string | null
  expiresAt: Instant
  usedAt: InstantOrNull
  usedBy: Defaulted<string | null>
}

interface ConfigurationVersionTable {
  terminalId: string
  version: number
  contentHash: string
  configuration: string
  issuedAt: Instant
}

/** The server itself, the stores, and the terminals with what makes them trusted. */
export interface TerminalTables {
  serverState: ServerStateTable
  serverKeys: ServerKeyTable
  stores: StoreTable
  operators: OperatorTable
  operatorStores: { operatorId: string; storeId: string }
  terminals: TerminalTable
  terminalEpochs: TerminalEpochTable
  enrolmentCodes: EnrolmentCodeTable
  firstPinCodes: FirstPinCodeTable
  configurationVersions: ConfigurationVersionTable
  seenProofs: { proofId: string; forgetAt: Instant }
}
