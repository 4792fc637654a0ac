import type { LookUp } from '#shared/contracts/messages/look-ups.ts'
import type { AccountRead, FindResult } from '#shared/contracts/account-answers.ts'

/** How the desk finds an account and sees it; main holds its reference, and only while the network is there. */
export interface AccountPort {
  find(lookUp: LookUp): Promise<FindResult>
  read(): Promise<AccountRead>
  leave(): Promise<void>
}
