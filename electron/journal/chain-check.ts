import type { Envelope } from '#shared/contracts/envelope.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import type { Head } from '#shared/contracts/messages/operations.ts'

import { follows, headAfter, isIntact } from './chain.ts'

/** Follows the chain through frames and notes the records that do not verify [J15]; what is out of order is verified alone. */
export interface ChainCheck {
  take(frame: Frame): void
  head(): Head | null
  /** Recomputes what `take` put off: every hash since the last checkpoint, or all of them with `isWhole`. */
  finish(): readonly { readonly epoch: number; readonly sequence: number }[]
}

export function createChainCheck(given: { isWhole: boolean }): ChainCheck {
  let head: Head | null = null
  let lastNumber = 0
  /** Of the last frame that says where the chain stood. */
  let headNumber = 0
  /** A gap since the last record: the next one may begin anywhere. */
  let hasGap = false
  let pending: Envelope[] = []
  const altered: { epoch: number; sequence: number }[] = []

  return {
    take(frame) {
      if (frame.number !== lastNumber + 1) hasGap = true
      lastNumber = Math.max(lastNumber, frame.number)
      if (frame.kind !== 'saved' && frame.kind !== 'checkpoint') return
      // Its segment bears another one's name: the chain ends where the numbers do, whatever was read last [J13a].
      if (frame.number < headNumber) {
        if (frame.kind === 'saved') pending.push(frame.envelope)
        return
      }
      headNumber = frame.number
      if (frame.kind === 'checkpoint') {
        const { epoch, sequence, hash } = frame
        if (head?.epoch === epoch && head.sequence === sequence && head.hash === hash) {
          if (!given.isWhole) pending = []
        } else if (hasGap) head = { epoch, sequence, hash }
        else altered.push({ epoch, sequence })
      }
      if (frame.kind !== 'saved') return
      const { envelope } = frame
      if (!follows(head, envelope) && !hasGap)
        altered.push({ epoch: envelope.epoch, sequence: envelope.sequence })
      else if (given.isWhole) {
        if (!isIntact(envelope)) altered.push({ epoch: envelope.epoch, sequence: envelope.sequence })
      } else pending.push(envelope)
      hasGap = false
      head = headAfter(envelope)
    },
    head: () => head,
    finish() {
      for (const envelope of pending) {
        if (!isIntact(envelope)) altered.push({ epoch: envelope.epoch, sequence: envelope.sequence })
      }
      pending = []
      return altered
    },
  }
}
