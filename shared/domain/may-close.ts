/** What closing the desk would leave behind. */
export interface CloseFacts {
  /** Records on the disk that the account API has not settled. They are safe; they only wait longer. */
  readonly waiting: number
  /** Customers on hold: what was typed for them is destroyed at close. */
  readonly onHold: number
  /** Something is typed that is no record. */
  readonly isTyped: boolean
  /** A refusal that no disk has taken yet (R4). */
  readonly isRefusalOpen: boolean
  readonly isSaving: boolean
}

/** `saving`: not while a record is on its way to the disk. `ask`: a person is told first. */
export type MayClose = 'close' | 'ask' | 'saving'

/** Whether the desk closes without a word. It can always be closed; this only decides who is told what before. */
export function mayClose(facts: CloseFacts): MayClose {
  if (facts.isSaving) return 'saving'
  return facts.waiting > 0 || facts.onHold > 0 || facts.isTyped || facts.isRefusalOpen ? 'ask' : 'close'
}
