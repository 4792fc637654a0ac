import type { Texts } from './texts/texts.ts'

/** What of a record a person compares, in this order; consents, texts and addresses have no say in a case. */
export const FIELDS = [
  'claim',
  'givenName',
  'familyName',
  'email',
  'mobilePhone',
  'dateOfBirth',
  'countryOfResidence',
  'language',
  'devices',
  'device',
  'deviceId',
  'productClasses',
  'outcome',
  'reason',
  'method',
  'documentKind',
  'checkedAt',
  'clock',
  'operator',
  'kind',
  'count',
  'why',
  'purchaseDate',
  'purchasePlace',
  'channel',
  'registeredAt',
] as const satisfies readonly (keyof Texts['fields'])[]

/** The fields that hold an instant. */
export const FIELDS_OF_TIME: ReadonlySet<Field> = new Set(['checkedAt', 'registeredAt'])

export type Field = (typeof FIELDS)[number]

/** The comparable fields of a record as lines of text. */
export function fieldsIn(record: Readonly<Record<string, unknown>>): ReadonlyMap<Field, string> {
  const lines = FIELDS.map((field) => [field, lineOf(record[field])] as const)
  return new Map(lines.filter((line): line is readonly [Field, string] => line[1] !== null))
}

function lineOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.flatMap((one) => lineOf(one) ?? []).join(', ')
  if (typeof value !== 'object' || value === null) return null
  return 'deviceId' in value ? lineOf(value.deviceId) : null
}
