import { expect, test, vi } from 'vitest'

import type { PrintQueue } from '#electron/printing/print-queue.ts'

/** A print system with one printer, 'Till 1', and what a person or a machine does to it. */
export interface QueueUnderTest {
  readonly queue: PrintQueue
  submit(job: { printer: string; name: string }): void
  pause(printer: string): void
  resume(printer: string): void
  reject(printer: string): void
  accept(printer: string): void
  setPaperOut(printer: string, isOut: boolean): void
  prefer(printer: string): void
  /** Jobs whose document or ticket the print system still has. */
  kept(): number
}

const PRINTER = 'Till_1'

/** What every print queue does, the fake one and the real ones. */
export function printQueueSuite(open: (printer: string) => Promise<QueueUnderTest>): void {
  const name = 'Counterside 12'

  test('[PR2] knows what keeps a printer from printing, and what does not', async () => {
    const under = await open(PRINTER)
    const { queue } = under
    expect(await queue.hindrance(PRINTER)).toEqual({ is: null })
    expect(await queue.hindrance('Nobody')).toEqual({ is: 'printer-gone' })
    under.pause(PRINTER)
    expect(await queue.hindrance(PRINTER)).toEqual({ is: 'printer-paused' })
    under.resume(PRINTER)
    under.reject(PRINTER)
    expect(await queue.hindrance(PRINTER)).toEqual({ is: 'rejecting' })
    under.accept(PRINTER)
    expect(await queue.hindrance(PRINTER)).toEqual({ is: null })
  })

  test('knows which printer the machine prefers, if any', async () => {
    const under = await open(PRINTER)
    expect(await under.queue.preferred()).toBe(null)
    under.prefer(PRINTER)
    expect(await under.queue.preferred()).toBe(PRINTER)
  })

  test('[PR3] [PR5] finds the latest job of a name, says when it is complete, and removes its document', async () => {
    const under = await open(PRINTER)
    const { queue } = under
    expect(await queue.latestJob({ printer: PRINTER, name })).toBe(undefined)
    under.submit({ printer: PRINTER, name: 'Counterside 11' })
    under.submit({ printer: PRINTER, name })
    under.submit({ printer: PRINTER, name })
    await vi.waitFor(async () => {
      expect(await queue.latestJob({ printer: PRINTER, name })).toMatchObject({ state: 'complete' })
    }, 10_000)
    const latest = await queue.latestJob({ printer: PRINTER, name })
    expect(await queue.remove({ printer: PRINTER, id: latest?.id ?? 0 })).toBe(true)
    const older = await queue.latestJob({ printer: PRINTER, name })
    expect(older?.id).toBeLessThan(latest?.id ?? 0)
    expect(await queue.remove({ printer: PRINTER, id: older?.id ?? 0 })).toBe(true)
    expect(await queue.latestJob({ printer: PRINTER, name })).toBe(undefined)
    await vi.waitFor(() => expect(under.kept()).toBe(1), 10_000)
  })

  test('[PR4] [PR5] a job that waits for paper is said to wait, and is gone once it is taken back', async () => {
    const under = await open(PRINTER)
    const { queue } = under
    under.setPaperOut(PRINTER, true)
    under.submit({ printer: PRINTER, name })
    await vi.waitFor(async () => {
      expect(await queue.hindrance(PRINTER)).toEqual({ is: 'paper-out' })
    }, 10_000)
    const job = await queue.latestJob({ printer: PRINTER, name })
    expect(job?.state).toBe('waiting')
    expect(await queue.remove({ printer: PRINTER, id: job?.id ?? 0 })).toBe(true)
    await vi.waitFor(async () => {
      await queue.remove({ printer: PRINTER, id: job?.id ?? 0 })
      expect(await queue.latestJob({ printer: PRINTER, name })).toBe(undefined)
    }, 10_000)
    await vi.waitFor(() => expect(under.kept()).toBe(0), 10_000)
  })

  test('a job that is not there cannot be removed', async () => {
    const { queue } = await open(PRINTER)
    expect(await queue.remove({ printer: PRINTER, id: 99 })).toBe(false)
  })
}
