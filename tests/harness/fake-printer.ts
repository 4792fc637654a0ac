import type { PrintJob, Printer } from '#electron/printing/printer.ts'
import type { PrintResult } from '#shared/domain/paper.ts'
import type { PrinterInfo } from '#shared/ipc/print-methods.ts'

/** A printer that keeps what it printed. */
export interface FakePrinter extends Printer {
  readonly printed: PrintJob[]
  answer: PrintResult
}

export function createFakePrinter(): FakePrinter {
  const printers: PrinterInfo[] = [{ name: 'Receipts', label: 'Receipts', isDefault: true }]
  const fake: FakePrinter = {
    printed: [],
    answer: { kind: 'printed' },
    standing: () => Promise.resolve('ready'),
    list: () => Promise.resolve(printers),
    print: (job) => {
      fake.printed.push(job)
      return Promise.resolve(fake.answer)
    },
  }
  return fake
}
