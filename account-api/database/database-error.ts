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

/**
 * A bug met what a record says: code threw, or what follows from it breaks a rule of the tables (class 23). Whatever else a
 * database refuses (42, its schema, rights) would be refused for every record.
 */
export function isOfOneRecord(error: unknown): boolean {
  const state = sqlStateOf(error)
  return state === null ? !(error instanceof DatabaseAway) : state.startsWith('23')
}

/** Another transaction was in the way; the same transaction may succeed when it is run again. */
export function isTransient(error: unknown): boolean {
  const state = sqlStateOf(error)
  return state === '40001' || state === '40P01'
}

/**
 * The connection to the database failed, or none was to be had in time. What ran on it was done, or not: only asking
 * again under the same id tells.
 */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway'
  /** The system's code of what happened, where there is one. */
  readonly code: string | undefined

  constructor(cause: unknown) {
    super('the database is away', { cause })
    const hasCode = typeof cause === 'object' && cause !== null && 'code' in cause
    this.code = hasCode && typeof cause.code === 'string' ? cause.code : undefined
  }
}

/** Whether what the driver threw comes from the connection: it carries no SQLSTATE, and is no bug of who called. */
export function isOfConnection(error: unknown): boolean {
  return sqlStateOf(error) === null && !(error instanceof TypeError) && !(error instanceof RangeError)
}

/**
 * What passes by itself: connection exception (08), insufficient resources (53), operator intervention with the end of a
 * statement's time (57), a primary that is one no longer (25006), a lock or a transaction in the way for too long.
 */
const PASSING = /^(?:08|53|57|25006|55P03|40001|40P01)/

/** The database cannot do it now, and will later (load/SPEC.md, OP4). */
export function isUnavailable(error: unknown): boolean {
  return error instanceof DatabaseAway || PASSING.test(sqlStateOf(error) ?? '')
}
