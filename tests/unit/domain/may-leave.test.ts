import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  CONFIRMATION_IS_OLD_MS,
  CONTACT_IS_OLD_MS,
  LEAVE_STOPS,
  type LeaveFacts,
  type Missing,
  mayLeave,
} from '#shared/domain/may-leave.ts'

const NOW_MS = Date.parse('2026-11-22T19:00:00.000Z')
const HEAD = { epoch: 2, sequence: 1207, hash: 'h'.repeat(43) }
const HEARD = { head: HEAD, gaps: [], heardAt: '2026-11-22T18:59:40.000Z', heardAgoMs: 20_000 }
const NOTHING = { waiting: 0, cases: 0, quarantined: 0 }
const CHAIN = { written: HEAD, open: NOTHING, confirmed: HEARD }
const CONTACT = { isOnline: true, lastAtMs: NOW_MS - 20_000, isStoreFailing: false }
const QUEUE = { waiting: 0, needsYou: 0, oldestWaitingAt: null }
const OLDEST = '2026-11-22T14:02:00.000Z'
const WELL: LeaveFacts = {
  queue: QUEUE,
  chain: CHAIN,
  contact: CONTACT,
  stops: [],
  isCustomerOpen: false,
  onHold: 0,
  lost: 0,
  nowMs: NOW_MS,
}
const confirmedAs = (change: Partial<typeof HEARD>) => ({ ...CHAIN, confirmed: { ...HEARD, ...change } })
const openAs = (change: Partial<typeof NOTHING>) => ({ ...CHAIN, open: { ...NOTHING, ...change } })

/** Each single thing that is wrong, and all that is missing because of it. */
const WRONGS: readonly { name: string; change: Partial<LeaveFacts>; missing: Missing[] }[] = [
  ...LEAVE_STOPS.map((stop) => ({
    name: stop,
    change: { stops: [stop] },
    missing: [{ kind: 'stop' as const, stop }],
  })),
  {
    name: 'the store of the window fails',
    change: { contact: { ...CONTACT, isStoreFailing: true } },
    missing: [{ kind: 'store-failing' }],
  },
  { name: 'the queue was not read', change: { queue: null }, missing: [{ kind: 'not-read' }] },
  {
    name: 'main did not answer',
    change: { chain: null },
    missing: [{ kind: 'not-read' }, { kind: 'not-heard', lastAtMs: CONTACT.lastAtMs }],
  },
  { name: 'a form is open', change: { isCustomerOpen: true }, missing: [{ kind: 'customer-open' }] },
  { name: 'somebody is on hold', change: { onHold: 2 }, missing: [{ kind: 'on-hold', count: 2 }] },
  {
    name: 'records can be read nowhere any more',
    change: { lost: 2 },
    missing: [{ kind: 'lost', count: 2 }],
  },
  {
    name: 'records wait',
    change: {
      queue: { ...QUEUE, waiting: 3, oldestWaitingAt: OLDEST },
      chain: openAs({ waiting: 3 }),
    },
    missing: [{ kind: 'waiting', count: 3, oldestAt: OLDEST, isStopped: false }],
  },
  {
    name: 'the journal holds more than the queue',
    change: { chain: openAs({ waiting: 1 }) },
    missing: [{ kind: 'waiting', count: 1, oldestAt: null, isStopped: false }],
  },
  {
    name: 'the queue has not followed an outcome yet',
    change: { queue: { ...QUEUE, waiting: 1, oldestWaitingAt: OLDEST } },
    missing: [{ kind: 'waiting', count: 1, oldestAt: OLDEST, isStopped: false }],
  },
  {
    name: 'a case is open',
    change: { queue: { ...QUEUE, needsYou: 1 }, chain: openAs({ cases: 1 }) },
    missing: [{ kind: 'cases', count: 1 }],
  },
  {
    name: 'a record was set aside',
    change: { queue: { ...QUEUE, needsYou: 1 }, chain: openAs({ quarantined: 1 }) },
    missing: [{ kind: 'quarantined', count: 1 }],
  },
  {
    name: 'a record fails again and again',
    change: { queue: { ...QUEUE, needsYou: 1 }, chain: openAs({ waiting: 1 }) },
    missing: [{ kind: 'suspect', count: 1 }],
  },
  {
    name: 'the account API misses numbers',
    change: { chain: confirmedAs({ gaps: [[1204, 1205]] as never }) },
    missing: [{ kind: 'gaps', count: 1, from: 1204, to: 1205 }],
  },
  {
    name: 'the account API is behind',
    change: { chain: confirmedAs({ head: { ...HEAD, sequence: 1203, hash: 'e'.repeat(43) } }) },
    missing: [{ kind: 'behind', confirmed: 1203, written: 1207 }],
  },
  {
    name: 'the account API is ahead',
    change: { chain: confirmedAs({ head: { ...HEAD, sequence: 1208 } }) },
    missing: [{ kind: 'differs', sequence: 1208 }],
  },
  {
    name: 'the same number with another hash',
    change: { chain: confirmedAs({ head: { ...HEAD, hash: 'x'.repeat(43) } }) },
    missing: [{ kind: 'differs', sequence: 1207 }],
  },
  {
    name: 'nothing was confirmed since the start',
    change: { chain: { ...CHAIN, confirmed: null } },
    missing: [{ kind: 'not-heard', lastAtMs: CONTACT.lastAtMs }],
  },
  {
    name: 'what was confirmed is of an earlier enrolment',
    change: { chain: confirmedAs({ head: { ...HEAD, epoch: 1 } }) },
    missing: [{ kind: 'not-heard', lastAtMs: CONTACT.lastAtMs }],
  },
  {
    name: 'the confirmation is old',
    change: { chain: confirmedAs({ heardAgoMs: CONFIRMATION_IS_OLD_MS + 1 }) },
    missing: [{ kind: 'not-heard', lastAtMs: CONTACT.lastAtMs }],
  },
  {
    name: 'the store is offline',
    change: { contact: { ...CONTACT, isOnline: false } },
    missing: [{ kind: 'not-heard', lastAtMs: CONTACT.lastAtMs }],
  },
  {
    name: 'the account API was never heard since the start',
    change: { contact: { ...CONTACT, lastAtMs: null } },
    missing: [{ kind: 'not-heard', lastAtMs: null }],
  },
  {
    name: 'the last contact is old',
    change: { contact: { ...CONTACT, lastAtMs: NOW_MS - CONTACT_IS_OLD_MS - 1 } },
    missing: [{ kind: 'not-heard', lastAtMs: NOW_MS - CONTACT_IS_OLD_MS - 1 }],
  },
  {
    name: 'the clock was put back after the last contact',
    change: { contact: { ...CONTACT, lastAtMs: NOW_MS + CONTACT_IS_OLD_MS + 1 } },
    missing: [{ kind: 'not-heard', lastAtMs: NOW_MS + CONTACT_IS_OLD_MS + 1 }],
  },
]

describe('may the till be left', () => {
  test('[I9] yes, when everything is settled and the account API ends where this till ends', () => {
    expect(mayLeave(WELL)).toEqual({
      kind: 'may-leave',
      confirmedAt: HEARD.heardAt,
      sequence: HEAD.sequence,
    })
  })

  test('[I9] a till that never wrote anything is left once the account API says the same', () => {
    const genesis = { ...HEAD, sequence: 0 }
    const chain = { ...CHAIN, written: genesis, confirmed: { ...HEARD, head: genesis } }
    expect(mayLeave({ ...WELL, chain })).toMatchObject({ kind: 'may-leave', sequence: 0 })
  })

  test('[I9] at the very age that is still new, and not after', () => {
    const chain = confirmedAs({ heardAgoMs: CONFIRMATION_IS_OLD_MS })
    const contact = { ...CONTACT, lastAtMs: NOW_MS - CONTACT_IS_OLD_MS }
    expect(mayLeave({ ...WELL, chain, contact }).kind).toBe('may-leave')
  })

  test.each(WRONGS)('[I9] not yet, and exactly why: $name', ({ change, missing }) => {
    expect(mayLeave({ ...WELL, ...change })).toEqual({ kind: 'not-yet', missing })
  })

  test('[I9] everything that is missing is said at once, the gravest first', () => {
    const answer = mayLeave({
      queue: { waiting: 3, needsYou: 3, oldestWaitingAt: OLDEST },
      chain: {
        written: HEAD,
        open: { waiting: 4, cases: 1, quarantined: 1 },
        confirmed: { ...HEARD, head: { ...HEAD, sequence: 1203 }, gaps: [[1200, 1200]] },
      },
      contact: { isOnline: false, lastAtMs: null, isStoreFailing: true },
      stops: ['chain-fork', 'clock-wrong'],
      isCustomerOpen: true,
      onHold: 1,
      lost: 1,
      nowMs: NOW_MS,
    })
    expect(answer.kind === 'not-yet' ? answer.missing.map(({ kind }) => kind) : []).toEqual([
      'stop',
      'stop',
      'lost',
      'store-failing',
      'customer-open',
      'on-hold',
      'cases',
      'quarantined',
      'suspect',
      'waiting',
      'gaps',
      'behind',
      'not-heard',
    ])
  })

  test('[I9] no mixture of wrongs is ever a yes', () => {
    fc.assert(
      fc.property(fc.subarray([...WRONGS], { minLength: 1 }), (wrongs) => {
        const facts = wrongs.reduce((sum, { change }) => ({ ...sum, ...change }), WELL)
        expect(mayLeave(facts).kind).toBe('not-yet')
      }),
    )
  })
})
