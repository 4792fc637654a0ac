import type { ChangedFields } from '#shared/contracts/operations/changed-fields.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import type { Arrival } from './arrival.ts'
import { asAmended } from './amend.ts'
import { checksIn, restsOn } from './dependencies.ts'
import { emailKeyOf } from './email-key.ts'
import type { KnownRecord } from './snapshot.ts'

/** What records speak of: the rows that settling them depends on. */
export interface Subjects {
  readonly emailKeys: readonly string[]
  /** Aggregates that may be customers or accounts. */
  readonly customerIds: readonly string[]
  readonly deviceIds: readonly string[]
  /** Operations that they rest on. */
  readonly operationIds: readonly string[]
}

/** What new records, and the settled ones that they are about, speak of, and what head office changes in one of these. */
export function subjectsIn(
  arrivals: readonly Arrival[],
  records: Iterable<KnownRecord>,
  changes: ChangedFields | null = null,
): Subjects {
  const amended = [...records].flatMap((record) => [record.arrival, asAmended(record) ?? record.arrival])
  const all = [...arrivals, ...amended]
  const operations = all.flatMap(({ content }) => (content.kind === 'opened' ? [content.operation] : []))
  const named = [...all.map(namedIn), ...(changes === null ? [] : [namedBy(changedIn(changes))])]
  const checks = changes === null ? [] : checksIn(changes)
  return {
    emailKeys: unique(named.flatMap(({ emailKeys }) => emailKeys)),
    customerIds: unique(all.map(({ header }) => header.aggregateId)),
    deviceIds: unique(named.flatMap(({ deviceIds }) => deviceIds)),
    operationIds: unique([...operations.flatMap(restsOn), ...checks]),
  }
}

/** The e-mail addresses and devices that a record names. */
export function namedIn({ content }: Arrival): Pick<Subjects, 'emailKeys' | 'deviceIds'> {
  return namedBy(content.kind === 'opened' ? fieldsOf(content.operation) : [])
}

function namedBy(fields: readonly Fields[]): Pick<Subjects, 'emailKeys' | 'deviceIds'> {
  return {
    emailKeys: fields.flatMap(({ email }) => (email === undefined ? [] : [emailKeyOf(email)])),
    deviceIds: unique(fields.flatMap(devicesIn)),
  }
}

interface Fields {
  readonly email?: string | undefined
  readonly devices?: readonly (string | { readonly deviceId: string })[] | undefined
  readonly device?: { readonly deviceId: string } | undefined
  readonly deviceId?: string | undefined
  readonly part?: { readonly deviceId: string | null } | undefined
}

function fieldsOf(operation: TypedPayload): readonly Fields[] {
  const { type, payload } = operation
  if (type === 'correction') return changedIn(payload.changes)
  if (type === 'resolution') {
    return payload.decision.choice === 'mistyped' ? changedIn(payload.decision.changes) : []
  }
  if (type === 'replacement') return replacedIn(payload)
  if (type === 'contact-change') return [payload.fields]
  if (type === 'removal-request') return payload.who.by === 'statement' ? [{ email: payload.who.email }] : []
  const isAboutGoods = ['registration', 'device-added', 'device-released', 'return', 'guarantee-case']
  return isAboutGoods.includes(type) ? [payload as Fields] : []
}

function changedIn(changes: ChangedFields): readonly Fields[] {
  if (changes.type === 'replacement') return replacedIn(changes.fields)
  if (changes.type === 'contact-change') return [changes.fields.fields]
  if (changes.type === 'sale' || changes.type === 'take-back') return []
  if (changes.type !== 'removal-request') return [changes.fields]
  const { who } = changes.fields
  return who.by === 'statement' ? [{ email: who.email }] : []
}

function replacedIn(given: {
  readonly oldDevice?: string | undefined
  readonly newDevice?: { readonly deviceId: string } | undefined
  readonly part?: Fields['part']
}): readonly Fields[] {
  return [{ deviceId: given.oldDevice, part: given.part }, { device: given.newDevice }]
}

function devicesIn({ devices, device, deviceId, part }: Fields): readonly string[] {
  const named = (devices ?? []).map((one) => (typeof one === 'string' ? one : one.deviceId))
  return [...named, device?.deviceId, deviceId, part?.deviceId].flatMap((id) => id ?? [])
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)]
}
