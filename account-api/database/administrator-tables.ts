import type { AdministratorRole } from '#shared/contracts/messages/administrators.ts'
import type { Defaulted, Instant, InstantOrNull, Json } from './columns.ts'

interface AdministratorTable {
  administratorId: string
  loginName: string
  passwordHash: Defaulted<string | null>
  roles: Json<AdministratorRole[]>
  isDisabled: Defaulted<boolean>
  createdAt: Instant
}

interface AdministratorCodeTable {
  codeName: string
  administratorId: string
  expiresAt: Instant
  usedAt: InstantOrNull
}

interface AdministratorSessionTable {
  tokenHash: string
  administratorId: string
  startedAt: Instant
  lastUsedAt: Instant
}

interface SignInTriesTable {
  nameHash: string
  failures: number
  lastTryAt: Instant
  nextTryAt: Instant
}

/** The people of head office, and how they prove who they are. */
export interface AdministratorTables {
  administrators: AdministratorTable
  administratorCodes: AdministratorCodeTable
  administratorSessions: AdministratorSessionTable
  signInTries: SignInTriesTable
}
