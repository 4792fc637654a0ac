import type { PrintFailure, PrintResult } from '#shared/domain/paper.ts'
import type { PrinterInfo } from '#shared/ipc/print-methods.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import type { HandOver, PrintJob, Printer } from './printer.ts'
import type { Hindrance, PrintQueue } from './print-queue.ts'

const LOOK_EVERY_MS = 250
/** A printer that starts on a job takes a moment to say that its paper is there again. */
const STANDS_AFTER_LOOKS = 12
/** So long an operator waits for the word. */
const ANSWER_AFTER_LOOKS = 60
/** So long a slow printer is followed, so that its job is removed when it is done. */
const GIVE_UP_AFTER_LOOKS = 2400
const REMOVE_TRIES = 20
/** A print system that takes longer hangs; nobody waits for it [PR15]. */
const HANGS_AFTER_MS = 30_000

/** No job goes to a printer that is known to have these; paper and connection show only with a job. */
const KNOWN_BEFORE: readonly (Hindrance | null)[] = ['printer-gone', 'rejecting', 'printer-paused']

/** Prints through the print system of the machine and learns from it what became of the job. */
export function createSystemPrinter(parts: { handOver: HandOver; queue: PrintQueue; timer: Timer }): Printer {
  const { handOver, queue, timer } = parts
  let isBusy = false
  /** A document is with a print system that hangs. */
  let isHanging = false
  const pause = () => new Promise<void>((resolve) => void timer.after(LOOK_EVERY_MS, resolve))

  async function list(): Promise<readonly PrinterInfo[]> {
    const [printers, preferred] = await Promise.all([handOver.list(), queue.preferred()])
    return printers.map((printer) => ({ ...printer, isDefault: printer.name === preferred }))
  }

  /** Null when it hangs. */
  function inTime<Value>(work: Promise<Value>): Promise<Value | null> {
    return new Promise((resolve, reject) => {
      const cancel = timer.after(HANGS_AFTER_MS, () => resolve(null))
      work.then(resolve, reject).finally(cancel)
    })
  }

  async function print(job: PrintJob): Promise<PrintResult> {
    const printers = await inTime(list())
    if (printers === null) return failed('unknown')
    const chosen = chosenPrinter(printers, job.printer)
    if (!chosen.isThere) return failed(chosen.failure)
    const { printer } = chosen
    const before = await queue.hindrance(printer)
    if (before !== null && before.is !== null && KNOWN_BEFORE.includes(before.is)) return failed(before.is)
    const name = job.document.jobName
    const older = await queue.latestJob({ printer, name })
    const olderId = older?.id ?? 0
    const giving = handOver.give({ ...job, printer })
    const given = await inTime(giving)
    if (given === null) {
      isHanging = true
      void giving
        .then((late) => (late === 'given' ? follow({ printer, name, olderId }) : null))
        .finally(() => void (isHanging = false))
      return { kind: 'handed-over' }
    }
    if (given === 'refused') return failed((await queue.hindrance(printer))?.is ?? 'unknown')
    return follow({ printer, name, olderId })
  }

  /** A job that was printing ends first, and only then leaves the print system. */
  async function removeWholly(job: { printer: string; name: string; id: number }): Promise<void> {
    for (let tries = 0; tries < REMOVE_TRIES; tries += 1) {
      await queue.remove(job)
      if ((await queue.latestJob(job))?.id !== job.id) return
      await pause()
    }
  }

  /** Answers once it is known what became of the job, or nobody waits any longer; removes the job in every case. */
  function follow(given: { printer: string; name: string; olderId: number }): Promise<PrintResult> {
    const { printer, name, olderId } = given
    return new Promise((answer) => {
      async function look(): Promise<void> {
        let stood = 0
        for (let looks = 1; looks <= GIVE_UP_AFTER_LOOKS; looks += 1) {
          const job = await queue.latestJob({ printer, name })
          if (job === null) return answer({ kind: 'handed-over' })
          const hindrance = (await queue.hindrance(printer))?.is ?? null
          stood = hindrance === null ? 0 : stood + 1
          if (job !== undefined && job.id > olderId) {
            const end = endOf(job.state, stood >= STANDS_AFTER_LOOKS ? hindrance : null)
            if (end !== null) {
              await removeWholly({ printer, name, id: job.id })
              return answer(end)
            }
          }
          if (looks === ANSWER_AFTER_LOOKS) answer({ kind: 'handed-over' })
          await pause()
        }
      }
      void look()
    })
  }

  return {
    list,
    async standing(wanted) {
      const printers = await inTime(list())
      if (printers === null) return 'unknown'
      const chosen = chosenPrinter(printers, wanted)
      if (!chosen.isThere) return chosen.failure
      const found = await queue.hindrance(chosen.printer)
      return found === null ? 'unknown' : (found.is ?? 'ready')
    },
    async print(job) {
      if (isBusy || isHanging) return failed('busy')
      isBusy = true
      try {
        return await print(job)
      } finally {
        isBusy = false
      }
    },
  }
}

function chosenPrinter(
  printers: readonly PrinterInfo[],
  wanted: string | null,
): { isThere: true; printer: string } | { isThere: false; failure: 'no-printer' | 'printer-gone' } {
  if (printers.length === 0) return { isThere: false, failure: 'no-printer' }
  const found =
    wanted === null
      ? (printers.find(({ isDefault }) => isDefault) ?? printers[0])
      : printers.find(({ name }) => name === wanted)
  return found === undefined
    ? { isThere: false, failure: 'printer-gone' }
    : { isThere: true, printer: found.name }
}

function endOf(state: 'waiting' | 'complete' | 'ended-badly', stands: Hindrance | null): PrintResult | null {
  if (state === 'complete') return { kind: 'printed' }
  if (state === 'ended-badly') return failed(stands ?? 'unknown')
  return stands === null ? null : failed(stands)
}

function failed(failure: PrintFailure): PrintResult {
  return { kind: 'failed', failure }
}
