import type { Generated } from 'kysely'
import type { Instant, Json } from './columns.ts'

interface MarketDraftTable {
  draftId: string
  marketCode: string
  version: string
  content: Json<unknown>
  note: string
  madeBy: string
  madeAt: Instant
}

interface MarketPublicationTable {
  number: Generated<number>
  draftId: string
  /** Null: every store of the market. */
  storeId: string | null
  publishedBy: string
  publishedAt: Instant
}

/** Market data that head office drafted, and where it was published. */
export interface MarketTables {
  marketDrafts: MarketDraftTable
  marketPublications: MarketPublicationTable
}
