/** More than the forms of any customer take; an id that is forgotten costs one question to the outbox. */
const KEPT = 1_000

/** The ids made in this window and not handed to main yet: nothing can have been saved under them before (SY32). */
export interface NewIds {
  /** Notes an id that was just made, and gives it back. */
  note<Id extends string>(id: Id): Id
  /** Whether it is one of them; it is none any more then. */
  take(id: string): boolean
}

export function createNewIds(): NewIds {
  const kept = new Set<string>()
  return {
    note(id) {
      kept.add(id)
      const [oldest] = kept
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
      return id
    },
    take: (id) => kept.delete(id),
  }
}
