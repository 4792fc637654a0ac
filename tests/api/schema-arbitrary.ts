import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'

/** The part of JSON Schema 2020-12 that the description of the account API uses. */
export interface JsonSchema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
}

const MOST_ITEMS = 3
const MOST_CHARACTERS = 300

/** Values that a schema takes, as far as its keywords can be built. */
export function fitting(schema: JsonSchema): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const ways = schema.anyOf ?? schema.oneOf
  if (ways !== undefined) return fc.oneof(...ways.map(fitting))
  switch (schema.type) {
    case 'object':
      return objectOf(schema)
    case 'array': {
      const minLength = schema.minItems ?? 0
      const maxLength = Math.max(minLength, Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS))
      return fc.array(fitting(schema.items ?? {}), { minLength, maxLength })
    }
    case 'string':
      return textOf(schema)
    case 'integer': {
      const min = Math.max(schema.minimum ?? -1e9, (schema.exclusiveMinimum ?? -1e9) + 1)
      return fc.oneof(
        fc.integer({ min, max: Math.min(schema.maximum ?? 1e9, min + 10) }),
        fc.integer({ min, max: schema.maximum ?? Number.MAX_SAFE_INTEGER }),
      )
    }
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case undefined:
    default:
      return fc.jsonValue()
  }
}

function objectOf(schema: JsonSchema): Arbitrary<unknown> {
  const members = Object.entries(schema.properties ?? {}).map(([name, member]) => [name, fitting(member)])
  const requiredKeys = [...(schema.required ?? [])]
  return fc.record(Object.fromEntries(members) as Record<string, Arbitrary<unknown>>, { requiredKeys })
}

function textOf(schema: JsonSchema): Arbitrary<unknown> {
  const { minLength = 0, maxLength = MOST_CHARACTERS } = schema
  const text = fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, MOST_CHARACTERS) })
  const plain = fc.string({ unit: 'grapheme-ascii', minLength, maxLength: Math.min(maxLength, 40) })
  if (schema.format === 'uuid') return fc.uuid()
  const instant = fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  if (schema.format === 'date-time') return instant
  if (schema.format === 'date') return instant.map((whole) => whole.slice(0, 10))
  if (schema.pattern === undefined) return fc.oneof(text, plain)
  return matching(schema.pattern) ?? plain
}

/** Texts of a pattern; null where it has parts that cannot be built. */
function matching(pattern: string): Arbitrary<string> | null {
  try {
    return fc.stringMatching(new RegExp(pattern, pattern.includes('\\p{') ? 'u' : ''))
  } catch {
    return null
  }
}

/** A value with one member changed to something else, left out or added, somewhere inside. */
export function bent(value: Arbitrary<unknown>): Arbitrary<unknown> {
  const how = fc.record({
    path: fc.array(fc.nat(), { maxLength: 4 }),
    by: fc.jsonValue(),
    isGone: fc.boolean(),
  })
  return fc
    .tuple(value, how)
    .map(([whole, { path, by, isGone }]) => bend(whole, path, isGone ? undefined : by))
}

function bend(value: unknown, [step, ...rest]: readonly number[], by: unknown): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return by
  const members = Object.entries(value)
  // One beyond the last: something that is not there yet.
  const [name, member] = members[step % (members.length + 1)] ?? ['unknownMember', by]
  const changed = bend(member, rest, by)
  if (Array.isArray(value)) return [...value.slice(0, -1), changed]
  return { ...value, [name]: changed }
}
