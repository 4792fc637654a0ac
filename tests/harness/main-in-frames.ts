import { isDeepStrictEqual } from 'node:util'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { Frame, SettledFrame } from '#shared/contracts/frame.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { type OperationResult, isFinal } from '#shared/contracts/outcome.ts'
import { ok } from '#shared/kernel/result.ts'
import type { JournalSource } from '#renderer/outbox/journal-source.ts'
import { type EnvelopeSpec, saved, settled } from '#tests/harness/frames.ts'

/** Main's side: the journal, which survives everything that the simulation does. */
export interface SimulatedMain {
  readonly frames: readonly Frame[]
  readonly journal: JournalSource
  /** Journals a record; the same `n` again returns the first frame. */
  save(spec: EnvelopeSpec): { readonly isNew: boolean; readonly frame: Frame }
  /** Journals outcomes that are new; a wait never after a final one. */
  recordOutcomes(results: readonly OperationResult[]): readonly SettledFrame[]
  envelopeOf(id: OperationId): SealedEnvelope | undefined
  /** Whether a final outcome is journaled. */
  isSettled(id: OperationId): boolean
}

export function createSimulatedMain(): SimulatedMain {
  const frames: Frame[] = []
  const savedByN = new Map<number, Frame>()
  const latest = new Map<OperationId, SettledFrame>()
  const envelopes = new Map<OperationId, SealedEnvelope>()

  return {
    frames,
    journal: {
      read: async ({ afterFrame, limit }) =>
        ok({ afterFrame, frames: frames.slice(afterFrame, afterFrame + limit), lastFrame: frames.length }),
    },
    save(spec) {
      const known = savedByN.get(spec.n)
      if (known !== undefined) return { isNew: false, frame: known }
      const frame = saved(frames.length + 1, spec)
      frames.push(frame)
      savedByN.set(spec.n, frame)
      envelopes.set(frame.envelope.id, frame.envelope as SealedEnvelope)
      return { isNew: true, frame }
    },
    recordOutcomes: (results) =>
      results.map(({ operationId, outcome }) => {
        const known = latest.get(operationId)
        const isOld = known !== undefined && isFinal(known.outcome) && !isFinal(outcome)
        if (known !== undefined && (isOld || isDeepStrictEqual(known.outcome, outcome))) return known
        const frame = { ...settled(frames.length + 1, 0, outcome), operationId }
        frames.push(frame)
        latest.set(operationId, frame)
        return frame
      }),
    envelopeOf: (id) => envelopes.get(id),
    isSettled: (id) => isFinal(latest.get(id)?.outcome ?? { kind: 'waiting', on: [id] }),
  }
}
