import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

import { afterEach, describe, expect, test } from 'vitest'

import { createCupsQueue, cupsAddress } from '#electron/printing/cups-queue.ts'

import { printQueueSuite } from '../../conformance/print-queue-suite.ts'
import { startThrowawayCups } from '../../harness/cups/throwaway-cups.ts'
import { createFakePrintQueue } from '../../harness/fake-print-queue.ts'

const after: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const undo of after.splice(0)) await undo()
})

describe('the fake print queue', () => {
  printQueueSuite((printer) => {
    const fake = createFakePrintQueue()
    fake.addPrinter(printer)
    return Promise.resolve({
      ...fake,
      pause: (name) => fake.set(name, 'paused'),
      resume: (name) => fake.set(name, 'ready'),
      reject: (name) => fake.set(name, 'rejecting'),
      accept: (name) => fake.set(name, 'ready'),
      setPaperOut: (name, isOut) => fake.set(name, isOut ? 'paper-out' : 'ready'),
      kept: () => fake.jobs.length,
    })
  })
})

describe('CUPS', () => {
  printQueueSuite(async (printer) => {
    const cups = await startThrowawayCups()
    after.push(() => cups.stop())
    cups.addPrinter(printer)
    const folder = mkdtempSync(join(tmpdir(), 'counterside-print-'))
    after.push(() => rmSync(folder, { recursive: true }))
    const document = join(folder, 'a.pdf')
    writeFileSync(document, '%PDF-1.4\n%%EOF\n')
    return {
      ...cups,
      queue: createCupsQueue({ address: { socketPath: cups.server }, user: userInfo().username }),
      submit(job) {
        const env = { PATH: process.env['PATH'], CUPS_SERVER: cups.server }
        const done = spawnSync('lp', ['-d', job.printer, '-t', job.name, document], { env, encoding: 'utf8' })
        if (done.status !== 0) throw new Error(done.stderr)
      },
      // Beside a document CUPS writes, when it finds the time, a note of the job itself.
      kept: () => cups.spooled().filter((file) => file.startsWith('d')).length,
    }
  })

  test('is asked on this machine only', () => {
    const at = (server: string | undefined, platform = 'linux') => cupsAddress({ server, platform })
    expect(at(undefined)).toEqual({ socketPath: '/run/cups/cups.sock' })
    expect(at(undefined, 'darwin')).toEqual({ socketPath: '/private/var/run/cupsd' })
    expect(at('/tmp/sock')).toEqual({ socketPath: '/tmp/sock' })
    expect(at('localhost')).toEqual({ port: 631 })
    expect(at('127.0.0.1:8631')).toEqual({ port: 8631 })
    for (const elsewhere of ['print.example', '10.0.0.3:631', 'localhost.example', '127.0.0.1.example:80'])
      expect(at(elsewhere)).toBe(null)
  })

  test('[PR2] that does not answer, or answers something else, is no failure', async () => {
    const nobody = createCupsQueue({ address: { socketPath: '/nonexistent/sock' }, user: 'a' })
    expect(await nobody.hindrance('P')).toBe(null)
    expect(await nobody.latestJob({ printer: 'P', name: 'a' })).toBe(null)
    expect(await nobody.preferred()).toBe(null)
    expect(await nobody.remove({ printer: 'P', id: 1 })).toBe(false)
    const server = createServer((_request, answer) => void answer.end('no printing here'))
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    after.push(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await createCupsQueue({ address: { port }, user: 'a' }).hindrance('P')).toBe(null)
  })
})
