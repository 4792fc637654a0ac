import type { TerminalId } from '#shared/contracts/identifiers.ts'
import type { Head, Held, OperationsResponse } from '#shared/contracts/messages/operations.ts'
import type { OperationResult } from '#shared/contracts/outcome.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { ReadRecord } from './arrival.ts'

/** Records of one terminal that were read. */
export interface RecordBatch {
  readonly terminalId: TerminalId
  readonly receivedAt: string
  readonly records: readonly ReadRecord[]
}

/** Records that their terminal delivers itself. */
export interface Batch extends RecordBatch {
  /** Where the terminal says that its chain ends. */
  readonly claimedHead: Head
}

/** What the ledger answers: a result for each record, in the order of the batch, and how far the chains are whole. */
export interface Taken {
  readonly results: readonly OperationResult[]
  /** The chain of the claimed epoch: its end, what is missing in it, and whether two records claim one place. */
  readonly head: Head
  readonly gaps: OperationsResponse['gaps']
  readonly isForked: boolean
  /** The end of the chain of every epoch of the terminal. */
  readonly heads: readonly Head[]
  /** What is held of every epoch, in the chain or beyond a gap. */
  readonly held: readonly Held[]
}

/**
 * Where records are kept and settled. A batch is taken whole or not at all; the same batch, any part of it, and any
 * order of parts give the same ledger, and the same id with the same hash always has the same final outcome.
 */
export interface LedgerStore {
  take(batch: Batch): Promise<Result<Taken, 'terminal-revoked' | 'unknown-epoch'>>
}

/** Records that head office hands in. What is taken and who the audit says it was stand or fall together. */
export interface ImportBatch extends RecordBatch {
  readonly importedBy: string
}

/** What the ledger answers of records that were imported. */
export interface Imported {
  readonly results: readonly OperationResult[]
  /** How many of them were there before, without what is quarantined. */
  readonly known: number
}

/**
 * Where records go that head office imports. They are settled as delivered ones are; the terminal itself was not heard,
 * and may be revoked [IN20].
 */
export interface ImportStore {
  importRecords(batch: ImportBatch): Promise<Result<Imported, 'unknown-terminal'>>
}
