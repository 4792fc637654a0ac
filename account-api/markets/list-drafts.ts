import type { Database } from '../database/tables.ts'

const MAX_DRAFTS = 100

/** The newest drafts with where they were published; a draft of which nothing is said was published nowhere. */
export async function listDrafts(database: Database) {
  const drafts = await database
    .selectFrom('marketDrafts')
    .select(['draftId', 'marketCode', 'version', 'note', 'madeBy', 'madeAt'])
    .orderBy('madeAt', 'desc')
    .orderBy('draftId', 'desc')
    .limit(MAX_DRAFTS)
    .execute()
  const publications = await database
    .selectFrom('marketPublications')
    .select(['draftId', 'storeId', 'publishedAt', 'publishedBy'])
    .orderBy('number')
    .execute()
  return drafts.map((draft) => ({
    ...draft,
    publications: publications.filter(({ draftId }) => draftId === draft.draftId),
  }))
}
