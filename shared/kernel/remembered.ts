/**
 * Calls `make` once for each list of arguments and gives the same value ever after. For what is costly to make, never
 * changes and is asked for with few arguments, such as the platform's formatters: nothing made is let go.
 */
export function remembered<Arguments extends readonly (string | number | boolean)[], Value>(
  make: (...given: Arguments) => Value,
): (...given: Arguments) => Value {
  const made = new Map<string, Value>()
  return (...given) => {
    const key = given.join('\0')
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(...given)
    made.set(key, value)
    return value
  }
}
