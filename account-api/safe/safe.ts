import { createHmac, hkdfSync } from 'node:crypto'
import type { EnvelopeHeader } from '#shared/contracts/envelope.ts'
import { OPERATION_CATALOGUE } from '#shared/contracts/operations/catalogue.ts'
import type { Random } from '#shared/kernel/random.ts'
import type { Database } from '../database/tables.ts'
import type { Unsealing } from '../keys/sealing-keys.ts'
import type { ServerKeys } from '../keys/server-keys.ts'
import { cipherOf, KEY_BYTES } from './cipher.ts'
import type { Cipher } from './cipher.ts'
import { customerKeys } from './customer-keys.ts'
import type { CustomerCiphers, CustomerKeys } from './customer-keys.ts'
import type { WrappingKey } from './wrapping-key.ts'

/** Encrypts and opens what the database keeps of customers (SPEC.md). */
export interface Safe {
  readonly customers: CustomerKeys
  /** Finds the private keys that records were sealed to. */
  unsealing(database: Database): Unsealing
  /** The keyed hash of an e-mail address, already made comparable, or of a device ID [SA4]. */
  hashOf(kind: 'email' | 'device', text: string): string
  /** The cipher of what is about no customer, such as a visit [SA2]. */
  ofNobody(id: string): Cipher
}

/** A record's place in the ledger, as far as encryption needs it. */
export type Owned = Pick<EnvelopeHeader, 'type' | 'aggregateId'>

/** Makes the safe of a server. */
export function openSafe(parts: { keys: ServerKeys; wrapping: WrappingKey; random: Random }): Safe {
  const { keys, random } = parts
  return {
    customers: customerKeys(parts),
    unsealing: (database) => keys.sealing.unsealing(database),
    hashOf: (kind, text) => createHmac('sha256', keys.lookup).update(`${kind}\n${text}`).digest('base64url'),
    ofNobody: (id) =>
      cipherOf(Buffer.from(hkdfSync('sha256', keys.ledger, '', `nobody ${id}`, KEY_BYTES)), random),
  }
}

/** The customers that records are about, each by the aggregate. Types that this version does not know may be about one. */
export function customersIn(records: Iterable<Owned>): readonly string[] {
  return [...records].filter((record) => !isAboutNobody(record)).map(({ aggregateId }) => aggregateId)
}

/** The cipher of a record; null where its customer's key was destroyed. */
export function cipherFor(safe: Safe, record: Owned, ciphers: CustomerCiphers): Cipher | null {
  if (isAboutNobody(record)) return safe.ofNobody(record.aggregateId)
  return ciphers.get(record.aggregateId) ?? null
}

function isAboutNobody({ type }: Owned): boolean {
  const known: Record<string, { aggregate: string } | undefined> = OPERATION_CATALOGUE
  const aggregate = Object.hasOwn(known, type) ? known[type]?.aggregate : undefined
  return aggregate === 'visit' || aggregate === 'terminal'
}
