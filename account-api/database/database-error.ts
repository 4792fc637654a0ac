/** The SQLSTATE of a failed statement; null for any other error. */
export function sqlStateOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null
}

/** A row with the same unique key is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlStateOf(error) === '23505'
}

/** A value that no column can hold, such as a text with NUL or a year before the first (class 22). */
export function isUnstorableValue(error: unknown): boolean {
  return sqlStateOf(error)?.startsWith('22') === true
}

/** Another transaction was in the way; the same transaction may succeed when it is run again. */
export function isTransient(error: unknown): boolean {
  const state = sqlStateOf(error)
  return state === '40001' || state === '40P01'
}
