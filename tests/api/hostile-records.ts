import fc from 'fast-check'
import * as z from 'zod'
import type { Arrival } from '#account-api/ingest/arrival.ts'
import { OPERATION_CATALOGUE, typedPayloadSchema } from '#shared/contracts/operations/catalogue.ts'
import type { OperationType, TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import { TERMINAL, arrivalOf } from './arrivals.ts'
import { mintId } from './fake-till.ts'
import { ageCheck, kit, registration } from './payloads.ts'
import { fitting } from './schema-arbitrary.ts'
import type { JsonSchema } from './schema-arbitrary.ts'

const MOST_RECORDS = 10

// Few of each, so that records meet: the same id twice, rings, devices of others, cases that are there.
export const IDS = Array.from({ length: 12 }, mintId)
export const OTHER_TERMINAL = mintId()
const CUSTOMERS = IDS.slice(0, 2)
export const DEVICES = ['AAAAAAAAAAA1', 'AAAAAAAAAAA2', 'AAAAAAAAAAA3']
export const EMAILS = ['ana@example.pt', 'ANA@example.pt', 'rui@example.pt']
const DATES = [
  '0001-01-01',
  '1899-12-31',
  '1900-01-01',
  '1990-02-29',
  '2008-11-22',
  '2026-11-22',
  '9999-12-31',
]
const INSTANTS = [
  '0000-01-01T00:00:00.000Z',
  '1970-01-01T00:00:00.000Z',
  '2026-11-22T10:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
]
const ZONES = ['Europe/Lisbon', 'Nowhere/Land', 'Pacific/Kiritimati', '+99', 'constructor']
const MOST = Number.MAX_SAFE_INTEGER

const id = fc.constantFrom(...IDS)

/** The schema where what names something names one of few, and what is a time is one at an edge. */
function narrowed(schema: JsonSchema, name = ''): JsonSchema {
  const part = (inner: JsonSchema) => narrowed(inner, name)
  if (schema.type === 'string' && schema.enum === undefined && !('const' in schema))
    return textOf(schema, name)
  return {
    ...schema,
    ...(schema.anyOf === undefined ? {} : { anyOf: schema.anyOf.map(part) }),
    ...(schema.oneOf === undefined ? {} : { oneOf: schema.oneOf.map(part) }),
    ...(schema.items === undefined ? {} : { items: part(schema.items) }),
    ...(schema.properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([key, member]) => [key, narrowed(member, key)]),
          ),
        }),
  }
}

function textOf(schema: JsonSchema, name: string): JsonSchema {
  if (schema.format === 'date') return { enum: DATES }
  if (schema.format === 'date-time') return { enum: INSTANTS }
  if (schema.pattern?.startsWith('^[0-9a-f]{8}-') === true)
    return { enum: name === 'registration' ? IDS.slice(9, 11) : IDS }
  if (schema.pattern?.endsWith('{43}$') === true) return { enum: ['T'.repeat(43)] }
  if (name === 'language') return { enum: ['pt-PT', 'xx'] }
  if (/email/i.test(name)) return { enum: EMAILS }
  return /device/i.test(name) ? { enum: DEVICES } : schema
}

function operationOf(type: OperationType): fc.Arbitrary<TypedPayload> {
  const { payloadSchema } = OPERATION_CATALOGUE[type]
  const schema = z.toJSONSchema(payloadSchema, { unrepresentable: 'any', io: 'input' }) as JsonSchema
  return fitting(narrowed(schema))
    .map((payload) => typedPayloadSchema.safeParse({ type, payload }))
    .filter((parsed) => parsed.success)
    .map((parsed) => parsed.data as TypedPayload)
}

const operation = fc.oneof(...(Object.keys(OPERATION_CATALOGUE) as OperationType[]).map(operationOf))

const clock = fc.record({
  bootId: id,
  monotonicMs: fc.constantFrom(0, MOST),
  serverOffsetMs: fc.constantFrom(null, 0, MOST, -MOST),
  offsetAgeMs: fc.constantFrom(null, 0, MOST),
})

const header = fc.record({
  id: fc.constantFrom(...IDS.slice(0, 9)),
  terminalId: fc.constantFrom(TERMINAL, TERMINAL, TERMINAL, OTHER_TERMINAL),
  aggregateId: fc.oneof(fc.constantFrom(...CUSTOMERS), id),
  dependsOn: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.array(id, { maxLength: 3 })),
  occurredAt: fc.constantFrom(...INSTANTS),
  storeTimeZone: fc.constantFrom(...ZONES),
  operatorId: fc.constantFrom(null, 'a1'),
  clock,
})

const record = fc.record({ operation, header })
const records = fc.uniqueArray(record, { maxLength: MOST_RECORDS, selector: (one) => one.header.id })

/** Two customers as a counter leaves them, then whatever else the terminal signed. */
function arrivalsOf(signed: readonly { operation: TypedPayload; header: object }[]): readonly Arrival[] {
  const checked = arrivalOf(1, ageCheck(TERMINAL), { id: IDS[11] })
  const sound = CUSTOMERS.map((customer, index) => {
    const of = { email: EMAILS[index * 2], devices: [kit(DEVICES[index] ?? '')] }
    const places = { id: IDS[10 - index], aggregateId: customer }
    return arrivalOf(index + 2, registration(checked.header.id, of), places)
  })
  const others = signed.map((one, index) => arrivalOf(index + 4, one.operation, one.header))
  return [checked, ...sound, ...others]
}

/** Two customers as a counter leaves them, and up to ten well-formed records of which no counter would write most. */
export const hostileBatch: fc.Arbitrary<readonly Arrival[]> = records.map(arrivalsOf)
