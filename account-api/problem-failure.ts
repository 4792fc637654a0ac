import type { Problem, ProblemType } from '#shared/contracts/problem.ts'

/** Why a request was not answered, as a value; the binder turns it into a problem document (RFC 9457). */
export interface ProblemFailure {
  readonly problem: ProblemType
  readonly detail?: string
  /** When to ask again, in whole seconds. */
  readonly retryAfterSeconds?: number
  readonly errors?: NonNullable<Problem['errors']>
}
