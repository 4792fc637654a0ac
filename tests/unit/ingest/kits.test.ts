import { expect, test } from 'vitest'
import { settle } from '#account-api/ingest/settle.ts'
import { EMPTY_SNAPSHOT } from '#account-api/ingest/snapshot.ts'
import type { Snapshot } from '#account-api/ingest/snapshot.ts'
import type { SettlementRules } from '#account-api/ingest/settlement.ts'
import { arrivalOf, TERMINAL } from '#tests/api/arrivals.ts'
import { mintId } from '#tests/api/fake-till.ts'
import { ageCheck, kit, operation, registration, replacement } from '#tests/api/payloads.ts'
import { PLAIN_RULES } from '#tests/simulation/plain-rules.ts'
import { PT } from '#shared/markets/pt.ts'

const CUSTOMER = mintId()
const BOX = 'TAAAAAAAAAA1'
const KNOWN: Snapshot = {
  ...EMPTY_SNAPSHOT,
  boxes: new Map([
    ['HAAAAAAAAAA1', { kitId: BOX, kind: 'holder' }],
    ['CAAAAAAAAAA1', { kitId: BOX, kind: 'charger' }],
  ]),
}
const check = arrivalOf(1, ageCheck(TERMINAL))
const registered = arrivalOf(2, registration(check.header.id, { devices: [kit(BOX)] }), {
  aggregateId: CUSTOMER,
})
const dropped = (sequence: number, given: { kind: 'holder' | 'charger'; by: string }) => {
  const devices = { old: BOX, new: given.by, registration: registered.header.id }
  const bend = {
    newDevice: { deviceId: given.by, kind: given.kind, model: null },
    part: { kind: given.kind, deviceId: null },
    fault: 'accidental-damage',
  }
  return arrivalOf(sequence, replacement(devices, bend), {
    aggregateId: CUSTOMER,
    dependsOn: [registered.header.id],
  })
}
const swaps = [
  dropped(3, { kind: 'holder', by: 'HAAAAAAAAAA2' }),
  dropped(4, { kind: 'charger', by: 'CAAAAAAAAAA2' }),
  dropped(5, { kind: 'holder', by: 'HAAAAAAAAAA3' }),
  dropped(6, { kind: 'holder', by: 'HAAAAAAAAAA4' }),
]
const outcomes = (guarantee: Partial<SettlementRules['guarantee']>) => {
  const rules = { ...PLAIN_RULES, guarantee: { ...PT.guarantee, ...guarantee } }
  const settlement = settle(KNOWN, [check, registered, ...swaps], rules)
  return swaps.map(({ header }) => settlement.outcomes.get(header.id)?.kind)
}

test('[R18][KT3] accidents count for the kit with its parts, or for each device, as the market says', () => {
  expect(outcomes({})).toEqual(['accepted', 'accepted', 'case', 'case'])
  expect(outcomes({ accidentsPer: 'kit' })).toEqual(outcomes({}))
  expect(outcomes({ accidentsPer: 'device' })).toEqual(['accepted', 'accepted', 'accepted', 'case'])
})

test('[R19][KT3] a part goes on with the term of its kit, or begins its own where the market restarts it', () => {
  const terms = (afterReplacement: 'continues' | 'restarts') => {
    const rules = { ...PLAIN_RULES, guarantee: { ...PT.guarantee, afterReplacement } }
    const { effects } = settle(KNOWN, [check, registered, ...swaps.slice(0, 1)], rules)
    return effects.kitChanges.map(({ oldPart, newPart, hasOwnTerm }) => ({ oldPart, newPart, hasOwnTerm }))
  }
  const change = { oldPart: 'HAAAAAAAAAA1', newPart: 'HAAAAAAAAAA2' }
  expect(terms('continues')).toEqual([{ ...change, hasOwnTerm: false }])
  expect(terms('restarts')).toEqual([{ ...change, hasOwnTerm: true }])
})

test('[R16][KT4] what a removal forgets of a kit is forgotten for what comes after it, in one delivery or in two', () => {
  const removal = arrivalOf(
    4,
    operation('removal-request', {
      who: { by: 'record', registration: registered.header.id },
      document: 'citizen-card',
    }),
    { aggregateId: CUSTOMER },
  )
  const bend = { email: 'rui@example.pt', devices: [{ ...kit('HAAAAAAAAAA1'), kind: 'holder' }] }
  const next = arrivalOf(5, registration(check.header.id, bend))
  const all = [check, registered, ...swaps.slice(0, 1), removal, next]
  const { outcomes: settled } = settle(KNOWN, all, { ...PLAIN_RULES, guarantee: PT.guarantee })
  expect(all.map(({ header }) => settled.get(header.id)?.kind)).toEqual(all.map(() => 'accepted'))
})
