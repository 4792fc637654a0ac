import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { Opened } from './rebuild.ts'

/** What a person has to know of the window's store. */
export interface StoreStanding {
  /** False while the store does not open or answer, and the outbox lives in memory (OB34). */
  readonly isKept: boolean
  /** Records of which nothing can be read any more, here or in the journal (OB35). */
  readonly lost: number
}

/** Nothing is said against a store that nobody has looked into yet. */
export const KEPT: StoreStanding = { isKept: true, lost: 0 }

export async function standingOf(opened: Opened): Promise<StoreStanding> {
  let lost = 0
  for (const text of await asideIn(opened)) {
    const id = operationIdSchema.safeParse(text)
    const kept = id.success ? await opened.outbox.get(id.data) : null
    if (kept?.ok === true && kept.value === null) lost += 1
  }
  return { isKept: opened.store !== null, lost }
}

/** Of which operations something lies aside; none before the journal was followed from its first frame, which may have them. */
async function asideIn(opened: Opened): Promise<ReadonlySet<string>> {
  if (opened.store === null) return opened.aside
  if (await opened.store.isDamaged()) return new Set()
  const rows = await opened.store.aside()
  if (!rows.ok) return new Set()
  return new Set(rows.value.flatMap(({ table, id }) => (table === 'meta' ? [] : [id])))
}
