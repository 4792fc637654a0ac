import type { Head } from '../contracts/messages/operations.ts'

/** What a till needs to know of itself before anybody may say that it can be left. Each null is a fact not known yet. */
export interface LeaveFacts {
  /** What the queue shows; null until it was read. */
  readonly queue: {
    readonly waiting: number
    readonly needsYou: number
    readonly oldestWaitingAt: string | null
  } | null
  /** What main's journal says; null until main answered, or where the till is not enrolled. */
  readonly chain: {
    readonly written: Head
    readonly open: OpenRecords
    readonly confirmed: ConfirmedHead | null
  } | null
  readonly contact: {
    readonly isOnline: boolean
    /** Wall time in milliseconds of the last valid answer of the account API since this start. */
    readonly lastAtMs: number | null
    /** The window's store of records does not answer. */
    readonly isStoreFailing: boolean
  }
  /** Notices of the desk that contradict leaving, the gravest first. */
  readonly stops: readonly LeaveStop[]
  /** A form with something typed in it, or a save that is not finished. */
  readonly isCustomerOpen: boolean
  /** Unfinished forms that are kept for later. */
  readonly onHold: number
  /** Records that can be read nowhere on this till any more. */
  readonly lost: number
  readonly nowMs: number
}

/** Records of the journal that nothing final came back for, by what they wait for. */
export interface OpenRecords {
  readonly waiting: number
  readonly cases: number
  readonly quarantined: number
}

/** The end of the chain as the account API last said it, never from an earlier start. */
export interface ConfirmedHead {
  readonly head: Head
  /** Runs of numbers that it misses, both ends included. */
  readonly gaps: readonly (readonly [number, number])[]
  readonly heardAt: string
  readonly heardAgoMs: number
}

export const LEAVE_STOPS = [
  'chain-fork',
  'journal-lost',
  'terminal-revoked',
  'client-too-old',
  'wrong-realm',
  'terminal-needs-attention',
  'journal-damaged',
  'record-unreadable',
  'clock-wrong',
] as const
export type LeaveStop = (typeof LEAVE_STOPS)[number]

/** Notices under which the account API takes nothing from this till until somebody mends it. */
const SENDING_STOPS: readonly LeaveStop[] = [
  'terminal-revoked',
  'client-too-old',
  'wrong-realm',
  'terminal-needs-attention',
]

/** Whether what waits here does not go by itself, however good the connection is. */
export function isSendingStopped(stops: readonly LeaveStop[]): boolean {
  return stops.some((stop) => SENDING_STOPS.includes(stop))
}

/** One thing that stands between now and leaving. */
export type Missing =
  | { readonly kind: 'stop'; readonly stop: LeaveStop }
  | { readonly kind: 'store-failing' }
  | { readonly kind: 'not-read' }
  | { readonly kind: 'customer-open' }
  | { readonly kind: 'on-hold'; readonly count: number }
  | { readonly kind: 'lost'; readonly count: number }
  | { readonly kind: 'cases'; readonly count: number }
  | { readonly kind: 'quarantined'; readonly count: number }
  | { readonly kind: 'suspect'; readonly count: number }
  | {
      readonly kind: 'waiting'
      readonly count: number
      readonly oldestAt: string | null
      /** It does not go by itself. */
      readonly isStopped: boolean
    }
  | { readonly kind: 'gaps'; readonly count: number; readonly from: number; readonly to: number }
  /** The account API ends at another record than this till. */
  | { readonly kind: 'differs'; readonly sequence: number }
  | { readonly kind: 'behind'; readonly confirmed: number; readonly written: number }
  | { readonly kind: 'not-heard'; readonly lastAtMs: number | null }

export type MayLeave =
  | { readonly kind: 'may-leave'; readonly confirmedAt: string; readonly sequence: number }
  | { readonly kind: 'not-yet'; readonly missing: readonly [Missing, ...Missing[]] }

/** Sync asks at least each minute whether the account API is there; two missed answers are silence. */
export const CONTACT_IS_OLD_MS = 2.5 * 60_000
/** While idle the till tells its head each five minutes, and the loop looks each minute. */
export const CONFIRMATION_IS_OLD_MS = 7 * 60_000

/**
 * Whether the till may be left now, or exactly what is missing, the gravest first (I9). Only what is known counts:
 * silence, an old answer and a fact that was not read yet are each something missing.
 */
export function mayLeave(facts: LeaveFacts): MayLeave {
  const [first, ...rest] = missingOf(facts)
  if (first !== undefined) return { kind: 'not-yet', missing: [first, ...rest] }
  const confirmed = facts.chain?.confirmed
  return confirmed === undefined || confirmed === null
    ? { kind: 'not-yet', missing: [{ kind: 'not-heard', lastAtMs: facts.contact.lastAtMs }] }
    : { kind: 'may-leave', confirmedAt: confirmed.heardAt, sequence: confirmed.head.sequence }
}

function missingOf(facts: LeaveFacts): Missing[] {
  const { contact, onHold, lost } = facts
  const found: Missing[] = facts.stops.map((stop) => ({ kind: 'stop', stop }))
  if (lost > 0) found.push({ kind: 'lost', count: lost })
  if (contact.isStoreFailing) found.push({ kind: 'store-failing' })
  if (facts.isCustomerOpen) found.push({ kind: 'customer-open' })
  if (onHold > 0) found.push({ kind: 'on-hold', count: onHold })
  found.push(...recordsMissing(facts), ...proofMissing(facts))
  if (!isHeardNow(facts)) found.push({ kind: 'not-heard', lastAtMs: contact.lastAtMs })
  return found
}

/** The journal knows what has no final outcome; only the queue knows which of it fails again and again. */
function recordsMissing({ queue, chain, stops }: LeaveFacts): Missing[] {
  if (queue === null || chain === null) return [{ kind: 'not-read' }]
  const { cases, quarantined } = chain.open
  const suspect = Math.max(0, queue.needsYou - cases - quarantined)
  const waiting = Math.max(queue.waiting, chain.open.waiting - suspect)
  const found: Missing[] = []
  if (cases > 0) found.push({ kind: 'cases', count: cases })
  if (quarantined > 0) found.push({ kind: 'quarantined', count: quarantined })
  if (suspect > 0) found.push({ kind: 'suspect', count: suspect })
  if (waiting > 0) {
    const isStopped = isSendingStopped(stops)
    found.push({ kind: 'waiting', count: waiting, oldestAt: queue.oldestWaitingAt, isStopped })
  }
  return found
}

function proofMissing({ chain }: LeaveFacts): Missing[] {
  if (chain === null) return []
  const { written } = chain
  const confirmed = confirmedOf(chain)
  if (confirmed === null) return []
  const [gap] = confirmed.gaps
  const found: Missing[] = []
  if (gap !== undefined) {
    found.push({ kind: 'gaps', count: confirmed.gaps.length, from: gap[0], to: gap[1] })
  }
  const { sequence, hash } = confirmed.head
  if (sequence < written.sequence) {
    found.push({ kind: 'behind', confirmed: sequence, written: written.sequence })
  } else if (sequence > written.sequence || hash !== written.hash) {
    found.push({ kind: 'differs', sequence })
  }
  return found
}

function isHeardNow({ chain, contact, nowMs }: LeaveFacts): boolean {
  const confirmed = chain === null ? null : confirmedOf(chain)
  if (confirmed === null || !contact.isOnline || contact.lastAtMs === null) return false
  const isContactNew = Math.abs(nowMs - contact.lastAtMs) <= CONTACT_IS_OLD_MS
  return isContactNew && confirmed.heardAgoMs <= CONFIRMATION_IS_OLD_MS
}

/** What was confirmed of an earlier enrolment says nothing about the chain of now. */
function confirmedOf({ written, confirmed }: NonNullable<LeaveFacts['chain']>): ConfirmedHead | null {
  return confirmed?.head.epoch === written.epoch ? confirmed : null
}
