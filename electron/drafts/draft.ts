import * as z from 'zod'

import {
  aggregateIdSchema,
  operationIdSchema,
  operatorIdSchema,
  terminalIdSchema,
} from '#shared/contracts/identifiers.ts'
import { calendarDateSchema, instantSchema } from '#shared/contracts/values.ts'
import { parkRequestSchema } from '#shared/ipc/draft-methods.ts'

/** What a draft belongs to. It lies in the open, says nothing about the customer, and cannot be changed [DR3]. */
export const draftHeaderSchema = z.strictObject({
  version: z.literal(1),
  /** The visit. */
  draftId: aggregateIdSchema,
  /** Who typed it. */
  operatorId: operatorIdSchema,
  terminalId: terminalIdSchema,
  epoch: z.number().int(),
  /** The store's local day on which it was parked; it does not outlive it [DR7]. */
  day: calendarDateSchema,
  /** The records that it may become. */
  sale: operationIdSchema,
  registration: operationIdSchema,
})
export type DraftHeader = z.infer<typeof draftHeaderSchema>

/** What only a reader sees. */
export const draftContentSchema = parkRequestSchema
  .pick({ form: true, isOnHold: true, startedAt: true, summary: true })
  .extend({ parkedAt: instantSchema })
export type DraftContent = z.infer<typeof draftContentSchema>

export interface Draft {
  readonly header: DraftHeader
  readonly content: DraftContent
}

export type OpenedDraft =
  | { readonly kind: 'opened'; readonly draft: Draft }
  /** It was parked for other keys than the one that is unlocked. */
  | { readonly kind: 'for-others' }
  /** It was kept aside. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'gone' }

/** A draft as it can be told without opening it. */
export interface KeptDraft {
  readonly header: DraftHeader
  /** The pairs that open it; null where it is not encrypted, in memory. */
  readonly keyIds: readonly string[] | null
}

/** Where drafts are kept. */
export interface DraftStore {
  readonly keptOn: 'disk' | 'memory'
  park(draft: Draft): Promise<'parked' | 'disk-full' | 'disk-failed'>
  kept(): Promise<readonly KeptDraft[]>
  open(draftId: DraftHeader['draftId']): Promise<OpenedDraft>
  /** False when the disk did not do it. */
  destroy(draftId: DraftHeader['draftId']): Promise<boolean>
  /** How many could not be opened, and were kept aside, since the start. */
  unreadable(): number
  /** Destroys what a cut-off writing left, and what was kept aside of a visit that is old. */
  tidy(isOld: (openedAtMs: number) => boolean): Promise<void>
}
