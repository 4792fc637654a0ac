import { userInfo } from 'node:os'

import type { Timer } from '#shared/kernel/timer.ts'

import { createCupsQueue, cupsAddress } from './cups-queue.ts'
import { PAPER_URL, type PaperSession } from './paper-session.ts'
import { createPaperWindow } from './paper-window.ts'
import { SILENT_QUEUE } from './print-queue.ts'
import type { Printer } from './printer.ts'
import { createSystemPrinter } from './system-printer.ts'

/**
 * The printers of this machine. CUPS is asked what became of a job; on Windows nobody is asked yet, so that a job that
 * Windows took is `handed-over`.
 */
export function createMachinePrinter(parts: { papers: PaperSession; timer: Timer }): Printer {
  const { papers, timer } = parts
  const address =
    process.platform === 'win32'
      ? null
      : cupsAddress({ server: process.env['CUPS_SERVER'], platform: process.platform })
  const queue = address === null ? SILENT_QUEUE : createCupsQueue({ address, user: userInfo().username })
  return createSystemPrinter({ handOver: createPaperWindow({ ...papers, url: PAPER_URL }), queue, timer })
}
