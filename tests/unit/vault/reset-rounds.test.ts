import { describe, expect, test } from 'vitest'

import { createMemoryDisk } from '#electron/journal/memory-disk.ts'
import { type OperatorPins, openOperatorPins } from '#electron/vault/operator-pins.ts'
import { operatorIdSchema } from '#shared/contracts/identifiers.ts'
import { RESET_ROUNDS } from '#shared/contracts/pin-reset.ts'
import { fail, ok } from '#shared/kernel/result.ts'

import { fastPinHash } from '../../harness/fast-pin-hash.ts'
import { createManualTime } from '../../harness/manual-time.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'

const ana = operatorIdSchema.parse('ana')
const rui = operatorIdSchema.parse('rui')
const PIN = '482915'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const no = () => false

async function open(disk = createMemoryDisk(), time = createManualTime()) {
  const random = createSeededRandom('rounds')
  const folders = { folder: '/profile/vault', attemptsFolder: '/state' }
  const clock = time.clock
  const pins = await openOperatorPins({ disk, ...folders, secret: null, clock, random, pinHash: fastPinHash })
  return { disk, time, pins }
}

async function setPin(pins: OperatorPins, id = ana) {
  const prepared = await pins.prepare(id, PIN)
  return prepared?.store()
}

async function openWithPins() {
  const till = await open()
  for (const id of [ana, rui]) await setPin(till.pins, id)
  return till
}

async function lockOut({ pins, time }: Awaited<ReturnType<typeof open>>) {
  for (let count = 0; count < 10; count += 1) {
    await pins.check(ana, '000000')
    time.pass(HOUR)
  }
}

describe('the round of a challenge', () => {
  test('[V14] stays while its challenge is shown again and again, also after a restart', async () => {
    const { disk, time, pins } = await openWithPins()
    expect(await pins.showChallenge(ana)).toEqual(ok(0))
    expect(await pins.showChallenge(ana)).toEqual(ok(0))
    const again = await open(disk, time)
    expect(await again.pins.showChallenge(ana)).toEqual(ok(0))
    expect(await again.pins.checkResponse(ana, (round) => round === 0)).toMatchObject({ kind: 'right' })
  })

  test('[V14] a challenge that could not be noted is not shown', async () => {
    const { disk, pins } = await openWithPins()
    disk.setPlan((step) => (step === 'sync' ? 'no-space' : null))
    expect(await pins.showChallenge(ana)).toEqual(fail('no-space'))
    disk.setPlan(() => null)
    expect((await pins.checkResponse(ana, () => true)).kind).toBe('wrong')
  })

  test('[V15] ends with a new PIN, so that its response works once', async () => {
    const { pins } = await openWithPins()
    await pins.showChallenge(ana)
    await setPin(pins)
    expect((await pins.checkResponse(ana, (round) => round === 0)).kind).toBe('wrong')
    expect(await pins.showChallenge(ana)).toEqual(ok(1))
  })

  test('[V15] ends with the right PIN, and when ten failures lock the operator out', async () => {
    const till = await openWithPins()
    const { pins } = till
    await pins.showChallenge(ana)
    expect(await pins.check(ana, PIN)).toMatchObject({ kind: 'right' })
    expect(await pins.showChallenge(ana)).toEqual(ok(1))
    await lockOut(till)
    expect(await pins.showChallenge(ana)).toEqual(ok(2))
  })

  test("[V15] ends with a manager's release, and stays when that is not on disk", async () => {
    const till = await openWithPins()
    await lockOut(till)
    await till.pins.showChallenge(ana)
    till.disk.setPlan(() => 'io')
    expect(await till.pins.release(ana)).toBe('disk-failed')
    till.disk.setPlan(() => null)
    expect(till.pins.status(ana)).toEqual({ kind: 'locked-out' })
    expect(await till.pins.showChallenge(ana)).toEqual(ok(0))
    expect(await till.pins.release(ana)).toBe('released')
    expect(await till.pins.showChallenge(ana)).toEqual(ok(1))
  })

  test('[V15] one that was never shown is not used up', async () => {
    const till = await openWithPins()
    await lockOut(till)
    await setPin(till.pins)
    await till.pins.check(ana, PIN)
    expect(await till.pins.showChallenge(ana)).toEqual(ok(0))
  })

  test('[V15] a round that a PIN ended stays over when its file is taken away or broken', async () => {
    const { disk, time, pins } = await openWithPins()
    await pins.showChallenge(ana)
    await setPin(pins)
    await disk.remove('/state/reset-rounds.json')
    const gone = await open(disk, time)
    expect(await gone.pins.showChallenge(ana)).toEqual(ok(1))
    disk.put('/state/reset-rounds.json', Buffer.from('{'))
    const broken = await open(disk, time)
    expect(await broken.pins.showChallenge(ana)).toEqual(ok(1))
    expect(disk.files()).toContain('/state/reset-rounds.json.unreadable-1')
  })

  test('[V19] after the last one there is none', async () => {
    const { pins } = await openWithPins()
    for (let round = 0; round < RESET_ROUNDS; round += 1) {
      expect(await pins.showChallenge(ana)).toEqual(ok(round))
      await pins.check(ana, PIN)
    }
    expect(await pins.showChallenge(ana)).toEqual(ok(null))
    expect(await pins.showChallenge(rui)).toEqual(ok(0))
  })
})

describe('wrong responses', () => {
  test('[V16] wait 30 s, 1, 5, 15, 60 min and 60 min again from the fifth on, and never lock', async () => {
    const { time, pins } = await openWithPins()
    await pins.showChallenge(ana)
    for (const triesLeft of [4, 3, 2, 1])
      expect(await pins.checkResponse(ana, no)).toEqual({ kind: 'wrong', triesLeft, retryAfterMs: null })
    for (const minutes of [0.5, 1, 5, 15, 60, 60, 60]) {
      const retryAfterMs = minutes * MINUTE
      expect(await pins.checkResponse(ana, no)).toEqual({ kind: 'wrong', triesLeft: 0, retryAfterMs })
      expect(await pins.checkResponse(ana, () => true)).toEqual({ kind: 'wait', retryAfterMs })
      time.pass(retryAfterMs)
    }
    expect(await pins.checkResponse(ana, () => true)).toMatchObject({ kind: 'right' })
    expect(await pins.checkResponse(ana, no)).toEqual({ kind: 'wrong', triesLeft: 4, retryAfterMs: null })
  })

  test('[V16] [V10] are counted over a restart, which begins the wait anew', async () => {
    const { disk, time, pins } = await openWithPins()
    await pins.showChallenge(ana)
    for (let count = 0; count < 6; count += 1) {
      await pins.checkResponse(ana, no)
      time.pass(30_000)
    }
    const again = await open(disk, time)
    time.setWall(time.clock.wallMs() + 400 * 24 * HOUR)
    expect(await again.pins.checkResponse(ana, () => true)).toEqual({ kind: 'wait', retryAfterMs: MINUTE })
  })

  test('[V16] one that cannot be counted is not compared', async () => {
    const { disk, pins } = await openWithPins()
    await pins.showChallenge(ana)
    disk.setPlan((step) => (step === 'sync' ? 'no-space' : null))
    const compared: number[] = []
    expect(await pins.checkResponse(ana, (round) => compared.push(round) > 0)).toEqual({
      kind: 'disk-failed',
    })
    expect(compared).toEqual([])
  })

  test('[V16] [V17] are counted for one operator, and change nobody else, nor the tries of a PIN', async () => {
    const till = await openWithPins()
    await lockOut(till)
    await till.pins.showChallenge(ana)
    for (let count = 0; count < 6; count += 1) await till.pins.checkResponse(ana, no)
    await till.pins.showChallenge(rui)
    expect(await till.pins.checkResponse(rui, no)).toEqual({
      kind: 'wrong',
      triesLeft: 4,
      retryAfterMs: null,
    })
    expect(await till.pins.check(rui, PIN)).toMatchObject({ kind: 'right' })
    expect(till.pins.status(ana)).toEqual({ kind: 'locked-out' })
  })

  test('[V16] sent all at once are counted one by one', async () => {
    const { pins } = await openWithPins()
    await pins.showChallenge(ana)
    const checks = await Promise.all(Array.from({ length: 20 }, () => pins.checkResponse(ana, no)))
    expect(checks.filter(({ kind }) => kind === 'wrong')).toHaveLength(5)
  })
})
