import { describe, expect, test } from 'vitest'

import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { openOperatorPins } from '#electron/vault/operator-pins.ts'
import type { PinHash } from '#electron/vault/pin-hash.ts'
import { operatorIdSchema } from '#shared/contracts/identifiers.ts'

import { fastPinHash } from '../../harness/fast-pin-hash.ts'
import { createManualTime } from '../../harness/manual-time.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'

const ana = operatorIdSchema.parse('ana')
const rui = operatorIdSchema.parse('rui')
const MINUTE = 60_000

async function till(disk = createMemoryDisk(), time = createManualTime(), pinHash: PinHash = fastPinHash) {
  const random = createSeededRandom('pins')
  const folders = { folder: '/profile/vault', attemptsFolder: '/state' }
  const pins = await openOperatorPins({ disk, ...folders, secret: null, clock: time.clock, random, pinHash })
  return { disk, time, pins }
}

async function tillWithPins() {
  const made = await till()
  for (const id of [ana, rui]) await (await made.pins.prepare(id, '482915'))?.store()
  return made
}

async function failTimes(pins: Awaited<ReturnType<typeof tillWithPins>>['pins'], times: number) {
  for (let count = 0; count < times; count += 1) await pins.check(ana, '000000')
}

describe('operator PINs', () => {
  test('[V7] the right PIN is right, another is not, and the count starts over', async () => {
    const { pins } = await tillWithPins()
    expect(await pins.check(ana, '482914')).toEqual({ kind: 'wrong', triesLeft: 9 })
    expect(await pins.check(ana, '482915')).toMatchObject({ kind: 'right' })
    expect(await pins.check(ana, '482914')).toEqual({ kind: 'wrong', triesLeft: 9 })
  })

  test('[V13] the PIN gives the same key each time, another PIN another, and no file holds it or the hash', async () => {
    const { disk, pins } = await tillWithPins()
    const prepared = await pins.prepare(ana, '905274')
    await prepared?.store()
    const check = await pins.check(ana, '905274')
    if (check.kind !== 'right') throw new Error(check.kind)
    expect(check.pinKey).toEqual(prepared?.pinKey)
    expect(check.pinKey).not.toEqual((await pins.prepare(ana, '482915'))?.pinKey)
    const read = await disk.read('/profile/vault/operator-pins.json')
    const file = JSON.parse(Buffer.from(read.ok ? read.value : []).toString()) as { verifiers: string }
    const verifiers = JSON.parse(Buffer.from(file.verifiers, 'base64').toString()) as Record<
      string,
      { salt: string; verifier: string }
    >
    const { salt = '', verifier = '' } = verifiers['ana'] ?? {}
    const hash = await fastPinHash.hash({ pin: '905274', salt: Buffer.from(salt, 'base64url') })
    expect(verifier).toHaveLength(43)
    expect([check.pinKey, hash].map((key) => Buffer.from(key ?? []).toString('base64url'))).not.toContain(
      verifier,
    )
  })

  test('[V9] waits 30 s, 1, 5, 15, 60 min from the fifth failure and locks at ten', async () => {
    const { pins, time } = await tillWithPins()
    await failTimes(pins, 4)
    expect(pins.status(ana)).toEqual({ kind: 'free' })
    for (const [at, waitMs] of [0.5, 1, 5, 15, 60].map((minutes) => minutes * MINUTE).entries()) {
      expect(await pins.check(ana, '000000')).toEqual({ kind: 'wrong', triesLeft: 5 - at })
      expect(await pins.check(ana, '482915')).toEqual({ kind: 'wait', retryAfterMs: waitMs })
      time.pass(waitMs - 1)
      expect(pins.status(ana).kind).toBe('wait')
      time.pass(1)
    }
    expect(await pins.check(ana, '000000')).toEqual({ kind: 'wrong', triesLeft: 0 })
    expect(await pins.check(ana, '482915')).toEqual({ kind: 'locked-out' })
    expect(await pins.check(rui, '482915')).toMatchObject({ kind: 'right' })
  })

  test('[V8] a try that this machine could not compute is taken back', async () => {
    const { disk, time } = await tillWithPins()
    const { pins } = await till(disk, time, { hash: async () => null })
    for (let count = 0; count < 12; count += 1) {
      expect(await pins.check(ana, '482915')).toEqual({ kind: 'hash-failed' })
    }
    expect(await (await till(disk, time)).pins.check(ana, '482914')).toEqual({ kind: 'wrong', triesLeft: 9 })
  })

  test('[V10] no change of the wall clock shortens a wait, and a restart begins it anew', async () => {
    const { disk, pins, time } = await tillWithPins()
    await failTimes(pins, 6)
    time.pass(30_000)
    await failTimes(pins, 1)
    time.setWall(time.clock.wallMs() + 400 * 24 * 60 * MINUTE)
    expect(pins.status(ana)).toEqual({ kind: 'wait', retryAfterMs: MINUTE })
    time.pass(MINUTE / 2)
    const again = await till(disk, time)
    expect(again.pins.status(ana)).toEqual({ kind: 'wait', retryAfterMs: MINUTE })
  })

  test('[V8] a try is on disk before the PIN is compared', async () => {
    const { disk, time } = await tillWithPins()
    const killed: string[] = []
    const pinHash: PinHash = {
      hash: () => {
        killed.push('while hashing')
        disk.crash()
        return new Promise(() => undefined)
      },
    }
    for (let count = 0; count < 4; count += 1) {
      const { pins } = await till(disk, time, pinHash)
      void pins.check(ana, '482915')
      await expect.poll(() => killed.length).toBe(count + 1)
    }
    const { pins } = await till(disk, time)
    expect(await pins.check(ana, '000000')).toEqual({ kind: 'wrong', triesLeft: 5 })
  })

  test('[V8] a try that cannot be counted is not made', async () => {
    const { disk, pins } = await tillWithPins()
    disk.setPlan((step) => (step === 'sync' ? 'no-space' : null))
    expect(await pins.check(ana, '482915')).toEqual({ kind: 'not-counted' })
  })

  test('[V8] tries asked for at once are counted one by one', async () => {
    const { pins } = await tillWithPins()
    const checks = await Promise.all(Array.from({ length: 20 }, () => pins.check(ana, '000000')))
    expect(checks.filter((check) => check.kind === 'wrong').length).toBe(5)
  })

  test('[V11] counts that were taken away are nine failures, not none', async () => {
    const { disk, time } = await tillWithPins()
    await disk.remove('/state/pin-attempts.json')
    const gone = await till(disk, time)
    expect(gone.pins.status(ana)).toEqual({ kind: 'wait', retryAfterMs: 60 * MINUTE })
    disk.put('/state/pin-attempts.json', Buffer.from('{'))
    const broken = await till(disk, time)
    expect(broken.pins.status(ana).kind).toBe('wait')
    expect(disk.files()).toContain('/state/pin-attempts.json.unreadable-1')
  })

  test('a disk that did not give the PINs for a moment costs nobody theirs', async () => {
    const { disk } = await tillWithPins()
    disk.setPlan((step) => (step === 'read' ? 'io' : null))
    const { pins } = await till(disk)
    const mia = operatorIdSchema.parse('mia')
    expect((await (await pins.prepare(mia, '905274'))?.store())?.ok).toBe(false)
    disk.setPlan(() => null)
    expect(pins.hasPin(ana)).toBe(false)
    expect((await (await pins.prepare(ana, '905274'))?.store())?.ok).toBe(false)
    expect(pins.hasPin(ana)).toBe(true)
    expect((await (await pins.prepare(mia, '905274'))?.store())?.ok).toBe(true)
    const again = await till(disk)
    for (const id of [ana, rui]) expect(again.pins.hasPin(id)).toBe(true)
    expect(await again.pins.check(mia, '905274')).toMatchObject({ kind: 'right' })
  })

  test('a file of PINs that cannot be read is kept aside', async () => {
    const { disk, time } = await tillWithPins()
    disk.put('/profile/vault/operator-pins.json', Buffer.from('rubbish'))
    const { pins } = await till(disk, time)
    expect(await pins.check(ana, '482915')).toEqual({ kind: 'no-pin' })
    expect(disk.files()).toContain('/profile/vault/operator-pins.json.unreadable-1')
  })
})
