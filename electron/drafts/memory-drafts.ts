import type { Draft, DraftHeader, DraftStore } from './draft.ts'

/** Without a keystore drafts live in main's memory only, until the desk closes (C22) [DR2]. */
export function createMemoryDrafts(): DraftStore {
  const drafts = new Map<DraftHeader['draftId'], Draft>()
  return {
    keptOn: 'memory',
    async park(draft) {
      drafts.set(draft.header.draftId, draft)
      return 'parked'
    },
    kept: async () => [...drafts.values()].map(({ header }) => ({ header, keyIds: null })),
    async open(draftId) {
      const draft = drafts.get(draftId)
      return draft === undefined ? { kind: 'gone' } : { kind: 'opened', draft }
    },
    async destroy(draftId) {
      drafts.delete(draftId)
      return true
    },
    unreadable: () => 0,
    tidy: async () => undefined,
  }
}
