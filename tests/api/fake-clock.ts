import type { Clock } from '#shared/kernel/clock.ts'

/** A clock that only the test moves. */
export class FakeClock implements Clock {
  #wallMs: number

  constructor(instant: string) {
    this.#wallMs = Date.parse(instant)
  }

  wallMs(): number {
    return this.#wallMs
  }

  monotonicMs(): number {
    return this.#wallMs
  }

  advance(ms: number): void {
    this.#wallMs += ms
  }
}
