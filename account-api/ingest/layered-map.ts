/**
 * A map over another one that never changes meanwhile: what is written stays in the upper one, everything else is read through.
 * It looks as a copy would, order included, and costs what is written instead of what is there.
 */
export class LayeredMap<Key, Value> extends Map<Key, Value> {
  readonly #below: ReadonlyMap<Key, Value>
  /** Of what is below: deleted here. What comes again after that stands at the end, as in a copy. */
  #gone: Set<Key> | null = null
  /** How many that are not seen through from below. */
  #added = 0

  constructor(below: ReadonlyMap<Key, Value>) {
    super()
    this.#below = below
  }

  #isBelow(key: Key): boolean {
    return this.#below.has(key) && this.#gone?.has(key) !== true
  }

  override get size(): number {
    return this.#below.size - (this.#gone?.size ?? 0) + this.#added
  }

  override has(key: Key): boolean {
    return super.has(key) || this.#isBelow(key)
  }

  override get(key: Key): Value | undefined {
    if (super.has(key)) return super.get(key)
    return this.#gone?.has(key) === true ? undefined : this.#below.get(key)
  }

  override set(key: Key, value: Value): this {
    if (!super.has(key) && !this.#isBelow(key)) this.#added += 1
    return super.set(key, value)
  }

  override delete(key: Key): boolean {
    const isBelow = this.#isBelow(key)
    const isHere = super.delete(key)
    if (isBelow) (this.#gone ??= new Set()).add(key)
    else if (isHere) this.#added -= 1
    return isBelow || isHere
  }

  override clear(): void {
    this.#gone = new Set(this.#below.keys())
    this.#added = 0
    super.clear()
  }

  override *entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of this.#below) {
      if (this.#gone?.has(key) !== true) yield [key, super.has(key) ? (super.get(key) as Value) : value]
    }
    for (const entry of super.entries()) if (!this.#isBelow(entry[0])) yield entry
  }

  override [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries()
  }

  override *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key
  }

  override *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value
  }

  override forEach(call: (value: Value, key: Key, map: Map<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) call(value, key, this)
  }
}
