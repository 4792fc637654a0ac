import { randomInt } from 'node:crypto'

import { expect } from '@playwright/test'
import * as fc from 'fast-check'

import { IPC_CONTRACT } from '#shared/ipc/contract.ts'

import { cancelFolders } from '../harness/choose-folder.ts'
import { test } from '../harness/desk-test.ts'

const MESSAGES = 10_000
const BATCH = 250

/** Shapes that only the page can make; the generator names them. */
const SHAPES = [
  'cyclic',
  'deep',
  'wide',
  'map',
  'date',
  'bigint',
  'bytes',
  'function',
  'sparse',
  'poisoned',
] as const

interface Message {
  readonly method: string
  readonly request: { readonly shape: string } | { readonly value: unknown }
}

const method = fc.oneof(
  fc.constantFrom(...Object.keys(IPC_CONTRACT)),
  fc.constantFrom('__proto__', 'constructor', 'toString', ''),
  fc.string(),
)
const request = fc.oneof(
  fc.record({ shape: fc.constantFrom(...SHAPES) }),
  fc.jsonValue({ maxDepth: 6 }).map((value) => ({ value })),
)

test('[C7] 10,000 generated messages crash nothing, and the desk still answers', async ({ launch }) => {
  const seed = Number(process.env['COUNTERSIDE_SEED'] ?? randomInt(2 ** 31))
  console.log(`seed ${seed}: COUNTERSIDE_SEED=${seed} sends the same messages again`)
  const { app, page, output } = await launch()
  const foldersAtOnce = await cancelFolders(app)
  const pid = app.process().pid
  let isCrashed = false
  page.on('crash', () => (isCrashed = true))
  const messages: Message[] = fc.sample(fc.record({ method, request }), { seed, numRuns: MESSAGES })
  let answered = 0
  for (let from = 0; from < messages.length; from += BATCH) {
    answered += await page.evaluate(
      async (batch) => {
        const cyclic: Record<string, unknown> = {}
        cyclic['self'] = cyclic
        let deep: unknown = null
        for (let level = 0; level < 5000; level += 1) deep = [deep]
        const shapes: Record<string, unknown> = {
          cyclic,
          deep,
          wide: 'x'.repeat(200_000),
          map: new Map([[{}, new Set([1])]]),
          date: new Date(Number.NaN),
          bigint: 10n ** 400n,
          bytes: new Uint8Array(100_000),
          function: () => undefined,
          sparse: Object.assign([], { length: 100_000 }),
          poisoned: JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":1},"toJSON":1}'),
        }
        const calls = batch.map(async (message) => {
          const body = 'shape' in message.request ? shapes[message.request.shape] : message.request.value
          try {
            const reply = (await window.counterside.call(message.method, body)) as { ok?: unknown }
            return typeof reply.ok === 'boolean'
          } catch {
            // What cannot be copied never leaves the page.
            return 'shape' in message.request
          }
        })
        return (await Promise.all(calls)).filter(Boolean).length
      },
      messages.slice(from, from + BATCH),
    )
  }
  expect(answered).toBe(MESSAGES)
  expect(isCrashed).toBe(false)
  expect(await foldersAtOnce()).toBeLessThanOrEqual(1)
  expect(app.process().pid).toBe(pid)
  expect(output()).not.toMatch(/uncaught|unhandled/i)
  await expect
    .poll(() => page.evaluate(() => window.counterside.call('app.info', {})))
    .toMatchObject({ ok: true, value: { version: '0.1.0' } })
})
