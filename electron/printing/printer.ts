import type { Paper, PrintResult, PrinterStanding } from '#shared/domain/paper.ts'
import type { PrinterInfo } from '#shared/ipc/print-methods.ts'

import type { PrintDocument } from './print-document.ts'

/** One document for one printer; without a name it is the one that the machine prefers. */
export interface PrintJob {
  readonly document: PrintDocument
  readonly paper: Paper
  readonly printer: string | null
}

/** The printers of the machine (SPEC.md). */
export interface Printer {
  list(): Promise<readonly PrinterInfo[]>
  /** How it stands now, without a job [PR17]; without a name it is the one that the machine prefers. */
  standing(printer: string | null): Promise<PrinterStanding>
  print(job: PrintJob): Promise<PrintResult>
}

/** Lays a document out and gives it to the print system; `refused` when the print system does not take it. */
export interface HandOver {
  list(): Promise<readonly Omit<PrinterInfo, 'isDefault'>[]>
  give(job: PrintJob & { readonly printer: string }): Promise<'given' | 'refused'>
}
