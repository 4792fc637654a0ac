import { expect, test } from 'vitest'
import type { Arrival } from '#account-api/ingest/arrival.ts'
import { settle } from '#account-api/ingest/settle.ts'
import { PLAIN_RULES } from '#tests/simulation/plain-rules.ts'
import { EMPTY_SNAPSHOT } from '#account-api/ingest/snapshot.ts'
import { TERMINAL, arrivalOf, newOperationId } from './arrivals.ts'
import { ageCheck, kit, registration, sale } from './payloads.ts'

const EMPTY = EMPTY_SNAPSHOT
const rules = () => PLAIN_RULES

const kindsOf = (settlement: ReturnType<typeof settle>, arrivals: readonly Arrival[]) =>
  arrivals.map(({ header }) => settlement.outcomes.get(header.id)?.kind)

test('[IN11] the same snapshot, records and rules give the same settlement, and the snapshot stays as it was', () => {
  const check = arrivalOf(1, ageCheck(TERMINAL))
  const first = arrivalOf(2, registration(check.header.id))
  const second = arrivalOf(3, registration(check.header.id))
  const arrivals = [check, first, second]
  const settlement = settle(EMPTY, arrivals, rules())
  expect(settle(EMPTY, arrivals, rules())).toEqual(settlement)
  expect(settle(EMPTY, arrivals.toReversed(), rules())).toEqual(settlement)
  expect([EMPTY.outcomes.size, EMPTY.accounts.size]).toEqual([0, 0])
  expect(kindsOf(settlement, arrivals)).toEqual(['accepted', 'accepted', 'case'])
  expect(settlement.effects.cases).toHaveLength(1)
})

test('[IN8] a case has no effect but itself', () => {
  const check = arrivalOf(1, ageCheck(TERMINAL))
  const owner = arrivalOf(
    2,
    registration(check.header.id, { email: 'one@example.pt', devices: [kit('AAAAAAAAAAA1')] }),
  )
  const devices = [kit('AAAAAAAAAAA2'), kit('AAAAAAAAAAA1')]
  const other = arrivalOf(3, registration(check.header.id, { email: 'two@example.pt', devices }))
  const { effects } = settle(EMPTY, [check, owner, other], rules())
  expect(effects.accounts.map((account) => account.email)).toEqual(['one@example.pt'])
  expect(effects.devices.map((device) => device.deviceId)).toEqual(['AAAAAAAAAAA1'])
  expect(effects.cases.map((row) => row.operationId)).toEqual([other.header.id])
})

test('[IN31] records that wait on each other in a ring are a case each, and stop nobody', () => {
  const [one, two] = [newOperationId(), newOperationId()]
  const ring = [arrivalOf(1, sale(two), { id: one }), arrivalOf(2, sale(one), { id: two })]
  const free = arrivalOf(3, ageCheck(TERMINAL))
  const settlement = settle(EMPTY, [...ring, free], rules())
  expect(kindsOf(settlement, [...ring, free])).toEqual(['case', 'case', 'accepted'])
})

test('[IN2] a device that its own account has already is not a conflict and not registered twice', () => {
  const check = arrivalOf(1, ageCheck(TERMINAL))
  const first = arrivalOf(2, registration(check.header.id))
  const again = arrivalOf(3, registration(check.header.id, { claim: 'existing' }))
  const settlement = settle(EMPTY, [check, first, again], rules())
  expect(kindsOf(settlement, [check, first, again])).toEqual(['accepted', 'accepted', 'accepted'])
  expect(settlement.effects.devices).toHaveLength(1)
})

test('a device that one registration names twice is a case', () => {
  const check = arrivalOf(1, ageCheck(TERMINAL))
  const twice = arrivalOf(
    2,
    registration(check.header.id, { devices: [kit('AAAAAAAAAAA1'), kit('AAAAAAAAAAA1')] }),
  )
  expect(kindsOf(settle(EMPTY, [check, twice], rules()), [twice])).toEqual(['case'])
})
