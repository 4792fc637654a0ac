import type { Hindrance, PrintQueue, QueuedJob } from '#electron/printing/print-queue.ts'

interface FakePrinter {
  is: 'ready' | 'paused' | 'rejecting' | 'paper-out'
}

/** A print system in memory. A job is complete as soon as its printer can print. */
export function createFakePrintQueue() {
  const printers = new Map<string, FakePrinter>()
  const jobs: { id: number; printer: string; name: string; end: QueuedJob['state'] | null }[] = []
  let preferred: string | null = null
  let lastId = 0
  const of = (name: string) => printers.get(name)
  const queue: PrintQueue = {
    preferred: () => Promise.resolve(preferred),
    hindrance(name) {
      const printer = of(name)
      const named: Record<FakePrinter['is'], Hindrance | null> = {
        ready: null,
        paused: 'printer-paused',
        rejecting: 'rejecting',
        'paper-out': 'paper-out',
      }
      return Promise.resolve({ is: printer === undefined ? 'printer-gone' : named[printer.is] })
    },
    latestJob({ printer, name }) {
      const job = jobs.findLast((one) => one.printer === printer && one.name === name)
      if (job === undefined) return Promise.resolve(undefined)
      const state = job.end ?? (of(printer)?.is === 'ready' ? 'complete' : 'waiting')
      return Promise.resolve({ id: job.id, state })
    },
    remove({ printer, id }) {
      const index = jobs.findIndex((job) => job.printer === printer && job.id === id)
      if (index !== -1) jobs.splice(index, 1)
      return Promise.resolve(index !== -1)
    },
  }
  return {
    queue,
    jobs,
    addPrinter: (name: string) => void printers.set(name, { is: 'ready' }),
    remove: (name: string) => void printers.delete(name),
    prefer: (name: string) => void (preferred = name),
    set(name: string, is: FakePrinter['is']) {
      const printer = of(name)
      if (printer !== undefined) printer.is = is
    },
    submit(job: { printer: string; name: string }) {
      lastId += 1
      jobs.push({ id: lastId, ...job, end: null })
    },
    endBadly() {
      for (const job of jobs) job.end = 'ended-badly'
    },
  }
}
