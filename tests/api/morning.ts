import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import { caseIdOf } from '#account-api/ingest/case-id.ts'
import { recordAbout, recordDecision } from './cases-of-a-till.ts'
import type { FakeTill } from './fake-till.ts'
import { ageCheck, kit, operation, registration, sale } from './payloads.ts'

/** Records of one till that travel together: most travel alone, a void travels with what it takes back. */
export interface Unit {
  readonly till: FakeTill
  readonly records: readonly SealedEnvelope[]
}

/** A morning of two tills in which every kind of record occurs. `run` keeps its e-mails and devices apart from others. */
export async function recordMorning(
  tills: readonly [FakeTill, FakeTill],
  run: string,
): Promise<readonly Unit[]> {
  const [one, two] = tills
  const units: Unit[] = []
  const keep = (till: FakeTill, ...records: SealedEnvelope[]) => {
    units.push({ till, records })
    return records[0] as SealedEnvelope
  }
  const device = (name: string) => kit(`${name}${run}`)
  const check = async (till: FakeTill) => till.record({ operation: ageCheck(till.terminalId) })
  const register = async (till: FakeTill, given: { bend: object; after?: SealedEnvelope[] }) => {
    const checked = keep(till, await check(till))
    const dependsOn = [checked, ...(given.after ?? [])].map((record) => record.id)
    return till.record({ operation: registration(checked.id, { ...given.bend }), dependsOn })
  }
  const next = async (
    till: FakeTill,
    customer: SealedEnvelope,
    given: { type: 'device-added' | 'device-released' | 'consent-change'; payload: object },
  ) =>
    till.record({
      operation: operation(given.type, { ...given.payload, registration: customer.id }),
      aggregateId: customer.aggregateId,
      dependsOn: [customer.id],
    })
  const caseOf = (record: SealedEnvelope, caseKind: 'email-taken' | 'device-taken') => {
    const given = { operationId: record.id, envelopeHash: record.hash, kind: caseKind }
    return { kind: 'case', caseId: caseIdOf(given), version: 1, caseKind, choices: [] } as const
  }
  const decide = async (
    till: FakeTill,
    about: SealedEnvelope,
    given: { caseKind: 'email-taken' | 'device-taken'; decision: object },
  ) => {
    const kase = { ...caseOf(about, given.caseKind), choices: [] }
    return keep(till, await recordDecision(till, { about, kase, decision: given.decision }))
  }

  // A refusal that was a typing error, and a sale.
  const refusal = { outcome: 'refused', reason: 'under-age', method: null }
  const wrong = keep(one, await one.record({ operation: ageCheck(one.terminalId, refusal) }))
  const why = 'date-typed-wrong'
  keep(one, await one.record({ operation: operation('age-check-correction', { of: wrong.id, why }) }))
  const checked = keep(one, await check(one))
  keep(one, await one.record({ operation: sale(checked.id), dependsOn: [checked.id] }))
  keep(two, await two.record({ operation: operation('take-back', { kind: 'device', count: 1 }) }))

  // A customer who gets another device, sells it, changes a consent, and whose name is corrected.
  const ana = keep(
    one,
    await register(one, { bend: { email: `ana@${run}.example`, devices: [device('AAAAAAAAAA')] } }),
  )
  const added = await next(one, ana, { type: 'device-added', payload: { device: device('BBBBBBBBBB') } })
  keep(one, added)
  const gone = { deviceId: `BBBBBBBBBB${run}`, reason: 'sold' }
  const released = await one.record({
    operation: operation('device-released', { ...gone, registration: ana.id }),
    aggregateId: ana.aggregateId,
    dependsOn: [added.id],
  })
  keep(one, released)
  const words = { textVersion: '2', textHash: 'W'.repeat(43), language: 'en' }
  const change = { purpose: 'marketing', channel: 'email', answer: 'no', ...words }
  keep(one, await next(one, ana, { type: 'consent-change', payload: change }))
  const named = { type: 'registration', fields: { givenName: 'Ana', email: `anna@${run}.example` } }
  const corrected = keep(one, await recordAbout(one, ana, { correction: named }))

  // Somebody else buys the device that was sold, at the other till; and one who is taken back at once.
  const rui = keep(
    two,
    await register(two, {
      bend: { email: `rui@${run}.example`, devices: [device('BBBBBBBBBB')] },
      after: [released],
    }),
  )
  const oops = await register(two, {
    bend: { email: `oops@${run}.example`, devices: [device('CCCCCCCCCC')] },
  })
  keep(two, oops, await recordAbout(two, oops, { void: 'customer-changed-mind' }))

  // A conflict of e-mail that is the same person, one of device that is transferred, and one that is disputed.
  const same = keep(
    two,
    await register(two, {
      bend: { email: `anna@${run}.example`, devices: [device('DDDDDDDDDD')] },
      after: [corrected],
    }),
  )
  const samePerson = { choice: 'same-person', documentMatched: true }
  await decide(one, same, { caseKind: 'email-taken', decision: samePerson })
  const eva = keep(
    one,
    await register(one, {
      bend: { email: `eva@${run}.example`, devices: [device('AAAAAAAAAA'), device('EEEEEEEEEE')] },
      after: [corrected],
    }),
  )
  const transfer = { choice: 'transfer', releasedByHolder: true }
  const moved = await decide(two, eva, { caseKind: 'device-taken', decision: transfer })
  const lia = keep(
    two,
    await register(two, {
      bend: { email: `lia@${run}.example`, devices: [device('AAAAAAAAAA')] },
      after: [moved, eva],
    }),
  )
  await decide(one, lia, { caseKind: 'device-taken', decision: { choice: 'dispute' } })

  // A return of what was bought, and a conflict that nobody has decided.
  const returned = operation('return', { devices: [`BBBBBBBBBB${run}`], of: rui.id })
  keep(two, await two.record({ operation: returned, aggregateId: rui.aggregateId, dependsOn: [rui.id] }))
  const open = await register(one, {
    bend: { email: `rui@${run}.example`, devices: [device('FFFFFFFFFF')] },
    after: [rui],
  })
  keep(one, open)
  keep(one, await next(one, open, { type: 'device-added', payload: { device: device('GGGGGGGGGG') } }))
  return units
}
