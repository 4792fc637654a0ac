import { sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import type { Database, DatabaseTransaction } from '../database/tables.ts'
import { ledgerPlace } from './ledger-places.ts'
import { customersIn } from './safe.ts'
import type { Safe } from './safe.ts'

/** A record that is set aside, as it came. */
interface SetAside {
  readonly operationId: string
  readonly contentHash: string
  readonly content: string
}

/** What its row says of its content, encrypted; null where the customer whom it names was removed. */
interface EncryptedContent {
  readonly content: string | null
  readonly customerId: string | null
}

/** Encrypts what is set aside for the customer whom it says it is about; what cannot be read so far, for nobody [SA2]. */
export async function encryptSetAside<Row extends SetAside>(
  transaction: DatabaseTransaction,
  given: { rows: readonly Row[]; safe: Safe; at: string },
): Promise<readonly (Omit<Row, 'content'> & EncryptedContent)[]> {
  const { rows, safe, at } = given
  const owned = rows.map((row) => ({ row, customerId: customerIn(row.content) }))
  const customerIds = owned.flatMap(({ customerId }) => customerId ?? [])
  const ciphers = await safe.customers.make(transaction, { customerIds, at })
  return owned.map(({ row, customerId }) => {
    const cipher = customerId === null ? safe.ofNobody(row.operationId) : ciphers.get(customerId)
    const place = ledgerPlace.quarantine(row.operationId, row.contentHash)
    return { ...row, customerId, content: cipher?.encrypt(row.content, place) ?? null }
  })
}

/** Opens what was set aside; null where it is erased, or altered. */
export async function openSetAside(
  database: Database,
  given: { row: Omit<SetAside, 'content'> & EncryptedContent; safe: Safe },
): Promise<string | null> {
  const { row, safe } = given
  const { customerId, content } = row
  if (content === null) return null
  const cipher =
    customerId === null
      ? safe.ofNobody(row.operationId)
      : (await safe.customers.read(database, [customerId])).get(customerId)
  return cipher?.decrypt(content, ledgerPlace.quarantine(row.operationId, row.contentHash)) ?? null
}

function customerIn(content: string): string | null {
  const envelope = sealedEnvelopeSchema.safeParse(JSON.parse(content))
  return envelope.success ? (customersIn([envelope.data])[0] ?? null) : null
}
