/** One change between two markets: where, what was, what will be; null where there is nothing. */
export interface MarketChange {
  readonly path: readonly string[]
  readonly before: string | null
  readonly after: string | null
}

/** Every change, leaf by leaf, in the order of the data [MD2]. Entries of a list are told apart by what they are called. */
export function marketChanges(before: unknown, after: unknown): readonly MarketChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  const places = [...new Set([...old.keys(), ...now.keys()])]
  return places.flatMap((place) => {
    const [was, is] = [old.get(place), now.get(place)]
    if (was?.text === is?.text) return []
    const path = is?.path ?? was?.path ?? []
    return [{ path, before: was?.text ?? null, after: is?.text ?? null }]
  })
}

interface Leaf {
  readonly path: readonly string[]
  readonly text: string
}

function leavesOf(value: unknown, path: readonly string[] = []): ReadonlyMap<string, Leaf> {
  if (typeof value !== 'object' || value === null)
    return new Map([[JSON.stringify(path), { path, text: String(value) }]])
  const entries = Array.isArray(value)
    ? value.map((member, index): [string, unknown] => [nameOf(member, index), member])
    : Object.entries(value)
  return new Map(entries.flatMap(([name, member]) => [...leavesOf(member, [...path, name])]))
}

/** What a list's entry is called by: a new one in front must not make all that follow look changed. */
function nameOf(member: unknown, index: number): string {
  if (typeof member === 'string') return member
  if (typeof member !== 'object' || member === null) return String(index + 1)
  for (const name of ['purpose', 'kind', 'channel', 'model', 'from', 'code'])
    if (name in member) return String((member as Record<string, unknown>)[name])
  return String(index + 1)
}
