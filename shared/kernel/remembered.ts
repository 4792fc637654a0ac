/**
 * Calls `make` once for each list of arguments and gives the same value ever after. For what is costly to make, never
 * changes and is asked for with few arguments, such as the platform's formatters: nothing made is let go. Where there are
 * many arguments and the same ones come again within a short while, `atMost` values are kept; then all go.
 */
export function remembered<Arguments extends readonly (string | number | boolean)[], Value>(
  make: (...given: Arguments) => Value,
  atMost = Number.POSITIVE_INFINITY,
): (...given: Arguments) => Value {
  const made = new Map<string, Value>()
  return (...given) => {
    const key = given.join('\0')
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(...given)
    if (made.size >= atMost) made.clear()
    made.set(key, value)
    return value
  }
}
