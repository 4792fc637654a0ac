import type { Instant } from './columns.ts'

interface AccountLookUpTable {
  lookUpId: string
  terminalId: string
  operatorId: string
  /** The account that was named, matched or not; null where there is none. */
  accountId: string | null
  isMatch: boolean
  isToTell: boolean
  at: Instant
}

interface LookUpTriesTable {
  nameHash: string
  tries: number
  since: Instant
}

/** How stores found accounts, and how often they tried. */
export interface LookUpTables {
  accountLookUps: AccountLookUpTable
  lookUpTries: LookUpTriesTable
}
