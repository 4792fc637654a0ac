import { type SealedEnvelope, sealedEnvelopeSchema } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_OPERATIONS } from '#shared/contracts/messages/operations.ts'
import { MAX_ASKED } from '#shared/contracts/sealed-export.ts'
import { type Delivery, isOpen } from './delivery.ts'
import type { Outbox, PageQuery } from './outbox.ts'

/** Main, as an export needs it. */
export interface ExportTaker {
  /** Which of these the journal cannot give back; null where main does not answer. */
  lacks(ids: readonly OperationId[]): Promise<readonly OperationId[] | null>
  /** Whether main keeps all of them for the next export. */
  take(envelopes: readonly SealedEnvelope[]): Promise<boolean>
}

/** What head office may not have; or all that it has taken, too. */
export type HandedOver = 'unsent' | 'all'

const SHELVES: Readonly<Record<HandedOver, readonly PageQuery['shelf'][]>> = {
  unsent: ['waiting', 'needs-you'],
  // What head office may not have goes first.
  all: ['waiting', 'needs-you', 'done'],
}

/**
 * Gives main what the store has whole of it and the journal lacks (OB33). False where it could not be gone through to its end: what
 * was given until then stays given.
 */
export async function handOver(
  outbox: Outbox,
  { main, what }: { main: ExportTaker; what: HandedOver },
): Promise<boolean> {
  for await (const ids of pagesOf(outbox, what)) {
    if (ids === null || !(await handOverOf(outbox, { main, ids }))) return false
  }
  return true
}

/** How many records the store has that head office may not have; as far as the store answers. */
export async function countUnsent(outbox: Outbox): Promise<number> {
  let count = 0
  for await (const ids of pagesOf(outbox, 'unsent')) count += ids?.length ?? 0
  return count
}

/** Null at the end where the store does not answer. */
async function* pagesOf(outbox: Outbox, what: HandedOver): AsyncGenerator<readonly OperationId[] | null> {
  for (const shelf of SHELVES[what]) {
    for (let before: number | null = null; ;) {
      const page = await outbox.page({ shelf, before, limit: MAX_ASKED })
      if (!page.ok) {
        yield null
        return
      }
      const found = what === 'all' ? page.value : page.value.filter(mayNotBeThere)
      if (found.length > 0) yield found.map(({ id }) => id)
      const last = page.value.at(-1)
      if (last === undefined || page.value.length < MAX_ASKED) break
      before = last.position
    }
  }
}

async function handOverOf(
  outbox: Outbox,
  { main, ids }: { main: ExportTaker; ids: readonly OperationId[] },
): Promise<boolean> {
  const lacking = await main.lacks(ids)
  if (lacking === null) return false
  if (lacking.length === 0) return true
  const envelopes = await outbox.envelopes(lacking)
  if (!envelopes.ok) return false
  const whole = [...envelopes.value.values()].flatMap(
    (envelope) => sealedEnvelopeSchema.safeParse(envelope).data ?? [],
  )
  for (const batch of batches(whole)) if (!(await main.take(batch))) return false
  return true
}

/** Sync has something to do for it, or this till itself gave up sending it. */
function mayNotBeThere({ status, outcome }: Delivery): boolean {
  return isOpen(status) || (outcome?.kind === 'quarantined' && outcome.reason === 'too-large')
}

/** As many at once as a call takes. */
function batches(envelopes: readonly SealedEnvelope[]): readonly (readonly SealedEnvelope[])[] {
  const found: SealedEnvelope[][] = []
  let bytes = 0
  for (const envelope of envelopes) {
    const size = new TextEncoder().encode(JSON.stringify(envelope)).length
    const open = found.at(-1)
    if (open === undefined || open.length === MAX_BATCH_OPERATIONS || bytes + size > MAX_BATCH_BYTES) {
      found.push([envelope])
      bytes = size
    } else {
      open.push(envelope)
      bytes += size
    }
  }
  return found
}
