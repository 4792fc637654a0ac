import * as z from 'zod'
import { configurationSchema, rosterEntrySchema } from '../contracts/configuration.ts'
import { instantSchema } from '../contracts/values.ts'

/** Something that every screen has to say until it is over. Each has its sentence in every language. */
export const noticeKindSchema = z.enum([
  'no-keystore',
  'low-disk',
  'disk-full',
  'settings-unreadable',
  'journal-damaged',
  'journal-lost',
  'record-unreadable',
  'clock-unverified',
  'clock-wrong',
  'terminal-revoked',
  'client-too-old',
  'chain-fork',
  'terminal-needs-attention',
  'wrong-realm',
  'set-up-unusable',
  'mirror-lost',
])
export type NoticeKind = z.infer<typeof noticeKindSchema>

/** An operator on the unlock screen. */
export const operatorCardSchema = rosterEntrySchema.extend({
  /** False until the first PIN was set on this till. */
  hasPin: z.boolean(),
  /** When a try is possible again after failures; null when now. */
  retryAt: instantSchema.nullable(),
  /** Ten failures: a manager unlocks, a one-time code, or head office by telephone. */
  isLockedOut: z.boolean(),
})
export type OperatorCard = z.infer<typeof operatorCardSchema>

/** What the configuration lets the desk's window know: everything but what main works with. */
export const deskConfigurationSchema = configurationSchema.omit({
  sealing: true,
  roster: true,
  resetAnchors: true,
})
export type DeskConfiguration = z.infer<typeof deskConfigurationSchema>

/** What state the desk is in. The window renders this and nothing it remembers itself. */
export const deskStateSchema = z.discriminatedUnion('phase', [
  z.strictObject({
    phase: z.literal('not-enrolled'),
    accountApiUrl: z.string().nullable(),
    notices: z.array(noticeKindSchema),
  }),
  z.strictObject({
    phase: z.literal('locked'),
    /** Where the till is enrolled, for enrolling it again. */
    accountApiUrl: z.string(),
    configuration: deskConfigurationSchema,
    operators: z.array(operatorCardSchema),
    notices: z.array(noticeKindSchema),
  }),
  z.strictObject({
    phase: z.literal('unlocked'),
    configuration: deskConfigurationSchema,
    operators: z.array(operatorCardSchema),
    operator: rosterEntrySchema,
    notices: z.array(noticeKindSchema),
  }),
])
export type DeskState = z.infer<typeof deskStateSchema>

/** What is running: shown in settings and asked for by support. */
export const appInfoSchema = z.strictObject({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  platform: z.string(),
})
export type AppInfo = z.infer<typeof appInfoSchema>
