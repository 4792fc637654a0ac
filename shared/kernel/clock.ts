/**
 * The only source of time. `wallMs` may jump in either direction and orders nothing; `monotonicMs` never
 * goes back while the process lives and is what delays are measured with.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z, as the machine believes it. */
  wallMs(): number
  /** Milliseconds since an arbitrary start of this process. */
  monotonicMs(): number
}
