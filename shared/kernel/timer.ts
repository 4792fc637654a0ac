/** Delays, measured by a monotonic clock. Calling the returned function before it fires cancels it. */
export interface Timer {
  after(delayMs: number, fire: () => void): () => void
}
