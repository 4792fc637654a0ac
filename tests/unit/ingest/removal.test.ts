import { expect, test } from 'vitest'
import type { Arrival } from '#account-api/ingest/arrival.ts'
import { settle } from '#account-api/ingest/settle.ts'
import { EMPTY_SNAPSHOT } from '#account-api/ingest/snapshot.ts'
import type { Snapshot } from '#account-api/ingest/snapshot.ts'
import { TERMINAL, arrivalOf } from '#tests/api/arrivals.ts'
import { PLAIN_RULES } from '#tests/simulation/plain-rules.ts'
import { mintId } from '#tests/api/fake-till.ts'
import { ageCheck, kit, operation, registration } from '#tests/api/payloads.ts'

const CUSTOMER = mintId()
const REMOVED_AT = '2026-11-22T09:00:00.000Z'
const CLOCK = { bootId: mintId(), monotonicMs: 0, serverOffsetMs: 0, offsetAgeMs: 0 }

const check = arrivalOf(1, ageCheck(TERMINAL))
const registered = arrivalOf(2, registration(check.header.id), { aggregateId: CUSTOMER })
const removal = arrivalOf(
  3,
  operation('removal-request', {
    who: { by: 'record', registration: registered.header.id },
    document: 'citizen-card',
  }),
  { aggregateId: CUSTOMER },
)
const outcomesOf = (known: Snapshot, arrivals: readonly Arrival[]) => {
  const settlement = settle(known, arrivals, PLAIN_RULES)
  return arrivals.map(({ header }) => settlement.outcomes.get(header.id))
}
const kindsOf = (known: Snapshot, arrivals: readonly Arrival[]) =>
  outcomesOf(known, arrivals).map((outcome) => (outcome?.kind === 'case' ? outcome.caseKind : outcome?.kind))

test('[IN23][IN11] a removal closes the account, frees its devices and destroys the key of every aggregate of it', () => {
  const { effects, outcomes } = settle(EMPTY_SNAPSHOT, [check, registered, removal], PLAIN_RULES)
  expect(outcomes.get(removal.header.id)).toEqual({ kind: 'accepted' })
  expect(effects.closedAccounts.map(({ accountId }) => accountId)).toEqual([CUSTOMER])
  expect(effects.releasedDevices.map(({ deviceId }) => deviceId)).toEqual(['K1T2D3V4X5Y6'])
  expect(effects.removedCustomers.map(({ customerId }) => customerId)).toEqual([CUSTOMER])
  expect(effects.removals).toMatchObject([
    { accountId: CUSTOMER, emailKeys: ['ines@example.pt'], deviceIds: ['K1T2D3V4X5Y6'] },
  ])
})

test('[IN23] a removal waits for what it is about', () => {
  expect(kindsOf(EMPTY_SNAPSHOT, [removal])).toEqual(['waiting'])
})

test('[IN24] a record of the same customer in the same batch is erased, wherever it stands', () => {
  const added = arrivalOf(
    4,
    operation('device-added', { device: kit('AAAAAAAAAAA1'), registration: registered.header.id }),
    { aggregateId: CUSTOMER },
  )
  expect(kindsOf(EMPTY_SNAPSHOT, [check, registered, removal, added])).toEqual([
    'accepted',
    'accepted',
    'accepted',
    'erased',
  ])
})

const removed: Snapshot = {
  ...EMPTY_SNAPSHOT,
  removedEmails: new Map([['ines@example.pt', { wishedAt: REMOVED_AT, by: null }]]),
  removedDevices: new Map([['K1T2D3V4X5Y6', { wishedAt: REMOVED_AT, by: null }]]),
}
const OTHER = { email: 'rui@example.pt' }
const NEW_DEVICE = { devices: [kit('AAAAAAAAAAA2')] }

test.each([
  ['both match, before', {}, '2026-11-22T08:00:00.000Z', CLOCK, 'erased'],
  ['the e-mail matches, before', NEW_DEVICE, '2026-11-22T08:00:00.000Z', CLOCK, 'erased'],
  ['the e-mail matches, about then', NEW_DEVICE, '2026-11-22T09:02:00.000Z', CLOCK, 'removal-overlap'],
  ['the e-mail matches, after', NEW_DEVICE, '2026-11-22T09:30:00.000Z', CLOCK, 'accepted'],
  ['both match, after', {}, '2026-11-22T09:30:00.000Z', CLOCK, 'accepted'],
  ['the device alone, before', OTHER, '2026-11-22T08:00:00.000Z', CLOCK, 'removal-overlap'],
  ['the device alone, after', OTHER, '2026-11-22T09:30:00.000Z', CLOCK, 'accepted'],
  [
    'the e-mail matches, by a clock that proves nothing',
    NEW_DEVICE,
    '2026-11-22T09:30:00.000Z',
    { ...CLOCK, serverOffsetMs: null, offsetAgeMs: null },
    'removal-overlap',
  ],
  ['nothing matches', { ...OTHER, ...NEW_DEVICE }, '2026-11-22T08:00:00.000Z', CLOCK, 'accepted'],
] as const)('[IN25][IN26] a late registration: %s', (_what, bend, occurredAt, clock, kind) => {
  const late = arrivalOf(2, registration(check.header.id, bend), { occurredAt, clock })
  expect(kindsOf(removed, [check, late])).toEqual(['accepted', kind])
})

test('[IN25] an erased record leaves no row, and what follows of the same customer is erased with it', () => {
  const late = arrivalOf(2, registration(check.header.id), {
    aggregateId: CUSTOMER,
    occurredAt: '2026-11-22T08:00:00.000Z',
    clock: CLOCK,
  })
  const { effects } = settle(removed, [check, late], PLAIN_RULES)
  expect([effects.accounts, effects.devices, effects.cases]).toEqual([[], [], []])
  expect(effects.erasedPayloads).toEqual([late.header.id])
  expect(kindsOf(removed, [check, late, removal])).toEqual(['accepted', 'erased', 'erased'])
})

test('[IN25] a store is told that head office decides, and cannot', () => {
  const late = arrivalOf(2, registration(check.header.id), { occurredAt: REMOVED_AT, clock: CLOCK })
  const settlement = settle(removed, [check, late], PLAIN_RULES)
  expect(settlement.outcomes.get(late.header.id)).toMatchObject({ asked: 'head-office' })
  expect(settlement.effects.cases).toMatchObject([{ audience: 'head-office' }])
})
