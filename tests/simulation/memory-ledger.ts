import { hash } from 'node:crypto'

import type { Arrival, ReadRecord } from '#account-api/ingest/arrival.ts'
import { caseIdOf } from '#account-api/ingest/case-id.ts'
import { targetOf } from '#account-api/ingest/dependencies.ts'
import { learn, learnOutcomes } from '#account-api/ingest/learn.ts'
import type { ImportStore, LedgerStore, RecordBatch } from '#account-api/ingest/ledger-store.ts'
import { secondOutcome, storeCase } from '#account-api/ingest/open-case.ts'
import { NO_EFFECTS } from '#account-api/ingest/effects.ts'
import { type CentralAct, settle } from '#account-api/ingest/settle.ts'
import type { SettlementRules } from '#account-api/ingest/settlement.ts'
import { EMPTY_SNAPSHOT, growing } from '#account-api/ingest/snapshot.ts'
import type { KnownCase } from '#account-api/ingest/snapshot.ts'
import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId, TerminalId } from '#shared/contracts/identifiers.ts'
import type { CentralDecision } from '#shared/contracts/messages/cases.ts'
import type { Head, Held } from '#shared/contracts/messages/operations.ts'
import { type OperationResult, type Outcome, isFinal } from '#shared/contracts/outcome.ts'
import { GENESIS_HASH } from '#shared/contracts/values.ts'
import { assert } from '#shared/kernel/assert.ts'
import { fail, ok } from '#shared/kernel/result.ts'

import { type LedgerTables, createLedgerTables } from './ledger-tables.ts'

/** One record of the inbox. */
export interface InboxRow {
  readonly envelope: SealedEnvelope
  readonly arrival: Arrival
  outcome: Outcome | null
  /** Every kind of outcome that it ever had. */
  readonly had: Set<Outcome['kind']>
  /** When it was settled first, in the order of all that were; null while it waits. */
  settledAs: number | null
}

interface Epoch {
  head: Head
  claimed: number
  isForked: boolean
  /** The highest sequence that is held. */
  last: number
}

/** The account API's ledger in memory, one batch at a time, with the pure rules of ingest. */
export interface MemoryLedger extends LedgerStore, ImportStore {
  enrol(terminalId: TerminalId): number
  revoke(terminalId: TerminalId): void
  isRevoked(terminalId: TerminalId): boolean
  decide(given: { caseId: string; decision: CentralDecision; at: string }): void
  inbox(): ReadonlyMap<OperationId, InboxRow>
  row(id: OperationId): InboxRow | undefined
  /** What came under an id that another record had, in the order in which it came. */
  seconds(): readonly SealedEnvelope[]
  /** What became of one of these. */
  secondOutcome(envelope: SealedEnvelope): Outcome
  openCases(): readonly (readonly [string, KnownCase])[]
  /** Kept outside the chain: what did not prove itself, or came under an id that was taken. */
  readonly refused: readonly ReadRecord[]
  readonly tables: LedgerTables
  chain(terminalId: TerminalId, epoch: number): Epoch
  /** The end of the chain of every epoch of a terminal. */
  heads(terminalId: TerminalId): readonly Head[]
}

export function createMemoryLedger(given: {
  rules: SettlementRules
  violate: (text: string) => void
  hadOf: (id: OperationId) => Set<Outcome['kind']>
}): MemoryLedger {
  const known = growing(EMPTY_SNAPSHOT)
  const rows = new Map<OperationId, InboxRow>()
  const waitingRows = new Set<InboxRow>()
  /** Every record that stands in a chain, by its place. */
  const places = new Map<string, SealedEnvelope[]>()
  const epochs = new Map<string, Epoch>()
  const terminals = new Map<TerminalId, { last: number; isRevoked: boolean }>()
  const tables = createLedgerTables()
  const refused: ReadRecord[] = []
  const seconds = new Map<string, SealedEnvelope>()
  let settledCount = 0

  const chain = (terminalId: TerminalId, epoch: number): Epoch => {
    const found = epochs.get(`${terminalId} ${epoch}`)
    assert(found !== undefined, 'the epoch was enrolled')
    return found
  }

  function store(batch: RecordBatch): InboxRow[] {
    const stored: InboxRow[] = []
    for (const record of batch.records) {
      if (record.kind === 'refused') {
        refused.push(record)
        continue
      }
      const { envelope, content } = record
      if (rows.has(envelope.id)) continue
      const { hash: ownHash, signature: _signature, sealedPayload: _sealed, ...header } = envelope
      const arrival: Arrival = { header, hash: ownHash, content, receivedAt: batch.receivedAt }
      const row: InboxRow = {
        envelope,
        arrival,
        outcome: null,
        had: given.hadOf(envelope.id),
        settledAs: null,
      }
      rows.set(envelope.id, row)
      stored.push(row)
      putInPlace(envelope)
    }
    return stored
  }

  function putInPlace(envelope: SealedEnvelope): void {
    const place = `${envelope.terminalId} ${envelope.epoch} ${envelope.sequence}`
    const others = places.get(place) ?? []
    places.set(place, [...others, envelope])
    const epoch = chain(envelope.terminalId, envelope.epoch)
    epoch.last = Math.max(epoch.last, envelope.sequence)
    if (others.length > 0) epoch.isForked = true
  }

  /** All that wait, directly or through others, on these. */
  function waitingOn(roots: readonly string[]): InboxRow[] {
    const found = new Set<string>(roots)
    const waiting = [...waitingRows]
    for (let before = -1; before !== found.size;) {
      before = found.size
      for (const { outcome, arrival } of waiting) {
        if (outcome?.kind === 'waiting' && outcome.on.some((id) => found.has(id)))
          found.add(arrival.header.id)
      }
    }
    return waiting.filter(({ arrival }) => found.has(arrival.header.id))
  }

  /** What is spoken about, and what that speaks about in turn. */
  function aboutOf(arrivals: readonly Arrival[], decided: readonly string[]): string[] {
    const found = new Set<string>()
    let next = [...arrivals.flatMap((arrival) => targetOf(arrival) ?? []), ...decided] as string[]
    while (next.length > 0) {
      for (const id of next) found.add(id)
      next = next.flatMap((id) => {
        const row = rows.get(id as OperationId)
        const target = row === undefined ? null : targetOf(row.arrival)
        return target === null || found.has(target) ? [] : [target]
      })
    }
    return [...found]
  }

  function settleAll(asked: { arrivals: readonly Arrival[]; central?: CentralAct }): void {
    const { outcomes, steps } = settle(known, asked.arrivals, given.rules, asked.central)
    for (const arrival of asked.arrivals) {
      const isNew = !known.records.has(arrival.header.id)
      const isWaiting = outcomes.get(arrival.header.id)?.kind === 'waiting'
      if (isNew && !isWaiting)
        known.records.set(arrival.header.id, { arrival, amendments: [], accountId: null })
    }
    for (const step of steps) {
      learn(known, step)
      for (const text of tables.write(step)) given.violate(text)
    }
    learnOutcomes(known, outcomes)
    for (const [id, outcome] of outcomes) {
      const row = rows.get(id)
      if (row === undefined) continue
      row.outcome = outcome
      if (outcome.kind === 'waiting') waitingRows.add(row)
      else waitingRows.delete(row)
      row.had.add(outcome.kind)
      if (isFinal(outcome)) row.settledAs ??= settledCount++
    }
  }

  function advance(terminalId: TerminalId, epoch: number): void {
    const at = chain(terminalId, epoch)
    // Where two records claim one place, both ways are gone once more.
    let reached: { sequence: number; hashes: readonly string[] } = at.isForked
      ? { sequence: 0, hashes: [GENESIS_HASH] }
      : { sequence: at.head.sequence, hashes: [at.head.hash] }
    for (;;) {
      const { hashes } = reached
      const sequence = reached.sequence + 1
      const next = (places.get(`${terminalId} ${epoch} ${sequence}`) ?? []).filter(({ previousHash }) =>
        hashes.includes(previousHash),
      )
      if (next.length === 0) break
      reached = { sequence, hashes: next.map((envelope) => envelope.hash) }
    }
    const [first] = reached.hashes.toSorted()
    if (reached.sequence === at.head.sequence || first === undefined) return
    at.head = { epoch, sequence: reached.sequence, hash: first }
  }

  /** What is held of an epoch, in the chain or beyond a gap. */
  function heldOf(terminalId: TerminalId, head: Head): Held {
    const { last, isForked } = chain(terminalId, head.epoch)
    const at = (sequence: number) => places.get(`${terminalId} ${head.epoch} ${sequence}`) ?? []
    const gaps: [number, number][] = []
    const ends: [number, string][] = [[head.sequence, head.hash]]
    let before = head.sequence
    for (let sequence = head.sequence + 1; sequence <= last; sequence += 1) {
      const [envelope] = at(sequence)
      if (envelope === undefined) continue
      if (sequence > before + 1) gaps.push([before + 1, sequence - 1])
      before = sequence
      const isFollowed = at(sequence + 1).some(({ previousHash }) => previousHash === envelope.hash)
      if (!isForked && !isFollowed) ends.push([sequence, envelope.hash])
    }
    const beside = [
      ...(isForked ? besideOf(at, { head, last }) : []),
      ...secondsOf(terminalId, head.epoch).map((envelope) => envelope.hash),
    ]
    const fork = beside.length === 0 ? null : hash('sha256', beside.join(' '), 'base64url')
    return { epoch: head.epoch, last: before, gaps, ends, fork }
  }

  /** What tells apart what is held where two records claim one place, and beyond the head. */
  function besideOf(
    at: (sequence: number) => readonly SealedEnvelope[],
    { head, last }: { head: Head; last: number },
  ): readonly string[] {
    const beside: string[] = []
    for (let sequence = 1; sequence <= last; sequence += 1) {
      const there = at(sequence)
      const first = there.map((envelope) => envelope.hash).filter((one) => !seconds.has(one))
      if (sequence > head.sequence || there.length > 1) beside.push(...first.toSorted())
    }
    return beside
  }

  function secondsOf(terminalId: TerminalId, epoch: number): readonly SealedEnvelope[] {
    return [...seconds.values()]
      .filter((envelope) => envelope.terminalId === terminalId && envelope.epoch === epoch)
      .toSorted((one, other) => one.sequence - other.sequence || (one.hash < other.hash ? -1 : 1))
  }

  function outcomeOfSecond({ id, hash: envelopeHash }: SealedEnvelope): Outcome {
    const caseId = caseIdOf({ operationId: id, envelopeHash, kind: 'id-reused' })
    const kase = known.cases.get(caseId)
    assert(kase !== undefined, 'a second record has its case')
    return secondOutcome({ caseId, ...kase })
  }

  function headsOf(terminalId: TerminalId): readonly Head[] {
    const last = terminals.get(terminalId)?.last ?? 0
    return Array.from({ length: last }, (_, index) => chain(terminalId, index + 1).head)
  }

  function reuse(envelope: SealedEnvelope, batch: RecordBatch): Outcome {
    const subject = { operationId: envelope.id, envelopeHash: envelope.hash, terminalId: batch.terminalId }
    const kind = 'id-reused'
    if (!seconds.has(envelope.hash)) {
      seconds.set(envelope.hash, envelope)
      putInPlace(envelope)
      const row = storeCase(subject, { kind, openedAt: batch.receivedAt })
      const step = { ...NO_EFFECTS, cases: [row] }
      learn(known, step)
      for (const text of tables.write(step)) given.violate(text)
    }
    return outcomeOfSecond(envelope)
  }

  /** Keeps records and settles them, with all that waits for them. */
  function settleBatch(batch: RecordBatch): readonly OperationResult[] {
    const { terminalId } = batch
    const stored = store(batch)
    const fresh = stored.map((row) => row.arrival)
    const ids = batch.records.flatMap((record) => (record.kind === 'chained' ? [record.envelope.id] : []))
    const again = waitingOn([...ids, ...aboutOf(fresh, [])]).map((row) => row.arrival)
    const arrivals = [...fresh, ...again.filter((arrival) => !fresh.includes(arrival))]
    if (arrivals.length > 0) settleAll({ arrivals })
    const results = batch.records.map((record) => {
      if (record.kind === 'refused') {
        const outcome = { kind: 'quarantined', reason: record.reason } as const
        return { operationId: record.operationId, outcome }
      }
      const { envelope } = record
      const row = rows.get(envelope.id)
      assert(row?.outcome !== undefined && row.outcome !== null, 'a stored operation has an outcome')
      const isSame = row.envelope.hash === envelope.hash
      return { operationId: envelope.id, outcome: isSame ? row.outcome : reuse(envelope, batch) }
    })
    const last = terminals.get(terminalId)?.last ?? 0
    for (let number = 1; number <= last; number += 1) advance(terminalId, number)
    return results
  }

  return {
    tables,
    refused,
    chain,
    heads: headsOf,
    inbox: () => rows,
    row: (id) => rows.get(id),
    seconds: () => [...seconds.values()],
    secondOutcome: outcomeOfSecond,
    openCases: () => [...known.cases].filter(([, kase]) => kase.isOpen),
    enrol(terminalId) {
      const last = (terminals.get(terminalId)?.last ?? 0) + 1
      terminals.set(terminalId, { last, isRevoked: false })
      const head = { epoch: last, sequence: 0, hash: GENESIS_HASH }
      epochs.set(`${terminalId} ${last}`, { head, claimed: 0, isForked: false, last: 0 })
      return last
    },
    revoke(terminalId) {
      const terminal = terminals.get(terminalId)
      if (terminal !== undefined) terminal.isRevoked = true
    },
    isRevoked: (terminalId) => terminals.get(terminalId)?.isRevoked ?? true,
    decide({ caseId, decision, at }) {
      const kase = known.cases.get(caseId)
      if (kase === undefined || !kase.isOpen || !kase.choices.includes(decision.choice)) return
      const about = aboutOf([], [kase.operationId])
      const arrivals = waitingOn(about).map((row) => row.arrival)
      const act = { operationId: null, terminalId: null, actor: 'administrator', at }
      settleAll({ arrivals, central: { caseId, decision, act } })
    },
    async take(batch) {
      const { terminalId, claimedHead } = batch
      if (terminals.get(terminalId)?.isRevoked !== false) return fail('terminal-revoked')
      const epoch = epochs.get(`${terminalId} ${claimedHead.epoch}`)
      if (epoch === undefined) return fail('unknown-epoch')
      epoch.claimed = Math.max(epoch.claimed, claimedHead.sequence)
      const results = settleBatch(batch)
      const heads = headsOf(terminalId)
      const { head, isForked } = epoch
      const held = heads.map((end) => heldOf(terminalId, end))
      return ok({ results, head, gaps: heldOf(terminalId, head).gaps, isForked, heads, held })
    },
    async importRecords(batch) {
      if (!terminals.has(batch.terminalId)) return fail('unknown-terminal')
      const there = batch.records.filter(
        (record) => record.kind === 'chained' && rows.has(record.envelope.id),
      ).length
      return ok({ results: settleBatch(batch), known: there })
    },
  }
}
