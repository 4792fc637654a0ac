import type { Envelope } from '#shared/contracts/envelope.ts'
import type { Frame } from '#shared/contracts/frame.ts'
import type { AggregateId, OperationId, OperatorId } from '#shared/contracts/identifiers.ts'
import { isSecond } from '#shared/contracts/held-places.ts'
import { type Outcome, isFinal } from '#shared/contracts/outcome.ts'
import type { OpenRecords } from '#shared/domain/may-leave.ts'

/** Where a frame's bytes stand. */
export interface Place {
  readonly segment: number
  readonly offset: number
  readonly length: number
}

/** What the journal remembers of an operation without reading it. */
export interface RecordEntry {
  readonly savedFrame: number
  readonly epoch: number
  readonly sequence: number
  readonly operatorId: OperatorId | null
  /** The latest outcome; null while there is none. */
  settled: { readonly frame: number; readonly outcome: Outcome } | null
  /** The frame by which the account API's loss of its outcome was noted; 0 before any [J21]. */
  lostBy: number
  /** Whether the account API ever said that another record has its id: its place there tells nothing [T19]. */
  isSecond: boolean
  /** Whether the sealed bytes were given up [J18]. */
  isRemoved: boolean
  /** Whether sealed bytes of it still stand in its segment. */
  hasSealedBytes: boolean
}

/** In whose name a record was written. */
export type RecordOrigin = Pick<Envelope, 'terminalId' | 'realm' | 'epoch'>

/** Positions and states of everything in the journal; the frames themselves stay on disk [J17]. */
export interface FrameIndex {
  note(frame: Frame, place: Place): void
  move(number: number, place: Place): void
  place(number: number): Place | undefined
  record(id: OperationId): RecordEntry | undefined
  /** The latest outcome of an operation, also of one whose `saved` frame was lost. */
  outcome(id: OperationId): RecordEntry['settled']
  records(): IterableIterator<[OperationId, RecordEntry]>
  /** Of these, the ones whose sealed bytes no frame gives up: few, however long the journal is. */
  keptRecords(): IterableIterator<[OperationId, RecordEntry]>
  /** Who wrote the last record: which terminal, of which realm, in which epoch. */
  origin(): RecordOrigin | null
  /** Whether a record asks for the removal of this customer, and is not taken back (R16). */
  isLeaving(customer: AggregateId): boolean
  savedFrameAt(position: { epoch: number; sequence: number }): number | undefined
  /** The highest number that can be read; 0 when there is none. */
  lastNumber(): number
  missingNumbers(upTo: number): readonly (readonly [number, number])[]
  sinceCheckpoint(): number
}

export function createFrameIndex(): FrameIndex {
  const places = new Map<number, Place>()
  const records = new Map<OperationId, RecordEntry>()
  const kept = new Map<OperationId, RecordEntry>()
  const sequences = new Map<string, number>()
  const early = new Map<OperationId, Heard>()
  /** By the record that asks for it. */
  const leaving = new Map<OperationId, AggregateId>()
  let last = 0
  let lastCheckpoint = 0
  let origin: (RecordOrigin & { readonly frame: number }) | null = null

  /** What is known of an operation whose `saved` frame was lost is kept in case the frame turns up later. */
  function stateOf(id: OperationId) {
    const known = records.get(id) ?? early.get(id) ?? unheardOf()
    if (!records.has(id)) early.set(id, known)
    return known
  }

  function noteRemoval(id: OperationId): void {
    stateOf(id).isRemoved = true
    kept.delete(id)
  }

  return {
    note(frame, place) {
      places.set(frame.number, place)
      last = Math.max(last, frame.number)
      if (frame.kind === 'checkpoint') lastCheckpoint = frame.number
      if (frame.kind === 'settled') {
        const state = stateOf(frame.operationId)
        if (isSecond(frame.outcome)) state.isSecond = true
        // The newest frame holds, in whatever order segments are read [J20].
        if (frame.number > Math.max(state.settled?.frame ?? 0, state.lostBy))
          state.settled = { frame: frame.number, outcome: frame.outcome }
      }
      if (frame.kind === 'refill') for (const id of frame.operationIds) noteLoss(stateOf(id), frame.number)
      if (frame.kind === 'removed') for (const id of frame.operationIds) noteRemoval(id)
      if (frame.kind !== 'saved') return
      const { type, aggregateId, dependsOn } = frame.envelope
      if (type === 'removal-request') leaving.set(frame.envelope.id, aggregateId)
      if (type === 'void') for (const target of dependsOn) leaving.delete(target)
      const { id, terminalId, realm, epoch, sequence, operatorId, sealedPayload } = frame.envelope
      if (frame.number > (origin?.frame ?? 0)) origin = { terminalId, realm, epoch, frame: frame.number }
      if (!records.has(id)) {
        const known = early.get(id) ?? unheardOf()
        const hasSealedBytes = sealedPayload !== null
        const entry = { savedFrame: frame.number, epoch, sequence, operatorId, ...known, hasSealedBytes }
        records.set(id, entry)
        if (!entry.isRemoved) kept.set(id, entry)
        early.delete(id)
      }
      sequences.set(`${epoch}:${sequence}`, frame.number)
    },
    move: (number, place) => void places.set(number, place),
    place: (number) => places.get(number),
    record: (id) => records.get(id),
    outcome: (id) => (records.get(id) ?? early.get(id))?.settled ?? null,
    records: () => records.entries(),
    keptRecords: () => kept.entries(),
    origin: () => origin,
    isLeaving: (customer) => [...leaving.values()].includes(customer),
    savedFrameAt: ({ epoch, sequence }) => sequences.get(`${epoch}:${sequence}`),
    lastNumber: () => last,
    missingNumbers(upTo) {
      const missing: [number, number][] = []
      for (let number = 1; number <= upTo; number += 1) {
        if (places.has(number)) continue
        const run = missing.at(-1)
        if (run !== undefined && run[1] === number - 1) run[1] = number
        else missing.push([number, number])
      }
      return missing
    },
    sinceCheckpoint: () => last - lastCheckpoint,
  }
}

/** What frames beside its own say of a record. */
type Heard = Pick<RecordEntry, 'settled' | 'lostBy' | 'isSecond' | 'isRemoved'>

function unheardOf(): Heard {
  return { settled: null, lostBy: 0, isSecond: false, isRemoved: false }
}

function noteLoss(state: Pick<RecordEntry, 'settled' | 'lostBy'>, frame: number): void {
  state.lostBy = Math.max(state.lostBy, frame)
  if ((state.settled?.frame ?? 0) < state.lostBy) state.settled = null
}

/** Whether nothing more will happen to a record by itself. */
export function isSettled(entry: RecordEntry): boolean {
  return entry.settled !== null && isFinal(entry.settled.outcome)
}

/** Records that somebody or something here still has to do with now; of which a customer is asked is not among them. */
export function countOpen(index: Pick<FrameIndex, 'records'>): OpenRecords {
  const open = { waiting: 0, cases: 0, quarantined: 0 }
  for (const [, { settled }] of index.records()) {
    const kind = settled?.outcome.kind ?? 'waiting'
    if (kind === 'waiting') open.waiting += 1
    if (settled?.outcome.kind === 'case' && settled.outcome.asked === undefined) open.cases += 1
    if (kind === 'quarantined') open.quarantined += 1
  }
  return open
}

/**
 * Records that head office may not have, in the order in which they were saved: nothing final came back for them, or the
 * till itself gave up sending them because they are too large.
 */
export function unsentOf(index: Pick<FrameIndex, 'records'>): readonly OperationId[] {
  return [...index.records()]
    .filter(([, entry]) => (!isSettled(entry) || isTooLarge(entry)) && !isGivenUp(entry))
    .sort(([, left], [, right]) => left.savedFrame - right.savedFrame)
    .map(([id]) => id)
}

function isTooLarge({ settled }: RecordEntry): boolean {
  return settled?.outcome.kind === 'quarantined' && settled.outcome.reason === 'too-large'
}

/**
 * Whether its sealed bytes may go. Where its outcome cannot be read any more they are needed: sent again, it is told again.
 */
export function isGivenUp(entry: RecordEntry | undefined): boolean {
  return entry !== undefined && entry.isRemoved && isSettled(entry)
}
