import { describe, expect, test } from 'vitest'

import type { PrintJob } from '#electron/printing/printer.ts'
import { SILENT_QUEUE } from '#electron/printing/print-queue.ts'
import { createSystemPrinter } from '#electron/printing/system-printer.ts'
import type { Timer } from '#shared/kernel/timer.ts'

import { createFakePrintQueue } from '../../harness/fake-print-queue.ts'

const JOB: PrintJob = {
  document: {
    language: 'en',
    jobName: 'Counterside 12',
    title: 'A',
    subtitle: [],
    reference: null,
    warning: null,
    sections: [],
  },
  paper: 'receipt-80mm',
  printer: null,
}
const failed = (failure: string) => ({ kind: 'failed', failure })

/** Time passes as fast as it is waited for; `passedMs` says how much of it. */
function fastTime() {
  const time = { passedMs: 0, timer: null as unknown as Timer }
  time.timer = {
    after(delayMs, fire) {
      const passing = setImmediate(() => {
        time.passedMs += delayMs
        fire()
      })
      return () => clearImmediate(passing)
    },
  }
  return time
}

function machine(names: readonly string[] = ['Receipts', 'Office']) {
  const fake = createFakePrintQueue()
  for (const name of names) fake.addPrinter(name)
  const given: string[] = []
  const time = fastTime()
  let listed = [...names]
  let answer: 'given' | 'refused' = 'given'
  const printer = createSystemPrinter({
    queue: fake.queue,
    timer: time.timer,
    handOver: {
      list: () => Promise.resolve(listed.map((name) => ({ name, label: name }))),
      give({ printer: to, document }) {
        given.push(to)
        if (answer === 'given') fake.submit({ printer: to, name: document.jobName })
        return Promise.resolve(answer)
      },
    },
  })
  return {
    fake,
    given,
    time,
    printer,
    unlist: (name: string) => void (listed = listed.filter((one) => one !== name)),
    refuse: () => void (answer = 'refused'),
  }
}

describe('printing', () => {
  test('[PR3] [PR5] says printed when the job is complete, and leaves no document behind', async () => {
    const { fake, given, printer } = machine()
    fake.prefer('Office')
    expect(await printer.print(JOB)).toEqual({ kind: 'printed' })
    expect(await printer.print({ ...JOB, printer: 'Receipts' })).toEqual({ kind: 'printed' })
    expect(given).toEqual(['Office', 'Receipts'])
    expect(fake.jobs).toEqual([])
    expect(await printer.list()).toEqual([
      { name: 'Receipts', label: 'Receipts', isDefault: false },
      { name: 'Office', label: 'Office', isDefault: true },
    ])
  })

  test('[PR3] an older job of the same name is not taken for this one', async () => {
    const { fake, printer } = machine()
    fake.submit({ printer: 'Receipts', name: JOB.document.jobName })
    expect(await printer.print(JOB)).toEqual({ kind: 'printed' })
    expect(fake.jobs).toHaveLength(1)
  })

  test('[PR2] nothing is handed to a printer that is not there, takes no jobs or stands still', async () => {
    const none = machine([])
    expect(await none.printer.print(JOB)).toEqual(failed('no-printer'))
    const { fake, given, printer, unlist } = machine()
    expect(await printer.print({ ...JOB, printer: 'Cellar' })).toEqual(failed('printer-gone'))
    fake.set('Receipts', 'paused')
    expect(await printer.print(JOB)).toEqual(failed('printer-paused'))
    fake.set('Receipts', 'rejecting')
    expect(await printer.print(JOB)).toEqual(failed('rejecting'))
    unlist('Receipts')
    expect(await printer.print({ ...JOB, printer: 'Receipts' })).toEqual(failed('printer-gone'))
    expect(given).toEqual([])
  })

  test('[PR17] how a printer stands is said without a job, and what cannot be asked is not called ready', async () => {
    expect(await machine([]).printer.standing(null)).toBe('no-printer')
    const { fake, given, printer } = machine()
    fake.prefer('Office')
    expect(await printer.standing(null)).toBe('ready')
    expect(await printer.standing('Cellar')).toBe('printer-gone')
    fake.set('Office', 'paper-out')
    expect(await printer.standing(null)).toBe('paper-out')
    expect(await printer.standing('Receipts')).toBe('ready')
    expect(given).toEqual([])
    const { time } = machine()
    const handOver = { list: async () => [{ name: 'A', label: 'A' }], give: async () => 'given' as const }
    const silent = createSystemPrinter({ queue: SILENT_QUEUE, timer: time.timer, handOver })
    expect(await silent.standing(null)).toBe('unknown')
    const hangs = { ...handOver, list: () => new Promise<never>(() => undefined) }
    const hanging = createSystemPrinter({ queue: fake.queue, timer: time.timer, handOver: hangs })
    expect(await hanging.standing(null)).toBe('unknown')
  })

  test('[PR4] [PR5] a job that stands for want of paper is named after three seconds and taken back', async () => {
    const { fake, printer, time } = machine()
    fake.set('Receipts', 'paper-out')
    expect(await printer.print(JOB)).toEqual(failed('paper-out'))
    expect(time.passedMs).toBeGreaterThanOrEqual(2500)
    expect(time.passedMs).toBeLessThan(3500)
    expect(fake.jobs).toEqual([])
    fake.set('Receipts', 'ready')
    expect(await printer.print(JOB)).toEqual({ kind: 'printed' })
  })

  test('a job that the print system refuses or gives up is no print', async () => {
    const refused = machine()
    refused.refuse()
    expect(await refused.printer.print(JOB)).toEqual(failed('unknown'))
    const { fake, printer } = machine()
    fake.set('Receipts', 'paper-out')
    const printing = printer.print(JOB)
    while (fake.jobs.length === 0) await new Promise((resolve) => setImmediate(resolve))
    fake.set('Receipts', 'ready')
    fake.endBadly()
    expect(await printing).toEqual(failed('unknown'))
    expect(fake.jobs).toEqual([])
  })

  test('[PR3] a slow job is handed over, not printed, and still leaves nothing once it is done', async () => {
    const slow = createFakePrintQueue()
    slow.addPrinter('Receipts')
    let state: 'waiting' | 'complete' = 'waiting'
    const printer = createSystemPrinter({
      queue: {
        ...slow.queue,
        latestJob: async (job) => {
          const found = await slow.queue.latestJob(job)
          return found === null || found === undefined ? found : { ...found, state }
        },
      },
      timer: fastTime().timer,
      handOver: {
        list: () => Promise.resolve([{ name: 'Receipts', label: 'Receipts' }]),
        give({ document }) {
          slow.submit({ printer: 'Receipts', name: document.jobName })
          return Promise.resolve('given')
        },
      },
    })
    expect(await printer.print(JOB)).toEqual({ kind: 'handed-over' })
    expect(slow.jobs).toHaveLength(1)
    state = 'complete'
    while (slow.jobs.length > 0) await new Promise((resolve) => setImmediate(resolve))
  })

  test('[PR2] [PR3] where nobody can be asked, a job is handed over', async () => {
    const printer = createSystemPrinter({
      queue: SILENT_QUEUE,
      timer: fastTime().timer,
      handOver: {
        list: () => Promise.resolve([{ name: 'Receipts', label: 'Receipts' }]),
        give: () => Promise.resolve('given'),
      },
    })
    expect(await printer.print(JOB)).toEqual({ kind: 'handed-over' })
  })

  test('[PR1] one document at a time: another is told so and not kept', async () => {
    const { given, printer } = machine()
    const first = printer.print(JOB)
    expect(await printer.print(JOB)).toEqual(failed('busy'))
    expect(await first).toEqual({ kind: 'printed' })
    expect(await printer.print(JOB)).toEqual({ kind: 'printed' })
    expect(given).toHaveLength(2)
  })

  test('[PR15] a print system that hangs keeps nobody waiting, and takes no second document meanwhile', async () => {
    const slow = createFakePrintQueue()
    slow.addPrinter('Receipts')
    const listed = [{ name: 'Receipts', label: 'Receipts' }]
    const hanging = {
      list: listed as typeof listed | null,
      taken: (_answer: 'given') => {},
    }
    const printer = createSystemPrinter({
      queue: slow.queue,
      timer: fastTime().timer,
      handOver: {
        list: () => new Promise((resolve) => hanging.list !== null && resolve(hanging.list)),
        give: ({ document }) =>
          new Promise((resolve) => {
            hanging.taken = (answer) => {
              slow.submit({ printer: 'Receipts', name: document.jobName })
              resolve(answer)
            }
          }),
      },
    })
    expect(await printer.print(JOB)).toEqual({ kind: 'handed-over' })
    expect(await printer.print(JOB)).toEqual(failed('busy'))
    hanging.taken('given')
    while (slow.jobs.length > 0) await new Promise((resolve) => setImmediate(resolve))
    hanging.list = null
    await expect.poll(() => printer.print(JOB)).toEqual(failed('unknown'))
  })
})
