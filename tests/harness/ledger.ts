import { capturedBytes } from '#account-api/chain/held-records.ts'
import { cipherFor, customersIn } from '#account-api/safe/safe.ts'
import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'

import type { Store } from './store.ts'

/** Where a record of a type takes effect, once. A type that is not named here has no table of its own. */
const EFFECTS = {
  'age-check': 'ageChecks',
  'age-check-correction': 'ageCheckCorrections',
  sale: 'sales',
  registration: 'registrations',
  return: 'returns',
  'take-back': 'takeBacks',
  resolution: 'caseDecisions',
  void: 'voids',
  'terminal-event': 'terminalEvents',
} as const

export interface LedgerRecord {
  readonly id: string
  readonly sequence: number
  readonly hash: string
  readonly header: EnvelopeHeader
  /** As it was captured; null where it is erased. */
  readonly sealedPayload: string | null
  readonly type: string
  readonly outcome: string | null
  /** How often the record took effect; null for a type that has no table of its own. */
  readonly effects: number | null
}

/** What the account API holds, counted by query, in the order of the chain. */
export function ledgerOf(store: Store): Promise<readonly LedgerRecord[]> {
  return store.readLedger(async (database, safe) => {
    const inbox = await database
      .selectFrom('inbox')
      .select(['operationId', 'sequence', 'hash', 'header', 'sealedPayload', 'outcome'])
      .orderBy('epoch')
      .orderBy('sequence')
      .execute()
    const effects = new Map<string, number>()
    for (const [type, table] of Object.entries(EFFECTS)) {
      for (const { operationId } of await database.selectFrom(table).select('operationId').execute()) {
        const key = `${type} ${operationId}`
        effects.set(key, (effects.get(key) ?? 0) + 1)
      }
    }
    const ciphers = await safe.customers.read(database, customersIn(inbox.map(({ header }) => header)))
    return inbox.map(({ operationId, outcome, header, sealedPayload, ...kept }) => ({
      ...kept,
      header,
      sealedPayload: capturedBytes(
        { operationId, sealedPayload },
        { cipher: cipherFor(safe, header, ciphers) },
      ),
      id: operationId,
      type: header.type,
      outcome: outcome?.kind ?? null,
      effects: header.type in EFFECTS ? (effects.get(`${header.type} ${operationId}`) ?? 0) : null,
    }))
  })
}
