import type { CloseAnswer } from '#shared/ipc/leave-methods.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Timer } from '#shared/kernel/timer.ts'

/** So long a window may think about whether it may be closed. */
export const ANSWER_WITHIN_MS = 5_000
/** Sooner than this, a second press is the second half of a double click and no second wish. */
const SECOND_PRESS_AFTER_MS = 700

/** Decides what a press on the window's cross does. A window that does not answer can always be closed. */
export interface CloseGuard {
  /** The window is about to close: whether to hold it open for now. */
  holds(): boolean
  answer(answer: CloseAnswer): void
  /** From now on nothing is held: the machine ends, or the page is gone. */
  release(): void
  /** Whoever listened is gone; the next page says again that it listens. */
  forget(): void
}

export function createCloseGuard(parts: {
  clock: Clock
  timer: Timer
  /** Asks the window. */
  ask: () => void
  /** Ends the window whatever its page does; nobody asks `holds` again. `confirmed`: the window said that it may. */
  close: (how: 'confirmed' | 'unanswered') => void
}): CloseGuard {
  const { clock, timer } = parts
  let isListening = false
  let isReleased = false
  /** When the question was asked that nobody has answered; null while there is none. */
  let askedAtMs: number | null = null
  /** Somebody wished to close, and has not said that they stay. */
  let isOpen = false
  let cancel: () => void = () => undefined

  function settle(): void {
    cancel()
    askedAtMs = null
  }

  function end(how: 'confirmed' | 'unanswered'): void {
    settle()
    isReleased = true
    parts.close(how)
  }

  return {
    holds() {
      if (isReleased || !isListening) return false
      if (askedAtMs !== null) {
        if (clock.monotonicMs() - askedAtMs >= SECOND_PRESS_AFTER_MS) end('unanswered')
        return true
      }
      isOpen = true
      askedAtMs = clock.monotonicMs()
      cancel = timer.after(ANSWER_WITHIN_MS, () => {
        end('unanswered')
      })
      parts.ask()
      return true
    },
    answer(answer) {
      if (answer === 'listening') {
        isListening = true
        return
      }
      // Nobody closes a window that nobody wished to close.
      if (!isOpen || isReleased) return
      settle()
      if (answer === 'asking') return
      isOpen = false
      if (answer === 'close') end('confirmed')
    },
    release() {
      settle()
      isReleased = true
    },
    forget() {
      settle()
      isOpen = false
      isListening = false
    },
  }
}
