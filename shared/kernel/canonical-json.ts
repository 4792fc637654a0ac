/** A value that JSON can carry and that this product signs: no fractions, so that every engine writes the same digits. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined }

/**
 * The one text of a value, for hashing and signing: keys sorted by UTF-16 code unit, no blanks, absent keys left
 * out, numbers whole and safe (the subset of RFC 8785 that envelopes need). Throws on any other number: a bug.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error('canonical JSON holds whole, safe numbers only')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item: CanonicalValue) => canonicalJson(item)).join(',')}]`
  const members = value as { readonly [key: string]: CanonicalValue | undefined }
  let text = ''
  // Without a comparison of its own, `sort` goes by UTF-16 code unit.
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}
